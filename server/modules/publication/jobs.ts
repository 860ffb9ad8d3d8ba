import type { Context } from '../../context.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import { publishBatch, publishForgotten } from './commands.ts';
import { expireDue } from './take-down.ts';

/** Shortly after midnight in Asia/Shanghai, when a period has just ended. */
const AFTER_MIDNIGHT = '2 0 * * *';

const EACH_MINUTE = '* * * * *';

/** `publication.publish` takes `{ batchId }`, and each minute nothing: what was forgotten; `publication.expire` comes round daily and at each start. */
export function publicationJobs(ctx: Context): JobDefinition[] {
  return [
    {
      queue: 'publication.publish',
      cron: EACH_MINUTE,
      async run(data) {
        const { batchId } = data;
        if (typeof batchId === 'string') await publishBatch(ctx, batchId);
        else await publishForgotten(ctx);
      },
    },
    {
      queue: 'publication.expire',
      cron: AFTER_MIDNIGHT,
      atStart: true,
      async run() {
        await expireDue(ctx);
      },
    },
  ];
}
