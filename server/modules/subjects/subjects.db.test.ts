import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  enterRow,
  madeUpCodes,
  newActor,
  newRecord,
  penaltyCells,
  personPenaltyCells,
  promiseCells,
  registrationCells,
  renamingCells,
  resolveRows,
} from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { requiredClass } from '../catalogue/index.ts';
import { registerRecords } from '../records/index.ts';
import { findSubject, judgeMatch, settleRegistration, subjectClaim, undoMatch } from './index.ts';

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

const approver = newActor('CENTRE_APPROVER', 'XYZX');
const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(ctx.db.app, system, work);
const resolve = (classCode: string, ...rows: Readonly<Record<string, string>>[]) =>
  run((tx) => resolveRows(tx, ctx, classCode, rows));

test('many rows on one new code make one provisional subject, and the register then settles it', async () => {
  const found = await resolve('ADMIN_PENALTY', penaltyCells(), penaltyCells({ CF_WSH: '2号' }));
  const ids = found.map((one) => (one.outcome === 'LINKED' ? one.subjectId : null));
  assert.equal(ids[0], ids[1]);
  assert.deepEqual(
    found.map((one) => one.outcome === 'LINKED' && one.isNew),
    [true, false],
  );
  const provisional = await run((tx) => findSubject(tx, { uscc: madeUpCodes.company }));
  assert.equal(provisional?.provisional, true);
  await enterRow(ctx, 'REG_BASIC', registrationCells());
  const settled = await run((tx) => findSubject(tx, { uscc: madeUpCodes.company }));
  assert.ok(settled);
  assert.deepEqual(
    [settled.provisional, settled.registeredOn, settled.orgType, settled.subjectId],
    [false, '2019-05-06', 'ENTERPRISE', ids[0]],
  );
});

test('a settled name decides: another one is held with a suggestion, a former one links', async () => {
  const wrong = penaltyCells({ CF_XDR_MC: '王益别家商贸有限公司' });
  const [held] = await resolve('ADMIN_PENALTY', wrong);
  assert.ok(held?.outcome === 'QUARANTINE' && held.detail === 'NAME_CODE_MISMATCH');
  assert.deepEqual(
    held.suggestions.map((one) => [one.because, one.uscc]),
    [['SAME_CODE', madeUpCodes.company]],
  );
  const renaming = renamingCells('王益示例商贸有限公司', '王益新名商贸有限公司', '2026/02/01');
  await enterRow(ctx, 'REG_CHANGE', renaming);
  const subject = await run((tx) => findSubject(tx, { uscc: madeUpCodes.company }));
  assert.deepEqual(
    [subject?.name, subject?.formerNames],
    ['王益新名商贸有限公司', ['王益示例商贸有限公司']],
  );
  const [old] = await resolve('ADMIN_PENALTY', penaltyCells());
  assert.equal(old?.outcome, 'LINKED');
});

test('a similar name without a code is only suggested to a person', async () => {
  const cells = penaltyCells({
    CF_XDR_MC: '铜川市王益新名商贸有限责任公司',
    CF_XDR_SHXYM: '00000000000000000X',
  });
  const [held] = await resolve('ADMIN_PENALTY', cells);
  assert.ok(held?.outcome === 'QUARANTINE' && held.detail === 'NO_CODE');
  assert.deepEqual(
    held.suggestions.map((one) => one.name),
    ['王益新名商贸有限公司'],
  );
});

test('the register tells when a provisional name was another one', async () => {
  const cells = penaltyCells({ CF_XDR_SHXYM: madeUpCodes.otherCompany, CF_XDR_MC: '误报之名公司' });
  const { subjectId } = await enterRow(ctx, 'ADMIN_PENALTY', cells);
  const registration = registrationCells({
    DJ_SHXYM: madeUpCodes.otherCompany,
    DJ_MC: '王益正名有限公司',
  });
  const differences = await run(async (tx) => {
    const [linked] = await resolveRows(tx, ctx, 'REG_BASIC', [registration]);
    assert.ok(linked?.outcome === 'LINKED' && linked.subjectId === subjectId);
    return settleRegistration(tx, ctx, [
      { subjectId, recordId: randomUUID(), classCode: 'REG_BASIC', values: registration },
    ]);
  });
  assert.deepEqual(differences, [
    { subjectId, reported: '误报之名公司', registered: '王益正名有限公司' },
  ]);
});

test('two transactions that meet one new code at once end with one subject', async () => {
  const cells = penaltyCells({
    CF_XDR_SHXYM: '31610202MAXT000383',
    CF_XDR_MC: '王益示例律师事务所',
  });
  const { promise: gate, resolve: release } = Promise.withResolvers<void>();
  const first = run(async (tx) => {
    const found = await resolveRows(tx, ctx, 'ADMIN_PENALTY', [cells], 'SCJG');
    await gate;
    return found;
  });
  await new Promise((wait) => setTimeout(wait, 100));
  const second = run((tx) => resolveRows(tx, ctx, 'ADMIN_PENALTY', [cells], 'SFJ'));
  const mismatch = run((tx) =>
    resolveRows(tx, ctx, 'ADMIN_PENALTY', [{ ...cells, CF_XDR_MC: '别名' }], 'JYJ'),
  );
  await new Promise((wait) => setTimeout(wait, 100));
  release();
  const [[one], [two], [three]] = await Promise.all([first, second, mismatch]);
  assert.ok(one?.outcome === 'LINKED' && two?.outcome === 'LINKED');
  assert.equal(one.subjectId, two.subjectId);
  assert.deepEqual([one.isNew, two.isNew, one.kind], [true, false, 'UNINCORPORATED']);
  assert.equal(three?.outcome, 'QUARANTINE');
  const count = await db.app
    .selectFrom('subject')
    .select((s) => s.fn.countAll<string>().as('n'))
    .where('uscc', '=', '31610202MAXT000383')
    .executeTakeFirstOrThrow();
  assert.equal(count.n, '1');
});

