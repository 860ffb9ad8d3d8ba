import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newActor, penaltyCells, registrationCells } from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system, type Actor } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { exampleUscc, type Values } from '../catalogue/index.ts';
import { decideAnew, publicSubject, publishBatch } from '../publication/index.ts';
import {
  checkRecords,
  decideDoubt,
  doubtQueue,
  openPayloads,
  recordFile,
  type DoubtDecision,
} from '../records/index.ts';
import { findSubject } from '../subjects/index.ts';
import { batchDetail, decideQuarantine, processBatch, receiveBatch } from './index.ts';
import { numbered, sheetOf } from './testing.ts';

let db: TestDatabase;
let ctx: Context;
const liaison = newActor('LIAISON_MAIN', 'SCJG');
const operator = newActor('CENTRE_OPERATOR', 'XYZX');
const approver = newActor('CENTRE_APPROVER', 'XYZX');
const purpose = '核对记录的主体';

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

const codeOf = (serial: number): string => exampleUscc('610202', serial);
const registration = (serial: number, name: string, change: Values = {}): Values =>
  registrationCells({ DJ_SHXYM: codeOf(serial), DJ_MC: name, ...change });
const closure = (serial: number, name: string, number = serial): Values[] =>
  numbered(
    {
      ...penaltyCells({ CF_CFLB: '责令停产停业', CF_NR_FK: '' }),
      CF_XDR_SHXYM: codeOf(serial),
      CF_XDR_MC: name,
    },
    1,
    number,
  );
const shown = async (serial: number): Promise<string> =>
  JSON.stringify(await publicSubject(ctx, codeOf(serial), ctx.clock.today()));

const subjectOf = (serial: number) =>
  inTransaction(ctx.db.app, system, (tx) => findSubject(tx, { uscc: codeOf(serial) }));

/** A shown closure of a business that the register then names otherwise; answers the record. */
async function newDoubt(serial: number): Promise<string> {
  await submit('ADMIN_PENALTY', closure(serial, `王益存疑${serial}商贸有限公司`));
  assert.match(await shown(serial), new RegExp(`${serial}号`));
  await submit('REG_BASIC', [registration(serial, `王益登记${serial}商贸有限公司`)]);
  assert.doesNotMatch(await shown(serial), new RegExp(`${serial}号`));
  const waiting = (await queue()).find((one) => one.subject.uscc === codeOf(serial));
  return waiting?.recordId ?? '';
}

async function queue(actor: Actor = operator) {
  const found = await inTransaction(ctx.db.app, actor, (tx) =>
    doubtQueue(tx, ctx, actor, { purpose }),
  );
  return found.items;
}

const decide = (recordId: string, decision: DoubtDecision, actor = operator) =>
  decideDoubt(ctx, actor, { recordId, decision, reason: '核对了登记档案' }, decideAnew);

async function stateOf(recordId: string) {
  const [record] = await inTransaction(ctx.db.app, system, (tx) =>
    openPayloads(tx, ctx, [recordId]),
  );
  return record?.state;
}

test('D4 the queue shows the name a record was reported under beside the registered one', async () => {
  const recordId = await newDoubt(21);
  const [line] = (await queue()).filter((one) => one.recordId === recordId);
  assert.ok(line);
  assert.equal(line.reportedName, '王益存疑21商贸有限公司');
  assert.equal(line.subject.name, '王益登记21商贸有限公司');
  assert.deepEqual([line.status, line.needs, line.active], ['WITHDRAWN', 'SUBJECT', false]);
  assert.match(line.actions.at(-1)?.reason ?? '', /等待信用中心核对主体/);
});

test('the queue goes on after a mark, page by page', async () => {
  await newDoubt(22);
  const page = (after?: string) =>
    inTransaction(ctx.db.app, operator, (tx) =>
      doubtQueue(tx, ctx, operator, { purpose, limit: 1, after }),
    );
  const first = await page();
  const second = await page(first.next ?? '');
  assert.equal(second.items.length, 1);
  assert.notEqual(second.items[0]?.recordId, first.items[0]?.recordId);
});

