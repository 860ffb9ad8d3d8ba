import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { outputsOf } from '../../server/modules/access/index.ts';
import { exampleCitizenId } from '../../server/modules/catalogue/index.ts';
import { allRoutes } from '../../server/routes.ts';
import type { SignedIn } from '../desk.ts';
import { company, registration, rowAbout } from './rows.ts';
import { asSystem, newStage, send, type Stage } from './stage.ts';
import { contentOf, tracesOf } from './traces.ts';

const PURPOSE = '核对记录的主体';
const CLOSURE = { CF_CFLB: '责令停产停业', CF_NR_FK: '' };

let stage: Stage;
let department: SignedIn;
let other: SignedIn;
let operator: SignedIn;
let approver: SignedIn;
let auditor: SignedIn;

before(async () => {
  stage = await newStage();
  department = await stage.signIn('fazhangaige');
  other = await stage.signIn('shichangjianguan');
  operator = await stage.signIn('zhengxin');
  approver = await stage.signIn('zhengxin-shenhe');
  auditor = await stage.signIn('zhengxin-shenji');
});
after(() => stage.close());

/** A penalty reported under a name that the register contradicts the same day. */
async function newDoubt(serial: number, change: Record<string, string> = {}) {
  const row = rowAbout('ADMIN_PENALTY', company(serial, `王益误指${serial}商贸有限公司`), {
    ...CLOSURE,
    CF_WSH: `存疑${serial}号`,
    ...change,
  });
  const sent = await send(stage, 'ADMIN_PENALTY', [row]);
  assert.equal(sent.batch.counts.new, 1, JSON.stringify(sent.batch.findingCounts));
  await send(stage, 'REG_BASIC', [registration(company(serial))]);
  return sent.records[0] as (typeof sent.records)[number];
}

const queueOf = (as: SignedIn) => stage.call('/subject-doubts?limit=200', { as, purpose: PURPOSE });
const fileOf = (recordId: string, as: SignedIn) =>
  stage.call(`/records/${recordId}`, { as, purpose: PURPOSE });
const decide = (recordId: string, decision: string, as: SignedIn) =>
  stage.call(`/subject-doubts/${recordId}`, {
    as,
    method: 'POST',
    payload: { decision, reason: '核对了登记档案' },
  });
const statusOf = (recordId: string) =>
  asSystem(stage.ctx, (tx) =>
    tx
      .selectFrom('record_state')
      .select(['status', 'needs'])
      .where('record_id', '=', recordId)
      .executeTakeFirstOrThrow(),
  );
async function readingsOf(recordId: string): Promise<string[]> {
  const { rows } = await stage.db.raw.query<{ line: string }>(
    `select account || ' ' || output as line from credit.reading
     where $1 = any(record_ids) order by at`,
    [recordId],
  );
  return rows.map(({ line }) => line);
}

test('K12, K14: the centre sees in its queue what it has to decide, masked, in an output with a row of its own', async () => {
  const number = exampleCitizenId('610298', 803);
  const { recordId } = await newDoubt(803, {
    CF_SY: '游隼擅自营业',
    CF_FR_ZJLX: '身份证',
    CF_FR_ZJHM: number,
  });
  const answer = await queueOf(operator);
  assert.equal(answer.statusCode, 200);
  for (const word of ['游隼擅自营业', '王益误指803商贸有限公司', company(803).name]) {
    assert.ok(answer.body.includes(word), word);
  }
  assert.ok(!answer.body.includes(number));
  assert.deepEqual(await readingsOf(recordId), ['zhengxin records.doubts']);
  const route = allRoutes(stage.ctx).find((one) => one.path === '/subject-doubts');
  assert.ok(route && outputsOf([route]).length === 1, 'the walk over all outputs meets it');
  for (const as of [department, other]) assert.equal((await queueOf(as)).statusCode, 403);
  assert.equal((await queueOf(auditor)).statusCode, 200);
  assert.equal(
    (await decide(recordId, 'CONFIRM', auditor)).statusCode,
    403,
    'who audits decides nothing',
  );
  const silent = await stage.call('/subject-doubts', { as: operator });
  assert.equal(silent.json<{ code: string }>().code, 'PURPOSE_REQUIRED');
});

test('K12: once refused a record is in no queue and opens for the centre no more; its department reads the reason', async () => {
  const { recordId } = await newDoubt(804);
  assert.equal((await decide(recordId, 'REFUSE', operator)).statusCode, 200);
  assert.ok(!(await queueOf(operator)).body.includes(recordId));
  assert.equal((await fileOf(recordId, operator)).statusCode, 404);
  const { body } = await fileOf(recordId, department);
  assert.ok(body.includes('核对了登记档案'), body);
  assert.deepEqual(await statusOf(recordId), { status: 'DELETED', needs: null });
});

test('K17: a confirmed record that nobody has classified waits for its level and is not published', async () => {
  const { recordId } = await newDoubt(805, { CF_CFLB: '罚款', CF_NR_FK: '0.5' });
  const waiting = await stage.call('/classification?limit=200', { as: approver, purpose: PURPOSE });
  assert.ok(!waiting.body.includes(recordId), 'whose record it is comes first');
  const answer = await decide(recordId, 'CONFIRM', approver);
  assert.equal(answer.json<{ status: string }>().status, 'HELD');
  assert.deepEqual(await statusOf(recordId), { status: 'HELD', needs: 'CLASSIFICATION' });
  assert.deepEqual(tracesOf(await contentOf(stage.db, ['portal']), [recordId]), []);
});

test('K18: a confirmed minor sanction is not published', async () => {
  const { recordId } = await newDoubt(806, { CF_CFLB: '警告' });
  const answer = await decide(recordId, 'CONFIRM', operator);
  assert.equal(answer.json<{ status: string }>().status, 'HIDDEN');
  assert.deepEqual(tracesOf(await contentOf(stage.db, ['portal']), [recordId]), []);
});

test('K18: a record whose time has passed while it was in doubt does not come back', async () => {
  const { recordId } = await newDoubt(807, { CF_JDRQ: '2023/03/10' });
  stage.clock.advance(30 * 86_400);
  const answer = await decide(recordId, 'CONFIRM', await stage.signIn('zhengxin'));
  assert.equal(answer.json<{ status: string }>().status, 'EXPIRED', answer.body);
  assert.deepEqual(tracesOf(await contentOf(stage.db, ['portal']), [recordId]), []);
});

test('K14: the numbers beside the menu tell no content, and each role only of its own queues', async () => {
  const counts = async (account: string) => {
    const answer = await stage.call('/waiting', { as: await stage.signIn(account) });
    return answer.json<Record<string, number | null>>();
  };
  const central = await counts('zhengxin');
  assert.deepEqual(Object.keys(central).sort(), ['classification', 'doubts', 'quarantine']);
  assert.equal(central['doubts'], 1);
  const own = await counts('fazhangaige');
  assert.deepEqual([own['doubts'], own['quarantine'], own['classification']], [null, null, 1]);
  assert.equal((await counts('shichangjianguan'))['classification'], 0);
});
