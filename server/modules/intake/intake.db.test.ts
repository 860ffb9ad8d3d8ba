import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newActor, penaltyCells } from '../../../test/build.ts';
import { testContext, testPolicy } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { batchDetail, checkFile, listRows, processBatch, receiveBatch } from './index.ts';
import { numbered, sheetOf } from './testing.ts';

let db: TestDatabase;
let ctx: Context;
const liaison = newActor('LIAISON_MAIN', 'SCJG');

before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db);
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

async function submit(bytes: Buffer, actor = liaison, classCode = 'ADMIN_PENALTY') {
  const received = await receiveBatch(ctx, actor, { fileName: 'a.csv', bytes, classCode });
  assert.equal(await processBatch(ctx, received.batchId), true);
  return { ...received, batch: await batchDetail(ctx, actor, received.batchId) };
}

test('good rows enter, bad rows wait, and check gives the same report number', async () => {
  const [first, second] = numbered(penaltyCells(), 2, 1);
  const bad = { ...penaltyCells(), CF_WSH: '', CF_CFLB: '罰金' };
  const bytes = sheetOf([first!, second!, bad]);
  const report = await checkFile({
    policy: testPolicy,
    file: bytes,
    classCode: 'ADMIN_PENALTY',
    today: ctx.clock.today(),
  });
  const { batch } = await submit(bytes);
  assert.equal(batch.state, 'DONE');
  assert.equal(batch.reportId, report.reportId);
  assert.deepEqual(batch.counts, {
    rows: 3,
    accepted: 2,
    rejected: 1,
    quarantined: 0,
    warned: 2,
    new: 2,
    duplicate: 0,
    corrected: 0,
    revoked: 0,
    deleted: 0,
  });
  const { items } = await listRows(ctx, liaison, '核对报送结果', batch.batchId, { state: 'REJECTED' });
  assert.equal(items.length, 1);
  assert.equal(items[0]?.rowNumber, 4);
  assert.deepEqual(items[0]?.findings.map((finding) => finding.cell), ['I4', 'E4']);
});
