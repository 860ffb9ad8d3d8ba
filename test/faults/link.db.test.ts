import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../server/app.ts';
import type { Context } from '../../server/context.ts';
import { demonstrationSecrets, loadAccounts } from '../../server/modules/access/index.ts';
import { openPools, type Pools } from '../../server/platform/db.ts';
import { allRoutes } from '../../server/routes.ts';
import { testContext } from '../context.ts';
import { newTestDatabase, type TestDatabase } from '../database.ts';
import { callApp, codeOf, signedInBy, type SignedIn } from '../desk.ts';
import { CuttingLink } from './cutting-link.ts';

const WAIT_MS = 300;
let db: TestDatabase;
let link: CuttingLink;
let pools: Pools;
let ctx: Context;
let app: FastifyInstance;
let as: SignedIn;

before(async () => {
  db = await newTestDatabase();
  const { host, port } = db.connection('app');
  link = new CuttingLink(host, port);
  pools = openPools((role) => ({ ...db.connection(role), host: link.folder }), WAIT_MS);
  ctx = await testContext(pools);
  await loadAccounts(ctx);
  app = await buildApp(ctx, { routes: allRoutes(ctx) });
  const payload = { account: 'shichangjianguan', ...demonstrationSecrets };
  as = signedInBy(await callApp(app, '/session', { method: 'POST', payload }));
});
after(async () => {
  await app.close();
  await ctx.jobs.stop();
  await pools.close();
  link.close();
  await db.drop();
});

/** An act that nothing but its key could tell from a second one like it. */
const newKey = (key: string) =>
  callApp(app, '/api-keys', {
    method: 'POST',
    as,
    headers: { 'idempotency-key': key },
    payload: { label: key, scopes: ['batches:read'], expiresInDays: 30 },
  });

const keysNamed = async (label: string): Promise<number> =>
  (await db.app.selectFrom('api_key').select('key_id').where('label', '=', label).execute()).length;

test('a link cut after the COMMIT was sent: the act is done once, and its key tells so', async () => {
  link.cutAtCommit('after');
  const first = await newKey('cut-after-1');
  assert.deepEqual([first.statusCode, codeOf(first)], [503, 'DATABASE_AWAY']);
  assert.ok(Number(first.headers['retry-after']) > 0);
  const again = await newKey('cut-after-1');
  assert.deepEqual([again.statusCode, codeOf(again)], [409, 'DONE_BEFORE']);
  assert.equal(await keysNamed('cut-after-1'), 1);
});

test('a link cut before the COMMIT was sent: nothing is done, and the same key does it', async () => {
  link.cutAtCommit('before');
  const first = await newKey('cut-before-1');
  assert.deepEqual([first.statusCode, codeOf(first)], [503, 'DATABASE_AWAY']);
  assert.equal(await keysNamed('cut-before-1'), 0);
  assert.equal((await newKey('cut-before-1')).statusCode, 201);
  assert.equal((await newKey('cut-before-1')).headers['idempotency-replayed'], 'true');
  assert.equal(await keysNamed('cut-before-1'), 1);
});

test('with all connections in use a request is refused with a time to come again, and then goes on', async () => {
  const held = await Promise.all(
    Array.from({ length: pools.raw.options.max ?? 0 }, () => pools.raw.connect()),
  );
  const busy = await Promise.all([newKey('busy-0001'), callApp(app, '/batches', { as })]);
  for (const answer of busy) {
    assert.deepEqual([answer.statusCode, codeOf(answer)], [503, 'TOO_BUSY']);
    assert.ok(Number(answer.headers['retry-after']) > 0);
  }
  for (const client of held) client.release();
  assert.equal((await newKey('busy-0001')).statusCode, 201);
  assert.equal(await keysNamed('busy-0001'), 1);
});
