import assert from 'node:assert/strict';
import {
  chownSync,
  copyFileSync,
  cpSync,
  createReadStream,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openInstance, type Instance } from '../../server/instance.ts';
import { DATABASE_FILE } from '../../server/instance/backup.ts';
import { restoreFiles } from '../../server/instance/restore.ts';
import { sequence } from '../../server/modules/ledger/index.ts';
import { withdraw } from '../../server/modules/publication/index.ts';
import { eraseRecord, openPayloads, type RecordRef } from '../../server/modules/records/index.ts';
import { system } from '../../server/platform/actor.ts';
import { knownBackupKeys } from '../../server/platform/backup-key.ts';
import { readSealed } from '../../server/platform/backup/files.ts';
import { untar } from '../../server/platform/backup/tar.ts';
import { readConfig } from '../../server/platform/config.ts';
import { inTransaction } from '../../server/platform/db.ts';
import { keyFilesIn } from '../../server/platform/key-files.ts';
import { choosePlace, startCluster } from '../../server/platform/postgres/index.ts';
import { Problem } from '../../server/platform/problem.ts';
import { penalty } from '../e2e/fill-template.ts';
import { madeUpCodes, newActor } from '../build.ts';
import { workUnderKills } from '../faults/kills.ts';
import { Victims } from '../faults/victims.ts';
import { newFolder, remove, startProgram, xinyong } from './program.ts';

const folder = newFolder();
after(() => remove(folder));
const at = (...names: string[]): string => join(folder, ...names);
const data = at('data');
const kept = at('kept-keys');
const BASIS = '失信信息保存期届满';
/** Whose first record is erased; reports are about another. */
const ERASED_OF = '91610202MAXT97036Y';

interface Head {
  readonly size: number;
  readonly root: string;
}
interface Issued {
  readonly number: string;
  readonly code: string;
  readonly file: string;
}
interface Verified {
  readonly verdict: string;
  readonly register: { readonly status: string } | null;
}
interface Answer {
  readonly whole: boolean;
  readonly instance: string;
  readonly checkpoint: Head;
  readonly erasedAgain: number;
  readonly selfCheck: { readonly records: number; readonly head: Head };
}

/** The report and the erased record of the drill, for the restores after it. */
let issued: Issued;
let gone: RecordRef;

async function json<T>(expected: number, ...args: string[]): Promise<T> {
  const { code, out, err } = await xinyong([...args, '--json']);
  assert.equal(code, expected, out + err);
  return JSON.parse(out) as T;
}

function sheet(name: string, count: number): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const rows = Array.from({ length: count }, (_none, i) =>
    penalty(day, `${name}${i}`, {
      CF_XDR_MC: '示例甲商贸有限公司',
      CF_XDR_SHXYM: ERASED_OF,
    }),
  );
  const file = at(`${name}.csv`);
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  writeFileSync(file, lines.map((line) => `${line.join(',')}\n`).join(''));
  return file;
}

const submit = (name: string, count: number) =>
  json(
    0,
    'submit',
    sheet(name, count),
    '--class',
    'ADMIN_PENALTY',
    '--as',
    'shichangjianguan',
    '--data',
    data,
  );

async function inside<T>(folder: string, work: (instance: Instance) => Promise<T>): Promise<T> {
  const instance = await openInstance(readConfig({ dataFolder: folder }, {}), 'command');
  try {
    return await work(instance);
  } finally {
    await instance.close();
  }
}

/** Erases the first record as the centre would, and answers which and the bytes of its wrapped key. */
function eraseOne({ context: ctx }: Instance): Promise<{ ref: RecordRef; wrapped: Buffer }> {
  return inTransaction(ctx.db.app, system, async (tx) => {
    const { rows } = await sql<{ subject_id: string; record_id: string; wrapped: Buffer }>`
      select subject_id, record_id, wrapped from record_fact join record_key using (key_id)
        join subject using (subject_id)
      where uscc = ${ERASED_OF} order by received_at, row_number limit 1`.execute(tx);
    const [row] = rows;
    assert.ok(row);
    const ref = { subjectId: row.subject_id, recordId: row.record_id };
    await withdraw(tx, ctx, system, [ref], BASIS);
    return { ref, wrapped: row.wrapped };
  }).then(async (found) => {
    const actor = newActor('CENTRE_APPROVER', 'XYZX');
    await eraseRecord(ctx, actor, { recordId: found.ref.recordId, basis: BASIS });
    await sequence(ctx);
    return found;
  });
}

