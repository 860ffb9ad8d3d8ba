import type { Context } from './context.ts';
import type { JobDefinition } from './platform/jobs.ts';
import { accessJobs } from './modules/access/index.ts';
import { intakeJobs } from './modules/intake/index.ts';
import { publicationJobs } from './modules/publication/index.ts';
import { ledgerJobs } from './modules/ledger/index.ts';
import { recordJobs } from './modules/records/index.ts';
import { reportJobs } from './modules/reports/index.ts';

/** Every job of the product, for the worker and for commands that drain the queue inline. */
export function allJobs(context: Context): JobDefinition[] {
  return [
    ...intakeJobs(context),
    ...publicationJobs(context),
    ...ledgerJobs(context),
    ...accessJobs(context),
    ...recordJobs(context),
    ...reportJobs(context),
  ];
}
