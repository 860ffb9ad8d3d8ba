import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { newActor } from '../../../test/build.ts';
import { movingClock, testContext, testPolicy } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { classifyRecord, openPayloads } from '../records/index.ts';
import {
  code,
  licence,
  penalty,
  registration,
  storeBatch,
  type MadeUpRow,
} from './made-up-records.ts';
import {
  decideAnew,
  expireDue,
  newestItems,
  overview,
  publicationJobs,
  publicItem,
  publicSubject,
  publishBatch,
  withdraw,
} from './index.ts';

let db: TestDatabase;
let ctx: Context;
const clock = movingClock('2026-11-22T02:00:00Z');
const today = '2026-11-22';
const approver = newActor('CENTRE_APPROVER', 'XYZX');

before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db, { clock });
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

async function published(rows: readonly MadeUpRow[]) {
  const batch = await storeBatch(ctx, rows);
  const counts = await publishBatch(ctx, batch.batchId);
  return { ...batch, counts };
}

async function publicIdOf(recordId: string): Promise<string | undefined> {
  return (
    await db.app
      .selectFrom('portal.item')
      .select('public_id')
      .where('record_id', '=', recordId)
      .executeTakeFirst()
  )?.public_id;
}

async function statesOf(recordIds: readonly string[]): Promise<string[]> {
  const opened = await inTransaction(db.app, system, (tx) => openPayloads(tx, ctx, recordIds));
  return opened.map((record) => record.state.status);
}

const company = { serial: 1, name: '铜川市王益区宏远建材有限公司' };

test('a classified penalty is shown with its period, basis, source and level', async () => {
  const { counts, records } = await published([registration(company), penalty(company)]);
  assert.deepEqual(counts, { published: 2, hidden: 0, held: 0 });
  const item = await publicItem(ctx, (await publicIdOf(records[1]?.recordId ?? '')) ?? '', today);
  assert.equal(item?.title, '未按规定设置安全警示标志');
  assert.equal(item.documentNumber, '王应急罚〔2026〕9号');
  assert.equal(item.level, '一般');
  assert.deepEqual([item.shownFrom, item.shownUntil], ['2026-06-01', '2027-06-01']);
  assert.equal(item.basis, '国家发展改革委令第36号；国办发〔2025〕22号');
  assert.equal(item.authority, '王益区应急管理局');
  assert.deepEqual(await statesOf(records.map((record) => record.recordId)), [
    'PUBLISHED',
    'PUBLISHED',
  ]);
});

test('the basis is said as the policy has it, with the order of a sector that has its own period', async () => {
  const party = { serial: 14, name: '铜川市王益区行业规定商贸有限公司' };
  const { records } = await published([penalty(party, {}, 'SCJG')]);
  const item = await publicItem(ctx, (await publicIdOf(records[0]?.recordId ?? '')) ?? '', today);
  assert.equal(
    item?.basis,
    '市场监管总局信用修复管理规定（2025-12-25 起施行，文号未核实）；国家发展改革委令第36号；国办发〔2025〕22号',
  );
});

test('a basis nobody has checked against its source says so', async () => {
  const party = { serial: 15, name: '铜川市王益区待核实依据商贸有限公司' };
  const { records } = await published([registration(party)]);
  const item = await publicItem(ctx, (await publicIdOf(records[0]?.recordId ?? '')) ?? '', today);
  assert.equal(
    item?.basis,
    '《全国公共信用信息基础目录》及本区公共信用信息目录：登记注册基本信息，公开属性为公开（依据待核实）',
  );
});

test('no identity number, telephone or longer period than the lawful one leaves with a record', async () => {
  const page = JSON.stringify(await publicSubject(ctx, code(1), today));
  const { items } = await newestItems(ctx, today);
  const all =
    page +
    JSON.stringify(await Promise.all(items.map((item) => publicItem(ctx, item.publicId, today))));
  for (const secret of ['610298190001010019', '13900001234', '2029-06-01'])
    assert.ok(!all.includes(secret), secret);
});

