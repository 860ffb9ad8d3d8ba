import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newActor, penaltyCells } from '../../test/build.ts';
import { movingClock, testContext } from '../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../test/database.ts';
import type { Context } from '../context.ts';
import type { Actor } from '../platform/actor.ts';
import { correctRow, processBatch, receiveBatch } from '../modules/intake/index.ts';
import { numbered, sheetOf } from '../modules/intake/testing.ts';
import { myBatches, workToday } from './today.ts';

let db: TestDatabase;
let ctx: Context;
const clock = movingClock('2026-03-02T02:00:00Z');
const officer = newActor('LIAISON_MAIN', 'SCJG');
const colleague = { ...newActor('LIAISON_DEPUTY', 'SCJG'), account: 'colleague' };
const reviewer = newActor('REVIEWER', 'SCJG');
const stranger = newActor('LIAISON_MAIN', 'JYJ');

before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db, { clock });
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

async function send(bytes: Buffer, actor: Actor = officer): Promise<string> {
  const file = { fileName: 'a.csv', bytes, classCode: 'ADMIN_PENALTY' };
  const { batchId } = await receiveBatch(ctx, actor, file);
  await processBatch(ctx, batchId);
  return batchId;
}

const withWrongRow = (serial: number): Buffer =>
  sheetOf([
    ...numbered(penaltyCells(), 1, serial),
    { ...penaltyCells(), CF_WSH: '', CF_NR: `第 ${serial} 份` },
  ]);

test('nothing waits for an organisation that sent nothing', async () => {
  assert.deepEqual(await workToday(ctx, officer), {
    toMend: [],
    filesToMend: 0,
    rowsToMend: 0,
    rowsHeld: 0,
    notAccepted: [],
    classification: null,
  });
});

test('a file with a wrong row waits until the row is corrected, for its own organisation only', async () => {
  const batchId = await send(withWrongRow(1));
  const { toMend, filesToMend, rowsToMend } = await workToday(ctx, colleague);
  assert.deepEqual([toMend[0]?.batchId, filesToMend, rowsToMend], [batchId, 1, 1]);
  assert.ok((toMend[0]?.expiresOn ?? '') > ctx.clock.today());
  assert.equal((await workToday(ctx, stranger)).filesToMend, 0);

  const row = { batchId, rowNumber: 3, version: 1 };
  await correctRow(ctx, officer, { ...row, values: { CF_WSH: '王市监罚〔2026〕901号' } });
  assert.equal((await workToday(ctx, officer)).filesToMend, 0);
});

test('five files are named at most, and the numbers count all', async () => {
  for (let serial = 11; serial <= 16; serial += 1) await send(withWrongRow(serial));
  const { toMend, filesToMend, rowsToMend } = await workToday(ctx, officer);
  assert.deepEqual([toMend.length, filesToMend, rowsToMend], [5, 6, 6]);
});

test('a file that was not accepted is reminded of until a later one of its class was', async () => {
  const refused = await send(Buffer.from('no sheet at all'), stranger);
  const { notAccepted } = await workToday(ctx, stranger);
  assert.deepEqual(
    notAccepted.map(({ batchId, state }) => [batchId, state]),
    [[refused, 'REFUSED']],
  );
  clock.advance(60);
  await send(sheetOf(numbered(penaltyCells(), 1, 31)), stranger);
  assert.deepEqual((await workToday(ctx, stranger)).notAccepted, []);
});

test('levels to decide are counted for those who may decide them', async () => {
  assert.equal((await workToday(ctx, officer)).classification, null);
  assert.equal(typeof (await workToday(ctx, reviewer)).classification, 'number');
});

test('my files are those I sent, not those of a colleague', async () => {
  const mine = await send(withWrongRow(41), colleague);
  const found = await myBatches(ctx, colleague);
  assert.deepEqual(
    found.map(({ batchId }) => batchId),
    [mine],
  );
});
