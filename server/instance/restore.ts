import {
  chmodSync,
  chownSync,
  copyFileSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackupKey } from '../platform/backup-key.ts';
import { assertWhole, readSealed } from '../platform/backup/files.ts';
import { untar } from '../platform/backup/tar.ts';
import { instanceIdOf, type Config } from '../platform/config.ts';
import { destroyedKeysIn } from '../platform/destroyed-keys.ts';
import { keyFilesIn, type KeyFiles } from '../platform/key-files.ts';
import { openKeyring } from '../platform/keyring.ts';
import { isLock, runningInstance, takeLock } from '../platform/lock.ts';
import { bundledVersion, choosePlace } from '../platform/postgres/index.ts';
import { defineProblems } from '../platform/problem.ts';
import { databaseFolder } from '../platform/room.ts';
import {
  DATABASE_FILE,
  DESTROYED_COPY,
  FOLDER_FILE,
  FOLDER_NAMES,
  PASSWORD_COPY,
} from './backup.ts';
import { asFolderProblem, keyFilesOf, prepareFolder } from './folder.ts';
import { readManifest, type Manifest } from './manifest.ts';

const problem = defineProblems({
  RESTORE_OVER_LIVING: {
    status: 409,
    zh: '数据文件夹 {folder} 正由进程 {pid} 使用，不能恢复到其中。请先停止它，或用 --data 指明新的文件夹。',
    en: 'The data folder {folder} is in use by process {pid}; nothing is restored over it. Stop it first, or name a new folder by --data.',
  },
  RESTORE_OTHER_INSTANCE: {
    status: 409,
    zh: '备份属于另一个实例，不能覆盖 {folder} 中的实例。请用 --data 指明新的文件夹。',
    en: 'The backup belongs to another instance than the one in {folder}. Name a new folder by --data.',
  },
  RESTORE_OVER_DATABASE: {
    status: 409,
    zh: '{folder} 中已有数据库，恢复不会覆盖它。请用 --data 指明新的文件夹，或先把旧文件夹移走。',
    en: '{folder} already holds a database, which is not overwritten. Name a new folder by --data, or move the old one away.',
  },
  RESTORE_KEYS_MISSING: {
    status: 422,
    zh: '没有找到数据密钥 {file}；备份中从不含密钥。请用 --keys 指明保管的密钥文件夹。',
    en: 'The data key {file} is missing; a backup never holds keys. Name the folder of kept keys by --keys.',
  },
  RESTORE_KEYS_OTHER: {
    status: 422,
    zh: '数据密钥与备份不符：备份用的主密钥标记为 {mark}。请用备份当时保管的密钥。',
    en: 'The data keys do not fit the backup, which was made under master key {mark}. Use the keys kept at its time.',
  },
  RESTORE_EXTERNAL: {
    status: 409,
    zh: '不能恢复到 DATABASE_URL 指定的数据库，或备份的 PostgreSQL 版本（{theirs}）与随程序的版本（{ours}）不同。请用 --tar FILE 取出数据库文件，由数据库管理员恢复。',
    en: 'Nothing is restored into the server of DATABASE_URL, nor files of PostgreSQL {theirs} into the bundled {ours}. Take the files out by --tar FILE and let the administrator restore them.',
  },
});

export interface Restored {
  readonly manifest: Manifest;
  readonly keys: KeyFiles;
}

/**
 * Puts a backup into a data folder that has no database yet. Everything is checked before the
 * first file is written, and a restore that fails leaves nothing behind. The ids of destroyed keys
 * that the backup knows are added to those known here, never the reverse (K7).
 */
export function restoreFiles(
  config: Config,
  backup: string,
  keptKeys: string | undefined,
): Promise<Restored> {
  const from = resolve(backup);
  const { dataFolder } = config;
  return intoFolder(config, from, keptKeys, {
    check: (manifest) => assertPlace(config, manifest),
    bring: (key, files) => unpack(dataFolder, from, key, files),
  });
}

/**
 * Writes the database files of a backup as one tar, for the administrator of an external server, and
 * puts what else belongs to the instance into the data folder, where it is missing.
 */
export async function takeOut(
  config: Config,
  backup: string,
  keptKeys: string | undefined,
  target: string,
): Promise<Manifest> {
  const from = resolve(backup);
  const { manifest } = await intoFolder(config, from, keptKeys, {
    check: () => {},
    async bring(key, files) {
      const tar = createWriteStream(resolve(target), { flags: 'wx', mode: 0o600, flush: true });
      await readSealed(from, DATABASE_FILE, key.bytes, (plain) => pipeline(plain, tar));
      await unpackFolder(config.dataFolder, from, key, files, () => {});
    },
  });
  return manifest;
}

interface Steps {
  readonly check: (manifest: Manifest) => void;
  readonly bring: (key: BackupKey, files: KeyFiles) => Promise<void>;
}

