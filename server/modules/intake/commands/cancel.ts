import type { Context } from '../../../context.ts';
import type { Actor } from '../../../platform/actor.ts';
import { inTransaction } from '../../../platform/db.ts';
import { audit, requirePermission } from '../../access/index.ts';
import { finishedStates } from '../batch.ts';
import { problem } from '../problem.ts';
import { findBatch } from '../store.ts';

/**
 * Asks to stop a batch. Before storing has begun nothing has entered; while storing, the rows
 * stored so far stay and the batch says how many. Throws BATCH_NOT_FOUND or BATCH_FINISHED.
 */
export async function cancelBatch(ctx: Context, given: Actor, batchId: string): Promise<void> {
  const actor = requirePermission(given, 'batch.submit');
  await inTransaction(ctx.db.app, actor, async (tx) => {
    const batch = await findBatch(tx, batchId, { lock: true });
    if (!batch) throw problem('BATCH_NOT_FOUND');
    if (finishedStates.includes(batch.state))
      throw problem('BATCH_FINISHED', { state: batch.state });
    await tx
      .updateTable('batch')
      .set({ cancel_requested_at: ctx.clock.now() })
      .where('batch_id', '=', batchId)
      .where('cancel_requested_at', 'is', null)
      .execute();
    await audit(tx, actor, { action: 'batch.cancel', object: batchId });
    // A batch nobody works on any more is finished by this job.
    await ctx.jobs.enqueue(tx, 'intake.process', { batchId }, { singletonKey: batchId });
  });
}
