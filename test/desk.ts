import assert from 'node:assert/strict';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { API_ROOT, buildApp } from '../server/app.ts';
import type { Context } from '../server/context.ts';
import { demonstrationSecrets, loadAccounts } from '../server/modules/access/index.ts';
import type { Clock } from '../server/platform/clock.ts';
import type { Route } from '../server/platform/http/route.ts';
import { testContext } from './context.ts';
import { newTestDatabase, type TestDatabase } from './database.ts';

/** What a browser keeps after signing in. */
export interface SignedIn {
  readonly cookie: string;
  readonly csrf: string;
}

export type Call = Omit<InjectOptions, 'url'> & {
  readonly as?: SignedIn;
  readonly purpose?: string;
};

/** An application on a database of its own, as a browser or a machine uses it. */
export interface TestDesk {
  readonly db: TestDatabase;
  readonly ctx: Context;
  readonly app: FastifyInstance;
  call(path: string, options?: Call): Promise<LightMyRequestResponse>;
  /** Signs in with password and code of the demonstration. */
  signIn(account: string): Promise<SignedIn>;
  close(): Promise<void>;
}

/** Builds the application from routes with the demonstration accounts loaded. */
export async function newTestDesk(
  routes: (ctx: Context) => Route[],
  options: { readonly clock?: Clock } = {},
): Promise<TestDesk> {
  const db = await newTestDatabase();
  const ctx = await testContext(db, options);
  await loadAccounts(ctx);
  const app = await buildApp(ctx, { routes: routes(ctx) });
  return {
    db,
    ctx,
    app,
    call: (path, options) => callApp(app, path, options),
    async signIn(account) {
      const payload = { account, ...demonstrationSecrets };
      return signedInBy(await callApp(app, '/session', { method: 'POST', payload }));
    },
    async close() {
      await app.close();
      await ctx.jobs.stop();
      await db.drop();
    },
  };
}

/** One request below the API root. */
export function callApp(
  app: FastifyInstance,
  path: string,
  { as, purpose, headers, ...options }: Call = {},
): Promise<LightMyRequestResponse> {
  const shown = as ? { cookie: as.cookie, 'x-csrf-token': as.csrf } : {};
  const why = purpose === undefined ? {} : { 'x-purpose': encodeURIComponent(purpose) };
  return app.inject({
    ...options,
    url: `${API_ROOT}${path}`,
    headers: { ...shown, ...why, ...headers },
  });
}

/** The code of a refusal. */
export function codeOf(response: LightMyRequestResponse): string {
  return response.json<{ code: string }>().code;
}

/** Cookie and token of an answer that signed somebody in. */
export function signedInBy(response: LightMyRequestResponse): SignedIn {
  assert.equal(response.statusCode, 200, response.body);
  const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
  return { cookie, csrf: response.json<{ csrfToken: string }>().csrfToken };
}
