import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import pg from 'pg';
import type { Context } from '../context.ts';
import { currentHead } from '../modules/ledger/index.ts';
import { keepErasures } from '../modules/publication/index.ts';
import { noteBackup } from '../operations/backups.ts';
import { newestBackupKey } from '../platform/backup-key.ts';
import { copyBase } from '../platform/backup/base-copy.ts';
import { writeSealed, type BackupFile } from '../platform/backup/files.ts';
import { tarOf } from '../platform/backup/tar.ts';
import { INSTANCE_FILE, instanceIdOf, type Config } from '../platform/config.ts';
import type { ConnectionSettings } from '../platform/db.ts';
import { makeFolder } from '../platform/folder.ts';
import { defineProblems } from '../platform/problem.ts';
import { databaseFolder } from '../platform/room.ts';
import { asFolderProblem, keyFilesOf, readReach } from './folder.ts';
import { thisRelease, writeManifest, type Manifest } from './manifest.ts';

const problem = defineProblems({
  BACKUP_FOLDER_USED: {
    status: 409,
    zh: '{folder} 不是空文件夹，不能写入备份。请指明一个新的文件夹。',
    en: '{folder} is not empty; a backup needs a new folder.',
  },
  BACKUP_INSIDE_DATA: {
    status: 409,
    zh: '{folder} 在数据文件夹之内，会与数据一同丢失。请指明别处的文件夹，最好在另一块磁盘。',
    en: '{folder} lies inside the data folder and would be lost with it. Name a folder elsewhere, best on another disk.',
  },
  BACKUP_NEEDS_ADDRESS: {
    status: 503,
    zh: '本实例使用外部数据库。请用环境变量 DATABASE_URL 指明数据库，再做备份。',
    en: 'This instance uses an external database. Name it by DATABASE_URL, then take the backup.',
  },
});

export const DATABASE_FILE = 'database.bin';
export const FOLDER_FILE = 'folder.bin';
/** Below the data folder, what comes back with the database; keys never do. */
export const FOLDER_NAMES = ['checkpoints', 'policy', INSTANCE_FILE] as const;
/** Names of the two files that are copied from elsewhere. */
export const DESTROYED_COPY = 'destroyed.txt';
export const PASSWORD_COPY = 'superuser';
const LOCK_WAIT = '60s';

/**
 * Writes a whole, sealed copy of the instance into a new folder while it goes on working: the
 * database with its log, the checkpoints and the district's policy; never the keys. Record keys
 * that were destroyed are rubbed out first, so that the copy holds none of them (K7).
 */
export async function backUp(ctx: Context, target: string): Promise<Manifest> {
  const { config } = ctx;
  const folder = resolve(target);
  assertFree(folder, config.dataFolder);
  const files = keyFilesOf(config.dataFolder);
  const owner = ownerOf(config);
  await keepErasures(ctx);
  try {
    makeFolder(folder, 0o700);
    const key = newestBackupKey(files);
    // The head and the notes before the copy: nothing outside may know more than the database.
    const head = await currentHead(ctx);
    const small = await writeFolder(config.dataFolder, files.destroyed, folder, key.bytes);
    const postgres = await rubOutKeys(owner);
    const copy = await copyBase(owner);
    const large = await writeSealed(folder, DATABASE_FILE, copy, key.bytes);
    const manifest = writeManifest(
      folder,
      {
        instance: instanceIdOf(config.dataFolder) ?? '',
        release: thisRelease(),
        postgres,
        madeAt: ctx.clock.now().toISOString(),
        checkpoint: head,
        keys: { backup: key.mark, master: ctx.keys.masterMarks[0] ?? '' },
        files: [small, large],
      },
      key,
    );
    await noteBackup(ctx, manifest.madeAt);
    return manifest;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw asFolderProblem(folder, error);
  }
}

function assertFree(folder: string, dataFolder: string): void {
  if (`${folder}${sep}`.startsWith(`${dataFolder}${sep}`))
    throw problem('BACKUP_INSIDE_DATA', { folder });
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw problem('BACKUP_FOLDER_USED', { folder });
}

/** What lies beside the database: checkpoints, policy, the list of destroyed keys, the server's password. */
async function writeFolder(
  dataFolder: string,
  destroyed: string,
  folder: string,
  key: Buffer,
): Promise<BackupFile> {
  const copies = join(dataFolder, '.backup');
  try {
    rmSync(copies, { recursive: true, force: true });
    mkdirSync(copies, { mode: 0o700 });
    // Under their usual names, wherever they lie.
    const password = join(databaseFolder(dataFolder), PASSWORD_COPY);
    if (existsSync(destroyed)) copyFileSync(destroyed, join(copies, DESTROYED_COPY));
    if (existsSync(password)) copyFileSync(password, join(copies, PASSWORD_COPY));
    const names = FOLDER_NAMES.filter((name) => existsSync(join(dataFolder, name)));
    const parts = [
      { folder: dataFolder, names },
      { folder: copies, names: readdirSync(copies) },
    ];
    return await writeSealed(folder, FOLDER_FILE, tarOf(parts), key);
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
}

/** The account that owns the database: our own server's, or that of DATABASE_URL. */
export function ownerOf({ databaseUrl, dataFolder }: Config): ConnectionSettings {
  if (databaseUrl) {
    const {
      host,
      port,
      database = '',
      user = '',
      password,
      ssl,
    } = new pg.Client({ connectionString: databaseUrl });
    return { host, port, database, user, password: password ?? '', ...(ssl ? { ssl } : {}) };
  }
  const reach = readReach(dataFolder);
  const file = join(databaseFolder(dataFolder), 'superuser');
  if (!reach || !existsSync(file)) throw problem('BACKUP_NEEDS_ADDRESS');
  return { ...reach, user: 'postgres', password: readFileSync(file, 'utf8').trim() };
}

/**
 * Writes the table of record keys anew, so that deleted rows leave its files, and begins a new
 * piece of log, so that the copy has none of before. Answers the server's version number.
 */
async function rubOutKeys(owner: ConnectionSettings): Promise<number> {
  const client = new pg.Client({ ...owner });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`set lock_timeout = '${LOCK_WAIT}'`);
    await client.query('vacuum (full) credit.record_key');
    await client.query('select pg_switch_wal()');
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    return rows[0]?.version ?? 0;
  } finally {
    await client.end();
  }
}
