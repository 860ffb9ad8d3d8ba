import type { Context } from '../context.ts';
import { requirePermission, rowsFor } from '../modules/access/index.ts';
import { countQuarantined } from '../modules/intake/index.ts';
import { countWaiting } from '../modules/records/index.ts';
import type { Actor } from '../platform/actor.ts';
import { inTransaction } from '../platform/db.ts';

/** Numbers stop here: beyond it nobody's day depends on the exact one. */
export const MOST_COUNTED = 1000;

/** How much waits in each queue; null where the caller's role has no such queue. */
export interface WaitingCounts {
  readonly classification: number | null;
  readonly doubts: number | null;
  readonly quarantine: number | null;
}

/** What waits for a person in the queues of the caller's role: numbers only, so that no purpose is asked for. */
export async function waitingCounts(ctx: Context, given: Actor): Promise<WaitingCounts> {
  const actor = requirePermission(given, 'waiting.read');
  const has = (permission: string): boolean => rowsFor(actor.role, permission) !== null;
  return inTransaction(ctx.db.app, actor, async (tx) => ({
    classification: has('classification.read')
      ? await countWaiting(tx, actor, 'CLASSIFICATION', MOST_COUNTED)
      : null,
    doubts: has('doubt.read') ? await countWaiting(tx, actor, 'SUBJECT', MOST_COUNTED) : null,
    quarantine: has('quarantine.read') ? await countQuarantined(tx, MOST_COUNTED) : null,
  }));
}
