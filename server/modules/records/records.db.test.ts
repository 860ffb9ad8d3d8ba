import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  enterRow,
  newActor,
  newRecord,
  penaltyCells,
  promiseCells,
  resolveRows,
} from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import {
  actOn,
  actOnMany,
  deleteRecord,
  lookupRecords,
  openPayloads,
  registerRecords,
  replaceRecord,
  revokeRecord,
} from './index.ts';

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

const other = newActor('LIAISON_MAIN', 'JYJ');
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

test('a negative record is stored sealed with its first action, leaf, state and identity', async () => {
  const { recordId } = await warning('甲1号');
  const record = await open(recordId);
  assert.equal(record.values?.['CF_WSH'], '甲1号');
  assert.deepEqual([record.state.status, record.state.level], ['REGISTERED', 'MINOR']);
  assert.equal(record.state.platform['PX_KINDS2021'], '11');
  const superuser = await db.superuser();
  const { rows } = await superuser.query<{ text: string }>(
    `select f::text || a::text as text from credit.record_fact f
       join credit.record_action a using (subject_id, record_id) where record_id = $1`,
    [recordId],
  );
  await superuser.end();
  assert.doesNotMatch(rows[0]?.text ?? '', /甲1号|标签|PX_LEVEL/);
});

test('the same row again is a duplicate, with other content a different one, and both are named', async () => {
  const cells = penaltyCells({ CF_WSH: '甲2号' });
  const { recordId, subject } = await enterRow(ctx, 'ADMIN_PENALTY', cells);
  const changed = { ...cells, CF_NR: '处以罚款二千元' };
  const rows = [cells, changed].map((one) => newRecord(ctx, 'ADMIN_PENALTY', one, subject));
  const answers = await run((tx) => registerRecords(tx, ctx, system, rows));
  assert.deepEqual(
    answers.map((one) => one.outcome === 'DUPLICATE' && one.existing.sameContent),
    [true, false],
  );
  const found = await run((tx) => lookupRecords(tx, rows));
  assert.equal(found[1]?.existing?.recordId, recordId);
  assert.equal(found[1]?.target?.recordId, recordId);
  const [named] = await run((tx) =>
    lookupRecords(
      tx,
      rows.slice(0, 1).map((row) => ({ ...row, supersedes: recordId })),
    ),
  );
  assert.equal(named?.target?.recordId, recordId);
});

test('two batches with the same new row at once store it once', async () => {
  const cells = penaltyCells({ CF_WSH: '甲3号' });
  const enter = () =>
    run(async (tx) => {
      const [subject] = await resolveRows(tx, ctx, 'ADMIN_PENALTY', [cells]);
      assert.ok(subject?.outcome === 'LINKED');
      const row = newRecord(ctx, 'ADMIN_PENALTY', cells, subject);
      return registerRecords(tx, ctx, system, [row]);
    });
  const answers = (await Promise.all([enter(), enter(), enter()])).flat();
  const outcomes = answers.map((one) => one.outcome).sort();
  assert.deepEqual(outcomes, ['DUPLICATE', 'DUPLICATE', 'NEW']);
});

test('K7 the database refuses an open negative payload and one about a household', async () => {
  const { recordId } = await warning('甲4号');
  const superuser = await db.superuser();
  const forbidden = (polarity: string, kind: string) =>
    superuser.query(
      `insert into credit.record_fact select subject_id, gen_random_uuid(), class_code, organisation_code,
         external_id, batch_id, row_number, $2, $3, fact_date, received_at, policy_hash, null, '{}', null, null
       from credit.record_fact where record_id = $1`,
      [recordId, kind, polarity],
    );
  await assert.rejects(forbidden('NEGATIVE', 'LEGAL_PERSON'), /sealed_when_negative_or_person/);
  await assert.rejects(
    forbidden('NEUTRAL', 'INDIVIDUAL_BUSINESS'),
    /sealed_when_negative_or_person/,
  );
  await superuser.end();
});

test('the working role can neither change nor delete facts and actions, nor keys', async () => {
  for (const statement of [
    `update credit.record_fact set fact_date = fact_date`,
    `delete from credit.record_fact`,
    `update credit.record_action set reason = 'x'`,
    `delete from credit.record_action`,
    `update credit.record_state set subject_id = subject_id`,
    `delete from credit.record_state`,
    `delete from credit.record_key`,
    `update credit.record_key set wrapped = wrapped`,
    `update ledger.leaf set kind = 'x'`,
    `delete from ledger.salt`,
  ]) {
    await assert.rejects(db.raw.query(statement), /permission denied/, statement);
  }
});