function issue(name: string): Promise<Issued> {
  const words = ['report', madeUpCodes.company, '--out', at(`${name}.pdf`), '--data', data];
  return json<Issued>(0, ...words);
}

/** Verifies a report by its file, and with the register of an instance: both must find it good. */
async function verifies({ file }: Issued, instance: string): Promise<void> {
  const words = ['verify', 'report', file, '--data', instance];
  const alone = await json<Verified>(0, ...words, '--offline');
  assert.deepEqual([alone.verdict, alone.register], ['GENUINE', null]);
  const asked = await json<Verified>(0, ...words);
  assert.deepEqual([asked.verdict, asked.register?.status], ['GENUINE', 'VALID']);
}

/** What a restored program answers strangers who hold number and code: valid, and the same bytes. */
async function answersStrangers(address: string, { number, code, file }: Issued): Promise<void> {
  const ask = (path: string): Promise<Response> =>
    fetch(`${address}/api/v1/public/reports/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number, code }),
    });
  const { status } = (await (await ask('verification')).json()) as { status: string };
  assert.equal(status, 'VALID');
  const kept = Buffer.from(await (await ask('file')).arrayBuffer());
  assert.ok(kept.equals(readFileSync(file)), 'the issued bytes came back');
}

/** Whether the bytes stand anywhere in the opened database files of a backup. */
async function holds(backup: string, bytes: Buffer): Promise<boolean> {
  let found = false;
  const [key] = knownBackupKeys(keyFilesIn(kept));
  assert.ok(key);
  await readSealed(backup, DATABASE_FILE, key.bytes, async (plain) => {
    let tail = Buffer.alloc(0);
    for await (const chunk of plain) {
      const both = Buffer.concat([tail, chunk]);
      found ||= both.includes(bytes);
      tail = Buffer.from(both.subarray(-bytes.length));
    }
  });
  return found;
}

test('drill: intake under kills, reports, backup while it works, erasure, backup, wipe, restore: the same checkpoint, a clean self-check, the reports verify', async () => {
  const victims = new Victims(data);
  await victims.start();
  const kills = { server: 1, worker: 1, database: 1 };
  assert.deepEqual(await workUnderKills(victims, { seed: 20_261_124, kills }), []);
  await submit('甲', 5);
  const report = await issue('early');
  issued = report;
  await inside(data, ({ context }) => sequence(context));
  const [early] = await Promise.all([
    json<Answer>(0, 'backup', at('early'), '--data', data),
    submit('乙', 40),
  ]);
  const erased = await inside(data, eraseOne);
  gone = erased.ref;
  const later = await issue('later');
  const before = await json<{ records: number }>(0, 'verify', 'ledger', '--data', data);
  const used = await xinyong(['backup', at('early'), '--data', data, '--json']);
  assert.match(used.err, /不是空文件夹/);
  const within = await xinyong(['backup', join(data, 'backup'), '--data', data, '--json']);
  assert.match(within.err, /在数据文件夹之内/);
  assert.deepEqual([used.code, within.code], [2, 2]);
  const late = await json<Answer>(0, 'backup', at('late'), '--data', data);
  const living = await xinyong(['restore', at('late'), '--data', data, '--json']);
  assert.equal(living.code, 2);
  assert.match(living.err, /^数据文件夹 .*正由进程 \d+ 使用，不能恢复到其中。/);
  assert.equal(await victims.stop(), 0);

  cpSync(join(data, 'keys'), kept, { recursive: true });
  rmSync(data, { recursive: true });
  const back = await json<Answer>(0, 'restore', at('late'), '--data', at('new'), '--keys', kept);
  assert.equal(back.whole, true);
  for (const name of ['master.json', 'checkpoint.json', 'document.json', 'backup.json'])
    assert.equal(
      readFileSync(at('new', 'keys', name), 'utf8'),
      readFileSync(join(kept, name), 'utf8'),
    );
  assert.equal(back.instance, late.instance);
  assert.deepEqual(back.checkpoint, late.checkpoint);
  assert.deepEqual(back.selfCheck.head, { ...back.selfCheck.head, ...late.checkpoint });
  assert.deepEqual([back.selfCheck.records, back.erasedAgain], [before.records, 0]);
  const restored = await startProgram(['--data', at('new')]);
  for (const one of [report, later]) await verifies(one, at('new'));
  await answersStrangers(restored.address, report);
  restored.signal('SIGTERM');
  assert.equal((await restored.ended()).code, 0);

  // K7: the copy from before the erasure brings the record back, but never its content.
  assert.equal(await holds(at('early'), erased.wrapped), true);
  assert.equal(await holds(at('late'), erased.wrapped), false);
  const older = await json<Answer>(
    0,
    'restore',
    at('early'),
    '--data',
    at('older'),
    '--keys',
    kept,
  );
  assert.deepEqual([older.whole, older.erasedAgain], [true, 1]);
  assert.deepEqual(older.checkpoint, early.checkpoint);
  assert.ok(older.selfCheck.head.size > early.checkpoint.size, 'the repeated erasure has its leaf');
  await verifies(report, at('older'));
  await inside(at('older'), async ({ context: ctx }) => {
    const [record] = await inTransaction(ctx.db.app, system, (tx) =>
      openPayloads(tx, ctx, [erased.ref.recordId]),
    );
    assert.deepEqual([record?.values, record?.state.status], [null, 'ERASED']);
    const shown = await ctx.db.portal
      .selectFrom('portal.item')
      .select('record_id')
      .where('record_id', '=', erased.ref.recordId)
      .execute();
    assert.deepEqual(shown, []);
  });
});

/** A copy of the backup in which one thing is other than it was. */
function spoiled(name: string, spoil: (folder: string) => void): string {
  cpSync(at('late'), at(name), { recursive: true });
  spoil(at(name));
  return at(name);
}

const flip = (file: string, place: number): void => {
  const bytes = readFileSync(file);
  const where = place < 0 ? bytes.length + place : place;
  bytes[where] = (bytes[where] ?? 0) ^ 1;
  writeFileSync(file, bytes);
};

async function refusal(backup: string, target: string, keys: string): Promise<Problem> {
  const config = readConfig({ dataFolder: target }, {});
  try {
    await restoreFiles(config, backup, keys);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.match(error.message, /^[^\n]*。$/);
    assert.match(error.messageEn, /^[^\n]*\.$/);
    return error;
  }
  return assert.fail('it was restored');
}

test('a half, changed, newer or foreign backup, or one without its keys, is refused in a sentence and leaves nothing', async () => {
  const none = at('nothing');
  const code = async (backup: string, target = none, keys = kept): Promise<string> =>
    (await refusal(backup, target, keys)).code;
  const manifest = (folder: string): string => join(folder, 'manifest.json');
  const rewritten = (change: (value: Record<string, unknown>) => object) => (folder: string) =>
    writeFileSync(
      manifest(folder),
      JSON.stringify(change(JSON.parse(readFileSync(manifest(folder), 'utf8')) as never)),
    );

  assert.equal(await code(spoiled('no-manifest', (f) => rmSync(manifest(f)))), 'BACKUP_HALF');
  assert.equal(
    await code(spoiled('no-file', (f) => rmSync(join(f, DATABASE_FILE)))),
    'BACKUP_HALF',
  );
  assert.equal(
    await code(spoiled('cut', (f) => truncateSync(join(f, DATABASE_FILE), 1_000_000))),
    'BACKUP_HALF',
  );
  for (const [index, place] of [0, 30, 5000, -1].entries())
    assert.equal(
      await code(spoiled(`byte-${index}`, (f) => flip(join(f, DATABASE_FILE), place))),
      'BACKUP_CHANGED',
    );
  assert.equal(
    await code(
      spoiled(
        'size',
        rewritten((value) => ({ ...value, postgres: 170_011 })),
      ),
    ),
    'BACKUP_CHANGED',
  );
  assert.equal(
    await code(spoiled('not-json', (f) => writeFileSync(manifest(f), '{'))),
    'BACKUP_CHANGED',
  );
  const newer = { release: { program: '0.1.0', migration: '9999_later.sql' } };
  assert.equal(
    await code(
      spoiled(
        'newer',
        rewritten((value) => ({ ...value, ...newer })),
      ),
    ),
    'BACKUP_NEWER',
  );
  const version = { release: { program: '99.0.0', migration: '0001_schemas_and_roles.sql' } };
  assert.equal(
    await code(
      spoiled(
        'version',
        rewritten((value) => ({ ...value, ...version })),
      ),
    ),
    'BACKUP_NEWER',
  );

  mkdirSync(at('other'));
  writeFileSync(
    at('other', 'instance.json'),
    JSON.stringify({ id: 'another', demonstration: 'empty' }),
  );
  assert.equal(await code(at('late'), at('other')), 'RESTORE_OTHER_INSTANCE');
  assert.equal(await code(at('late'), at('new')), 'RESTORE_OVER_DATABASE');
  mkdirSync(at('no-keys'));
  assert.equal(await code(at('late'), none, at('no-keys')), 'BACKUP_KEY_MISSING');
  copyFileSync(join(kept, 'backup.json'), at('no-keys', 'backup.json'));
  assert.equal(await code(at('late'), none, at('no-keys')), 'RESTORE_KEYS_MISSING');
  cpSync(kept, at('wrong-keys'), { recursive: true });
  const strange = JSON.stringify({ suite: 'intl', master: '0'.repeat(64) });
  writeFileSync(at('wrong-keys', 'master.json'), strange, { mode: 0o600 });
  assert.equal(await code(at('late'), none, at('wrong-keys')), 'RESTORE_KEYS_OTHER');
  assert.throws(() => readFileSync(join(none, 'instance.json')), { code: 'ENOENT' });

  const said = await xinyong(['restore', at('byte-1'), '--data', none, '--keys', kept, '--json']);
  assert.equal(said.code, 2);
  assert.equal((JSON.parse(said.out) as { code: string }).code, 'BACKUP_CHANGED');
});

test('an administrator brings the database back on an external server: the same instance, erasures done anew, a whole ledger, reports that verify', async () => {
  const served = at('served');
  const words = ['--data', served, '--keys', kept, '--tar', at('base.tar')];
  await json<object>(0, 'restore', at('early'), ...words);
  const { home, user } = choosePlace(at('external'));
  const cluster = join(home, 'cluster');
  mkdirSync(cluster, { mode: 0o700 });
  if (user) chownSync(cluster, user.uid, user.gid);
  await untar(createReadStream(at('base.tar')), cluster, user);
  // The administrator of the server knows its password.
  copyFileSync(join(choosePlace(at('new', 'postgres')).home, 'superuser'), join(home, 'superuser'));
  const server = await startCluster({ folder: at('external') });
  try {
    const host = encodeURIComponent(server.socketFolder);
    const url = `postgres://postgres:${server.password}@/xinyong?host=${host}`;
    const program = await startProgram(['--data', served], { env: { DATABASE_URL: url } });
    await verifies(issued, served);
    await answersStrangers(program.address, issued);
    const checked = await json<{ records: number }>(0, 'verify', 'ledger', '--data', served);
    assert.ok(checked.records > 0);
    await inside(served, async ({ context: ctx }) => {
      const [record] = await inTransaction(ctx.db.app, system, (tx) =>
        openPayloads(tx, ctx, [gone.recordId]),
      );
      assert.deepEqual([record?.values, record?.state.status], [null, 'ERASED']);
    });
    program.signal('SIGTERM');
    assert.equal((await program.ended()).code, 0);
    const id = (folder: string): string =>
      (JSON.parse(readFileSync(join(folder, 'instance.json'), 'utf8')) as { id: string }).id;
    assert.equal(id(served), id(at('new')));
  } finally {
    await server.stop();
  }
});
