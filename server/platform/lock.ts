import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a program does with a data folder: serves people, or runs one command. */
export type Use = 'serve' | 'command';

/** The program that uses a data folder, as its lock file names it. */
export interface Holder {
  readonly pid: number;
  /** Boot and start time of the process: a reused process number is not the same program. */
  readonly started: string;
  readonly use: Use;
  readonly address: string;
  /** It is ending: who wants the folder waits. */
  readonly stopping: boolean;
}

export interface Lock {
  /** True when the program before us ended without giving the lock back. */
  readonly leftBehind: boolean;
  release(): void;
}

const NAME = 'lock.json';

/** The live program holding `folder`, or null; a lock of a dead program counts for nothing. */
export function runningInstance(folder: string): Holder | null {
  const holder = read(join(folder, NAME));
  return holder && holder.pid !== process.pid && lives(holder) ? holder : null;
}

/** Takes the lock of `folder`, or returns the live program that holds it. */
export function takeLock(folder: string, use: Use): Lock | Holder {
  const file = join(folder, NAME);
  const mine = join(folder, `lock.${process.pid}`);
  write(mine, use, '');
  let leftBehind = false;
  try {
    for (;;) {
      try {
        // A link appears whole and only once: of two programs in the same moment one gets it.
        linkSync(mine, file);
        return { leftBehind, release: () => rmSync(file, { force: true }) };
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
      const holder = read(file);
      if (holder && holder.pid !== process.pid && lives(holder)) return holder;
      leftBehind = true;
      putAside(file, join(folder, `lock.old.${process.pid}`));
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

export function isLock(taken: Lock | Holder): taken is Lock {
  return 'release' in taken;
}

/** Notes in the lock we hold the address that commands and people are told, and whether we are ending. */
export function announceLock(folder: string, address: string, stopping = false): void {
  const next = join(folder, `lock.${process.pid}`);
  write(next, 'serve', address, stopping);
  renameSync(next, join(folder, NAME));
}

/** Removes a dead program's lock; one that somebody alive took in between is put back. */
function putAside(file: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const holder = read(aside);
  if (holder && holder.pid !== process.pid && lives(holder)) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function write(file: string, use: Use, address: string, stopping = false): void {
  const started = startTime(process.pid);
  const holder: Holder = { pid: process.pid, started, use, address, stopping };
  writeFileSync(file, JSON.stringify(holder), { mode: 0o600 });
}

function lives({ pid, started }: Holder): boolean {
  return startTime(pid) === started;
}

function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in brackets may contain spaces; fields 3 (state) and 22 (start) count from after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'gone' : `${boot} ${fields[19] ?? ''}`;
  } catch {
    return 'gone';
  }
}
