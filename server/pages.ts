import type { FastifyPluginAsync } from 'fastify';
import type { Context } from './context.ts';
import { deskPages } from './desk/index.ts';
import { portalPages } from './portal/index.ts';

/** Everything that is a page: the portal at the root, the desk below /desk/. */
export function pages(ctx: Context): FastifyPluginAsync {
  return async (app) => {
    await app.register(deskPages());
    await app.register(portalPages(ctx));
  };
}
