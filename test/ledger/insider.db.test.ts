import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type pg from 'pg';
import type { Context } from '../../server/context.ts';
import {
  checkTree,
  consistency,
  exportLog,
  ledgerHead,
  sequence,
  type LedgerFault,
} from '../../server/modules/ledger/index.ts';
import { signCheckpoint } from '../../server/modules/ledger/checkpoint.ts';
import { extend, leafHash } from '../../server/modules/ledger/tree.ts';
import { checkPublished, publishBatch, withdraw } from '../../server/modules/publication/index.ts';
import { penalty, storeBatch } from '../../server/modules/publication/made-up-records.ts';
import { checkRecords, type RecordRef } from '../../server/modules/records/index.ts';
import { system } from '../../server/platform/actor.ts';
import { inTransaction } from '../../server/platform/db.ts';
import { openWitnessKey } from '../../server/witness/key.ts';
import type { LogClient } from '../../server/witness/log-client.ts';
import { witnessRound, type WitnessParts } from '../../server/witness/witness.ts';
import { testContext } from '../context.ts';
import { newTestDatabase, type TestDatabase } from '../database.ts';
import { verifyAlone, type Verdict } from './verify-alone.ts';

// The six attacks of an administrator with every right on the database, and a seventh on the public
// page. What each of the three checks must see stands in the test; together they see all.

const folder = mkdtempSync(join(tmpdir(), 'xinyong-insider-'));
let db: TestDatabase;
let ctx: Context;
let admin: pg.Client;
let parts: WitnessParts;
let records: readonly RecordRef[];

