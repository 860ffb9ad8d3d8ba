import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newActor, penaltyCells } from '../../../test/build.ts';
import { movingClock, testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { readSheet } from '../../platform/spreadsheet/index.ts';
import { findSubject } from '../subjects/index.ts';
import { inTransaction } from '../../platform/db.ts';
import { system } from '../../platform/actor.ts';
import {
  annotatedFile,
  batchDetail,
  correctRow,
  decideQuarantine,
  discardRow,
  expireUploads,
  judgeRows,
  listQuarantine,
  listRows,
  processBatch,
  receiveBatch,
} from './index.ts';
import { numbered, sheetOf } from './testing.ts';

let db: TestDatabase;
let ctx: Context;
const clock = movingClock('2026-03-02T02:00:00Z');
const liaison = newActor('LIAISON_MAIN', 'SCJG');
const operator = newActor('CENTRE_OPERATOR', 'ZXZX');
const company = penaltyCells()['CF_XDR_SHXYM']!;

before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db, { clock });
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

async function submit(rows: readonly Record<string, string>[]) {
  const file = { fileName: 'a.csv', bytes: sheetOf(rows), classCode: 'ADMIN_PENALTY' };
  const { batchId } = await receiveBatch(ctx, liaison, file);
  await processBatch(ctx, batchId);
  return batchId;
}

const counts = async (batchId: string) => (await batchDetail(ctx, liaison, batchId)).counts;
const held = { CF_SY: '当事人联系电话13900001234，销售不合格食品' };

test('a corrected row is judged again and enters; the older version is kept', async () => {
  const [bad] = numbered({ ...penaltyCells(), CF_CFLB: '罰金' }, 1, 1);
  const batchId = await submit([bad!]);
  const still = await correctRow(ctx, liaison, {
    batchId,
    rowNumber: 2,
    values: { CF_NR: '罚款' },
  });
  assert.equal(still.state, 'REJECTED');
  assert.equal(still.version, 2);
  await assert.rejects(
    correctRow(ctx, liaison, { batchId, rowNumber: 2, version: 1, values: { CF_CFLB: '罚款' } }),
    { code: 'ROW_CHANGED' },
  );
  const good = await correctRow(ctx, liaison, {
    batchId,
    rowNumber: 2,
    values: { CF_CFLB: '罚款' },
  });
  assert.equal(good.state, 'ENTERED');
  assert.ok(good.recordId);
  const { rejected, accepted, new: added } = await counts(batchId);
  assert.deepEqual({ rejected, accepted, added }, { rejected: 0, accepted: 1, added: 1 });
  await assert.rejects(
    correctRow(ctx, liaison, { batchId, rowNumber: 2, values: { CF_CFLB: '罚款' } }),
    { code: 'ROW_NOT_WAITING' },
  );
  const old = await listRows(ctx, liaison, '核对', batchId, { state: 'REPLACED' });
  assert.equal(old.items.length, 2);
});

test('only the own department corrects, and only fields of the class', async () => {
  const batchId = await submit(numbered({ ...penaltyCells(), CF_CFLB: '罰金' }, 1, 5));
  const correction = { batchId, rowNumber: 2, values: { CF_CFLB: '罚款' } };
  const other = newActor('LIAISON_MAIN', 'CGJ');
  await assert.rejects(correctRow(ctx, other, correction), { code: 'BATCH_NOT_FOUND' });
  await assert.rejects(correctRow(ctx, operator, correction), { code: 'BATCH_NOT_FOUND' });
  await assert.rejects(correctRow(ctx, liaison, { ...correction, values: { XK_WSH: '1' } }), {
    code: 'FIELD_UNKNOWN',
  });
  const shown = await discardRow(ctx, liaison, correction);
  assert.equal(shown.state, 'REFUSED');
  assert.equal((await counts(batchId)).rejected, 1);
});

test('a held row enters only by a named person of the centre with a reason', async () => {
  const batchId = await submit(numbered({ ...penaltyCells(), ...held }, 1, 10));
  const decision = {
    batchId,
    rowNumber: 2,
    decision: 'ENTER',
    reason: '已核对，系单位总机',
  } as const;
  await assert.rejects(decideQuarantine(ctx, liaison, decision), { code: 'FORBIDDEN' });
  await assert.rejects(decideQuarantine(ctx, operator, { ...decision, reason: ' ' }), {
    code: 'REASON_REQUIRED',
  });
  const queue = await listQuarantine(ctx, operator, '核定隔离区');
  assert.ok(queue.items.some((row) => row.batchId === batchId));
  const shown = await decideQuarantine(ctx, operator, decision);
  assert.equal(shown.state, 'ENTERED');
  assert.equal(shown.decidedBy, operator.account);
  assert.equal((await counts(batchId)).new, 1);
  assert.equal((await counts(batchId)).quarantined, 0);
});

