import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db.ts';
import { problem } from './problem.ts';

export interface Reading {
  /** Which output answered; listed in outputs.ts. */
  readonly output: string;
  readonly purpose: string;
  /** Law or file number that permits it, where one is needed. */
  readonly basis?: string | null;
  readonly subjectId?: string | null;
  readonly recordIds?: readonly string[];
  /** Counts, fields and filters; never the data that was read. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

const SHORTEST = 2;
const LONGEST = 200;

/** The purpose without surrounding space; throws PURPOSE_REQUIRED unless it has 2 to 200 characters. */
export function checkedPurpose(purpose: string): string {
  const trimmed = purpose.trim();
  const length = Array.from(trimmed).length;
  if (length < SHORTEST || length > LONGEST) throw problem('PURPOSE_REQUIRED');
  return trimmed;
}

/** Neighbours in time are neighbours in the index, however long the log has become. */
export function newReadingId(): string {
  return randomUUIDv7();
}

const running = new AsyncLocalStorage<{ readonly written: Reading[] }>();

/**
 * Writes who received what and why (K14). Call it in the transaction that reads: if it fails,
 * nothing was read. Throws PURPOSE_REQUIRED when the purpose is blank.
 */
export async function logReading(tx: Tx, actor: Actor, reading: Reading): Promise<void> {
  const purpose = checkedPurpose(reading.purpose);
  await tx
    .insertInto('reading')
    .values({
      reading_id: newReadingId(),
      at: sql<Date>`now()`,
      account: actor.account,
      organisation_code: actor.organisation,
      channel: actor.channel,
      output: reading.output,
      purpose,
      basis: reading.basis ?? null,
      subject_id: reading.subjectId ?? null,
      record_ids: [...(reading.recordIds ?? [])],
      detail: JSON.stringify(reading.detail ?? {}),
    })
    .execute();
  noteReading(reading);
}

/** Says that the row of this answer is written: committed already, or in the transaction that reads. */
export function noteReading(reading: Reading): void {
  running.getStore()?.written.push(reading);
}

/**
 * Runs work whose answer holds non-public data and lets the answer out only when a reading was
 * written meanwhile; a forgotten log row becomes READING_NOT_LOGGED instead of a silent disclosure.
 * The readings come along, to be written again when the same answer goes out again.
 */
export async function withReading<T>(
  work: () => Promise<T>,
): Promise<{ answer: T; readings: readonly Reading[] }> {
  const scope = { written: [] as Reading[] };
  const answer = await running.run(scope, work);
  if (scope.written.length === 0) throw problem('READING_NOT_LOGGED');
  return { answer, readings: scope.written };
}
