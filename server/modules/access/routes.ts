import type { Context } from '../../context.ts';
import type { Route } from '../../platform/http/route.ts';
import { accountRoutes } from './account-routes.ts';
import { logRoutes } from './log-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { setBackRoutes } from './set-back-routes.ts';

/** Sessions, accounts, interface keys, the logs of readings and acts, and who acknowledges a ledger set back. */
export function accessRoutes(ctx: Context): Route[] {
  return [...sessionRoutes(ctx), ...accountRoutes(ctx), ...logRoutes(ctx), ...setBackRoutes(ctx)];
}
