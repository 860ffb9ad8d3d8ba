import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJs from 'exceljs';
import iconv from 'iconv-lite';
import { madeUpUscc, withWrongCheck } from '../tools/generate-district/codes.ts';

export const CLASS = 'ABNORMAL_LIST';
/** Who sends these rows: the account of the demonstration. */
export const ACCOUNT = 'minzheng';

const SUBJECT = ['YC_XDR_MC', 'YC_XDR_LB', 'YC_XDR_SHXYM'];
const ENTRY = ['YC_LB', 'YC_LRYY', 'YC_LRRQ', 'YC_LRJG'];
const HEADER = [...SUBJECT, ...ENTRY, 'YC_SJLY', 'YC_SJLYDM'];
const UNIT = '铜川市王益区民政局';
const UNIT_CODE = '11610202MAD3000034';
export const ROWS_OF_A_SUBJECT = 10;
/** One row in so many has a wrong check character, one in so many repeats the row before it. */
const WRONG_EVERY = 1000;
const REPEAT_EVERY = 1501;
const PAUSE_EVERY = 5000;

/** How many of so many rows are wrong or repeat another: these must be refused, the others enter. */
export function badRows(count: number): number {
  const both = Math.floor(count / (WRONG_EVERY * REPEAT_EVERY));
  return Math.floor(count / WRONG_EVERY) + Math.floor(count / REPEAT_EVERY) - both;
}

/** Writes a file of `count` rows; another `series` has the same subjects and other records. */
export async function writeRows(
  path: string,
  format: 'csv' | 'xlsx',
  count: number,
  series: number,
): Promise<void> {
  await (format === 'csv' ? writeCsv : writeWorkbook)(path, rowsOf(count, series));
}

function* rowsOf(count: number, series: number): Generator<string[]> {
  let last: string[] = [];
  for (let row = 1; row <= count; row += 1) {
    const repeats = row % REPEAT_EVERY === 0;
    if (!repeats) last = cells(row - 1, series);
    const isWrong = row % WRONG_EVERY === 0 && !repeats;
    yield isWrong ? last.with(2, withWrongCheck(last[2] ?? '')) : last;
  }
}

function cells(index: number, series: number): string[] {
  const serial = Math.floor(index / ROWS_OF_A_SUBJECT);
  const day = (index % ROWS_OF_A_SUBJECT) + 1;
  return [
    `示例${serial}社`,
    '法人及非法人组织',
    madeUpUscc('91', '610202', serial),
    '经营异常名录',
    'UNREACHABLE',
    `2026/${series}/${day}`,
    UNIT,
    UNIT,
    UNIT_CODE,
  ];
}

/** In the encoding of a Chinese Excel: in UTF-8 the same rows would be larger than a file may be. */
async function writeCsv(path: string, rows: Iterable<readonly string[]>): Promise<void> {
  const stream = createWriteStream(path);
  stream.write(`${HEADER.join(',')}\r\n`);
  for (const row of rows) {
    if (!stream.write(iconv.encode(`${row.join(',')}\r\n`, 'gb18030'))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}

/** By another library than the program's own (D24). */
async function writeWorkbook(path: string, rows: Iterable<readonly string[]>): Promise<void> {
  const book = new ExcelJs.stream.xlsx.WorkbookWriter({ filename: path });
  const sheet = book.addWorksheet('异常名录');
  sheet.addRow(HEADER).commit();
  let written = 0;
  for (const row of rows) {
    sheet.addRow(row).commit();
    written += 1;
    // Lets the writer's own streams empty themselves.
    if (written % PAUSE_EVERY === 0) await sleep(1);
  }
  await book.commit();
}
