import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a witness remembers between rounds: the pinned key of the log and the head it cosigned last. */
export interface WitnessState {
  readonly pinned: string | null;
  /** The checkpoint with our cosignature, as it was handed over. */
  readonly newest: string | null;
}

const PINNED = 'log-key.txt';
const NEWEST = 'newest.txt';

export function readState(folder: string): WitnessState {
  return { pinned: read(join(folder, PINNED))?.trim() ?? null, newest: read(join(folder, NEWEST)) };
}

/** Remembers the key of the log for ever; another one is refused from then on. */
export function pin(folder: string, key: string): void {
  write(folder, PINNED, `${key}\n`);
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
