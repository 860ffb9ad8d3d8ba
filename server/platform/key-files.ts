import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { defineProblems } from './problem.ts';

const problem = defineProblems({
  KEY_FILE_DAMAGED: {
    status: 503,
    zh: '密钥文件 {file} 已损坏，无法读取。请从密钥备份中恢复该文件后再启动。',
    en: 'The key file {file} is damaged. Restore it from the key backup, then start again.',
  },
  KEY_FILE_OPEN: {
    status: 503,
    zh: '密钥文件 {file} 可被其他用户读取。请执行 chmod 600 后再启动。',
    en: 'Other users can read the key file {file}. Run chmod 600 on it, then start again.',
  },
  KEY_FILE_FIXED: {
    status: 503,
    zh: '密钥文件 {file} 不可写，不能更换密钥。请先开放该文件的写权限。',
    en: 'The key file {file} cannot be written, so its key cannot be replaced. Make it writable first.',
  },
});

/** Where each secret of an instance lies: in one folder unless the environment names a file (D18). */
export interface KeyFiles {
  readonly master: string;
  readonly checkpoint: string;
  readonly backup: string;
  /** Signs reports and other documents. */
  readonly document: string;
  /** Ids of record keys that were destroyed, one a line; never shortened (K7). */
  readonly destroyed: string;
}

const PRIVATE_MODE = 0o600;
const OTHERS = 0o077;

/** The key files of `folder`; XINYONG_MASTER_KEY, XINYONG_CHECKPOINT_KEY, XINYONG_BACKUP_KEY, XINYONG_DOCUMENT_KEY and XINYONG_DESTROYED_KEYS name others. */
export function keyFilesIn(
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): KeyFiles {
  const named = (variable: string, usual: string): string =>
    environment[variable] || join(folder, usual);
  return {
    master: named('XINYONG_MASTER_KEY', 'master.json'),
    checkpoint: named('XINYONG_CHECKPOINT_KEY', 'checkpoint.json'),
    backup: named('XINYONG_BACKUP_KEY', 'backup.json'),
    document: named('XINYONG_DOCUMENT_KEY', 'document.json'),
    destroyed: named('XINYONG_DESTROYED_KEYS', 'destroyed.txt'),
  };
}

type IsGood<T> = (value: Partial<T>) => value is T;

/** Reads a key file, refusing one that is damaged or open to others; null when there is none. */
export function readKeyFile<T extends object>(file: string, isGood: IsGood<T>): T | null {
  const present = statSync(file, { throwIfNoEntry: false });
  if (present === undefined) return null;
  if ((present.mode & OTHERS) !== 0) throw problem('KEY_FILE_OPEN', { file });
  const value = parsed(readFileSync(file, 'utf8')) as Partial<T> | null;
  if (value === null || typeof value !== 'object' || !isGood(value))
    throw problem('KEY_FILE_DAMAGED', { file });
  return value;
}

/** Reads a key file, which is made with mode 600 on the first call; two callers at once end with the same. */
export function readOrCreateKeyFile<T extends object>(
  file: string,
  make: () => T,
  isGood: IsGood<T>,
): T {
  const known = readKeyFile(file, isGood);
  if (known) return known;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  createOnce(file, JSON.stringify(make()));
  const made = readKeyFile(file, isGood);
  if (!made) throw problem('KEY_FILE_DAMAGED', { file });
  return made;
}

/** Puts a new key file in the place of the old one, all or nothing. */
export function replaceKeyFile(file: string, value: object): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, JSON.stringify(value), { mode: PRIVATE_MODE, flag: 'wx', flush: true });
    renameSync(draft, file);
  } catch {
    rmSync(draft, { force: true });
    throw problem('KEY_FILE_FIXED', { file });
  }
}

/** Writes the whole file under another name and links it, so that nobody ever reads half a key. */
function createOnce(file: string, text: string): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: PRIVATE_MODE, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
