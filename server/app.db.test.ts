import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TSchema } from '@sinclair/typebox';
import { codeOf, newTestDesk, type SignedIn, type TestDesk } from '../test/desk.ts';
import { inTransaction } from './platform/db.ts';
import type { Route } from './platform/http/route.ts';
import { newCaller, type ShownCaller } from '../test/callers.ts';
import { permissionCases, type PermissionCase } from './modules/access/permission-cases.ts';
import { outputsOf, permissionNamed, permissions, type Role } from './modules/access/index.ts';
import { allRoutes } from './routes.ts';

let desk: TestDesk;
let routes: Route[];
before(async () => {
  desk = await newTestDesk(allRoutes);
  routes = allRoutes(desk.ctx);
});
after(() => desk.close());

const NOBODY = '00000000-0000-4000-8000-000000000000';
/** Refusals of the gate itself; any other answer means that the handler or its schema was reached. */
const gateCodes = new Set([
  'NOT_SIGNED_IN',
  'SECOND_FACTOR_NEEDED',
  'FORBIDDEN',
  'PURPOSE_REQUIRED',
  'CSRF_REFUSED',
  'SCOPE_MISSING',
  'KEY_REFUSED',
  'UNLISTED_PERMISSION',
]);

function addressOf(route: Route): string {
  const params = (route.schema.params?.['properties'] ?? {}) as Record<string, TSchema>;
  return route.path.replace(/:(\w+)/g, (_, name: string) =>
    params[name]?.['format'] === 'uuid'
      ? NOBODY
      : /number|position|size|index|row/i.test(name)
        ? '1'
        : 'none',
  );
}

const callers = new Map<string, ShownCaller>();

/** One caller for each role and factor; a new one where the call ends the session. */
async function callerFor(route: Route, role: Role, secondFactor: boolean): Promise<ShownCaller> {
  const name = `${role} ${secondFactor}`;
  const known = callers.get(name) ?? (await newCaller(desk.ctx, role, secondFactor));
  if (route.path.startsWith('/session')) callers.delete(name);
  else callers.set(name, known);
  return known;
}

async function ask({ route, role, secondFactor, withPurpose }: PermissionCase) {
  const shown = await callerFor(route, role, secondFactor);
  const as: SignedIn | undefined =
    shown.kind === 'session' ? { cookie: shown.cookie, csrf: shown.csrf } : undefined;
  return desk.call(addressOf(route), {
    method: route.method,
    ...(as ? { as } : {}),
    ...(withPurpose ? { purpose: '核对权限表' } : {}),
    headers: shown.kind === 'key' ? { authorization: `Bearer ${shown.key}` } : {},
  });
}

describe('the table of permissions', () => {
  test('every route names a permission of the table', () => {
    for (const route of routes)
      assert.ok(
        permissionNamed(route.permission),
        `${route.method} ${route.path}: ${route.permission}`,
      );
  });

  test('every route answers every role as the table says, with and without purpose and second factor', async () => {
    let cells = 0;
    for (const cell of permissionCases(routes)) {
      const response = await ask(cell);
      const { route, role, refusal, withPurpose, secondFactor } = cell;
      const name = `${role} ${route.method} ${route.path} purpose=${withPurpose} second=${secondFactor}: ${response.statusCode} ${response.body.slice(0, 200)}`;
      assert.ok(response.statusCode !== 500, name);
      const code = response.statusCode >= 400 ? codeOf(response) : null;
      if (refusal === null) assert.ok(code === null || !gateCodes.has(code), name);
      else assert.equal(code, refusal, name);
      cells += 1;
    }
    assert.ok(cells >= routes.length * 18);
  });

  test('an address that is not a route is refused as not found, not by a page', async () => {
    assert.equal(codeOf(await desk.call('/no/such/thing')), 'NOT_FOUND');
  });
});

describe('K14 outputs of non-public data', () => {
  test('each answer leaves a row in the log of readings', async () => {
    const before = await countReadings();
    let answered = 0;
    for (const cell of permissionCases(outputsOf(routes)).filter((cell) => cell.refusal === null)) {
      const earlier = await countReadings();
      const response = await ask(cell);
      const written = (await countReadings()) - earlier;
      if (response.statusCode < 300) {
        answered += 1;
        assert.ok(
          written >= 1,
          `${cell.route.method} ${cell.route.path} answered without a reading`,
        );
      }
    }
    assert.ok(answered > 0);
    assert.ok((await countReadings()) > before);
  });
});

async function countReadings(): Promise<number> {
  const actor = {
    account: 'test',
    role: 'AUDITOR',
    organisation: null,
    scope: 'all',
    channel: 'job',
  } as const;
  return inTransaction(desk.db.app, actor, async (tx) => {
    const row = await tx
      .selectFrom('reading')
      .select((e) => e.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    return Number(row.n);
  });
}

describe('the application', () => {
  test('is alive and ready, and says so with the policy it runs under', async () => {
    assert.equal((await desk.app.inject('/healthz')).statusCode, 200);
    const ready = await desk.app.inject('/readyz');
    assert.equal(ready.statusCode, 200);
    assert.equal(ready.json<{ policy: string }>().policy, desk.ctx.policy.hash);
  });

  test('sends its protecting headers: data may load nothing, a page no foreign script', async () => {
    const { headers } = await desk.call('/session');
    assert.equal(headers['content-security-policy'], "default-src 'none';frame-ancestors 'none'");
    const page = await desk.app.inject('/nowhere');
    assert.match(String(page.headers['content-security-policy']), /script-src 'self'(;|$)/);
    assert.equal(page.headers['x-frame-options'], 'SAMEORIGIN');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cache-control'], 'no-store');
    assert.ok(headers['x-request-id']);
    assert.equal(decodeURIComponent(String(headers['x-demonstration'])), '演示');
  });

  test('refuses what is no JSON, too long, of another type or has unknown members, in words', async () => {
    const post = { method: 'POST' } as const;
    const json = { 'content-type': 'application/json' };
    const answers = await Promise.all([
      desk.call('/session', { ...post, headers: json, payload: '{"account":' }),
      desk.call('/session', { ...post, headers: json, payload: `"${'x'.repeat(1_100_000)}"` }),
      desk.call('/session', {
        ...post,
        headers: { 'content-type': 'text/plain' },
        payload: 'account=a',
      }),
      desk.call('/session', { ...post, payload: { account: 'a', password: 'b', role: 'AUDITOR' } }),
      desk.call('/session', {
        ...post,
        headers: json,
        payload: '{"account":"a","__proto__":{"x":1}}',
      }),
    ]);
    assert.deepEqual(answers.map(codeOf), [
      'BODY_UNREADABLE',
      'BODY_TOO_LARGE',
      'UNSUPPORTED_MEDIA',
      'INVALID_INPUT',
      'BODY_UNREADABLE',
    ]);
    for (const answer of answers)
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    const [error] =
      answers[3]?.json<{ fieldErrors: { field: string; code: string }[] }>().fieldErrors ?? [];
    assert.deepEqual([error?.field, error?.code], ['role', 'UNKNOWN_FIELD']);
  });

  test('describes every route and its permission in the OpenAPI document', async () => {
    const document = (await desk.call('/openapi.json')).json<{
      openapi: string;
      paths: Record<string, Record<string, Record<string, unknown>>>;
    }>();
    assert.equal(document.openapi, '3.1.0');
    for (const route of routes) {
      const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`;
      const operation = document.paths[path]?.[route.method.toLowerCase()];
      assert.equal(operation?.['x-permission'], route.permission, path);
    }
    assert.ok(Object.keys(permissions).length > 20);
  });
});
