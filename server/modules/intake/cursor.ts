import { problem } from './problem.ts';

/** Where a list goes on, as opaque text. */
export function writeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts `writeCursor` was given, as texts; throws BAD_CURSOR for anything else. */
export function readCursor(cursor: string, length: 2): [string, string];
export function readCursor(cursor: string, length: 1): [string];
export function readCursor(cursor: string, length: number): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === length && parts.every(isPlain)) {
      return parts.map(String);
    }
  } catch {
    // Falls through: what cannot be read is not one of ours.
  }
  throw problem('BAD_CURSOR');
}

/** An instant, an id or a number: nothing else stands in our cursors, so that no cast can fail. */
function isPlain(part: unknown): boolean {
  if (typeof part === 'number') return Number.isSafeInteger(part);
  if (typeof part !== 'string') return false;
  return /^[0-9a-f-]{36}$/.test(part) || (part.length < 40 && !Number.isNaN(Date.parse(part)));
}
