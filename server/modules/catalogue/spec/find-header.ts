import type { Policy } from '../../policy/index.ts';
import { matchHeader, type HeaderMatch } from './header.ts';

export type FoundHeader = {
  /** Index of the first and the last header row among the rows given; data begin after the last. */
  readonly firstRow: number;
  readonly lastRow: number;
  readonly match: HeaderMatch;
};

const ROWS_SEARCHED = 20;

/**
 * Finds the header among the first rows of a sheet: titles above it are passed by, and a row of codes
 * with a row of names (in either order) is one header. Null when no row is a header of the class or of
 * another; the row that fits best then says what is wrong.
 */
export function findHeader(
  policy: Policy,
  classCode: string,
  rows: readonly (readonly string[])[],
): FoundHeader | null {
  const matches = rows
    .slice(0, ROWS_SEARCHED)
    .map((cells) => matchHeader(policy, classCode, cells));
  const firstRow = matches.findIndex((match) => match.isHeader || match.otherClass !== null);
  const match = matches[firstRow];
  if (!match) return null;
  const next = matches[firstRow + 1];
  if (!match.isHeader || !next?.isHeader) return { firstRow, lastRow: firstRow, match };
  const cells = rows[firstRow] ?? [];
  const below = rows[firstRow + 1] ?? [];
  const merged = cells.map((text, index) =>
    match.columns[index] === null && next.columns[index] ? (below[index] ?? text) : text,
  );
  const extra = below.slice(cells.length);
  const both = matchHeader(policy, classCode, [...merged, ...extra]);
  return { firstRow, lastRow: firstRow + 1, match: both };
}
