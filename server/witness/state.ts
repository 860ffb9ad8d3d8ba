import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLock, takeLock, type Lock } from '../platform/lock.ts';
import { defineProblems } from '../platform/problem.ts';

const problem = defineProblems({
  WITNESS_STATE_HELD: {
    status: 503,
    zh: '状态文件夹 {folder} 正由另一个见证程序（进程 {pid}）使用。每个见证方须有自己的状态文件夹；请先停止那个程序，或用 --state 指明别的文件夹。',
    en: 'The state folder {folder} is in use by another witness (process {pid}). Each witness needs a folder of its own; stop the other one, or name another by --state.',
  },
});

/** What a witness remembers between rounds: the pinned keys of the log and the head it cosigned last. */
export interface WitnessState {
  /** First the key of the log that is believed now, then those that gave it their place; none before the first round. */
  readonly pinned: readonly string[];
  /** The checkpoint with our cosignature, as it was handed over. */
  readonly newest: string | null;
}

const PINNED = 'log-key.txt';
const NEWEST = 'newest.txt';

/** Holds the folder for one witness: two would overwrite what the other has seen. */
export function holdState(folder: string): Lock {
  mkdirSync(folder, { recursive: true });
  const taken = takeLock(folder, 'command');
  if (!isLock(taken)) throw problem('WITNESS_STATE_HELD', { folder, pid: taken.pid });
  return taken;
}

export function readState(folder: string): WitnessState {
  const pinned = read(join(folder, PINNED))?.split('\n').filter(Boolean) ?? [];
  return { pinned, newest: read(join(folder, NEWEST)) };
}

/** Remembers the keys of the log for ever; one that none of them handed over to is refused from then on. */
export function pin(folder: string, keys: readonly string[]): void {
  write(folder, PINNED, `${keys.join('\n')}\n`);
}

/** Remembers a head before its cosignature leaves the house: after a crash no older one is signed. */
export function keepNewest(folder: string, note: string): void {
  write(folder, NEWEST, note);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // Only a file that is not there yet means a fresh witness; an unreadable one must stop it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `.${name}`);
  writeFileSync(draft, text, { flush: true });
  renameSync(draft, join(folder, name));
}
