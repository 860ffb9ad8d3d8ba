import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newActor } from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { readSheet } from '../../platform/spreadsheet/index.ts';
import { templateSpec } from '../catalogue/index.ts';
import { classOf, loadPolicy } from '../policy/index.ts';
import { batchDetail, listClasses, processBatch, receiveBatch, templateFile } from './index.ts';
import { sheetOf } from './testing.ts';

const CLASS = 'MADE_UP';
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const policy = loadPolicy(path('../../../policy/'), path('../catalogue/fixtures/class-37/'));
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
