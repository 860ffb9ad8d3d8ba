import { isInstant, isUuid } from '../../platform/marks.ts';
import { problem } from './problem.ts';

/** A page of a list that goes on after a mark, never by counting. */
export interface PageRequest {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Mark of the next page, null on the last. */
  readonly next: string | null;
}

const LONGEST = 200;
const USUAL = 50;

/** Rows of a page, between 1 and 200. */
export function pageSize({ limit }: PageRequest): number {
  return Math.min(LONGEST, Math.max(1, Math.trunc(limit ?? USUAL)));
}

/** The place after which a page begins: an instant and the id of a record. */
export interface PageMark {
  readonly at: string;
  readonly recordId: string;
}

/** Reads a mark; throws PAGE_MARK_UNKNOWN for one that we did not write. */
export function readMark({ after }: PageRequest): PageMark | null {
  if (after === undefined || after === '') return null;
  const [at, recordId, ...rest] = Buffer.from(after, 'base64url').toString('utf8').split(' ');
  const good = rest.length === 0 && isUuid(recordId ?? '') && isInstant(at ?? '');
  if (!good) throw problem('PAGE_MARK_UNKNOWN');
  return { at: at ?? '', recordId: recordId ?? '' };
}

/** The mark of the last row of a page. */
export function writeMark(at: Date, recordId: string): string {
  return Buffer.from(`${at.toISOString()} ${recordId}`, 'utf8').toString('base64url');
}
