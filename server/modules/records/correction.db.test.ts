import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { enterRow, newRecord, penaltyCells } from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import type { Level } from '../policy/index.ts';
import { actOn, checkRecords, openPayloads, replaceRecord } from './index.ts';

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

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(ctx.db.app, system, work);
const penalty = (cells: Record<string, string>) =>
  enterRow(ctx, 'ADMIN_PENALTY', penaltyCells(cells));
type Entered = Awaited<ReturnType<typeof penalty>>;

function decide(ref: Entered, level: Level, kinds: string): Promise<unknown> {
  const platform = { PX_LEVEL: level, PX_KINDS2021: kinds, PX_LEVELBY: 'scjg-reviewer' };
  const detail = { level, platform };
  return run((tx) => actOn(tx, ctx, system, { ref, kind: 'classified', reason: '核定', detail }));
}

async function correct(target: Entered, cells: Record<string, string>): Promise<Entered> {
  const { recordId } = await run((tx) => {
    const row = newRecord(ctx, 'ADMIN_PENALTY', penaltyCells(cells), target.subject);
    return replaceRecord(tx, ctx, system, { target, row, reason: '内容填错' });
  });
  return { ...target, recordId };
}

async function stateOf({ recordId }: Entered) {
  const [record] = await run((tx) => openPayloads(tx, ctx, [recordId]));
  assert.ok(record);
  return record.state;
}

const revocation = { CF_CFLB: '责令停产停业', CF_NR_FK: '' };
const fine = { CF_CFLB: '罚款', CF_NR_FK: '0.2' };

test('a correction keeps the level a person lowered, and who did', async () => {
  const record = await penalty({ CF_WSH: '更1号', ...revocation });
  assert.equal((await stateOf(record)).level, 'SERIOUS');
  await decide(record, 'GENERAL', '42');
  const once = await correct(record, { CF_WSH: '更1号', ...revocation, CF_NR: '更正一次' });
  const twice = await correct(once, { CF_WSH: '更1号', ...revocation, CF_NR: '更正两次' });
  const { level, needs, platform } = await stateOf(twice);
  assert.deepEqual([level, needs], ['GENERAL', null]);
  assert.deepEqual([platform['PX_LEVEL'], platform['PX_LEVELBY']], ['GENERAL', 'scjg-reviewer']);
});

test('a correction of what only a person could classify needs no second decision', async () => {
  const record = await penalty({ CF_WSH: '更2号', ...fine });
  await decide(record, 'MINOR', '21');
  const corrected = await correct(record, { CF_WSH: '更2号', ...fine, CF_NR_FK: '0.3' });
  const { level, needs } = await stateOf(corrected);
  assert.deepEqual([level, needs], ['MINOR', null]);
});

test('a correction to other kinds waits for a person, and so does one back again', async () => {
  const record = await penalty({ CF_WSH: '更3号', ...revocation });
  await decide(record, 'GENERAL', '42');
  const elsewhere = { CF_WSH: '更3号', CF_CFLB: '没收违法所得、没收非法财物', CF_NR_FK: '' };
  const other = await correct(record, elsewhere);
  await waitsForPerson(other);
  await waitsForPerson(await correct(other, { CF_WSH: '更3号', ...revocation }));
});

async function waitsForPerson(record: Entered): Promise<void> {
  const { level, needs, platform } = await stateOf(record);
  assert.deepEqual([level, needs], [null, 'CLASSIFICATION']);
  assert.deepEqual([platform['PX_LEVEL'], platform['PX_LEVELBY']], [undefined, undefined]);
}

test('a level of policy is decided anew by a correction', async () => {
  const record = await penalty({ CF_WSH: '更4号', ...revocation });
  const corrected = await correct(record, { CF_WSH: '更4号', CF_CFLB: '警告', CF_NR_FK: '' });
  assert.equal((await stateOf(corrected)).level, 'MINOR');
});

test('K17 an open objection stays open on the corrected record', async () => {
  const record = await penalty({ CF_WSH: '更5号' });
  const detail = { objection: 'YY-1' };
  await run((tx) =>
    actOn(tx, ctx, system, { ref: record, kind: 'objected', reason: '金额不符', detail }),
  );
  const corrected = await correct(record, { CF_WSH: '更5号', CF_NR_FK: '0.1' });
  assert.equal((await stateOf(corrected)).disputed, true);
  const [opened] = await run((tx) => openPayloads(tx, ctx, [corrected.recordId]));
  const objection = opened?.actions.at(-1);
  assert.deepEqual(
    [objection?.reason, objection?.detail['objection']],
    ['金额不符', detail.objection],
  );
});

test('a repaired record cannot be corrected, so that a repair is not undone', async () => {
  const record = await penalty({ CF_WSH: '更6号' });
  await run((tx) => actOn(tx, ctx, system, { ref: record, kind: 'repaired' }));
  await assert.rejects(correct(record, { CF_WSH: '更6号', CF_NR_FK: '0.1' }), {
    code: 'RECORD_REPAIRED',
  });
  assert.equal((await stateOf(record)).status, 'REPAIRED');
});

test('the self-check finds corrected records in order', async () => {
  assert.deepEqual((await checkRecords(ctx)).findings, []);
});
