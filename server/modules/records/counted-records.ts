import type { PlainDate } from '../../platform/plain-date.ts';
import type { Polarity } from './content.ts';
import type { RecordStatus } from './fold.ts';

/**
 * A record as far as the head of its archive needs it. An end date stands in clear only with its
 * public item: `shown` says whether that is still shown today. Instants are milliseconds.
 */
export interface CountedRecord {
  readonly classCode: string;
  readonly organisation: string;
  readonly polarity: Polarity;
  readonly factDate: PlainDate;
  readonly status: RecordStatus;
  readonly active: boolean;
  readonly shown: boolean;
  readonly received: number;
  readonly changed: number;
}

/** Records as `credit.archive_heads` writes them: a line each, cells between tabs. */
export function countedRecords(lines: string): CountedRecord[] {
  return lines.split('\n').map((line) => {
    const [classCode, organisation, polarity, factDate, status, active, shown, received, changed] =
      // Nine cells of the program's own words, none of which holds a tab.
      line.split('\t') as [string, string, Polarity, string, RecordStatus, ...string[]];
    return {
      classCode,
      organisation,
      polarity,
      factDate,
      status,
      active: active === 'true',
      shown: shown === 'true',
      received: Number(received),
      changed: Number(changed),
    };
  });
}

/** Counted records with the stamp the database gave them. */
export interface StampedRecords {
  readonly stamp: string;
  readonly records: readonly CountedRecord[];
}

const MOST_RECORDS = 200_000;

/**
 * Counted records of the archives that were read last. The database is asked every time, with the
 * stamp of what is kept: only what it gives the same stamp again may be used.
 */
export class KeptRecords {
  readonly #most: number;
  readonly #kept = new Map<string, StampedRecords>();
  #size = 0;

  constructor(most = MOST_RECORDS) {
    this.#most = most;
  }

  get(code: string): StampedRecords | null {
    return this.#kept.get(code) ?? null;
  }

  set(code: string, records: StampedRecords): void {
    this.#drop(code);
    this.#kept.set(code, records);
    this.#size += weight(records);
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#most) break;
      this.#drop(oldest);
    }
  }

  #drop(code: string): void {
    const known = this.#kept.get(code);
    if (!known) return;
    this.#size -= weight(known);
    this.#kept.delete(code);
  }
}

/** An archive without records takes room as well. */
function weight({ records }: StampedRecords): number {
  return records.length + 1;
}