test('a held row that is refused goes back with the reason', async () => {
  const batchId = await submit(numbered({ ...penaltyCells(), ...held }, 1, 12));
  const input = { batchId, rowNumber: 2, decision: 'REFUSE', reason: '请删去电话号码' } as const;
  assert.equal((await decideQuarantine(ctx, operator, input)).state, 'REFUSED');
  const values = { CF_SY: '销售不合格食品' };
  const good = await correctRow(ctx, liaison, { batchId, rowNumber: 2, values });
  assert.equal(good.state, 'ENTERED');
});

test('a row under another name is matched by a person to the subject of its code', async () => {
  await submit(numbered(penaltyCells(), 1, 20));
  const batchId = await submit(
    numbered({ ...penaltyCells(), CF_XDR_MC: '另一名称有限公司' }, 1, 21),
  );
  const subject = await inTransaction(ctx.db.app, system, (tx) =>
    findSubject(tx, { uscc: company }),
  );
  const enter = { batchId, rowNumber: 2, decision: 'ENTER', reason: '核对无误' } as const;
  await assert.rejects(decideQuarantine(ctx, operator, enter), { code: 'DECISION_IMPOSSIBLE' });
  const match = { ...enter, decision: 'MATCH', subjectId: subject!.subjectId } as const;
  const shown = await decideQuarantine(ctx, operator, match);
  assert.equal(shown.state, 'ENTERED');
  assert.equal(shown.subjectId, subject!.subjectId);
});

test('other content under a stored key cannot be waved through', async () => {
  const [row] = numbered(penaltyCells(), 1, 30);
  await submit([row!]);
  const batchId = await submit([{ ...row!, CF_NR: '处以另外的罚款' }]);
  const input = { batchId, rowNumber: 2, decision: 'ENTER', reason: '核对无误' } as const;
  await assert.rejects(decideQuarantine(ctx, operator, input), { code: 'DECISION_IMPOSSIBLE' });
});

test('typed rows are judged without being stored', () => {
  const rows = judgeRows(ctx, liaison, {
    classCode: 'ADMIN_PENALTY',
    rows: [penaltyCells(), { ...penaltyCells(), CF_WSH: '' }],
  });
  assert.deepEqual(
    rows.map(({ outcome }) => outcome),
    ['ACCEPTED', 'REFUSED'],
  );
});

test('reading rows needs a purpose, and identity numbers are masked', async () => {
  const number = '610298190001010017';
  const row = { ...penaltyCells(), CF_CFLB: '罰金', CF_FR_ZJLX: '身份证', CF_FR_ZJHM: number };
  const batchId = await submit(numbered(row, 1, 40));
  await assert.rejects(listRows(ctx, liaison, ' ', batchId), { code: 'PURPOSE_REQUIRED' });
  const { items } = await listRows(ctx, liaison, '核对', batchId);
  assert.equal(items[0]?.values['CF_FR_ZJHM'], '610*************17');
  assert.ok(!JSON.stringify(items).includes(number));
  const masked = { CF_CFLB: '罚款', CF_FR_ZJHM: '610*************17' };
  const shown = await correctRow(ctx, liaison, { batchId, rowNumber: 2, values: masked });
  assert.equal(shown.state, 'ENTERED', 'a masked number sent back stays what it was');
});

test('the annotated workbook holds the rejected rows and can be sent again', async () => {
  const batchId = await submit(numbered({ ...penaltyCells(), CF_CFLB: '罰金' }, 2, 50));
  const { bytes } = await annotatedFile(ctx, liaison, '下载更正', batchId);
  const sheet = await readSheet(bytes, { isHeader: (cells) => cells.includes('CF_WSH') });
  let rows = 0;
  for await (const batch of sheet.rows) rows += batch.length;
  assert.equal(rows, 3, 'a second header row and two rows');
  const again = { fileName: 'b.xlsx', bytes, classCode: 'ADMIN_PENALTY' };
  const received = await receiveBatch(ctx, liaison, again);
  await processBatch(ctx, received.batchId);
  assert.equal((await counts(received.batchId)).rejected, 2);
});

test('uploads and rows are gone on the day policy says, the numbers stay', async () => {
  const batchId = await submit(numbered({ ...penaltyCells(), CF_CFLB: '罰金' }, 1, 60));
  clock.advance(29 * 86_400);
  await expireUploads(ctx);
  assert.equal((await listRows(ctx, liaison, '核对', batchId)).items.length, 1);
  clock.advance(86_400);
  const gone = await expireUploads(ctx);
  assert.ok(gone.files > 0 && gone.rows > 0 && gone.chunks > 0);
  assert.equal((await listRows(ctx, liaison, '核对', batchId)).items.length, 0);
  const batch = await batchDetail(ctx, liaison, batchId);
  assert.equal(batch.counts.rejected, 1);
  assert.equal(batch.expiresOn, null);
});
