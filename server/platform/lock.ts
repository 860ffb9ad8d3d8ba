import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The program that uses a data folder, as its lock file names it. */
export interface Holder {
  readonly pid: number;
  /** Start time of the process in clock ticks: a reused process number is not the same program. */
  readonly started: string;
  readonly address: string;
}

export interface Lock {
  release(): void;
}

const NAME = 'lock.json';

/** The live program holding `folder`, or null; a lock of a dead program counts for nothing. */
export function runningInstance(folder: string): Holder | null {
  let holder: Holder;
  try {
    holder = JSON.parse(readFileSync(join(folder, NAME), 'utf8')) as Holder;
  } catch {
    return null;
  }
  return holder.pid !== process.pid && startTime(holder.pid) === holder.started ? holder : null;
}

/** Takes the lock of `folder`; the caller has seen that nobody alive holds it. */
export function takeLock(folder: string): Lock {
  const file = join(folder, NAME);
  rmSync(file, { force: true });
  // 'wx': of two programs started in the same moment only one creates the file.
  write(file, '', 'wx');
  return { release: () => rmSync(file, { force: true }) };
}

/** Notes in the lock we hold the address that commands and people are told. */
export function announceLock(folder: string, address: string): void {
  write(join(folder, NAME), address, 'w');
}

function write(file: string, address: string, flag: string): void {
  const holder: Holder = { pid: process.pid, started: startTime(process.pid), address };
  writeFileSync(file, JSON.stringify(holder), { mode: 0o600, flag });
}

function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may contain spaces; field 22 counts from after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return 'gone';
  }
}
