import type { Context } from '../../context.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import { keepCheck } from '../ledger/index.ts';
import { checkReports } from './check.ts';

const NIGHTLY = '50 3 * * *';

/** The nightly comparison of issued reports with their proof, whose result is kept for the desks. */
export function reportJobs(ctx: Context): JobDefinition[] {
  return [
    {
      queue: 'reports.check',
      cron: NIGHTLY,
      async run(_data, signal) {
        await keepCheck(ctx, 'reports', await checkReports(ctx, signal));
      },
    },
  ];
}
