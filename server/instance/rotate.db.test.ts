import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { testContext, movingClock } from '../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../test/database.ts';
import { company, rowAbout } from '../../test/rights/rows.ts';
import { asSystem, send, senderOf, TODAY } from '../../test/rights/stage.ts';
import type { Context } from '../context.ts';
import { loadAccounts } from '../modules/access/index.ts';
import { listRows } from '../modules/intake/index.ts';
import { checkTree, handOverNote, ledgerHead, sequence } from '../modules/ledger/index.ts';
import { openPayloads } from '../modules/records/index.ts';
import { knownBackupKeys, newestBackupKey, replaceBackupKey } from '../platform/backup-key.ts';
import type { ConnectionSettings } from '../platform/db.ts';
import { keyFilesIn } from '../platform/key-files.ts';
import { openKeyring, replaceCheckpointKey, replaceMaster } from '../platform/keyring.ts';
import { rotateMaster, sealedColumns } from './rotate.ts';

const folder = mkdtempSync(join(tmpdir(), 'xinyong-rotate-'));
const files = keyFilesIn(folder);
let db: TestDatabase;
let owner: ConnectionSettings;
let base: Context;
before(async () => {
  db = await newTestDatabase();
  const superuser = await db.superuser();
  const { host, port, user = '', database = '', password } = superuser;
  owner = { host, port, user, database, password: password ?? '' };
  await superuser.end();
  base = await testContext(db, { clock: movingClock(`${TODAY}T04:00:00Z`) });
  await loadAccounts(withKeys());
});
after(async () => {
  await base.jobs.stop();
  await db.drop();
  rmSync(folder, { recursive: true });
});

/** The product as after a start: with the keys that the files hold now. */
function withKeys(): Context {
  return { ...base, keys: openKeyring(files) };
}

const penaltyOf = (serial: number) => rowAbout('ADMIN_PENALTY', company(serial));

async function textOf(ctx: Context, recordId: string | undefined): Promise<string> {
  const [record] = await asSystem(ctx, (tx) => openPayloads(tx, ctx, [recordId ?? '']));
  return JSON.stringify(record?.values);
}

test('a new master opens everything old, even after a cut, and the old one then opens nothing', async () => {
  const old = withKeys();
  const first = await send({ ctx: old }, 'ADMIN_PENALTY', [
    penaltyOf(901),
    { ...penaltyOf(902), CF_JDRQ: '2026/02/30' },
  ]);
  await sql`update account set totp_secret = ${old.keys.sealBlob('access.totp', Buffer.from('geheim'))}
    where account = (select min(account) from account)`.execute(db.app);
  const text = await textOf(old, first.records[0]?.recordId);
  const oldMaster = JSON.parse(readFileSync(files.master, 'utf8')) as { master: string };

  // Cut off right after the new master was made: old and new values lie side by side.
  replaceMaster(files);
  const between = withKeys();
  assert.equal(between.keys.masterMarks.length, 2);
  const second = await send({ ctx: between }, 'ADMIN_PENALTY', [penaltyOf(903)]);
  assert.equal(await textOf(between, first.records[0]?.recordId), text);

  const resealed = await rotateMaster(files, owner);
  assert.ok(resealed >= 6, String(resealed));
  const now = withKeys();
  assert.deepEqual(now.keys.masterMarks, between.keys.masterMarks.slice(0, 1));
  assert.ok(!readFileSync(files.master, 'utf8').includes(oldMaster.master));
  assert.equal(await textOf(now, first.records[0]?.recordId), text);
  assert.match(await textOf(now, second.records[0]?.recordId), /CF_/);
  const rows = await listRows(now, senderOf('ADMIN_PENALTY'), '核对', first.batchId);
  assert.match(JSON.stringify(rows), /2026\/02\/30/);
  const totp = await sql<{ secret: Buffer }>`select totp_secret as secret from account
    where totp_secret is not null`.execute(db.app);
  assert.equal(
    now.keys.openBlob('access.totp', totp.rows[0]?.secret ?? Buffer.alloc(0)).toString(),
    'geheim',
  );
  const { rows: wraps } = await sql<{ wrapped: Buffer }>`select wrapped from record_key`.execute(
    db.app,
  );
  assert.ok(wraps.length >= 2);
  for (const { wrapped } of wraps)
    assert.throws(() => old.keys.unwrap(wrapped), { code: 'SEALED_UNREADABLE' });
});

test('what was recognised by its keyed hash before a rotation is recognised after it', async () => {
  const again = await send({ ctx: withKeys() }, 'ADMIN_PENALTY', [{ ...penaltyOf(901), BZ: '' }]);
  assert.equal(again.batch.counts.duplicate, 1);
  await rotateMaster(files, owner);
  const third = await send({ ctx: withKeys() }, 'ADMIN_PENALTY', [penaltyOf(903), penaltyOf(904)]);
  assert.deepEqual([third.batch.counts.duplicate, third.batch.counts.new], [1, 1]);
});

test('checkpoints of a replaced key stay good, and each key vouches for the next', async () => {
  const config = { ...base.config, dataFolder: folder };
  const old = { ...withKeys(), config };
  await sequence(old);
  const before = await ledgerHead(old);
  replaceCheckpointKey(files, base.clock.now(), handOverNote);
  const next = { ...withKeys(), config };
  assert.equal(next.keys.checkpointSigner.name, old.keys.checkpointSigner.name);
  assert.equal(
    (await ledgerHead(next)).verifierKey,
    before.verifierKey,
    'who signed the newest note',
  );
  await send({ ctx: next }, 'ADMIN_PENALTY', [penaltyOf(905)]);
  await sequence(next);
  assert.notEqual((await ledgerHead(next)).verifierKey, before.verifierKey);
  assert.deepEqual(await checkTree(next), []);
  const strange = openKeyring(join(folder, 'strange'));
  const faults = await checkTree({
    ...next,
    keys: { ...next.keys, checkpointKeys: strange.checkpointKeys },
  });
  assert.ok(faults.length > 0 && faults.every(({ code }) => code === 'SIGNATURE_BAD'));
});

test('a new backup key leaves the old ones able to open their backups', () => {
  const first = newestBackupKey(files);
  replaceBackupKey(files);
  const marks = knownBackupKeys(files).map(({ mark }) => mark);
  assert.deepEqual([marks.length, marks[1]], [2, first.mark]);
  assert.notEqual(newestBackupKey(files).mark, first.mark);
});

test('every column of bytes is sealed anew at a rotation, or known to hold nothing sealed by the master', async () => {
  // Hashes, or sealed with the key of a record, which is itself sealed anew.
  const others = [
    'account.one_time_hash',
    'session.session_hash',
    'api_key.secret_hash',
    'idempotency.request_hash',
    'subject.sealed',
    'subject_reference.value_hash',
    'record_fact.sealed',
    'record_action.sealed',
    'record_identity.identity_hash',
    'record_identity.content_hash',
    'batch.file_digest',
    'report.code_hash',
    'report.body_digest',
    'report.content_digest',
    'report.file_digest',
  ];
  const { rows } = await sql<{ name: string }>`select c.relname || '.' || a.attname as name
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'credit' and c.relkind = 'r' and a.atttypid = 'bytea'::regtype and a.attnum > 0
    order by 1`.execute(db.app);
  const known = [
    ...others,
    ...sealedColumns.map(({ table, column }) => `${table.split('.')[1]}.${column}`),
  ];
  assert.deepEqual(
    rows.map(({ name }) => name),
    known.sort(),
  );
});
