import type { Context } from '../../context.ts';
import type { Route } from '../../platform/http/route.ts';
import { accountRoutes } from './account-routes.ts';
import { logRoutes } from './log-routes.ts';
import { sessionRoutes } from './session-routes.ts';

/** Sessions, accounts, interface keys, and the logs of readings and acts. */
export function accessRoutes(ctx: Context): Route[] {
  return [...sessionRoutes(ctx), ...accountRoutes(ctx), ...logRoutes(ctx)];
}
