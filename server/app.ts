import program from '../package.json' with { type: 'json' };
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Context } from './context.ts';
import {
  accessGate,
  idempotentRepeats,
  isDemonstration,
  trustedProxies,
} from './modules/access/index.ts';
import { addOperations } from './operations/index.ts';
import { addOpenApi } from './platform/http/openapi.ts';
import { problem } from './platform/http/problems.ts';
import { registerRoutes } from './platform/http/register.ts';
import type { Route } from './platform/http/route.ts';
import { createServer } from './platform/http/server.ts';

export const API_ROOT = '/api/v1';

export interface AppParts {
  readonly routes: readonly Route[];
  /** Portal and desk; without it only the API answers. */
  readonly pages?: FastifyPluginAsync;
}

/** The HTTP application; building it touches neither database nor jobs. */
export async function buildApp(
  ctx: Context,
  { routes, pages }: AppParts,
): Promise<FastifyInstance> {
  const app = await createServer({ log: ctx.log, trustedProxies: trustedProxies() });
  if (isDemonstration(ctx)) {
    // K23: every answer says that its data is made up.
    const demonstration = encodeURIComponent('演示');
    app.addHook('onRequest', (_request, reply, done) => {
      reply.header('x-demonstration', demonstration);
      done();
    });
  }
  addOperations(app, ctx);
  await addOpenApi(app, {
    title: '信用王益 Xinyong',
    version: program.version,
    description:
      'Public-credit platform of a district: batches, subjects, records, publication, ledger. Amounts are fen, days are YYYY-MM-DD in Asia/Shanghai, instants are ISO 8601.',
  });
  await app.register(
    async (api) => {
      registerRoutes(api, routes, { gate: accessGate(ctx), repeats: idempotentRepeats(ctx) });
      api.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
      api.setNotFoundHandler(() => {
        throw problem('NOT_FOUND');
      });
    },
    { prefix: API_ROOT },
  );
  if (pages) await app.register(pages);
  else {
    app.setNotFoundHandler(() => {
      throw problem('NOT_FOUND');
    });
  }
  return app;
}
