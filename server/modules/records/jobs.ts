import type { Context } from '../../context.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import { keepCheck } from '../ledger/index.ts';
import { checkRecords } from './check.ts';
import { eraseOverdue } from './retention.ts';

const NIGHTLY = '40 2 * * *';
const ERASURE = '10 3 * * *';

/** The nightly comparison of records with their proof, whose result is kept for the desks, and the erasure by period. */
export function recordJobs(ctx: Context): JobDefinition[] {
  return [
    {
      queue: 'records.check',
      cron: NIGHTLY,
      async run(_data, signal) {
        const { checked, findings } = await checkRecords(ctx, signal);
        const kept = findings.map(({ kind, message }) => ({ code: kind, message }));
        await keepCheck(ctx, 'records', { checked, findings: kept });
      },
    },
    {
      queue: 'records.erase',
      cron: ERASURE,
      atStart: true,
      async run(_data, signal) {
        await eraseOverdue(ctx, signal);
      },
    },
  ];
}