before(async () => {
  db = await newTestDatabase();
  const context = await testContext(db);
  ctx = { ...context, config: { ...context.config, dataFolder: folder } };
  admin = await db.superuser();
  const key = openWitnessKey(join(folder, 'witness.json'), 'witness.example/one');
  parts = { log: database(), key, state: join(folder, 'state'), now: () => ctx.clock.now() };
  records = (await penalties(1, 8)).slice();
  await sequence(ctx);
  await penalties(20, 6);
  await sequence(ctx);
  await witnessRound(parts);
  await admin.query('create schema backup');
  for (const [schema, table] of tables)
    await admin.query(`create table backup.${schema}_${table} as table ${schema}.${table}`);
});
afterEach(restore);
after(async () => {
  await admin.end();
  await ctx.jobs.stop();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

const tables = [
  ['credit', 'record_fact'],
  ['credit', 'record_action'],
  ['credit', 'record_state'],
  ['credit', 'record_identity'],
  ['portal', 'item'],
  ['ledger', 'leaf'],
  ['ledger', 'salt'],
  ['ledger', 'pending'],
  ['ledger', 'entry'],
  ['ledger', 'node'],
  ['ledger', 'checkpoint'],
] as const;

/** The log as this database would answer a witness, whatever was done to it. */
function database(): LogClient {
  return {
    head: () => ledgerHead(ctx),
    consistency: async (from, to) =>
      (await consistency(ctx, from, to)).proof.map((hash) => Buffer.from(hash, 'base64')),
    handOver: async () => null,
  };
}

async function penalties(serial: number, count: number): Promise<readonly RecordRef[]> {
  const rows = Array.from({ length: count }, (_, i) =>
    penalty({ serial: serial + i, name: `王益内鬼示例${serial + i}商贸有限公司` }),
  );
  const batch = await storeBatch(ctx, rows);
  await publishBatch(ctx, batch.batchId);
  return batch.records;
}

/** Runs statements as a superuser who has switched triggers and foreign keys off. */
async function attack(...statements: readonly string[]): Promise<void> {
  await admin.query(`set session_replication_role = replica`);
  for (const statement of statements) await admin.query(statement);
  await admin.query(`set session_replication_role = origin`);
}

async function restore(): Promise<void> {
  await attack(
    ...tables.flatMap(([schema, table]) => [
      `delete from ${schema}.${table}`,
      `insert into ${schema}.${table} select * from backup.${schema}_${table}`,
    ]),
  );
}

interface Seen {
  readonly faults: readonly LedgerFault[];
  readonly inRecords: readonly string[];
  readonly alone: Verdict;
  /** Null when the witness cosigned. */
  readonly witness: { readonly code: string; readonly message: string } | null;
}

/** What self-check, stand-alone verifier and witness say of the database as it is now. */
async function look(): Promise<Seen> {
  const file = join(folder, 'log.txt');
  let text = '';
  for await (const portion of exportLog(ctx)) text += portion;
  writeFileSync(file, text);
  const { verifierKey } = await ledgerHead(ctx);
  const kept = join(parts.state, 'newest.txt');
  const witness = await witnessRound(parts).then(
    () => null,
    (error: { code: string; message: string }) => error,
  );
  const { findings } = await checkRecords(ctx);
  return {
    faults: await checkTree(ctx),
    inRecords: findings.map(({ message }) => message),
    alone: verifyAlone(file, '--key', verifierKey, '--checkpoint', kept),
    witness,
  };
}

const codes = (faults: readonly LedgerFault[]): string[] => faults.map(({ code }) => code);

/** Computes the whole tree anew from the stored leaves and signs it with the real key: the worst insider. */
async function recomputeTree(): Promise<void> {
  const { rows } = await admin.query<{ position: string; commitment: Buffer }>(
    'select position, commitment from ledger.entry join ledger.leaf using (leaf_id) order by position',
  );
  const hashes = rows.map(({ commitment }) => leafHash(commitment));
  const { nodes } = extend(0, [], hashes);
  await attack('delete from ledger.node');
  for (const [position, hash] of hashes.entries())
    await admin.query('update ledger.entry set leaf_hash = $1 where position = $2', [
      hash,
      position,
    ]);
  for (const { level, index, hash } of nodes)
    await admin.query('insert into ledger.node values ($1, $2, $3)', [level, index, hash]);
  const heads = await admin.query<{ size: string }>('select size from ledger.checkpoint');
  for (const { size } of heads.rows) {
    const { root } = extend(0, [], hashes.slice(0, Number(size)));
    const note = signCheckpoint(Number(size), root, ctx.keys.checkpointSigner);
    await admin.query('update ledger.checkpoint set root = $1, note = $2 where size = $3', [
      root,
      note,
      size,
    ]);
  }
}

test('an untouched database is whole for all three', async () => {
  const seen = await look();
  assert.deepEqual(
    [seen.faults, seen.inRecords, seen.alone.exitCode, seen.witness],
    [[], [], 0, null],
  );
  assert.deepEqual((await checkPublished(ctx)).findings, []);
});

test('attack 1, a penalty softened in its row, log untouched: the self-check names the record', async () => {
  const { recordId } = records[0] as RecordRef;
  await attack(
    `update credit.record_fact set payload = payload || '{"CF_NR":"警告"}', fact_date = '2025-01-01'
     where record_id = '${recordId}'`,
  );
  const { inRecords } = await look();
  assert.match(inRecords.join(), new RegExp(`${recordId}.*现存内容与存证不符，记录被改动过`));
});

test('attack 2, a penalty deleted, log untouched: the self-check names the record that is gone', async () => {
  const { recordId } = records[1] as RecordRef;
  await attack(
    ...['record_action', 'record_state', 'record_identity', 'record_fact'].map(
      (table) => `delete from credit.${table} where record_id = '${recordId}'`,
    ),
  );
  const { inRecords } = await look();
  assert.match(inRecords.join(), new RegExp(`${recordId}.*动作或整条记录已不存在`));
});

test('attack 3, an entry of the log edited: self-check and verifier name it with its place', async () => {
  await attack(
    `update ledger.leaf set commitment = sha256('other') where leaf_id = (select leaf_id from ledger.entry where position = 3)`,
    `update ledger.entry set leaf_hash = sha256('\\x00' || sha256('other')) where position = 3`,
  );
  const { faults, inRecords, alone } = await look();
  assert.ok(codes(faults).includes('HISTORY_CHANGED'));
  assert.match(inRecords.join(), /现存内容与存证不符/);
  assert.equal(alone.exitCode, 1);
  assert.match(alone.words ?? '', /第一处错误在位置 0 至 \d+ 之间/);
});

test('attack 4, the newest entries deleted with their penalties: self-check, verifier and witness name the cut', async () => {
  const { size } = await ledgerHead(ctx);
  await cutTo(size - 5);
  await recomputeTree();
  const { faults, alone, witness } = await look();
  assert.ok(codes(faults).includes('SET_BACK'));
  assert.match(
    faults.find(({ code }) => code === 'SET_BACK')?.zh ?? '',
    new RegExp(`只有 ${size - 5} 条，而已签名的检查点有 ${size} 条：数据被倒退`),
  );
  assert.deepEqual([alone.exitCode, alone.code], [1, 'SET_BACK']);
  assert.match(alone.words ?? '', new RegExp(`第一个缺失的条目在位置 ${size - 5}`));
  assert.equal(witness?.code, 'WITNESS_OLDER_HEAD');
  await assert.rejects(sequence(ctx), { code: 'LEDGER_READ_ONLY' });
});

test('attack 5, row and log edited and the whole tree signed again: all three name the rewritten history', async () => {
  const { recordId } = records[2] as RecordRef;
  await attack(
    `update ledger.leaf set commitment = sha256('softened') where record_id = '${recordId}' and seq = 1`,
  );
  await recomputeTree();
  const { faults, alone, witness } = await look();
  assert.ok(codes(faults).includes('HISTORY_CHANGED'));
  assert.ok(!codes(faults).includes('SIGNATURE_BAD'));
  assert.match(faults.map(({ zh }) => zh).join(), /库外保存的检查点不符，历史被改写/);
  assert.deepEqual([alone.exitCode, alone.code], [1, 'HISTORY_REWRITTEN']);
  assert.equal(witness?.code, 'WITNESS_FORK');
  assert.match(witness?.message ?? '', /历史被改写/);
  await assert.rejects(sequence(ctx), { code: 'LEDGER_READ_ONLY', message: /倒退|历史被改写/ });
});

test('attack 6, log and data cut back to an older state: all three name it, and nothing is signed', async () => {
  const { rows } = await admin.query<{ size: string }>(
    'select min(size) size from ledger.checkpoint',
  );
  const older = Number(rows[0]?.size);
  await cutTo(older);
  const { faults, alone, witness } = await look();
  assert.ok(codes(faults).includes('SET_BACK'));
  assert.deepEqual([alone.exitCode, alone.code], [1, 'SET_BACK']);
  assert.equal(witness?.code, 'WITNESS_OLDER_HEAD');
  assert.match(witness?.message ?? '', /数据被倒退/);
});

test('attack 7, a withdrawn item put back by hand: the self-check names the record', async () => {
  const ref = records[4] as RecordRef;
  await admin.query(
    `create table backup.kept as select * from portal.item where record_id = '${ref.recordId}'`,
  );
  await inTransaction(db.app, system, (tx) => withdraw(tx, ctx, system, [ref], '试验'));
  assert.deepEqual((await checkPublished(ctx)).findings, []);
  await attack('insert into portal.item select * from backup.kept');
  const { findings } = await checkPublished(ctx);
  assert.deepEqual(
    findings.map(({ kind, recordId }) => [kind, recordId]),
    [['ITEM_NOT_PUBLISHED', ref.recordId]],
  );
  assert.match(findings[0]?.message ?? '', /状态是“撤下公示”，却仍在公示页面上，可能被人工放回/);
});

test('a public item reworded, prolonged, invented or taken away by hand is named', async () => {
  const [one, two, three, four] = records as [RecordRef, RecordRef, RecordRef, RecordRef];
  await attack(
    `update portal.item set title = '无' where record_id = '${one.recordId}'`,
    `update portal.item set shown_until = '2099-01-01' where record_id = '${two.recordId}'`,
    `delete from portal.item where record_id = '${three.recordId}'`,
    `update portal.item set record_id = gen_random_uuid() where record_id = '${four.recordId}'`,
  );
  const { findings } = await checkPublished(ctx);
  const said = (recordId: string): string =>
    findings.find((finding) => finding.recordId === recordId)?.message ?? '';
  assert.match(said(one.recordId), /公示的内容与决定不一致（标题）/);
  assert.match(said(two.recordId), /公示截止日/);
  assert.match(said(three.recordId), /应当公示，公示页面上却没有/);
  assert.equal(findings.filter(({ kind }) => kind === 'ITEM_WITHOUT_RECORD').length, 1);
});

/** Removes the log from `size` on, with the records whose acts stood there. */
async function cutTo(size: number): Promise<void> {
  const late = `(select record_id from ledger.leaf join ledger.entry using (leaf_id) where position >= ${size})`;
  await attack(
    ...['record_action', 'record_state', 'record_identity', 'record_fact'].map(
      (table) => `delete from credit.${table} where record_id in ${late}`,
    ),
    `delete from portal.item where record_id in ${late}`,
    `delete from ledger.leaf where leaf_id in (select leaf_id from ledger.entry where position >= ${size})`,
    `delete from ledger.salt where leaf_id in (select leaf_id from ledger.entry where position >= ${size})`,
    `delete from ledger.entry where position >= ${size}`,
    `delete from ledger.checkpoint where size > ${size}`,
    `insert into ledger.checkpoint select ${size}, sha256(''), 'x', now()
     where not exists (select from ledger.checkpoint where size = ${size})`,
  );
}
