import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newActor, penaltyCells, registrationCells } from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { exampleUscc, type Values } from '../catalogue/index.ts';
import { publicSubject, publishBatch } from '../publication/index.ts';
import { liveRecords } from '../records/index.ts';
import { findSubject } from '../subjects/index.ts';
import { batchDetail, decideQuarantine, processBatch, receiveBatch } from './index.ts';
import { numbered, sheetOf } from './testing.ts';

let db: TestDatabase;
let ctx: Context;
const liaison = newActor('LIAISON_MAIN', 'SCJG');
const approver = newActor('CENTRE_APPROVER', 'XYZX');

before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db);
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

async function submit(classCode: string, rows: readonly Values[]) {
  const bytes = sheetOf(rows);
  const { batchId } = await receiveBatch(ctx, liaison, { fileName: 'r.csv', bytes, classCode });
  assert.equal(await processBatch(ctx, batchId), true);
  await publishBatch(ctx, batchId);
  return batchDetail(ctx, liaison, batchId);
}

const registration = (serial: number, name: string, change: Values = {}): Values =>
  registrationCells({ DJ_SHXYM: exampleUscc('610202', serial), DJ_MC: name, ...change });
const warnings = (serial: number, name: string): Values[] =>
  numbered(
    {
      ...penaltyCells({ CF_CFLB: '责令停产停业', CF_NR_FK: '' }),
      CF_XDR_SHXYM: exampleUscc('610202', serial),
      CF_XDR_MC: name,
    },
    1,
    serial,
  );
const subjectOf = (serial: number) =>
  inTransaction(ctx.db.app, system, (tx) =>
    findSubject(tx, { uscc: exampleUscc('610202', serial) }),
  );
const shown = (serial: number) =>
  publicSubject(ctx, exampleUscc('610202', serial), ctx.clock.today());

async function matched(batchId: string, serial: number): Promise<void> {
  const subjectId = (await subjectOf(serial))?.subjectId ?? '';
  const decision = { decision: 'MATCH', subjectId, reason: '登记机关更正笔误' } as const;
  await decideQuarantine(ctx, approver, { batchId, rowNumber: 2, ...decision });
  await publishBatch(ctx, batchId);
}

test('a mistyped name that the register corrects never was a name', async () => {
  await submit('REG_BASIC', [registration(81, '王益错字商贸有限公司')]);
  const change = { OPERATION: 'UPDATE', REASON: '名称录入错误', DJ_CLRQ: '2018/01/02' };
  const batch = await submit('REG_BASIC', [registration(81, '王益正字商贸有限公司', change)]);
  assert.equal(batch.counts.quarantined, 1, 'another name under a code is for a person');
  await matched(batch.batchId, 81);
  const subject = await subjectOf(81);
  assert.deepEqual(
    [subject?.name, subject?.formerNames, subject?.registeredOn],
    ['王益正字商贸有限公司', [], '2018-01-02'],
  );
  const page = await shown(81);
  assert.equal(page?.name, '王益正字商贸有限公司');
  assert.doesNotMatch(JSON.stringify(page), /错字/);
});

test('a subject whose entry was deleted as a mistake is provisional again, under its reported name', async () => {
  await submit('ADMIN_PENALTY', warnings(82, '王益误登商贸有限公司'));
  await submit('REG_BASIC', [registration(82, '王益误登商贸有限公司')]);
  assert.equal((await subjectOf(82))?.provisional, false);
  const end = { OPERATION: '误报删除', REASON: '不是本区企业' };
  const batch = await submit('REG_BASIC', [registration(82, '王益误登商贸有限公司', end)]);
  assert.equal(batch.counts.deleted, 1);
  const subject = await subjectOf(82);
  assert.deepEqual(
    [subject?.name, subject?.provisional, subject?.registeredOn],
    ['王益误登商贸有限公司', true, null],
  );
  assert.equal((await shown(82))?.provisional, true);
});

test('a subject of which nothing is left has no public page', async () => {
  await submit('REG_BASIC', [registration(83, '王益撤销商贸有限公司')]);
  const end = { OPERATION: 'REVOKE', REASON: '登记撤销' };
  const batch = await submit('REG_BASIC', [registration(83, '王益撤销商贸有限公司', end)]);
  assert.equal(batch.counts.revoked, 1);
  assert.deepEqual((await subjectOf(83))?.name, null);
  assert.ok(!(await shown(83)));
});

test('D4 what was reported under another name than the registered one leaves the public page', async () => {
  await submit('ADMIN_PENALTY', warnings(84, '王益误指商贸有限公司'));
  assert.match(JSON.stringify(await shown(84)), /84号/);
  const batch = await submit('REG_BASIC', [registration(84, '王益登记商贸有限公司')]);
  assert.ok(batch.findingCounts.some(({ rule }) => rule === 'STORE-NAME-DIFFERS'));
  const page = await shown(84);
  assert.equal(page?.name, '王益登记商贸有限公司');
  assert.doesNotMatch(JSON.stringify(page), /84号|误指/);
  const subjectId = (await subjectOf(84))?.subjectId ?? '';
  const live = await inTransaction(ctx.db.app, system, (tx) => liveRecords(tx, ctx, [subjectId]));
  const states = live.map(({ fact, state }) => [fact.classCode, state.status, state.active]);
  assert.deepEqual(states.toSorted(), [
    ['ADMIN_PENALTY', 'WITHDRAWN', false],
    ['REG_BASIC', 'PUBLISHED', true],
  ]);
  const { rows } = await db.raw.query(
    `select count(*)::int as n from credit.audit_entry where action = 'record.nameDiffers'`,
  );
  assert.deepEqual(rows, [{ n: 1 }]);
});
