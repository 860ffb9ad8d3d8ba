import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJs from 'exceljs';
import { COLUMNS, penalty } from './penalties.ts';

/** So many rows of these stay below the size a file may have. */
export const ROWS_OF_A_FILE = 50_000;
const PAUSE_EVERY = 5_000;

export type Format = 'csv' | 'xlsx';

/** Which rows stand in which file. */
export interface RowsFile {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** Writes rows of a seed into as many files as their size demands. */
export async function writeFiles(
  folder: string,
  format: Format,
  rows: number,
  seed: number,
  rowsOfAFile = ROWS_OF_A_FILE,
): Promise<RowsFile[]> {
  const files: RowsFile[] = [];
  for (let from = 0; from < rows; from += rowsOfAFile) {
    const to = Math.min(rows, from + rowsOfAFile);
    const file = { path: join(folder, `${seed}-${rows}-${from}.${format}`), from, to };
    await (format === 'csv' ? writeCsv : writeWorkbook)(file, rows, seed);
    files.push(file);
  }
  return files;
}

async function writeCsv({ path, from, to }: RowsFile, rows: number, seed: number): Promise<void> {
  const stream = createWriteStream(path);
  stream.write(`${COLUMNS.join(',')}\r\n`);
  for (let index = from; index < to; index += 1) {
    const { cells } = penalty(index, rows, seed);
    const line = COLUMNS.map((column) => cells[column]).join(',');
    if (!stream.write(`${line}\r\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}

/** By another library than the program's own (D24). */
async function writeWorkbook(file: RowsFile, rows: number, seed: number): Promise<void> {
  const book = new ExcelJs.stream.xlsx.WorkbookWriter({ filename: file.path });
  const sheet = book.addWorksheet('行政处罚');
  sheet.addRow([...COLUMNS]).commit();
  for (let index = file.from; index < file.to; index += 1) {
    const { cells } = penalty(index, rows, seed);
    sheet.addRow(COLUMNS.map((column) => cells[column])).commit();
    // Lets the writer's own streams empty themselves.
    if (index % PAUSE_EVERY === 0) await sleep(1);
  }
  await book.commit();
}
