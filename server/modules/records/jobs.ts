import type { Context } from '../../context.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import { checkRecords } from './check.ts';
import { eraseOverdue } from './retention.ts';

const NIGHTLY = '40 2 * * *';
const ERASURE = '10 3 * * *';
const KEPT_FINDINGS = 100;

/** The nightly comparison of records with their proof, whose result is kept for the desks, and the erasure by period. */
export function recordJobs(ctx: Context): JobDefinition[] {
  return [
    {
      queue: 'records.check',
      cron: NIGHTLY,
      async run(_data, signal) {
        const { checked, findings } = await checkRecords(ctx, signal);
        for (const one of findings)
          ctx.log.error({ finding: one }, 'record differs from its proof');
        const at = ctx.clock.now();
        const value = JSON.stringify({
          at: at.toISOString(),
          checked,
          found: findings.length,
          findings: findings.slice(0, KEPT_FINDINGS),
        });
        await ctx.db.app
          .insertInto('setting')
          .values({ name: 'records.check', value, changed_at: at })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, changed_at: at }))
          .execute();
      },
    },
    {
      queue: 'records.erase',
      cron: ERASURE,
      async run(_data, signal) {
        await eraseOverdue(ctx, signal);
      },
    },
  ];
}
