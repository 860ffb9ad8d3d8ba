import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  enterRow,
  newActor,
  penaltyCells,
  personPenaltyCells,
  promiseCells,
} from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { actOn, checkRecords, eraseRecord, openPayloads, recordJobs } from './index.ts';

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

const market = newActor('LIAISON_MAIN', 'SCJG');
const centre = newActor('CENTRE_OPERATOR', 'XYZX');
const run = <T>(work: (tx: Tx) => Promise<T>, actor = system): Promise<T> =>
  inTransaction(ctx.db.app, actor, work);
const open = async (recordId: string) => {
  const [record] = await run((tx) => openPayloads(tx, ctx, [recordId]));
  assert.ok(record);
  return record;
};
const penalty = (number: string, change: Record<string, string> = {}) =>
  enterRow(ctx, 'ADMIN_PENALTY', penaltyCells({ CF_WSH: number, ...change }));
const warning = (number: string) => penalty(number, { CF_CFLB: '警告', CF_NR_FK: '' });

test('K7 K9 erasure destroys content, salts and hashes, and leaves proof', async () => {
  const { recordId, subjectId } = await enterRow(ctx, 'ADMIN_PENALTY', personPenaltyCells());
  const input = { recordId, basis: '自然人失信信息保存期届满' };
  await assert.rejects(eraseRecord(ctx, market, input), { code: 'ERASURE_FORBIDDEN' });
  await run((tx) => actOn(tx, ctx, system, { ref: { recordId, subjectId }, kind: 'published' }));
  await assert.rejects(eraseRecord(ctx, centre, input), { code: 'RECORD_STILL_SHOWN' });
  await run((tx) => actOn(tx, ctx, system, { ref: { recordId, subjectId }, kind: 'expired' }));
  await eraseRecord(ctx, centre, input);
  const record = await open(recordId);
  assert.deepEqual(
    [record.values, record.state.status, record.state.level],
    [null, 'ERASED', null],
  );
  assert.deepEqual(record.actions.at(-1)?.detail, { basis: input.basis });
  const superuser = await db.superuser();
  const left = await superuser.query(
    `select (select count(*) from ledger.leaf where record_id = $1)::int as leaves,
       (select count(*) from ledger.salt join ledger.leaf using (leaf_id) where record_id = $1)::int as salts,
       (select count(*) from credit.record_identity where record_id = $1)::int as identities`,
    [recordId],
  );
  await superuser.end();
  assert.deepEqual(left.rows, [{ leaves: 4, salts: 1, identities: 0 }]);
  await assert.rejects(eraseRecord(ctx, centre, input), { code: 'RECORD_CLOSED' });
});

test('the self-check is content with everything that was done lawfully', async () => {
  const { checked, findings } = await checkRecords(ctx);
  assert.ok(checked > 0);
  assert.deepEqual(findings, []);
});

test('the self-check finds nothing while work goes on', async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, (_none, index) => warning(`庚${index}号`)),
  );
  const working = new AbortController();
  const work = async (): Promise<void> => {
    for (let round = 0; !working.signal.aborted; round += 1) {
      const ref = all[round % all.length] as (typeof all)[number];
      await run((tx) => actOn(tx, ctx, system, { ref, kind: 'classified', reason: '复核' }));
    }
  };
  const workers = [work(), work()];
  try {
    for (let round = 0; round < 20; round += 1) {
      assert.deepEqual((await checkRecords(ctx)).findings, []);
    }
  } finally {
    working.abort();
    await Promise.all(workers);
  }
});

test('the self-check names each record that somebody changed behind the platform’s back', async () => {
  const superuser = await db.superuser();
  const victims = {
    edited: (await enterRow(ctx, 'PROMISE', promiseCells({ CN_BH: 'CN-10' }))).recordId,
    softened: (await warning('己1号')).recordId,
    resealed: (await warning('己2号')).recordId,
    keyless: (await warning('己3号')).recordId,
    deleted: (await warning('己4号')).recordId,
    readable: (await warning('己5号')).recordId,
  };
  await superuser.query(
    `update credit.record_fact set payload = payload || '{"CN_NR":"改过"}' where record_id = $1`,
    [victims.edited],
  );
  await superuser.query(
    `update credit.record_state set active = false, status = 'EXPIRED' where record_id = $1`,
    [victims.softened],
  );
  await superuser.query(
    `update credit.record_fact set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1) where record_id = $1`,
    [victims.resealed],
  );
  const { rows: keys } = await superuser.query<{ key_id: string; wrapped: Buffer }>(
    `select * from credit.record_key where key_id =
       (select key_id from credit.record_fact where record_id = $1)`,
    [victims.readable],
  );
  await eraseRecord(ctx, centre, { recordId: victims.readable, basis: '保存期届满' });
  await superuser.query(`insert into credit.record_key values ($1, $2)`, [
    keys[0]?.key_id,
    keys[0]?.wrapped,
  ]);
  await superuser.query(
    `delete from credit.record_key where key_id = (select key_id from credit.record_fact where record_id = $1)`,
    [victims.keyless],
  );
  for (const table of ['record_state', 'record_action', 'record_fact', 'record_identity']) {
    await superuser.query(`delete from credit.${table} where record_id = $1`, [victims.deleted]);
  }
  await superuser.end();
  const { findings } = await checkRecords(ctx);
  const named = findings.map(({ kind, recordId }) => `${kind} ${recordId}`).sort();
  assert.deepEqual(
    named,
    [
      `LEAF_DIFFERS ${victims.edited}`,
      `STATE_DIFFERS ${victims.softened}`,
      `CONTENT_UNREADABLE ${victims.resealed}`,
      `KEY_MISSING ${victims.keyless}`,
      `ACTION_MISSING ${victims.deleted}`,
      `KEY_REMAINS ${victims.readable}`,
    ].sort(),
  );
  assert.match(findings[0]?.message ?? '', /请由安全管理员核查/);
});

test('the nightly job keeps the result of the check for the desks', async () => {
  const [job] = recordJobs(ctx);
  await job?.run({}, new AbortController().signal);
  const { rows } = await db.raw.query(
    `select value->>'found' as found from credit.setting where name = 'records.check'`,
  );
  assert.deepEqual(rows, [{ found: '6' }]);
});
