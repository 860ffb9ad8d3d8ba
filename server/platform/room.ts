import { readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { defineProblems, type Problem } from './problem.ts';

const problem = defineProblems({
  DISK_FULL: {
    status: 503,
    zh: '服务器磁盘空间不足，操作没有完成，此前已保存的内容不受影响。请联系系统管理员清理磁盘，再重试。',
    en: 'The disk of the server is full: the operation was not completed, what was saved before is safe. Ask the administrator to free some space, then try again.',
  },
});

/**
 * Left free for the database's own log: when that cannot be written, PostgreSQL ends (PANIC). Work
 * that can wait stops before; what it has committed by then stays.
 */
const RESERVE_MB = 128;
const BYTES_PER_MB = 1_048_576;

type Place = Pick<Config, 'dataFolder' | 'databaseUrl'>;

/** Megabytes left on the disk of `folder`; null when the system does not say. */
export function roomLeft(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return Math.floor((bavail * bsize) / BYTES_PER_MB);
  } catch {
    return null;
  }
}

/** Whether work that fills the disk may go on; the disk of an external database is not ours to see. */
export function hasRoom({ dataFolder, databaseUrl }: Place): boolean {
  const folders = databaseUrl ? [dataFolder] : [dataFolder, databaseFolder(dataFolder)];
  return folders.every((folder) => (roomLeft(folder) ?? RESERVE_MB) >= RESERVE_MB);
}

/** Throws DISK_FULL before work that could fill the disk to its end. */
export function assertRoom(place: Place): void {
  if (!hasRoom(place)) throw diskFull();
}

/** The refusal, also for what the database itself reports. */
export function diskFull(): Problem {
  return problem('DISK_FULL');
}

/** Where the embedded database of a data folder lives: beside it, or where its pointer says (D14). */
export function databaseFolder(dataFolder: string): string {
  const beside = join(dataFolder, 'postgres');
  try {
    return readFileSync(join(beside, 'moved-to'), 'utf8').trim();
  } catch {
    return beside;
  }
}