test('the page of a subject says zero with its date for every section without records', async () => {
  const subject = await publicSubject(ctx, code(1), today);
  assert.deepEqual(
    subject?.counts.map((section) => [section.zh, section.count]),
    [
      ['登记注册', 1],
      ['行政管理', 1],
      ['诚实守信', 0],
      ['严重失信主体名单', 0],
      ['经营异常', 0],
      ['信用承诺', 0],
      ['其他', 0],
    ],
  );
  assert.equal(subject.countedOn, today);
  assert.equal(subject.negative, true);
  assert.equal(subject.status, '存续（在营、开业、在册）');
});

test('K17 an unclassified penalty is held for a person, and shown once he has classified it', async () => {
  const fined = { serial: 2, name: '铜川市王益区示例商贸有限公司' };
  const { counts, records } = await published([
    penalty(fined, { CF_CFLB: '罚款', CF_NR_FK: '0.500000' }),
  ]);
  assert.deepEqual(counts, { published: 0, hidden: 0, held: 1 });
  const recordId = records[0]?.recordId ?? '';
  assert.deepEqual(await statesOf([recordId]), ['HELD']);
  assert.equal(await publicSubject(ctx, code(2), today), undefined);
  const choice = { level: 'GENERAL', kinds: ['21'], reason: '数额较大' } as const;
  await classifyRecord(ctx, approver, { recordId, ...choice }, decideAnew);
  assert.deepEqual(await statesOf([recordId]), ['PUBLISHED']);
  assert.equal((await publicSubject(ctx, code(2), today))?.provisional, true);
});

test('a level lowered to minor takes a shown penalty down in the same transaction', async () => {
  const { records } = await published([penalty({ serial: 3, name: '王益低等级商贸有限公司' })]);
  const recordId = records[0]?.recordId ?? '';
  const choice = { recordId, level: 'MINOR', kinds: ['22'], reason: '情节轻微' } as const;
  const lower = (fails: boolean) =>
    classifyRecord(ctx, approver, choice, async (...given) => {
      await decideAnew(...given);
      if (fails) throw new Error('power');
    });
  await assert.rejects(lower(true), /power/);
  assert.ok(await publicIdOf(recordId));
  await lower(false);
  assert.equal(await publicIdOf(recordId), undefined);
  assert.deepEqual(await statesOf([recordId]), ['WITHDRAWN']);
});

test('running the job twice publishes nothing twice', async () => {
  const twice = { serial: 4, name: '铜川市王益区重复商贸有限公司' };
  const { batchId, records } = await published([licence(twice)]);
  const before = await publicIdOf(records[0]?.recordId ?? '');
  assert.deepEqual(await publishBatch(ctx, batchId), { published: 0, hidden: 0, held: 0 });
  assert.equal(await publicIdOf(records[0]?.recordId ?? ''), before);
  const [record] = await inTransaction(db.app, system, (tx) =>
    openPayloads(tx, ctx, [records[0]?.recordId ?? '']),
  );
  assert.deepEqual(
    record?.actions.map((action) => action.kind),
    ['registered', 'published'],
  );
});

test('a batch whose job was lost is published by the next round, a young one is left to its job', async () => {
  const party = { serial: 17, name: '铜川市王益区漏发补发商贸有限公司' };
  const { records } = await storeBatch(ctx, [registration(party)]);
  const round = publicationJobs(ctx).find((job) => job.queue === 'publication.publish');
  assert.equal(round?.cron, '* * * * *');
  const recordIds = records.map((record) => record.recordId);
  await round.run({}, new AbortController().signal);
  assert.deepEqual(await statesOf(recordIds), ['REGISTERED']);
  clock.advance(11 * 60);
  await round.run({}, new AbortController().signal);
  assert.deepEqual(await statesOf(recordIds), ['PUBLISHED']);
});

test('two workers on one batch decide each record once', async () => {
  const party = { serial: 5, name: '铜川市王益区并行商贸有限公司' };
  const batch = await storeBatch(ctx, [
    licence(party),
    licence(party, { XK_WSH: '另一份〔2026〕2号' }),
  ]);
  const counts = await Promise.all([
    publishBatch(ctx, batch.batchId),
    publishBatch(ctx, batch.batchId),
  ]);
  assert.equal(
    counts.reduce((total, one) => total + one.published, 0),
    2,
  );
});

