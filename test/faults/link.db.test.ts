import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../server/app.ts';
import type { Context } from '../../server/context.ts';
import { demonstrationSecrets, loadAccounts } from '../../server/modules/access/index.ts';
import { processBatch, receiveBatch } from '../../server/modules/intake/index.ts';
import { sheetOf } from '../../server/modules/intake/testing.ts';
import { outageOf } from '../../server/platform/outage.ts';
import { openPools, type Pools } from '../../server/platform/db.ts';
import { allRoutes } from '../../server/routes.ts';
import { newActor, penaltyCells } from '../build.ts';
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

/** A batch of one row that nobody has begun. */
async function received(number: number): Promise<string> {
  const rows = [penaltyCells({ CF_WSH: `王市监罚〔2026〕${number}号` })];
  const file = { fileName: 'a.csv', bytes: sheetOf(rows), classCode: 'ADMIN_PENALTY' };
  return (await receiveBatch(ctx, newActor('LIAISON_MAIN', 'SCJG'), file)).batchId;
}

async function stateOf(batchId: string): Promise<string> {
  const admin = await db.superuser();
  const { rows } = await admin.query<{ state: string }>(
    'select state from credit.batch where batch_id = $1',
    [batchId],
  );
  await admin.end();
  return rows[0]?.state ?? '';
}

/** As the queue does: again, when the link turns out to be one that was cut before. */
async function worked(batchId: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await processBatch(ctx, batchId);
      return;
    } catch (error) {
      if (outageOf(error) === null || tries > 20) throw error;
    }
  }
}

test('a batch whose work outages cut off again and again is not given up', async () => {
  const batchId = await received(1);
  for (let outage = 0; outage < 8; outage += 1) {
    // It is begun; then the database is away, so that the end of the attempt cannot be noted either.
    link.goDownAfter(1);
    while (!link.isDown) await assert.rejects(processBatch(ctx, batchId));
    link.mend();
  }
  await worked(batchId);
  assert.equal(await stateOf(batchId), 'DONE');
});

test('an attempt counts when its process died while the database lived; five of them are the most', async () => {
  const began = 'extract(epoch from pg_postmaster_start_time())';
  const admin = await db.superuser();
  const leftBy = async (batchId: string, under: string): Promise<string> => {
    await admin.query(
      `update credit.batch set attempts = 5, attempt_under = 'another ' || ${under} where batch_id = $1`,
      [batchId],
    );
    await worked(batchId);
    return stateOf(batchId);
  };
  assert.equal(await leftBy(await received(2), `${began} - 60`), 'DONE');
  assert.equal(await leftBy(await received(3), began), 'FAILED');
  await admin.end();
});
