import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  newActor,
  penaltyCells,
  personPenaltyCells,
  registrationCells,
} from '../../../test/build.ts';
import { testContext, testPolicy } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { exampleUscc, type Values } from '../catalogue/index.ts';
import {
  batchDetail,
  cancelBatch,
  checkFile,
  listBatches,
  listRows,
  processBatch,
  receiveBatch,
} from './index.ts';
import { numbered, sheetOf } from './testing.ts';

let db: TestDatabase;
let ctx: Context;
const liaison = newActor('LIAISON_MAIN', 'SCJG');
const cityManagement = newActor('LIAISON_MAIN', 'CGJ');

before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db);
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

async function submit(bytes: Buffer, actor: Actor = liaison, classCode = 'ADMIN_PENALTY') {
  const received = await receiveBatch(ctx, actor, { fileName: 'a.csv', bytes, classCode });
  assert.equal(await processBatch(ctx, received.batchId), true);
  return { ...received, batch: await batchDetail(ctx, actor, received.batchId) };
}

function ofCityManagement(cells: Record<string, string>): Record<string, string> {
  const { nameZh, uscc } = testPolicy.organisations.organisations.find(
    ({ code }) => code === 'CGJ',
  )!;
  const units = { CF_CFJG: nameZh, CF_CFJGDM: uscc, CF_SJLY: nameZh, CF_SJLYDM: uscc };
  return { ...cells, ...units };
}

const nothing = { duplicate: 0, corrected: 0, revoked: 0, deleted: 0 };

test('good rows enter, bad rows wait, and check gives the same report number', async () => {
  const rows = [
    ...numbered(penaltyCells(), 2, 1),
    { ...penaltyCells(), CF_WSH: '', CF_CFLB: '罰金' },
  ];
  const bytes = sheetOf(rows);
  const report = await checkFile({
    policy: testPolicy,
    file: bytes,
    classCode: 'ADMIN_PENALTY',
    today: ctx.clock.today(),
  });
  const { batch } = await submit(bytes);
  assert.equal(batch.state, 'DONE');
  assert.equal(batch.reportId, report.reportId);
  assert.equal(batch.progress.phase, 'FINISHED');
  const counts = {
    rows: 3,
    accepted: 2,
    rejected: 1,
    quarantined: 0,
    warned: 2,
    new: 2,
    ...nothing,
  };
  assert.deepEqual(batch.counts, counts);
  const { items } = await listRows(ctx, liaison, '核对', batch.batchId, { state: 'REJECTED' });
  const errors = items[0]!.findings.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ cell }) => cell),
    ['E4', 'I4'],
  );
});

test('the same file again is the same batch, with nothing new', async () => {
  const bytes = sheetOf(numbered(penaltyCells(), 1, 10));
  const first = await submit(bytes);
  const again = await receiveBatch(ctx, liaison, {
    fileName: 'b.csv',
    bytes,
    classCode: 'ADMIN_PENALTY',
  });
  assert.equal(again.isNew, false);
  assert.equal(again.batchId, first.batchId);
  assert.equal(again.receiptNumber, first.receiptNumber);
});

test('two clicks at the same moment make one batch', async () => {
  const bytes = sheetOf(numbered(penaltyCells(), 1, 15));
  const submission = { fileName: 'c.csv', bytes, classCode: 'ADMIN_PENALTY' };
  const both = await Promise.all([
    receiveBatch(ctx, liaison, submission),
    receiveBatch(ctx, liaison, submission),
  ]);
  assert.equal(new Set(both.map(({ batchId }) => batchId)).size, 1);
  assert.deepEqual(both.map(({ isNew }) => isNew).toSorted(), [false, true]);
});

test('a stored row sent in another file is a duplicate; with other content it waits for a person', async () => {
  const [row] = numbered(penaltyCells(), 1, 20);
  await submit(sheetOf([row!]));
  const same = await submit(sheetOf([row!], ['BZ']));
  assert.deepEqual(same.batch.counts, {
    rows: 1,
    accepted: 1,
    rejected: 0,
    quarantined: 0,
    warned: 1,
    new: 0,
    ...nothing,
    duplicate: 1,
  });
  const other = await submit(sheetOf([{ ...row!, CF_NR: '处以较多罚款' }]));
  assert.equal(other.batch.counts.quarantined, 1);
  assert.equal(other.batch.counts.new, 0);
});

