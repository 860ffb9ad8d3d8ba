import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyFilesIn, type KeyFiles } from '../platform/key-files.ts';
import { makeFolder } from '../platform/folder.ts';
import { defineProblems, Problem } from '../platform/problem.ts';
import { roomLeft } from '../platform/room.ts';
import { newRolePasswords, type RolePasswords } from '../platform/roles.ts';
import { roleNames } from '../platform/db.ts';
import type { Reach } from './database.ts';

const problem = defineProblems({
  DATA_NOT_WRITABLE: {
    status: 503,
    zh: '数据文件夹 {folder} 不可写（{reason}）。请改正权限，或用 --data 指定别的文件夹。',
    en: 'The data folder {folder} cannot be written ({reason}). Correct its permissions or name another by --data.',
  },
  DATA_FULL: {
    status: 503,
    zh: '数据文件夹 {folder} 所在磁盘只剩 {free} MB，至少需要 {needed} MB。请清理磁盘后再启动。',
    en: 'The disk of {folder} has {free} MB left; at least {needed} MB are needed. Free some space, then start again.',
  },
});

const MINIMUM_FREE_MB = 300;
const FULL = new Set(['ENOSPC', 'EDQUOT']);
const REACH_FILE = 'run.json';

/** Makes the data folder if it is missing and sees that it can be written and has room. */
export function prepareFolder(folder: string): void {
  sayFolderProblems(folder, () => {
    // 711: as root, the database's own user must be able to pass through.
    makeFolder(folder, 0o711);
    makeFolder(join(folder, 'keys'), 0o700);
    for (const probe of [join(folder, '.write-test'), join(folder, 'keys', '.write-test')]) {
      writeFileSync(probe, 'x');
      rmSync(probe);
    }
    if ((roomLeft(folder) ?? 0) < MINIMUM_FREE_MB) throw full(folder);
  });
}

/** Runs `work`; what the file system refuses in it becomes a sentence about the data folder. */
export function sayFolderProblems<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asFolderProblem(folder, error);
  }
}

/** The same for an error caught elsewhere; any other error comes back as it is. */
export function asFolderProblem(folder: string, error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (!('syscall' in error) || !/^E[A-Z]+$/.test(code)) return error;
  if (FULL.has(code)) return full(folder);
  const path = 'path' in error && typeof error.path === 'string' ? error.path : folder;
  return path.startsWith(folder) || folder.startsWith(path)
    ? problem('DATA_NOT_WRITABLE', { folder, reason: path === folder ? code : `${path}: ${code}` })
    : error;
}

/** The key files of a data folder, or those the environment names (D18). */
export function keyFilesOf(folder: string): KeyFiles {
  return keyFilesIn(process.env['XINYONG_KEYS_DIR'] || join(folder, 'keys'), process.env);
}

/** The log-ins of our database roles, made up at the first start; unreadable ones are made anew. */
export function keepPasswords(folder: string): RolePasswords {
  const file = join(folder, 'keys', 'database.json');
  const known = readJson<Partial<RolePasswords>>(file);
  if (known && roleNames.every((role) => typeof known[role] === 'string'))
    return known as RolePasswords;
  const passwords = newRolePasswords();
  writeWhole(file, passwords);
  return passwords;
}

/** How to reach the database of the running instance, or null while there is none. */
export function readReach(folder: string): Reach | null {
  return readJson<Reach>(join(folder, REACH_FILE));
}

export function keepReach(folder: string, reach: Reach): void {
  writeWhole(join(folder, REACH_FILE), reach);
}

export function forgetReach(folder: string): void {
  rmSync(join(folder, REACH_FILE), { force: true });
}

function readJson<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** All or nothing: a reader, or a disk that fills, never leaves half a file. */
function writeWhole(file: string, value: object): void {
  const next = `${file}.next`;
  writeFileSync(next, JSON.stringify(value), { mode: 0o600 });
  renameSync(next, file);
}

function full(folder: string): Problem {
  return problem('DATA_FULL', { folder, free: roomLeft(folder) ?? 0, needed: MINIMUM_FREE_MB });
}
