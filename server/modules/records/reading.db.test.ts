import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  enterRow,
  madeUpCodes,
  newActor,
  penaltyCells,
  registrationCells,
} from '../../../test/build.ts';
import { movingClock, testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system, type Actor } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import {
  actOn,
  archive,
  classificationQueue,
  classifyRecord,
  ownRecords,
  recordFile,
  type ClassificationInput,
} from './index.ts';

let db: TestDatabase;
let ctx: Context;
const clock = movingClock('2026-03-02T02:00:00Z');
const DAY = 86_400;
before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db, { clock });
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

const market = newActor('LIAISON_MAIN', 'SCJG');
const reviewer = newActor('REVIEWER', 'SCJG');
const other = newActor('LIAISON_MAIN', 'JYJ');
const centre = newActor('CENTRE_OPERATOR', 'XYZX');
const auditor = newActor('AUDITOR', 'SJJ');
const purpose = '核对报送情况';
const run = <T>(work: (tx: Tx) => Promise<T>, actor = system): Promise<T> =>
  inTransaction(ctx.db.app, actor, work);
const penalty = (number: string, change: Record<string, string> = {}) =>
  enterRow(ctx, 'ADMIN_PENALTY', penaltyCells({ CF_WSH: number, ...change }));
const warning = (number: string) => penalty(number, { CF_CFLB: '警告', CF_NR_FK: '' });

/** What follows on the public pages is tested with publication. */
const decide = (actor: Actor, input: ClassificationInput) =>
  classifyRecord(ctx, actor, input, async () => {});

test('D6 a reviewer of the deciding department classifies; others may not; a level is never raised', async () => {
  const { recordId } = await penalty('丁1号');
  const queue = await run((tx) => classificationQueue(tx, ctx, reviewer, { purpose }), reviewer);
  const waiting = queue.items.find((one) => one.recordId === recordId);
  assert.deepEqual(waiting?.choice, { proposed: ['21'], unresolved: [] });
  const input = { recordId, level: 'GENERAL', kinds: ['21'], reason: '数额较大' } as const;
  await assert.rejects(decide(market, input), { code: 'FORBIDDEN' });
  const stranger = newActor('REVIEWER', 'JYJ');
  await assert.rejects(decide(stranger, input), { code: 'RECORD_NOT_FOUND' });
  const state = await decide(reviewer, input);
  assert.deepEqual([state.level, state.needs], ['GENERAL', null]);
  const higher = { ...input, level: 'SERIOUS' } as const;
  await assert.rejects(decide(reviewer, higher), {
    code: 'LEVEL_RAISED',
    message: /一般/,
  });
  const approver = newActor('CENTRE_APPROVER', 'XYZX');
  const lower = await decide(approver, { ...input, level: 'MINOR' });
  assert.equal(lower.level, 'MINOR');
  assert.equal(lower.platform['PX_LEVELBY'], approver.account);
});

test('a department lists and opens its own records only, and every reading is logged', async () => {
  for (const number of ['戊7号', '戊8号', '戊9号']) await warning(number);
  const mine = await run((tx) => ownRecords(tx, ctx, market, {}, { limit: 3, purpose }), market);
  assert.equal(mine.items.length, 3);
  const after = mine.next ?? undefined;
  const page = { limit: 200, after, purpose };
  const rest = await run((tx) => ownRecords(tx, ctx, market, {}, page), market);
  const ids = [...mine.items, ...rest.items].map((line) => line.recordId);
  assert.equal(new Set(ids).size, ids.length);
  const none = await run((tx) => ownRecords(tx, ctx, other, {}, { purpose }), other);
  assert.deepEqual(none.items, []);
  const recordId = ids[0] as string;
  const file = await run((tx) => recordFile(tx, ctx, market, recordId, purpose), market);
  assert.equal(file.subject.uscc, madeUpCodes.company);
  const foreign = run((tx) => recordFile(tx, ctx, other, recordId, purpose), other);
  await assert.rejects(foreign, { code: 'RECORD_NOT_FOUND' });
  const blind = run((tx) => recordFile(tx, ctx, market, recordId, ''), market);
  await assert.rejects(blind, { code: 'PURPOSE_REQUIRED' });
  const { rows } = await db.raw.query(
    `select output from credit.reading where account = $1 and $2 = any(record_ids)`,
    [market.account, recordId],
  );
  assert.deepEqual(rows.map((row: { output: string }) => row.output).sort(), [
    'records.file',
    'records.own',
  ]);
});