test('a correction, a revocation and a deletion keep the history', async () => {
  const [row] = numbered(penaltyCells(), 1, 30);
  await submit(sheetOf([row!]));
  const change = { ...row!, CF_NR: '处以罚款（更正）', OPERATION: 'UPDATE', REASON: '金额写错' };
  assert.equal((await submit(sheetOf([change]))).batch.counts.corrected, 1);
  const end = { ...change, OPERATION: 'REVOKE', REASON: '复议撤销' };
  assert.equal((await submit(sheetOf([end]))).batch.counts.revoked, 1);
  const again = await submit(sheetOf([{ ...end, BZ: '再次' }]));
  assert.equal(again.batch.counts.rejected, 1, 'what is revoked is no longer there');
  const [mistake] = numbered(penaltyCells(), 1, 31);
  await submit(sheetOf([mistake!]));
  const removal = { ...mistake!, OPERATION: '误报删除', REASON: '报错了单位' };
  assert.equal((await submit(sheetOf([removal]))).batch.counts.deleted, 1);
  const superuser = await db.superuser();
  const { rows } = await superuser.query<{ kind: string }>(
    `select kind from credit.record_action where kind in ('superseded', 'revoked', 'deleted') order by kind`,
  );
  await superuser.end();
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['deleted', 'revoked', 'superseded'],
  );
});

test('rows of one file that mean the same record count in their order', async () => {
  const [one, other, third] = numbered(penaltyCells(), 3, 35) as [Values, Values, Values];
  const first = { ...one, RECORD_ID: 'CF-35' };
  const reference = { SUPERSEDES: 'CF-35', RECORD_ID: 'CF-35' };
  const change = { ...other, ...reference, OPERATION: 'UPDATE', REASON: '文号写错' };
  const end = { ...third, ...reference, OPERATION: 'REVOKE', REASON: '复议撤销' };
  const { batch } = await submit(sheetOf([first, change, end]));
  const { rejected, quarantined, corrected, revoked } = batch.counts;
  assert.deepEqual(
    { new: batch.counts.new, rejected, quarantined, corrected, revoked },
    { new: 1, rejected: 0, quarantined: 0, corrected: 1, revoked: 1 },
  );
});

test('an operation on another department’s record is refused', async () => {
  const [row] = numbered(penaltyCells(), 1, 40);
  await submit(sheetOf([row!]));
  const foreign = {
    ...ofCityManagement(row!),
    CF_CFJG: row!['CF_CFJG']!,
    OPERATION: 'DELETE',
    REASON: '试一试',
  };
  const { batch } = await submit(sheetOf([foreign]), cityManagement);
  assert.equal(batch.counts.rejected, 1);
  assert.ok(batch.findingCounts.some(({ rule }) => rule === 'R-CF-XDR_MC-7'));
});

test('a department sends only its classes', async () => {
  const file = { fileName: 'x.csv', bytes: sheetOf([penaltyCells()]), classCode: 'FIN_TAX' };
  await assert.rejects(receiveBatch(ctx, liaison, file), { code: 'NOT_A_SENDER' });
  await assert.rejects(receiveBatch(ctx, liaison, { ...file, classCode: 'NONE' }), {
    code: 'CLASS_UNKNOWN',
  });
});

test('another department sees neither the batch nor its rows', async () => {
  const { batchId } = await submit(sheetOf([{ ...penaltyCells(), CF_WSH: '' }]));
  await assert.rejects(batchDetail(ctx, cityManagement, batchId), { code: 'BATCH_NOT_FOUND' });
  await assert.rejects(listRows(ctx, cityManagement, '查看', batchId), { code: 'BATCH_NOT_FOUND' });
  const { items } = await listBatches(ctx, cityManagement);
  assert.ok(items.every(({ organisation }) => organisation === 'CGJ'));
});

