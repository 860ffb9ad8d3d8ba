import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Ids of record keys that were destroyed. They stand outside the database, so that a database
 * which comes back from a backup cannot bring back what was erased after it (K7).
 */
export interface DestroyedKeys {
  all(): Set<string>;
  /** Adds ids for ever; one that is already there may be added again. */
  add(ids: readonly string[]): void;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The list in `file`, one id a line; ids only, nothing tells whose they were. */
export function destroyedKeysIn(file: string): DestroyedKeys {
  return {
    all: () =>
      new Set(
        textOf(file)
          .split('\n')
          .filter((line) => ID.test(line)),
      ),
    add(ids) {
      if (ids.length === 0) return;
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      const handle = openSync(file, 'a', 0o600);
      try {
        // Begins its own line: the one before may have been cut off.
        writeSync(handle, `\n${ids.join('\n')}\n`);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
  };
}

/** A list that lives only in memory, for tests and dry runs. */
export function destroyedKeysInMemory(): DestroyedKeys {
  const kept = new Set<string>();
  return {
    all: () => new Set(kept),
    add: (ids) => ids.forEach((id) => kept.add(id)),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
