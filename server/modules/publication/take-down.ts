import type { Context } from '../../context.ts';
import { system, type Actor } from '../../platform/actor.ts';
import { inTransaction, setCaller, type Tx } from '../../platform/db.ts';
import { actOnMany, type Act, type RecordRef } from '../records/index.ts';
import { refreshPublicSubjects } from './public-subjects.ts';
import { deleteItems, dueItems, lockForDecision } from './store.ts';

const CHUNK = 1000;
/** States of a record in which its publicity may be decided, or decided anew. */
export const OPEN = ['REGISTERED', 'PUBLISHED'];

/**
 * Takes records off the public pages inside the caller's transaction, before whatever ends them, and
 * says so in their history. Records that are not shown are left alone. Answers how many were shown.
 */
export async function withdraw(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  refs: readonly RecordRef[],
  reason: string,
): Promise<number> {
  const acts = refs.map((ref): Act => ({ ref, kind: 'withdrawn', reason }));
  return (await takeDown(tx, ctx, actor, acts)).size;
}

/**
 * Takes the records of the given acts off the public pages inside the caller's transaction and adds
 * its act to each that was shown; the others are left alone. Answers the ids of those shown.
 */
export async function takeDown(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  acts: readonly Act[],
): Promise<Set<string>> {
  const refs = acts.map(({ ref }) => ref);
  await lockForDecision(tx, refs, OPEN);
  const gone = await deleteItems(tx, refs);
  const shown = new Set(gone.map(({ ref }) => ref.recordId));
  await actOnMany(
    tx,
    ctx,
    actor,
    acts.filter(({ ref }) => shown.has(ref.recordId)),
  );
  // A department sees its own records only; the public row of the subject rests on all of them.
  await setCaller(tx, system);
  await refreshPublicSubjects(
    tx,
    ctx,
    gone.map(({ ref }) => ref.subjectId),
  );
  await setCaller(tx, actor);
  return shown;
}

/** Ends the publicity of everything whose day has come; the pages have not shown it since midnight anyway. */
export async function expireDue(ctx: Context): Promise<number> {
  let count = 0;
  for (;;) {
    const today = ctx.clock.today();
    const ended = await inTransaction(ctx.db.app, system, async (tx) => {
      const due = await dueItems(tx, today, CHUNK);
      await lockForDecision(
        tx,
        due.map(({ ref }) => ref),
        OPEN,
      );
      const gone = await deleteItems(
        tx,
        due.map(({ ref }) => ref),
      );
      await actOnMany(
        tx,
        ctx,
        system,
        gone.map(({ ref, shownUntil }): Act => ({
          ref,
          kind: 'expired',
          reason: '公示期届满',
          effectiveOn: shownUntil ?? today,
        })),
      );
      await refreshPublicSubjects(
        tx,
        ctx,
        gone.map(({ ref }) => ref.subjectId),
      );
      return { due: due.length, gone: gone.length };
    });
    count += ended.gone;
    if (ended.due < CHUNK) return count;
  }
}
