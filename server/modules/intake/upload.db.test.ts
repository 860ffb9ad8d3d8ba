import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { newActor, penaltyCells } from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../platform/db.ts';
import { senderActor, type BatchHead } from './batch.ts';
import { batchDetail, processBatch, receiveBatch } from './index.ts';
import { findBatch } from './store.ts';
import { numbered, sheetOf } from './testing.ts';
import { keptUpload } from './upload.ts';

const MIB = 1024 * 1024;
const liaison = newActor('LIAISON_MAIN', 'SCJG');
let db: TestDatabase;
let ctx: Context;

before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db);
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

async function received(bytes: Buffer): Promise<BatchHead> {
  const submission = { fileName: 'a.csv', bytes, classCode: 'ADMIN_PENALTY' };
  const { batchId } = await receiveBatch(ctx, liaison, submission);
  const batch = await inTransaction(ctx.db.app, liaison, (tx) => findBatch(tx, batchId));
  assert.ok(batch);
  return batch;
}

async function kept(batch: BatchHead): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of keptUpload(ctx, batch)) pieces.push(piece);
  return pieces;
}

async function asInsider<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
  const superuser = await db.superuser();
  const { rows } = await superuser.query<Row>(text, values);
  await superuser.end();
  return rows;
}

test('a file is kept in sealed pieces and comes back as it was', async () => {
  const bytes = Buffer.concat([randomBytes(2 * MIB), Buffer.from('秘密'.repeat(100))]);
  const batch = await received(bytes);
  const pieces = await kept(batch);
  assert.deepEqual(
    pieces.map(({ length }) => length),
    [MIB, MIB, 600],
  );
  assert.ok(Buffer.concat(pieces).equals(bytes));
  const rows = await asInsider<{ sealed: Buffer }>(
    'select sealed from credit.batch_file where batch_id = $1 order by piece',
    [batch.batchId],
  );
  assert.equal(rows.length, 3);
  for (const [index, { sealed }] of rows.entries())
    assert.ok(!sealed.includes(bytes.subarray(index * MIB, index * MIB + 32)));
});

test('pieces that were swapped, left out or taken from another batch are not read', async () => {
  const [one, other] = [await received(randomBytes(3 * MIB)), await received(randomBytes(MIB))];
  const change = (text: string, ...values: string[]) =>
    asInsider(text, [one.batchId, ...values]).then(() => kept(one));
  const number = (from: number, to: number) =>
    `update credit.batch_file set piece = ${to} where batch_id = $1 and piece = ${from}`;
  await asInsider(number(1, 9), [one.batchId]);
  await asInsider(number(2, 1), [one.batchId]);
  await assert.rejects(change(number(9, 2)), /piece 1 .* not in its place/, 'swapped');
  await asInsider(number(2, 9), [one.batchId]);
  await asInsider(number(1, 2), [one.batchId]);
  assert.equal((await change(number(9, 1))).length, 3, 'as it was');
  await assert.rejects(change(number(2, 7)), /piece 2 .* not in its place/, 'left out');
  await asInsider(number(7, 2), [one.batchId]);
  await assert.rejects(
    change(
      `update credit.batch_file f set sealed = o.sealed from credit.batch_file o
       where f.batch_id = $1 and f.piece = 1 and o.batch_id = $2`,
      other.batchId,
    ),
    /piece 1 .* not in its place/,
    'of another batch',
  );
});

test('a file whose last piece is gone is refused like one that is gone as a whole', async () => {
  const batch = await received(sheetOf(numbered(penaltyCells(), 12_000)));
  const [{ pieces } = { pieces: 0 }] = await asInsider<{ pieces: number }>(
    'select count(*)::int as pieces from credit.batch_file where batch_id = $1',
    [batch.batchId],
  );
  assert.ok(pieces > 1);
  await asInsider('delete from credit.batch_file where batch_id = $1 and piece = $2', [
    batch.batchId,
    pieces,
  ]);
  await processBatch(ctx, batch.batchId);
  const { state, refusal, counts } = await batchDetail(ctx, liaison, batch.batchId);
  assert.deepEqual([state, refusal?.code, counts.new], ['REFUSED', 'EXPIRED', 0]);
});

test('a file that was kept as one value before there were pieces is still read', async () => {
  const bytes = sheetOf([penaltyCells({ CF_WSH: `王市监罚〔2026〕${randomUUID()}号` })]);
  const batch = await received(bytes);
  await asInsider('delete from credit.batch_file where batch_id = $1', [batch.batchId]);
  const whole = ctx.keys.sealBlob('intake', bytes);
  await inTransaction(ctx.db.app, senderActor(batch), (tx) =>
    tx
      .insertInto('batch_file')
      .values({ batch_id: batch.batchId, piece: 0, sealed: whole, expires_on: '2099-01-01' })
      .execute(),
  );
  await processBatch(ctx, batch.batchId);
  const { state, counts } = await batchDetail(ctx, liaison, batch.batchId);
  assert.deepEqual([state, counts.new], ['DONE', 1]);
});
