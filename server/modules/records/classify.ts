import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { audit, requirePermission } from '../access/index.ts';
import type { Level } from '../policy/index.ts';
import { actOn } from './act.ts';
import { classifyByPerson, hasLevel } from './classification.ts';
import { checkedReason } from './commands.ts';
import { foldState, isFinal, type RecordState } from './fold.ts';
import { problem } from './problem.ts';
import { lockStates, readRecords, refsOf, type RecordRef } from './store.ts';
import { levelZh, statusZh } from './words.ts';

export interface ClassificationInput {
  readonly recordId: string;
  readonly level: Level;
  /** Kinds of 2021 (list CFLB2021) that translate the reported kinds. */
  readonly kinds: readonly string[];
  /** SIMPLE or ORDINARY (list PENALTY_PROCEDURE) when the person knows it. */
  readonly procedure?: string;
  readonly reason: string;
}

/** What has to happen with a record once a person decided about it; in the caller's transaction. */
export type AfterDecision = (tx: Tx, ctx: Context, ref: RecordRef) => Promise<void>;

/**
 * A person's decision on the level of a penalty (D6, K17): a reviewer of the deciding department
 * or an approver of the centre confirms or lowers it, with a reason. `follow` shows or takes down
 * the record in the same transaction, as its last step: what may no longer be shown is gone at once.
 */
export async function classifyRecord(
  ctx: Context,
  actor: Actor,
  input: ClassificationInput,
  follow: AfterDecision,
): Promise<RecordState> {
  const permitted = requirePermission(actor, 'classification.decide');
  const reason = checkedReason(input.reason);
  return inTransaction(ctx.db.app, permitted, async (tx) => {
    const [ref] = await refsOf(tx, [input.recordId]);
    if (!ref) throw problem('RECORD_NOT_FOUND');
    await lockStates(tx, [ref]);
    const [record] = await readRecords(tx, ctx, [ref]);
    if (!record) throw problem('RECORD_NOT_FOUND');
    const { fact, values } = record;
    if (!hasLevel(ctx.policy, fact.classCode, fact.factDate)) throw problem('LEVEL_NOT_NEEDED');
    if (!mayDecide(ctx, actor, fact.organisation)) throw problem('CLASSIFICATION_FORBIDDEN');
    const state = foldState(record.actions);
    if (values === null || isFinal(state.status)) {
      throw problem('RECORD_CLOSED', { status: statusZh[state.status] });
    }
    const classified = classifyByPerson(
      ctx.policy,
      { values, level: state.level, factDate: fact.factDate },
      { ...input, procedure: input.procedure, account: actor.account },
    );
    if (classified.outcome === 'KIND_UNFIT') {
      throw problem('KIND_UNFIT', { reported: classified.reported });
    }
    if (classified.outcome === 'RAISED') {
      throw problem('LEVEL_RAISED', { ceiling: levelZh[classified.ceiling] });
    }
    const { detail } = classified;
    const { after } = await actOn(tx, ctx, permitted, {
      ref,
      kind: 'classified',
      reason,
      detail,
    });
    // The level is content: it stands in the sealed action, so that erasure takes it along (K7).
    await audit(tx, actor, {
      action: 'record.classify',
      object: fact.recordId,
      subjectId: fact.subjectId,
    });
    await follow(tx, ctx, ref);
    return after;
  });
}

/** Whether levels.json lets this person decide; `deciding` is the department of the record. */
function mayDecide(ctx: Context, actor: Actor, deciding: string): boolean {
  const isOwn = actor.organisation === deciding;
  return ctx.policy.levels.allowedOverride.who.some(
    (who) => who === actor.role || (isOwn && who === `${actor.role} of the deciding department`),
  );
}
