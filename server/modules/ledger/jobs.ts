import type { Context } from '../../context.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import { checkTree } from './check.ts';
import { keepCheck } from './self-check.ts';
import { sequence } from './sequence.ts';
import { readOnlyReason, watchForSetBack } from './set-back.ts';
import { newestCheckpoint } from './store.ts';

/** Sequencing each minute and the nightly check of the whole tree, whose result is kept for the desks. */
export function ledgerJobs(ctx: Context): JobDefinition[] {
  return [
    {
      queue: 'ledger.sequence',
      cron: '* * * * *',
      async run() {
        await watchForSetBack(ctx);
        // Said once when it was found, and shown everywhere: not again each minute as a failure.
        if ((await readOnlyReason(ctx)) === null) await sequence(ctx);
      },
    },
    {
      queue: 'ledger.check',
      cron: '20 2 * * *',
      async run() {
        const findings = (await checkTree(ctx)).map(({ code, zh }) => ({ code, message: zh }));
        const checked = (await newestCheckpoint(ctx.db.auditor))?.size ?? 0;
        await keepCheck(ctx, 'ledger', { checked, findings });
      },
    },
  ];
}
