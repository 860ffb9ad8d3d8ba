import { isInstant, isUuid } from '../../platform/marks.ts';
import { problem } from './problem.ts';

const checks = {
  instant: (part: unknown) => typeof part === 'string' && isInstant(part),
  id: (part: unknown) => typeof part === 'string' && isUuid(part),
  row: (part: unknown) => Number.isInteger(part) && Math.abs(Number(part)) < 2 ** 31,
} as const;
type Kind = keyof typeof checks;

/** Where a list goes on, as opaque text. */
export function writeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts `writeCursor` was given, as texts; throws BAD_CURSOR for anything else, such as another list's. */
export function readCursor<const K extends readonly Kind[]>(
  cursor: string,
  kinds: K,
): { [I in keyof K]: string } {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isOurs =
      Array.isArray(parts) &&
      parts.length === kinds.length &&
      kinds.every((kind, index) => checks[kind](parts[index]));
    // The cast says what was just checked: one text for each kind.
    if (isOurs) return parts.map(String) as { [I in keyof K]: string };
  } catch {
    // Falls through: what cannot be read is not one of ours.
  }
  throw problem('BAD_CURSOR');
}
