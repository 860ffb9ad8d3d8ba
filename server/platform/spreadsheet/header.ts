import { columnLetters } from './address.ts';
import { HEADER_LOOKAHEAD } from './limits.ts';

/** Header text of the first column of an annotated workbook; the reader leaves that column out. */
export const FINDINGS_HEADER = '问题说明';

/** Name of a template's visible second sheet; the reader never takes it for data. */
export const INSTRUCTIONS_SHEET = '填写说明';

export interface SheetColumn {
  readonly index: number;
  /** As a person sees it: A, B … AA. */
  readonly letters: string;
  /** Header text without spaces at its ends; empty when the header cell is. */
  readonly header: string;
  readonly hidden: boolean;
}

interface CellRow {
  readonly cells: readonly string[];
}

/** Position of the header among the first rows, −1 when there is none. */
export function findHeader(
  top: readonly CellRow[],
  isHeader: ((cells: readonly string[]) => boolean) | undefined,
): number {
  const first = top.slice(0, HEADER_LOOKAHEAD);
  return isHeader === undefined ? fullest(first) : first.findIndex(({ cells }) => isHeader(cells));
}

/** A title fills few cells, the header nearly all: the first row with 60 % of the fullest row. */
function fullest(rows: readonly CellRow[]): number {
  const filled = rows.map(({ cells }) => cells.filter((text) => text.trim() !== '').length);
  return filled.findIndex((count) => count >= Math.max(...filled) * 0.6);
}

/** Columns up to the last header text, without the findings column of an annotated workbook. */
export function columnsOf(cells: readonly string[], hidden: ReadonlySet<number>): SheetColumn[] {
  return cells
    .slice(0, textWidth(cells))
    .map((text, index) => ({
      index,
      letters: columnLetters(index),
      header: text.trim(),
      hidden: hidden.has(index),
    }))
    .filter(({ header }) => header !== FINDINGS_HEADER);
}

/** Number of cells up to the last one with text. */
export function textWidth(cells: readonly string[]): number {
  let width = cells.length;
  while (width > 0 && cells[width - 1]!.trim() === '') width -= 1;
  return width;
}
