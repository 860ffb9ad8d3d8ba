import type { Context } from '../../context.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import { keepCheck } from '../ledger/index.ts';
import { checkAudit } from './check-audit.ts';
import { expireRepeats } from './repeats.ts';

const NIGHTLY = '30 2 * * *';
const HOURLY = '15 * * * *';

/** The nightly comparison of who did what with its proof, whose result is kept for the desks, and the end of kept answers. */
export function accessJobs(ctx: Context): JobDefinition[] {
  return [
    {
      queue: 'audit.check',
      cron: NIGHTLY,
      async run(_data, signal) {
        await keepCheck(ctx, 'audit', await checkAudit(ctx, signal));
      },
    },
    { queue: 'access.expire', cron: HOURLY, atStart: true, run: () => expireRepeats(ctx) },
  ];
}
