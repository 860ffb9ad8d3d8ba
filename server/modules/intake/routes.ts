import type { Context } from '../../context.ts';
import type { Route } from '../../platform/http/route.ts';
import { batchRoutes } from './batch-routes.ts';
import { rowRoutes } from './row-routes.ts';

/** Routes of the intake: batches with their rows, the quarantine, classes with their templates. */
export function intakeRoutes(ctx: Context): Route[] {
  return [...batchRoutes(ctx), ...rowRoutes(ctx)];
}
