import type { Context } from '../context.ts';
import { requirePermission, rowsFor } from '../modules/access/index.ts';
import { ownJobs, ownWork, type BatchSummary, type OwnWork } from '../modules/intake/index.ts';
import { countWaiting } from '../modules/records/index.ts';
import type { Actor } from '../platform/actor.ts';
import { inTransaction } from '../platform/db.ts';
import { MOST_COUNTED } from './waiting.ts';

/** So many files of a kind are named on the first page; the list of batches has all. */
const MOST_NAMED = 5;
const MOST_JOBS = 20;
const DAY_MS = 86_400_000;

/** What waits for an officer today. */
export interface Today extends OwnWork {
  /** Records whose level the caller may decide; null where his role decides none. */
  readonly classification: number | null;
}

/** What waits for the caller's organisation: files and numbers only, so that no purpose is asked for. */
export async function workToday(ctx: Context, given: Actor): Promise<Today> {
  const actor = requirePermission(given, 'waiting.read');
  const work = await ownWork(ctx, actor, MOST_NAMED);
  const classification =
    rowsFor(actor.role, 'classification.decide') === null
      ? null
      : await inTransaction(ctx.db.app, actor, (tx) =>
          countWaiting(tx, actor, 'CLASSIFICATION', MOST_COUNTED),
        );
  return { ...work, classification };
}

/** Files the caller sent that are on their way or were finished within a day. */
export async function myBatches(ctx: Context, given: Actor): Promise<BatchSummary[]> {
  const actor = requirePermission(given, 'waiting.read');
  const since = new Date(ctx.clock.now().getTime() - DAY_MS);
  return ownJobs(ctx, actor, since, MOST_JOBS);
}
