import type { Context } from '../../context.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import { keepCheck } from '../ledger/index.ts';
import { checkPublished } from './check.ts';
import { publishBatch, publishForgotten } from './commands.ts';
import { expireDue } from './take-down.ts';

/** Shortly after midnight in Asia/Shanghai, when a period has just ended. */
const AFTER_MIDNIGHT = '2 0 * * *';

/** After the records themselves were compared. */
const CHECK = '50 2 * * *';
const EACH_MINUTE = '* * * * *';

/** `publication.publish` takes `{ batchId }`, and each minute nothing: what was forgotten; `publication.expire` comes round daily and at each start, and `publication.check` each night. */
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
    {
      queue: 'publication.check',
      cron: CHECK,
      async run(_data, signal) {
        const { checked, findings } = await checkPublished(ctx, signal);
        const kept = findings.map(({ kind, message }) => ({ code: kind, message }));
        await keepCheck(ctx, 'publication', { checked, findings: kept });
      },
    },
  ];
}