test('K1 K7 a natural person is kept only in the demonstration, sealed, and found by keyed hash', async () => {
  const off = { ...ctx, config: { ...ctx.config, demonstration: 'none' as const } };
  const [unstored] = await run((tx) =>
    resolveRows(tx, off, 'ADMIN_PENALTY', [personPenaltyCells()]),
  );
  assert.deepEqual(unstored, { outcome: 'NOT_STORED', detail: 'PERSONS_OFF' });
  const [made] = await resolve('ADMIN_PENALTY', personPenaltyCells());
  const [again] = await resolve('ADMIN_PENALTY', personPenaltyCells({ CF_WSH: '9号' }));
  assert.ok(made?.outcome === 'LINKED' && again?.outcome === 'LINKED');
  assert.equal(made.subjectId, again.subjectId);
  const dump = await db.raw.query(
    `select s::text || coalesce((select string_agg(i::text, '') from subject_identifier i where i.subject_id = s.subject_id), '') as text
     from subject s where kind = 'NATURAL_PERSON'`,
  );
  assert.equal(dump.rows.length, 1);
  const { text } = dump.rows[0] as { text: string };
  assert.ok(!text.includes('张小明') && !text.includes('610298190001010017'));
  const other = personPenaltyCells({ CF_XDR_MC: '李四' });
  const [held] = await resolve('ADMIN_PENALTY', other);
  assert.ok(held?.outcome === 'QUARANTINE' && held.detail === 'NAME_CODE_MISMATCH');
  assert.deepEqual(held.suggestions, []);
});

test('K1 outside the demonstration no statement can store a natural person', async () => {
  const insert = db.raw.query(
    `insert into subject (subject_id, kind, provisional, created_at, sealed, key_id)
     values ($1, 'NATURAL_PERSON', false, now(), '\\x00', $1)`,
    [randomUUID()],
  );
  await assert.rejects(insert, /no_person_outside_demonstration/);
});

test('a row that names a promise gets the subject of that promise', async () => {
  const [missing] = await resolve('PROMISE_PERFORMANCE', { LY_CNBH: 'CN-2026-001' });
  assert.ok(missing?.outcome === 'QUARANTINE' && missing.detail === 'REFERENCE_MISSING');
  const { subjectId } = await enterRow(ctx, 'PROMISE', promiseCells());
  const [found] = await resolve('PROMISE_PERFORMANCE', { LY_CNBH: 'CN-2026-001' });
  assert.ok(found?.outcome === 'LINKED' && found.by === 'REFERENCE');
  assert.equal(found.subjectId, subjectId);
});

test('a person’s decision joins a held row, stands on file and can be undone', async () => {
  const cells = penaltyCells({ CF_XDR_MC: '无码公司', CF_XDR_SHXYM: '00000000000000000X' });
  const claim = subjectClaim(requiredClass(ctx.policy, 'ADMIN_PENALTY'), cells);
  const base = { batchId: randomUUID(), rowNumber: 7, claim };
  const judged = await run((tx) =>
    judgeMatch(tx, ctx, approver, { ...base, decision: 'NEW', reason: '已核对登记档案' }),
  );
  assert.ok(judged.subjectId);
  const { subjectId } = judged;
  const same = await run((tx) =>
    judgeMatch(tx, ctx, approver, { ...base, decision: 'SAME', subjectId, reason: '同一主体' }),
  );
  const [registered] = await run((tx) =>
    registerRecords(tx, ctx, system, [
      newRecord(ctx, 'ADMIN_PENALTY', cells, { subjectId, kind: 'LEGAL_PERSON' }),
    ]),
  );
  assert.equal(registered?.outcome, 'NEW');
  const undo = { judgementId: same.judgementId, reason: '认错了' };
  const undone = await run((tx) => undoMatch(tx, ctx, approver, undo));
  assert.deepEqual(undone, { batchId: base.batchId, rowNumber: 7, subjectId });
  await assert.rejects(
    run((tx) => undoMatch(tx, ctx, approver, undo)),
    { code: 'JUDGEMENT_NOT_FOUND' },
  );
});

test('a person is never judged by name, a taken code never doubled, a reason always asked for', async () => {
  const base = { batchId: randomUUID(), rowNumber: 1 };
  const person = subjectClaim(requiredClass(ctx.policy, 'ADMIN_PENALTY'), personPenaltyCells());
  const company = subjectClaim(requiredClass(ctx.policy, 'ADMIN_PENALTY'), penaltyCells());
  const judge = (claim: typeof person, reason: string) =>
    run((tx) => judgeMatch(tx, ctx, approver, { ...base, claim, decision: 'NEW', reason }));
  await assert.rejects(judge(person, '同名'), { code: 'MATCH_PERSON_REFUSED' });
  await assert.rejects(judge(company, '新的'), { code: 'MATCH_CODE_TAKEN' });
  await assert.rejects(judge(company, ' '), { code: 'MATCH_REASON_MISSING' });
});
