import { csvRecord } from '../../platform/spreadsheet/index.ts';
import type { Values } from '../catalogue/index.ts';

/** A .csv of rows with field codes as its header; columns are those any row uses, `more` added. */
export function sheetOf(rows: readonly Values[], more: readonly string[] = []): Buffer {
  const columns = [...new Set([...rows.flatMap((row) => Object.keys(row)), ...more])];
  const lines = rows.map((row) => columns.map((code) => row[code] ?? ''));
  return Buffer.from([columns, ...lines].map(csvRecord).join(''));
}

/** Good penalties that differ in number, made from one. */
export function numbered(cells: Values, count: number, from = 1): Values[] {
  return Array.from({ length: count }, (_none, index) => ({
    ...cells,
    CF_WSH: `王市监罚〔2026〕${from + index}号`,
  }));
}
