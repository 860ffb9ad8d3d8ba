import type { Context } from '../../context.ts';
import type { JobDefinition } from '../../platform/jobs.ts';
import { checkTree } from './check.ts';
import { sequence } from './sequence.ts';

/** Sequencing each minute and the nightly check of the whole tree. */
export function ledgerJobs(ctx: Context): JobDefinition[] {
  return [
    { queue: 'ledger.sequence', cron: '* * * * *', run: async () => void (await sequence(ctx)) },
    {
      queue: 'ledger.check',
      cron: '20 2 * * *',
      async run() {
        const faults = await checkTree(ctx);
        for (const fault of faults)
          ctx.log.error(
            { code: fault.code, position: fault.position, recordId: fault.recordId },
            fault.en,
          );
      },
    },
  ];
}
