import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Workbook } from '@cj-tech-master/excelts';
import type { ManifestFile } from './manifest.ts';

/** A written row by column header. */
export interface WrittenRow {
  readonly number: number;
  readonly cells: readonly string[];
}

function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu)) {
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

async function xlsxRows(path: string): Promise<string[][]> {
  const workbook = new Workbook();
  await workbook.xlsx.readFile(path);
  const page = workbook.worksheets[0];
  const rows: string[][] = [];
  page?.eachRow({ includeEmpty: true }, (row) => {
    const cells: string[] = [];
    for (let column = 1; column <= page.columnCount; column += 1) {
      const { value } = row.getCell(column);
      if (value === null || value === undefined) cells.push('');
      else if (value instanceof Date) cells.push(value.toISOString().slice(0, 10));
      else cells.push(typeof value === 'number' ? String(value) : row.getCell(column).text);
    }
    rows.push(cells);
  });
  return rows;
}

/** Every row of a generated file that is not empty, with the number the sheet shows. Used by the tests. */
export async function readBack(folder: string, file: ManifestFile): Promise<WrittenRow[]> {
  const path = join(folder, file.file);
  const rows =
    file.format === 'xlsx'
      ? await xlsxRows(path)
      : csvRows(
          new TextDecoder(file.encoding === 'gb18030' ? 'gb18030' : 'utf-8').decode(
            await readFile(path),
          ),
        );
  return rows
    .map((cells, index) => ({ number: index + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}
