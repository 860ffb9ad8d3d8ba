import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newActor, penaltyCells } from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { roleNames } from '../../platform/db.ts';
import { openKeyring } from '../../platform/keyring.ts';
import {
  batchDetail,
  cancelBatch,
  processBatch,
  receiveBatch,
  unfinishedBatches,
} from './index.ts';
import { numbered, sheetOf } from './testing.ts';

const ROWS = 4_500;
const CHUNK = 2_000;
const liaison = newActor('LIAISON_MAIN', 'SCJG');
let db: TestDatabase;
let ctx: Context;
let keys: string;

before(async () => {
  db = await newTestDatabase();
  keys = mkdtempSync(join(tmpdir(), 'xinyong-keys-'));
  ctx = { ...(await testContext(db)), keys: openKeyring(keys) };
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
  rmSync(keys, { recursive: true, force: true });
});

async function received(from: number): Promise<string> {
  const bytes = sheetOf(numbered(penaltyCells(), ROWS, from));
  const file = { fileName: 'large.csv', bytes, classCode: 'ADMIN_PENALTY' };
  return (await receiveBatch(ctx, liaison, file)).batchId;
}

async function stored(batchId: string): Promise<number> {
  const superuser = await db.superuser();
  const { rows } = await superuser.query<{ n: string; rows: string }>(
    'select count(*) as n, count(distinct row_number) as rows from credit.record_fact where batch_id = $1',
    [batchId],
  );
  await superuser.end();
  assert.equal(rows[0]?.n, rows[0]?.rows, 'no row is stored twice');
  return Number(rows[0]?.n);
}

/** A context whose keyring fails when its count of new keys is used up, in the middle of a chunk. */
function failingAfter(count: number): Context {
  let left = count;
  const newRecordKey = () => {
    left -= 1;
    if (left < 0) throw new Error('the power went out');
    return ctx.keys.newRecordKey();
  };
  return { ...ctx, keys: { ...ctx.keys, newRecordKey } };
}

test('work that breaks inside a chunk goes on after the last whole one', async () => {
  const batchId = await received(1);
  await assert.rejects(processBatch(failingAfter(CHUNK + 10), batchId), /power/);
  assert.equal(await stored(batchId), CHUNK);
  const half = await batchDetail(ctx, liaison, batchId);
  assert.equal(half.state, 'STORING');
  assert.equal(half.progress.rowsStored, CHUNK);
  assert.deepEqual(await unfinishedBatches(ctx), [batchId]);
  await processBatch(ctx, batchId);
  assert.equal(await stored(batchId), ROWS);
  const whole = await batchDetail(ctx, liaison, batchId);
  assert.equal(whole.state, 'DONE');
  assert.equal(whole.counts.new, ROWS);
  assert.deepEqual(await unfinishedBatches(ctx), []);
});

test('a batch cancelled while it is stored keeps what has entered and says so', async () => {
  const batchId = await received(20_001);
  await assert.rejects(processBatch(failingAfter(CHUNK + 10), batchId), /power/);
  await cancelBatch(ctx, liaison, batchId);
  await processBatch(ctx, batchId);
  const batch = await batchDetail(ctx, liaison, batchId);
  assert.equal(batch.state, 'CANCELLED');
  assert.equal(batch.counts.new, CHUNK);
  assert.deepEqual([batch.counts.accepted, batch.counts.warned], [CHUNK, CHUNK]);
  assert.equal(await stored(batchId), CHUNK);
});

test('after a kill the next process finishes; nothing is lost, nothing doubled', async () => {
  const batchId = await received(40_001);
  const connections = Object.fromEntries(roleNames.map((role) => [role, db.connection(role)]));
  const child = fork(fileURLToPath(new URL('crash-child.ts', import.meta.url)), {
    env: { ...process.env, XINYONG_CRASH_TASK: JSON.stringify({ batchId, keys, connections }) },
  });
  const ended = once(child, 'exit');
  for (;;) {
    const { state, progress } = await batchDetail(ctx, liaison, batchId);
    if (state === 'DONE' || progress.rowsStored > 0 || child.exitCode !== null) break;
    await sleep(20);
  }
  assert.equal(await processBatch(ctx, batchId), false, 'two processes never work on one batch');
  child.kill('SIGKILL');
  await ended;
  const before = await stored(batchId);
  assert.ok(before > 0 && before < ROWS, `killed in the middle (${before})`);
  // The server notices the dead connection by itself; until then the batch counts as held.
  while (!(await processBatch(ctx, batchId))) await sleep(50);
  assert.equal(await stored(batchId), ROWS);
  assert.equal((await batchDetail(ctx, liaison, batchId)).counts.new, ROWS);
});
