import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { audit, requirePermission } from '../access/index.ts';
import { requiredClass } from '../catalogue/index.ts';
import { judgeMatch, subjectClaim } from '../subjects/index.ts';
import { actOn } from './act.ts';
import type { AfterDecision } from './classify.ts';
import { checkedReason, endAsMistake } from './commands.ts';
import { foldState, type RecordState } from './fold.ts';
import { problem } from './problem.ts';
import { lockStates, readRecords, refsOf } from './store.ts';

/** CONFIRM: it is this subject's record although the name differs. REFUSE: it is not. */
export const doubtDecisions = ['CONFIRM', 'REFUSE'] as const;
export type DoubtDecision = (typeof doubtDecisions)[number];

export interface DoubtInput {
  readonly recordId: string;
  readonly decision: DoubtDecision;
  readonly reason: string;
}

/**
 * A named person of the centre says, with a reason, whether a record that the register put in
 * doubt is its subject's (D4). Confirmed, `follow` decides its publicity anew by the ordinary rule
 * in the same transaction; refused, it ends as a mistake and the department may report it again
 * under the right code. Throws RECORD_NOT_FOUND, and DOUBT_SETTLED to the later of two people.
 */
export async function decideDoubt(
  ctx: Context,
  given: Actor,
  { recordId, decision, reason: why }: DoubtInput,
  follow: AfterDecision,
): Promise<RecordState> {
  const actor = requirePermission(given, 'doubt.decide');
  const reason = checkedReason(why);
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const [ref] = await refsOf(tx, [recordId]);
    if (!ref) throw problem('RECORD_NOT_FOUND');
    await lockStates(tx, [ref]);
    const [record] = await readRecords(tx, ctx, [ref]);
    if (!record) throw problem('RECORD_NOT_FOUND');
    const { fact, values } = record;
    if (values === null || foldState(record.actions).needs !== 'SUBJECT') {
      throw problem('DOUBT_SETTLED');
    }
    // Kept with the row it came from, so that the next entry of the register does not ask again.
    await judgeMatch(tx, ctx, actor, {
      batchId: fact.batchId,
      rowNumber: fact.rowNumber,
      claim: subjectClaim(requiredClass(ctx.policy, fact.classCode, fact.factDate), values),
      reason,
      ...(decision === 'CONFIRM'
        ? { decision: 'SAME', subjectId: fact.subjectId }
        : { decision: 'REFUSE' }),
    });
    if (decision === 'CONFIRM')
      await actOn(tx, ctx, actor, { ref, kind: 'subjectConfirmed', reason });
    else
      await endAsMistake(tx, ctx, actor, fact, { reason, detail: { doubt: 'NOT_THIS_SUBJECT' } });
    await audit(tx, actor, {
      action: 'doubt.decide',
      object: recordId,
      subjectId: fact.subjectId,
      detail: { decision },
    });
    if (decision === 'CONFIRM') await follow(tx, ctx, ref);
    const [after] = await readRecords(tx, ctx, [ref]);
    return foldState(after?.actions ?? []);
  });
}
