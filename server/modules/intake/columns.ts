import type { Sheet } from '../../platform/spreadsheet/index.ts';
import { findHeader, headingKey, matchHeader, sheetFields } from '../catalogue/index.ts';
import type { Policy } from '../policy/index.ts';
import { headerRefusal, refuse } from './refusal.ts';

/** Columns clerks add for themselves; they hold nothing to report. */
const OWN_COLUMNS = new Set(['序号', '行号', 'NO', 'NO.', '#']);
/** Fewer filled cells than this prove nothing about a row. */
const FEWEST_CELLS = 3;

/** Where the fields of a class stand in one sheet, and which rows are no data. */
export interface SheetColumns {
  readonly headerRow: number;
  /** Header cells up to the last one with text; `.csv` rows are measured against it. */
  readonly width: number;
  readonly fields: readonly { readonly index: number; readonly code: string }[];
  readonly columnOf: ReadonlyMap<string, number>;
  readonly unknown: readonly { readonly index: number; readonly text: string }[];
  /** A second header: codes and names, or the header again on each printed page. */
  isNoData(rowNumber: number, cells: readonly string[]): boolean;
}

/** Recognises the header of an open sheet; throws FILE_REFUSED when it cannot be used. */
export function sheetColumns(policy: Policy, classCode: string, sheet: Sheet): SheetColumns {
  const top = sheet.top.map((row) => row.cells);
  const at = sheet.top.findIndex((row) => row.rowNumber === sheet.headerRow);
  // A header row is known: it and perhaps the row below are the header, the rest are data.
  const found = findHeader(policy, classCode, at < 0 ? top : top.slice(at, at + 2));
  const refusal = found ? headerRefusal(found.match) : null;
  if (refusal) throw refusal;
  if (!found || at < 0 || sheet.headerRow === null) {
    const nothing = matchHeader(policy, classCode, []);
    throw refuse('NO_HEADER', nothing.problems.join(''));
  }
  const fields = found.match.columns.flatMap((code, index) => (code ? [{ index, code }] : []));
  const lastHeaderRow = sheet.top[at + found.lastRow]?.rowNumber ?? sheet.headerRow;
  const header = sheet.top[at]?.cells ?? [];
  const headings = new Map(
    fields.map(({ index, code }) => [index, headingsOf(policy, classCode, code, header[index])]),
  );
  return {
    headerRow: sheet.headerRow,
    width: sheet.columns.length,
    fields,
    columnOf: new Map(fields.map(({ index, code }) => [code, index])),
    unknown: found.match.unknown.filter(({ text }) => !OWN_COLUMNS.has(headingKey(text))),
    isNoData: (rowNumber, cells) => rowNumber <= lastHeaderRow || repeatsHeader(cells, headings),
  };
}

/** Every text under which the column of a field may be headed again. */
function headingsOf(
  policy: Policy,
  classCode: string,
  code: string,
  header: string | undefined,
): ReadonlySet<string> {
  const field = sheetFields(policy, classCode).find((each) => each.code === code);
  return new Set([code, field?.nameZh ?? code, header ?? code].map(headingKey));
}

/** Chinese names below the codes, or the header again on each printed page. */
function repeatsHeader(
  cells: readonly string[],
  headings: ReadonlyMap<number, ReadonlySet<string>>,
): boolean {
  let same = 0;
  for (const [index, expected] of headings) {
    const text = cells[index];
    if (text === undefined || text.trim() === '') continue;
    if (!expected.has(headingKey(text))) return false;
    same += 1;
  }
  return same >= FEWEST_CELLS;
}