test('a file that cannot be read is refused with a sentence and leaves nothing', async () => {
  const image = Buffer.from('\x89PNG\r\n\x1a\n0000000000', 'latin1');
  const { batch } = await submit(image);
  assert.equal(batch.state, 'REFUSED');
  assert.equal(batch.refusal?.code, 'IMAGE');
  assert.match(batch.refusal?.message ?? '', /图片/);
  assert.equal(batch.counts.rows, 0);
  await assert.rejects(
    receiveBatch(ctx, liaison, {
      fileName: 'e.csv',
      bytes: Buffer.alloc(0),
      classCode: 'ADMIN_PENALTY',
    }),
    { code: 'FILE_REFUSED' },
  );
});

test('two departments at once on one subject store both records on one subject', async () => {
  const uscc = '91610202MAXT000115';
  const mine = numbered(
    { ...penaltyCells(), CF_XDR_SHXYM: uscc, CF_XDR_MC: '王益同时商贸有限公司' },
    30,
    100,
  );
  const theirs = mine.map((row, index) => ({
    ...ofCityManagement(row),
    CF_WSH: `王城管罚〔2026〕${index}号`,
  }));
  const [one, other] = await Promise.all([
    submit(sheetOf(mine)),
    submit(sheetOf(theirs), cityManagement),
  ]);
  assert.equal(one.batch.counts.new + other.batch.counts.new, 60);
  const { rows } = await db.raw.query<{ n: string }>(
    'select count(*) as n from credit.subject where uscc = $1',
    [uscc],
  );
  assert.equal(rows[0]?.n, '1');
});

test('a name that is not the name of the code waits with subjects to choose from', async () => {
  const company = '王益登记商贸有限公司';
  const uscc = exampleUscc('610202', 77);
  await submit(
    sheetOf([registrationCells({ DJ_SHXYM: uscc, DJ_MC: company })]),
    liaison,
    'REG_BASIC',
  );
  const { batch } = await submit(
    sheetOf(
      numbered({ ...penaltyCells(), CF_XDR_SHXYM: uscc, CF_XDR_MC: '完全不同的公司' }, 1, 200),
    ),
  );
  assert.equal(batch.counts.quarantined, 1);
  const { items } = await listRows(ctx, liaison, '核对', batch.batchId);
  assert.equal(items[0]?.state, 'QUARANTINED');
  assert.ok(items[0]?.suggestions.some(({ because }) => because === 'SAME_CODE'));
});

test('outside the demonstration a person’s row is judged, not kept', async () => {
  const strict = { ...ctx, config: { ...ctx.config, demonstration: 'none' as const } };
  const bytes = sheetOf([personPenaltyCells({ CF_WSH: '王市监罚〔2026〕900号' })]);
  const received = await receiveBatch(strict, liaison, {
    fileName: 'p.csv',
    bytes,
    classCode: 'ADMIN_PENALTY',
  });
  await processBatch(strict, received.batchId);
  const batch = await batchDetail(strict, liaison, received.batchId);
  assert.equal(batch.counts.rejected, 1);
  const { items } = await listRows(strict, liaison, '核对', batch.batchId);
  assert.deepEqual(items[0]?.values, {});
  assert.ok(items[0]?.findings.some(({ rule }) => rule === 'GATE-PERSONS'));
});

test('a batch cancelled before storing leaves nothing', async () => {
  const bytes = sheetOf(numbered(penaltyCells(), 3, 300));
  const { batchId } = await receiveBatch(ctx, liaison, {
    fileName: 'z.csv',
    bytes,
    classCode: 'ADMIN_PENALTY',
  });
  await cancelBatch(ctx, liaison, batchId);
  await processBatch(ctx, batchId);
  const batch = await batchDetail(ctx, liaison, batchId);
  assert.equal(batch.state, 'CANCELLED');
  assert.equal(batch.counts.new, 0);
  await assert.rejects(cancelBatch(ctx, liaison, batchId), { code: 'BATCH_FINISHED' });
  const again = await submit(bytes);
  assert.equal(again.isNew, true);
  assert.equal(again.batch.counts.new, 3);
});

test('receipt numbers carry division, sender, day and a number of the day', async () => {
  const { receiptNumber } = await submit(sheetOf(numbered(penaltyCells(), 1, 400)));
  assert.match(receiptNumber, /^61020211610202MAF200006720260302\d{4}$/);
});
