import type { Context } from '../../../context.ts';
import type { Actor } from '../../../platform/actor.ts';
import { inTransaction, type Tx } from '../../../platform/db.ts';
import { audit, logReading, requirePermission } from '../../access/index.ts';
import { compileClass } from '../../catalogue/index.ts';
import { judgeMatch, subjectClaim, type LinkedSubject } from '../../subjects/index.ts';
import { enterRows } from '../enter.ts';
import { readyRows } from '../ready.ts';
import { decideGate, gateFor } from '../gate.ts';
import { problem } from '../problem.ts';
import type { ShownRow } from '../row-queries.ts';
import { enteredVersion, publishLater } from './entered-row.ts';
import { lockRow, replaceRow, type WaitingRow } from './waiting-row.ts';

/** ENTER: the row is lawful as it is. MATCH: it belongs to this subject. NEW: to a subject not yet known. */
export const quarantineDecisions = ['ENTER', 'MATCH', 'NEW', 'REFUSE'] as const;
export type QuarantineDecision = (typeof quarantineDecisions)[number];

export interface QuarantineInput {
  readonly batchId: string;
  readonly rowNumber: number;
  readonly version?: number;
  readonly decision: QuarantineDecision;
  /** The subject of MATCH. */
  readonly subjectId?: string;
  readonly reason: string;
}

const SHORTEST_REASON = 2;
const LONGEST_REASON = 500;

/**
 * A named person of the centre decides, with a reason, about a row held in quarantine; never
 * automatic. A row that enters passes the store rules again. Throws REASON_REQUIRED,
 * SUBJECT_REQUIRED, DECISION_IMPOSSIBLE and what `lockRow` and the match judgement throw.
 */
export async function decideQuarantine(
  ctx: Context,
  given: Actor,
  input: QuarantineInput,
): Promise<ShownRow> {
  const actor = requirePermission(given, 'quarantine.decide');
  const reason = input.reason.trim();
  const length = Array.from(reason).length;
  if (length < SHORTEST_REASON || length > LONGEST_REASON) throw problem('REASON_REQUIRED');
  if (input.decision === 'MATCH' && !input.subjectId) throw problem('SUBJECT_REQUIRED');
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const old = await lockRow(tx, ctx, input, ['QUARANTINED']);
    const shown =
      input.decision === 'REFUSE'
        ? await refuseRow(tx, ctx, actor, old, reason)
        : await enterRow(tx, ctx, actor, old, { ...input, reason });
    await audit(tx, actor, {
      action: 'quarantine.decide',
      object: `${input.batchId}/${input.rowNumber}`,
      subjectId: shown.subjectId,
      detail: { decision: input.decision, state: shown.state },
    });
    // The answer holds the row, so that the act is a reading as well (K14).
    await logReading(tx, actor, {
      output: 'intake.decide',
      purpose: '核定待人工处理的行',
      subjectId: shown.subjectId,
      detail: { batchId: input.batchId, row: input.rowNumber },
    });
    return shown;
  });
}

async function refuseRow(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  old: WaitingRow,
  reason: string,
): Promise<ShownRow> {
  await judge(tx, ctx, actor, old, { decision: 'REFUSE', reason });
  return replaceRow(tx, ctx, actor, old, { ...old.content, state: 'REFUSED', reason });
}

async function enterRow(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  old: WaitingRow,
  input: QuarantineInput,
): Promise<ShownRow> {
  const { batch, content, rowNumber } = old;
  const { decision, reason, subjectId } = input;
  stopAtGate(ctx, old);
  let subject: Pick<LinkedSubject, 'subjectId' | 'kind'> | undefined;
  if (decision === 'MATCH' || decision === 'NEW') {
    const judged = await judge(tx, ctx, actor, old, {
      decision: decision === 'MATCH' ? 'SAME' : 'NEW',
      reason,
      ...(subjectId === undefined ? {} : { subjectId }),
    });
    if (judged.subjectId && judged.kind)
      subject = { subjectId: judged.subjectId, kind: judged.kind };
  }
  const row = { rowNumber, values: content.values };
  const [entered] = await enterRows(tx, ctx, batch, await readyRows(ctx, batch, [row]), {
    actor,
    ...(subject ? { subject } : {}),
  });
  if (!entered) throw new Error('a row without an answer');
  const held = entered.kind === 'QUARANTINED' || entered.kind === 'REJECTED';
  const before = new Set(content.findings.map((finding) => finding.rule));
  if (held && entered.findings.every((finding) => before.has(finding.rule))) {
    // The decision changed nothing: another one is needed, and this one leaves no trace.
    const messages = entered.findings.map((finding) => finding.message);
    throw problem('DECISION_IMPOSSIBLE', { rowNumber, reason: messages.join('') });
  }
  const next = enteredVersion(ctx, old, content, entered);
  const shown = await replaceRow(tx, ctx, actor, old, { ...next, reason });
  await publishLater(ctx, tx, batch, entered);
  return shown;
}

/** K1 stands above a person's decision. */
function stopAtGate(ctx: Context, { batch, content, rowNumber }: WaitingRow): void {
  const decision = decideGate(gateFor(ctx, batch), content.values);
  if (decision === 'OPEN') return;
  const reason =
    decision === 'PERSONS_OFF'
      ? '自然人信息的归集尚未启用，须先完成个人信息保护影响评估。'
      : '融资信用信息须有主体的授权编号，目前没有授权。';
  throw problem('DECISION_IMPOSSIBLE', { rowNumber, reason });
}

function judge(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  { batch, rowNumber, content }: WaitingRow,
  input: { decision: 'SAME' | 'NEW' | 'REFUSE'; reason: string; subjectId?: string },
) {
  const { informationClass } = compileClass(ctx.policy, batch.classCode).of(
    content.values,
    batch.judgedOn,
  );
  const claim = subjectClaim(informationClass, content.values);
  return judgeMatch(tx, ctx, actor, { ...input, batchId: batch.batchId, rowNumber, claim });
}
