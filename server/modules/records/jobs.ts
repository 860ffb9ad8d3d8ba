import type { Context } from '../../context.ts';
import type { JobDefinition } from '../../platform/jobs.ts';

/** Nightly comparison of records with their actions, leaves and states. */
export function recordJobs(_ctx: Context): JobDefinition[] {
  return [];
}