/** Checks a backup whole and then, holding the folder, brings kept keys and what `bring` takes of it. */
async function intoFolder(
  config: Config,
  from: string,
  keptKeys: string | undefined,
  { check, bring }: Steps,
): Promise<Restored> {
  const { dataFolder } = config;
  assertNotLiving(config);
  const keys = keptKeys ? keyFilesIn(keptKeys) : keyFilesOf(dataFolder);
  const { manifest, key } = readManifest(from, keys);
  const here = instanceIdOf(dataFolder);
  if (here && here !== manifest.instance)
    throw problem('RESTORE_OTHER_INSTANCE', { folder: dataFolder });
  check(manifest);
  assertKeysFit(keys, manifest);
  for (const file of manifest.files) await assertWhole(from, file);
  prepareFolder(dataFolder);
  const lock = takeLock(dataFolder, 'command');
  if (!isLock(lock)) throw living(dataFolder, lock.pid);
  try {
    const own = keptKeys ? copyKeys(keys, keyFilesOf(dataFolder)) : keys;
    await bring(key, own);
    return { manifest, keys: own };
  } catch (error) {
    throw asFolderProblem(dataFolder, error);
  } finally {
    lock.release();
  }
}

function assertNotLiving({ dataFolder }: Config): void {
  const holder = runningInstance(dataFolder);
  if (holder) throw living(dataFolder, holder.pid);
}

function living(folder: string, pid: number): Error {
  return problem('RESTORE_OVER_LIVING', { folder, pid });
}

function assertPlace({ dataFolder, databaseUrl }: Config, { postgres }: Manifest): void {
  if (existsSync(join(databaseFolder(dataFolder), 'cluster')))
    throw problem('RESTORE_OVER_DATABASE', { folder: dataFolder });
  const [theirs, ours] = [Math.floor(postgres / 10_000), bundledVersion()];
  if (databaseUrl || theirs !== ours) throw problem('RESTORE_EXTERNAL', { theirs, ours });
}

function assertKeysFit(files: KeyFiles, { keys }: Manifest): void {
  for (const file of [files.master, files.checkpoint])
    if (!existsSync(file)) throw problem('RESTORE_KEYS_MISSING', { file });
  if (!openKeyring(files).masterMarks.includes(keys.master))
    throw problem('RESTORE_KEYS_OTHER', { mark: keys.master });
}

/** Keys that are already in their place stay; kept ones fill what is missing. */
function copyKeys(kept: KeyFiles, own: KeyFiles): KeyFiles {
  for (const name of ['master', 'checkpoint', 'document', 'backup'] as const) {
    if (existsSync(own[name]) || !existsSync(kept[name])) continue;
    copyFileSync(kept[name], own[name]);
    chmodSync(own[name], 0o600);
  }
  destroyedKeysIn(own.destroyed).add([...destroyedKeysIn(kept.destroyed).all()]);
  return own;
}

async function unpack(
  dataFolder: string,
  from: string,
  key: BackupKey,
  files: KeyFiles,
): Promise<void> {
  const { home, user } = choosePlace(join(dataFolder, 'postgres'));
  const cluster = join(home, 'cluster');
  const half = `${cluster}.restoring`;
  try {
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { mode: 0o700 });
    if (user) chownSync(half, user.uid, user.gid);
    await readSealed(from, DATABASE_FILE, key.bytes, (plain) => untar(plain, half, user));
    await unpackFolder(dataFolder, from, key, files, (small) => {
      renameSync(join(small, PASSWORD_COPY), join(home, PASSWORD_COPY));
      if (user) chownSync(join(home, PASSWORD_COPY), user.uid, user.gid);
    });
    // Last: from now on the folder has a database.
    renameSync(half, cluster);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** Brings all of a backup but the database; `take` may take its password out first. */
async function unpackFolder(
  dataFolder: string,
  from: string,
  key: BackupKey,
  files: KeyFiles,
  take: (unpacked: string) => void,
): Promise<void> {
  const small = join(dataFolder, '.restoring');
  try {
    rmSync(small, { recursive: true, force: true });
    mkdirSync(small, { mode: 0o700 });
    await readSealed(from, FOLDER_FILE, key.bytes, (plain) => untar(plain, small));
    destroyedKeysIn(files.destroyed).add([...destroyedKeysIn(join(small, DESTROYED_COPY)).all()]);
    take(small);
    for (const name of FOLDER_NAMES) putBack(join(small, name), join(dataFolder, name));
  } finally {
    rmSync(small, { recursive: true, force: true });
  }
}

/** Of a folder that is there (checkpoints kept here may be newer) only what is missing comes back. */
function putBack(from: string, to: string): void {
  if (!existsSync(from)) return;
  if (!existsSync(to)) return renameSync(from, to);
  if (to.endsWith('.json')) return;
  for (const name of readdirSync(from))
    if (!existsSync(join(to, name))) renameSync(join(from, name), join(to, name));
}
