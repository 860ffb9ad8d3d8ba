import type { Context } from '../../context.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import { expireUploads } from './commands/expire.ts';
import { processBatch, unfinishedBatches } from './commands/process.ts';

/** While one batch is stored, the thread judges the next. */
export const BATCHES_AT_ONCE = 2;

/** Jobs of the intake: work on batches, find those a crash cut off, delete what has expired. */
export function intakeJobs(ctx: Context): JobDefinition[] {
  return [
    {
      queue: 'intake.process',
      atOnce: BATCHES_AT_ONCE,
      // Without a batch the job looks for batches that a crash cut off: each minute and at once
      // when the worker is there again.
      cron: '* * * * *',
      atStart: true,
      async run(data, signal) {
        const { batchId } = data;
        if (typeof batchId === 'string') {
          await processBatch(ctx, batchId, signal);
          return;
        }
        for (const unfinished of await unfinishedBatches(ctx)) {
          await processBatch(ctx, unfinished, signal);
        }
      },
    },
    {
      queue: 'intake.expire',
      cron: '20 3 * * *',
      atStart: true,
      async run() {
        await expireUploads(ctx);
      },
    },
  ];
}
