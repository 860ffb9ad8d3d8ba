import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { readConfig } from '../../platform/config.ts';
import { inTransaction } from '../../platform/db.ts';
import { memoryKeyring } from '../../platform/keyring.ts';
import { createLog } from '../../platform/log.ts';
import { appendLeaves } from './append.ts';
import { checkTree } from './check.ts';
import { openCheckpoint } from './checkpoint.ts';
import { consistency, inclusion, ledgerHead } from './queries.ts';
import { sequence } from './sequence.ts';
import { verifyConsistency, verifyInclusion } from './tree.ts';

let db: TestDatabase;
let ctx: Pick<Context, 'db' | 'config' | 'clock' | 'keys' | 'log'> & Context;
const dataFolder = mkdtempSync(join(tmpdir(), 'xinyong-ledger-'));

before(async () => {
  db = await newTestDatabase();
  // The ledger needs neither policy nor job queue.
  const parts: Omit<Context, 'policy' | 'jobs'> = {
    config: readConfig({ dataFolder }, {}),
    log: createLog('silent'),
    clock: fixedClock('2026-11-20T02:00:00Z'),
    db,
    keys: memoryKeyring(),
  };
  ctx = parts as Context;
});

after(async () => {
  await db.drop();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function append(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await inTransaction(db.app, system, (tx) =>
    appendLeaves(
      tx,
      ids.map((leafId) => ({
        leafId,
        kind: 'registered',
        subjectId: null,
        recordId: leafId,
        seq: 1,
        content: `{"id":"${leafId}"}`,
      })),
      ctx.clock.now(),
    ),
  );
  return ids;
}

test('leaves get positions without gaps, and each is proved under the signed checkpoint', async () => {
  await append(3);
  assert.equal(await sequence(ctx), 3);
  const first = await ledgerHead(ctx);
  await append(10);
  assert.equal(await sequence(ctx), 13);
  const head = await ledgerHead(ctx);
  const { name, publicKey } = ctx.keys.checkpointSigner;
  const opened = openCheckpoint(head.note, name, publicKey);
  assert.equal(opened?.size, 13);
  for (let position = 0; position < 13; position += 1) {
    const proved = await inclusion(ctx, position);
    const proof = proved.proof.map((hash) => Buffer.from(hash, 'base64'));
    assert.equal(
      verifyInclusion(
        Buffer.from(proved.leafHash, 'base64'),
        position,
        13,
        proof,
        opened?.root ?? Buffer.alloc(0),
      ),
      true,
    );
  }
  const { proof } = await consistency(ctx, first.size);
  assert.equal(
    verifyConsistency(
      { size: first.size, root: Buffer.from(first.root, 'base64') },
      { size: head.size, root: Buffer.from(head.root, 'base64') },
      proof.map((hash) => Buffer.from(hash, 'base64')),
    ),
    true,
  );
});

test('two sequencers at once give the same positions as one', async () => {
  const size = (await ledgerHead(ctx)).size;
  await append(50);
  await Promise.all([sequence(ctx), sequence(ctx)]);
  assert.equal((await ledgerHead(ctx)).size, size + 50);
  assert.deepEqual(await checkTree(ctx), []);
});

test('the working role can neither change nor remove what the ledger holds', async () => {
  for (const table of [
    'ledger.leaf',
    'ledger.entry',
    'ledger.node',
    'ledger.checkpoint',
  ] as const) {
    await assert.rejects(db.app.deleteFrom(table).execute(), /permission denied/);
    await assert.rejects(db.ledger.deleteFrom(table).execute(), /permission denied/);
  }
  await assert.rejects(
    db.app.updateTable('ledger.leaf').set({ kind: 'x' }).execute(),
    /permission denied/,
  );
});

test('a commitment changed by an administrator is found and its record named', async () => {
  const admin = await db.superuser();
  const { rows } = await admin.query(
    'select l.leaf_id, l.record_id from ledger.leaf l join ledger.entry e using (leaf_id) where e.position = 4',
  );
  const { leaf_id, record_id } = rows[0] as { leaf_id: string; record_id: string };
  const old = await admin.query('select commitment from ledger.leaf where leaf_id = $1', [leaf_id]);
  await admin.query(`update ledger.leaf set commitment = sha256('other') where leaf_id = $1`, [
    leaf_id,
  ]);
  const [fault] = await checkTree(ctx);
  assert.equal(fault?.code, 'LEAF_CHANGED');
  assert.equal(fault?.position, 4);
  assert.equal(fault?.recordId, record_id);
  await admin.query('update ledger.leaf set commitment = $1 where leaf_id = $2', [
    old.rows[0].commitment,
    leaf_id,
  ]);
  assert.deepEqual(await checkTree(ctx), []);
  await admin.end();
});

test('a log cut back to an older state is noticed by the checkpoint kept outside', async () => {
  const admin = await db.superuser();
  const size = (await ledgerHead(ctx)).size;
  await append(5);
  await sequence(ctx);
  await admin.query('delete from ledger.checkpoint where size > $1', [size]);
  await admin.query('delete from ledger.entry where position >= $1', [size]);
  const faults = await checkTree(ctx);
  assert.deepEqual(
    faults.map((fault) => fault.code),
    ['SET_BACK'],
  );
  await admin.end();
});

test('a checkpoint with a forged signature is named', async () => {
  const admin = await db.superuser();
  await admin.query(
    `update ledger.checkpoint set note = replace(note, '— ', '— x') where size = (select min(size) from ledger.checkpoint)`,
  );
  const faults = await checkTree(ctx);
  assert.equal(
    faults.some((fault) => fault.code === 'SIGNATURE_BAD' && fault.position === 2),
    true,
  );
  await admin.end();
});

test('a checkpoint kept outside that was overwritten is named, not passed over', async () => {
  const folder = join(dataFolder, 'checkpoints');
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const kept = readFileSync(join(folder, file), 'utf8');
  writeFileSync(join(folder, file), 'x\n1\nAAAA\n\n— x AAAA\n');
  const outside = (await checkTree(ctx)).filter((fault) => fault.zh.includes(file));
  assert.deepEqual(
    outside.map((fault) => fault.code),
    ['SIGNATURE_BAD'],
  );
  writeFileSync(join(folder, file), kept);
  assert.ok((await checkTree(ctx)).every((fault) => !fault.zh.includes(file)));
});