test('a correction makes a new record that names the old one, which keeps its history', async () => {
  const cells = penaltyCells({ CF_WSH: '乙1号' });
  const { recordId, subjectId, subject } = await enterRow(ctx, 'ADMIN_PENALTY', cells);
  const corrected = newRecord(ctx, 'ADMIN_PENALTY', { ...cells, CF_NR_FK: '0.3' }, subject);
  const target = { subjectId, recordId };
  const replaced = await run((tx) =>
    replaceRecord(tx, ctx, system, { target, row: corrected, reason: '金额填错' }),
  );
  const [old, fresh] = [await open(recordId), await open(replaced.recordId)];
  assert.equal(old.state.status, 'SUPERSEDED');
  assert.equal(old.values?.['CF_NR_FK'], '0.200000');
  assert.deepEqual([fresh.fact.replaces, fresh.values?.['CF_NR_FK']], [recordId, '0.3']);
  const ids = [recordId, replaced.recordId, fresh.fact.externalId];
  const noHashes = { identityHash: Buffer.alloc(32), contentHash: Buffer.alloc(32) };
  const named = ids.map((supersedes) => ({ ...corrected, hashes: noHashes, supersedes }));
  const found = await run((tx) => lookupRecords(tx, named));
  assert.deepEqual(
    found.map((one) => one.target?.recordId),
    ids.map(() => replaced.recordId),
  );
  const again = run((tx) =>
    replaceRecord(tx, ctx, system, { target, row: corrected, reason: '再改' }),
  );
  await assert.rejects(again, { code: 'RECORD_CLOSED' });
  const foreign = { ...corrected, organisation: 'JYJ' };
  const byOther = run((tx) =>
    replaceRecord(tx, ctx, system, {
      target: { subjectId, recordId: replaced.recordId },
      row: foreign,
      reason: '越权',
    }),
  );
  await assert.rejects(byOther, { code: 'RECORD_FOREIGN' });
});

test('a correction cannot take the identity key of another record', async () => {
  const first = await penalty('乙2号');
  await penalty('乙3号');
  const row = newRecord(ctx, 'ADMIN_PENALTY', penaltyCells({ CF_WSH: '乙3号' }), first.subject);
  const replacing = run((tx) =>
    replaceRecord(tx, ctx, system, { target: first, row, reason: '文号填错' }),
  );
  await assert.rejects(replacing, { code: 'RECORD_SAME_KEY' });
  assert.equal((await open(first.recordId)).state.status, 'REGISTERED');
});

test('a revoked record and one deleted as a mistake stay readable, and their rows may come again', async () => {
  const revoked = await penalty('乙4号');
  const deleted = await penalty('乙5号');
  const ending = { organisation: 'SCJG', reason: '复议撤销' };
  await run((tx) => revokeRecord(tx, ctx, system, { target: revoked, ...ending }));
  await run((tx) => deleteRecord(tx, ctx, system, { target: deleted, ...ending }));
  assert.equal((await open(revoked.recordId)).state.status, 'REVOKED');
  const record = await open(deleted.recordId);
  assert.deepEqual([record.state.status, record.actions[1]?.reason], ['DELETED', '复议撤销']);
  assert.notEqual((await penalty('乙5号')).recordId, deleted.recordId);
  const noReason = { target: revoked, organisation: 'SCJG', reason: ' ' };
  await assert.rejects(
    run((tx) => revokeRecord(tx, ctx, system, noReason)),
    { code: 'REASON_MISSING' },
  );
});

test('a revoked promise can no longer be referred to', async () => {
  const promise = await enterRow(ctx, 'PROMISE', promiseCells({ CN_BH: 'CN-9' }));
  const ending = { target: promise, organisation: 'SCJG', reason: '误报' };
  await run((tx) => deleteRecord(tx, ctx, system, ending));
  const [found] = await run((tx) =>
    resolveRows(tx, ctx, 'PROMISE_PERFORMANCE', [{ LY_CNBH: 'CN-9' }]),
  );
  assert.ok(found?.outcome === 'QUARANTINE' && found.detail === 'REFERENCE_MISSING');
});

test('many records are acted on at once, each with its own leaf', async () => {
  const all = [await warning('丙1号'), await warning('丙2号'), await warning('丙3号')];
  const acts = all.map((ref) => ({ ref, kind: 'published', detail: { basis: '规定' } }) as const);
  const acted = await run((tx) => actOnMany(tx, ctx, system, acts));
  assert.deepEqual(
    acted.map(({ before, after: { status, active } }) => [before.status, status, active]),
    all.map(() => ['REGISTERED', 'PUBLISHED', true]),
  );
  const invisible = run(
    (tx) => actOn(tx, ctx, other, { ref: all[0] as (typeof all)[0], kind: 'withdrawn' }),
    other,
  );
  await assert.rejects(invisible, { code: 'RECORD_NOT_FOUND' });
});