test('K2 a penalty of a natural person leads to no public row of any kind', async () => {
  const rows = [
    penalty(
      { serial: 6, name: '张小明' },
      {
        CF_XDR_LB: '自然人',
        CF_XDR_SHXYM: '',
        CF_XDR_ZJLX: '身份证',
        CF_XDR_ZJHM: '610298190001010019',
      },
    ),
  ];
  const { counts, records } = await published(rows);
  assert.deepEqual(counts, { published: 0, hidden: 1, held: 0 });
  assert.deepEqual(await statesOf([records[0]?.recordId ?? '']), ['HIDDEN']);
  const { rows: found } = await sql<{
    n: string;
  }>`select count(*) n from portal.subject where subject_id = ${records[0]?.subjectId}`.execute(
    db.portal,
  );
  assert.equal(found[0]?.n, '0');
});

test('K3 a household is shown with operator and home masked, and in no list', async () => {
  const household = { serial: 7, name: '王益区李四面馆', household: true };
  const { counts } = await published([
    registration(household, { DJ_FRDB: '李四' }),
    penalty(household, { CF_FRDB: '李四', CF_SY: '经营者李四在店内存放过期食品。' }),
  ]);
  assert.equal(counts.published, 2);
  const page = await publicSubject(ctx, code(7, '92'), today);
  const text = JSON.stringify(page);
  assert.equal(page?.household, true);
  assert.ok(text.includes('李*') && text.includes('铜川市王益区红旗街***'), text);
  assert.ok(!text.includes('3单元'));
  const negative = page.sections.flatMap((section) => section.items).find((item) => item.negative);
  const item = await publicItem(ctx, negative?.publicId ?? '', today);
  assert.ok(item?.fields.some((field) => field.value === '经营者李*在店内存放过期食品。'));
  const newest = await newestItems(ctx, today, 100);
  assert.ok(newest.items.every((one) => one.subject.uscc !== code(7, '92')));
  assert.equal((await overview(ctx, today)).households, null);
});

test('K5 K15 judgments, payments, evaluations and the rest of what is not PUBLIC never reach the portal', async () => {
  const party = { serial: 8, name: '铜川市王益区受限商贸有限公司' };
  const restricted = testPolicy.catalogue.classes.filter(
    (entry) =>
      entry.defaultDisclosure !== 'PUBLIC' &&
      entry.subject.uscc !== null &&
      entry.subject.mode === 'FIELDS' &&
      entry.subjectKindsOnWire.includes('法人及非法人组织'),
  );
  assert.ok(restricted.some((entry) => entry.code === 'JUDGMENT') && restricted.length > 8);
  const rows = restricted.map((entry): MadeUpRow => ({
    classCode: entry.code,
    organisation: 'ZXZX',
    values: Object.fromEntries([
      ...entry.items.map(
        (item) => [item.code, item.type === 'date' ? '2026/06/01' : '示例'] as const,
      ),
      [entry.subject.name ?? '', party.name],
      [entry.subject.uscc ?? '', code(party.serial)],
      [entry.subject.kind ?? '', '法人及非法人组织'],
      [entry.subject.idNumber ?? '', ''],
    ]),
  }));
  const { counts } = await published(rows);
  assert.deepEqual(counts, { published: 0, hidden: rows.length, held: 0 });
  assert.equal(await publicSubject(ctx, code(8), today), undefined);
});

test('K10 a withdrawn item answers exactly like one that never existed, in the same transaction as the withdrawal', async () => {
  const party = { serial: 9, name: '铜川市王益区撤下商贸有限公司' };
  const { records } = await published([penalty(party)]);
  const ref = records[0];
  assert.ok(ref);
  const publicId = (await publicIdOf(ref.recordId)) ?? '';
  assert.ok(await publicItem(ctx, publicId, today));
  const count = await inTransaction(db.app, system, (tx) =>
    withdraw(tx, ctx, system, [ref], '原处罚决定已被撤销'),
  );
  assert.equal(count, 1);
  assert.deepEqual(
    await publicItem(ctx, publicId, today),
    await publicItem(ctx, 'never-existed', today),
  );
  assert.equal(await publicSubject(ctx, code(9), today), undefined);
  assert.deepEqual(await statesOf([ref.recordId]), ['WITHDRAWN']);
});