test('row security hides records of other departments from every query', async () => {
  const count = async (actor: typeof market) =>
    run(async (tx) => {
      const facts = await tx.selectFrom('record_fact').select('record_id').execute();
      const acts = await tx.selectFrom('record_action').select('record_id').execute();
      const states = await tx.selectFrom('record_state').select('record_id').execute();
      return [facts.length > 0, acts.length > 0, states.length > 0];
    }, actor);
  assert.deepEqual(await count(market), [true, true, true]);
  assert.deepEqual(await count(other), [false, false, false]);
  assert.deepEqual(await count(centre), [true, true, true]);
});

test('D11 K12 a look back shows what was known then, and nothing that is withdrawn today', async () => {
  const uscc = madeUpCodes.otherCompany;
  const name = '王益回看有限公司';
  const base = { CF_XDR_SHXYM: uscc, CF_XDR_MC: name };
  const first = await warning('戊0号');
  assert.ok(first);
  const shown = await penalty('戊1号', { ...base, CF_CFLB: '警告', CF_NR_FK: '' });
  await enterRow(ctx, 'REG_BASIC', registrationCells({ DJ_SHXYM: uscc, DJ_MC: name }));
  await run((tx) =>
    actOn(tx, ctx, system, { ref: shown, kind: 'published', detail: { basis: '规定' } }),
  );
  const look = (actor: typeof market, dates: { asOf?: string; knownOn?: string } = {}) =>
    run(async (tx) => {
      const found = await archive(tx, ctx, actor, { uscc, purpose, ...dates });
      return found.records.map((one) => `${one.classCode} ${one.status}`);
    }, actor);
  assert.deepEqual(await look(other), ['ADMIN_PENALTY PUBLISHED', 'REG_BASIC REGISTERED']);
  assert.deepEqual(await look(other, { asOf: '2026-02-09' }), ['REG_BASIC REGISTERED']);
  assert.deepEqual(await look(other, { knownOn: '2026-03-01' }), []);
  clock.advance(5 * DAY);
  await run((tx) => actOn(tx, ctx, system, { ref: shown, kind: 'repaired', reason: '已修复' }));
  assert.deepEqual(await look(other, { asOf: '2026-03-03', knownOn: '2026-03-03' }), [
    'REG_BASIC REGISTERED',
  ]);
  assert.deepEqual(await look(market, { asOf: '2026-03-03', knownOn: '2026-03-03' }), [
    'ADMIN_PENALTY PUBLISHED',
    'REG_BASIC REGISTERED',
  ]);
  assert.deepEqual(await look(market), ['ADMIN_PENALTY REPAIRED', 'REG_BASIC REGISTERED']);
  assert.deepEqual(await look(auditor), ['ADMIN_PENALTY REPAIRED', 'REG_BASIC REGISTERED']);
  assert.deepEqual(await look(centre), ['REG_BASIC REGISTERED']);
  assert.deepEqual(await look(centre, { asOf: '2026-03-03', knownOn: '2026-03-03' }), [
    'REG_BASIC REGISTERED',
  ]);
  await assert.rejects(look(other, { asOf: '昨天' }), { code: 'DATE_UNKNOWN' });
  const wrong = run((tx) => archive(tx, ctx, other, { uscc: 'X', purpose }), other);
  await assert.rejects(wrong, { code: 'ARCHIVE_NOT_FOUND' });
});

test('other departments see only shared cells and no history', async () => {
  const uscc = madeUpCodes.otherCompany;
  const found = await run((tx) => archive(tx, ctx, other, { uscc, purpose }), other);
  const [registration] = found.records;
  assert.ok(registration?.values);
  assert.equal(registration.values['DJ_MC'], '王益回看有限公司');
  assert.deepEqual(registration.actions, []);
});

test('K12 a period that is over has ended for other departments and the centre, before any job has said so', async () => {
  const name = '王益期满有限公司';
  const uscc = '91610202MAXT7001X2';
  const shown = await penalty('戊2号', { CF_XDR_SHXYM: uscc, CF_XDR_MC: name });
  const until = ctx.clock.today();
  await run((tx) => actOn(tx, ctx, system, { ref: shown, kind: 'published', detail: { until } }));
  const look = (actor: Actor) =>
    run(async (tx) => {
      const found = await archive(tx, ctx, actor, { uscc, purpose, asOf: '2026-03-01' });
      return found.records.map((one) => one.classCode);
    }, actor);
  assert.deepEqual(await look(other), []);
  assert.deepEqual(await look(centre), []);
  assert.deepEqual(await look(market), ['ADMIN_PENALTY']);
});
