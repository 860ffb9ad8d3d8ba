import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
});

const PRIVATE_MODE = 0o600;
const OTHERS = 0o077;

/** The content of a key file (mode 600), made when there is none yet; refuses one that is damaged or open to others. */
export function readOrCreate<T extends object>(
  file: string,
  make: () => T,
  isGood: (value: Partial<T>) => value is T,
): T {
  const present = statSync(file, { throwIfNoEntry: false });
  if (present === undefined) createOnce(file, JSON.stringify(make()));
  else if ((present.mode & OTHERS) !== 0) throw problem('KEY_FILE_OPEN', { file });
  const value = parsed(readFileSync(file, 'utf8')) as Partial<T> | null;
  if (value === null || typeof value !== 'object' || !isGood(value)) {
    throw problem('KEY_FILE_DAMAGED', { file });
  }
  return value;
}

/** Puts new content in the place of a key file, whole or not at all. */
export function replaceKeyFile(file: string, content: object): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(content), { mode: PRIVATE_MODE, flag: 'wx', flush: true });
  renameSync(draft, file);
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
