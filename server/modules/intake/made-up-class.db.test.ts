import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newActor, penaltyCells } from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { readSheet } from '../../platform/spreadsheet/index.ts';
import { templateSpec } from '../catalogue/index.ts';
import { policyWithNewVersion } from '../catalogue/fixtures/policy.ts';
import { classOf, loadPolicy } from '../policy/index.ts';
import {
  batchDetail,
  correctRow,
  listClasses,
  listRows,
  processBatch,
  receiveBatch,
  templateFile,
} from './index.ts';
import { sheetOf } from './testing.ts';

const CLASS = 'MADE_UP';
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const policy = loadPolicy(path('../../../policy/'), path('../catalogue/fixtures/class-37/'));
const changed = policyWithNewVersion('ADMIN_PENALTY', '2026-02-01');
let db: TestDatabase;
let ctx: Context;

before(async () => {
  db = await newTestDatabase();
  ctx = { ...(await testContext(db)), policy };
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

test('a class that stands only in the district’s overlay is offered, sent and stored', async () => {
  const sender = classOf(policy, CLASS)!.senders[0]!;
  const actor = newActor('LIAISON_MAIN', sender);
  assert.ok((await listClasses(ctx, actor)).some(({ code }) => code === CLASS));
  const { bytes } = await templateFile(policy, CLASS, ctx.clock.today());
  const template = await readSheet(bytes);
  assert.ok(template.columns.length > 0);
  await template.close();
  const { columns } = templateSpec(policy, CLASS, ctx.clock.today());
  const example = Object.fromEntries(columns.map((column) => [column.code, column.example]));
  const file = { fileName: 'x.csv', bytes: sheetOf([example]), classCode: CLASS };
  const { batchId } = await receiveBatch(ctx, actor, file);
  await processBatch(ctx, batchId);
  const batch = await batchDetail(ctx, actor, batchId);
  assert.equal(batch.state, 'DONE');
  assert.equal(batch.counts.new + batch.counts.quarantined, 1);
  assert.equal(batch.counts.rejected, 0);
});

test('rows of one file meet the version of their class in force on their day, when sent and when mended', async () => {
  const then = { ...ctx, policy: changed };
  const actor = newActor('LIAISON_MAIN', 'SCJG');
  const before = { ...penaltyCells(), CF_WSH: '旧版〔2026〕1号', CF_JDRQ: '2026/01/31' };
  const after = { ...penaltyCells(), CF_WSH: '新版〔2026〕2号', CF_JDRQ: '2026/02/01' };
  const file = {
    fileName: 'x.csv',
    bytes: sheetOf([before, after]),
    classCode: 'ADMIN_PENALTY',
  };
  const { batchId } = await receiveBatch(then, actor, file);
  await processBatch(then, batchId);
  const sent = await batchDetail(then, actor, batchId);
  assert.deepEqual([sent.counts.new, sent.counts.rejected], [1, 1]);
  const [waiting] = (await listRows(then, actor, '核对', batchId, { state: 'REJECTED' })).items;
  assert.deepEqual(
    waiting?.findings.flatMap(({ field, severity }) => (severity === 'error' ? [field] : [])),
    ['CF_XZD'],
  );
  const rowNumber = waiting?.rowNumber ?? 0;
  const values = { CF_XZD: '已补' };
  const mended = await correctRow(then, actor, { batchId, rowNumber, values });
  assert.equal(mended.state, 'ENTERED');
});