test('a subject known only by its code stays findable when its last item goes while another comes', async () => {
  const party = { serial: 16, name: '铜川市王益区同时变动商贸有限公司' };
  const first = await published([penalty(party)]);
  const second = await storeBatch(ctx, [licence(party)]);
  const coming = await inTransaction(ctx.db.app, system, async (tx) => {
    await withdraw(tx, ctx, system, first.records, '测试撤下');
    const publishing = publishBatch(ctx, second.batchId);
    await waitForLock();
    return { publishing };
  });
  assert.equal((await coming.publishing).published, 1);
  const subject = await publicSubject(ctx, code(16), today);
  assert.equal(subject?.name, party.name);
  assert.equal(subject.provisional, true);
});

/** Until the other transaction waits for ours, as it should. */
async function waitForLock(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { rows } = await ctx.db.raw.query(
      `select 1 from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())`,
    );
    if (rows.length > 0) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}

test('withdrawing what is not shown changes nothing', async () => {
  const { records } = await published([
    penalty({ serial: 10, name: '铜川市王益区未公示商贸有限公司' }, { CF_CFLB: '警告' }),
  ]);
  assert.deepEqual(await statesOf([records[0]?.recordId ?? '']), ['HIDDEN']);
  const count = await inTransaction(db.app, system, (tx) =>
    withdraw(tx, ctx, system, records, '更正'),
  );
  assert.equal(count, 0);
  assert.deepEqual(await statesOf([records[0]?.recordId ?? '']), ['HIDDEN']);
});

test('a rolled-back withdrawal leaves the item shown', async () => {
  const { records } = await published([
    licence({ serial: 11, name: '铜川市王益区回滚商贸有限公司' }),
  ]);
  await assert.rejects(
    inTransaction(db.app, system, async (tx) => {
      await withdraw(tx, ctx, system, records, '更正');
      throw new Error('the act failed');
    }),
  );
  assert.ok(await publicIdOf(records[0]?.recordId ?? ''));
});

test('role portal reads the public tables and nothing else', async () => {
  for (const table of [
    'credit.subject',
    'credit.record_fact',
    'credit.record_action',
    'credit.record_state',
    'credit.account',
    'ledger.leaf',
  ]) {
    await assert.rejects(
      sql`select 1 from ${sql.raw(table)}`.execute(db.portal),
      /permission denied/,
      table,
    );
  }
  await assert.rejects(sql`delete from portal.item`.execute(db.portal), /permission denied/);
});

test('publicity ends on its day by the query, before any job has run, and the job then says so', async () => {
  const party = { serial: 12, name: '铜川市王益区期满商贸有限公司' };
  const { records } = await published([
    registration(party),
    penalty(party, { CF_JDRQ: '2025/11/24' }),
  ]);
  const recordId = records[1]?.recordId ?? '';
  const publicId = (await publicIdOf(recordId)) ?? '';
  assert.ok(await publicItem(ctx, publicId, '2026-11-23'));
  assert.equal(await publicItem(ctx, publicId, '2026-11-24'), undefined);
  assert.equal((await publicSubject(ctx, code(12), '2026-11-24'))?.negative, false);
  clock.advance(2 * 86_400);
  const expire = publicationJobs(ctx).find((job) => job.queue === 'publication.expire');
  await expire?.run({}, new AbortController().signal);
  assert.equal(await publicIdOf(recordId), undefined);
  const [record] = await inTransaction(db.app, system, (tx) => openPayloads(tx, ctx, [recordId]));
  const last = record?.actions.at(-1);
  assert.deepEqual(
    [last?.kind, last?.effectiveOn, record?.state.status],
    ['expired', '2026-11-24', 'EXPIRED'],
  );
  assert.equal(await expireDue(ctx), 0);
});

test('a penalty whose period was over before it came is never shown', async () => {
  const { counts, records } = await published([
    penalty({ serial: 13, name: '铜川市王益区迟报商贸有限公司' }, { CF_JDRQ: '2023/01/05' }),
  ]);
  assert.equal(counts.published, 0);
  assert.deepEqual(await statesOf([records[0]?.recordId ?? '']), ['EXPIRED']);
});
