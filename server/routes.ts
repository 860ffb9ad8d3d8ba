import type { Context } from './context.ts';
import { deskRoutes } from './desk/index.ts';
import { accessRoutes } from './modules/access/index.ts';
import { intakeRoutes } from './modules/intake/index.ts';
import { ledgerRoutes } from './modules/ledger/index.ts';
import { decideAnew, publicationRoutes } from './modules/publication/index.ts';
import { recordRoutes } from './modules/records/index.ts';
import { reportRoutes } from './modules/reports/index.ts';
import { operationsRoutes } from './operations/index.ts';
import type { Route } from './platform/http/route.ts';

/** All routes of the API, module by module. */
export function allRoutes(ctx: Context): Route[] {
  return [
    ...accessRoutes(ctx),
    ...intakeRoutes(ctx),
    ...recordRoutes(ctx, decideAnew),
    ...publicationRoutes(ctx),
    ...reportRoutes(ctx),
    ...ledgerRoutes(ctx),
    ...deskRoutes(ctx),
    ...operationsRoutes(ctx),
  ];
}