test('a confirmed record is public again at once, and no later register entry withdraws it again', async () => {
  const recordId = await newDoubt(23);
  const state = await decide(recordId, 'CONFIRM');
  assert.deepEqual([state.status, state.needs], ['PUBLISHED', null]);
  assert.match(await shown(23), /23号/);
  const change = { OPERATION: 'UPDATE', REASON: '名称录入错误' };
  const batch = await submit('REG_BASIC', [registration(23, '王益更正23商贸有限公司', change)]);
  await decideQuarantine(ctx, approver, {
    batchId: batch.batchId,
    rowNumber: 2,
    decision: 'MATCH',
    subjectId: (await subjectOf(23))?.subjectId ?? '',
    reason: '登记机关更正笔误',
  });
  assert.equal((await subjectOf(23))?.name, '王益更正23商贸有限公司');
  assert.match(await shown(23), /23号/);
  const judged = await inTransaction(ctx.db.app, system, (tx) =>
    tx
      .selectFrom('match_judgement as j')
      .innerJoin('record_fact as f', (join) =>
        join.onRef('f.batch_id', '=', 'j.batch_id').onRef('f.row_number', '=', 'j.row_number'),
      )
      .select(['j.decision', 'j.reason', 'j.account'])
      .where('f.record_id', '=', recordId)
      .execute(),
  );
  const { account } = operator;
  assert.deepEqual(judged, [{ decision: 'SAME', reason: '核对了登记档案', account }]);
  assert.deepEqual((await checkRecords(ctx)).findings, []);
});

test('a refused record ends, its department sees why and reports it again under the right code', async () => {
  const recordId = await newDoubt(24);
  const state = await decide(recordId, 'REFUSE', approver);
  assert.deepEqual([state.status, state.needs], ['DELETED', null]);
  const seen = await inTransaction(ctx.db.app, liaison, (tx) =>
    recordFile(tx, ctx, liaison, recordId, purpose),
  );
  const last = seen.actions.at(-1);
  assert.deepEqual(
    [last?.kind, last?.reason, last?.account, last?.organisation],
    ['deleted', '核对了登记档案', approver.account, 'XYZX'],
  );
  assert.doesNotMatch(await shown(24), /24号/);
  const again = await submit('ADMIN_PENALTY', closure(25, '王益正主25商贸有限公司', 24));
  assert.equal(again.counts.new, 1, JSON.stringify(again.findingCounts));
  assert.match(await shown(25), /24号/);
  assert.doesNotMatch(await shown(24), /24号/);
  assert.deepEqual((await checkRecords(ctx)).findings, []);
});

test('of two people who decide at once one decides, and the other is told', async () => {
  const recordId = await newDoubt(26);
  const both = await Promise.allSettled([
    decide(recordId, 'CONFIRM', operator),
    decide(recordId, 'REFUSE', approver),
  ]);
  const [late] = both.filter((one) => one.status === 'rejected');
  assert.equal(both.filter((one) => one.status === 'fulfilled').length, 1);
  assert.deepEqual(
    [late?.reason.code, late?.reason.message],
    [
      'DOUBT_SETTLED',
      '这条记录的主体已经核对过，或者报送单位已作更正、撤销，不能再次核对。请刷新列表。',
    ],
  );
  const { rows } = await db.raw.query(
    `select account, detail->>'decision' as decision from credit.audit_entry
     where action = 'doubt.decide' and object = $1`,
    [recordId],
  );
  assert.equal(rows.length, 1);
});

test('a department that corrects its record itself leaves nothing to decide', async () => {
  const recordId = await newDoubt(27);
  const [row] = closure(27, '王益登记27商贸有限公司');
  const corrected = await submit('ADMIN_PENALTY', [
    { ...row, OPERATION: 'UPDATE', REASON: '名称录入错误' },
  ]);
  assert.equal(corrected.counts.corrected, 1, JSON.stringify(corrected.findingCounts));
  await assert.rejects(decide(recordId, 'CONFIRM'), { code: 'DOUBT_SETTLED' });
  assert.equal((await stateOf(recordId))?.status, 'SUPERSEDED');
  assert.match(await shown(27), /27号/);
});

test('nobody decides without a reason, and no department decides at all', async () => {
  const recordId = await newDoubt(28);
  const input = { recordId, decision: 'CONFIRM', reason: ' ' } as const;
  await assert.rejects(decideDoubt(ctx, operator, input, decideAnew), { code: 'REASON_MISSING' });
  for (const role of ['LIAISON_MAIN', 'REVIEWER', 'AUDITOR', 'SECURITY_ADMIN']) {
    const actor = newActor(role, 'SCJG');
    await assert.rejects(decide(recordId, 'CONFIRM', actor), { code: 'FORBIDDEN' }, role);
  }
  assert.equal((await stateOf(recordId))?.needs, 'SUBJECT');
  await assert.rejects(decide('00000000-0000-4000-8000-000000000000', 'CONFIRM'), {
    code: 'RECORD_NOT_FOUND',
  });
});
