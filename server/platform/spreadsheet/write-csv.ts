import { Readable } from 'node:stream';

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
/** Also the full-width signs, which East Asian spreadsheet programs take for the narrow ones. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;
const BATCH_CHARACTERS = 64 * 1024;

/** One record with line end: quoted where needed, and never a formula (`'` goes before its sign). */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const harmless = FORMULA_START.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Streams records as UTF-8 with byte order mark, which Excel and WPS open correctly. */
export function writeCsv(
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): Readable {
  return Readable.from(chunks(rows), { objectMode: false });
}

async function* chunks(
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): AsyncGenerator<Buffer> {
  let text = '\uFEFF';
  for await (const cells of rows) {
    text += csvRecord(cells);
    if (text.length < BATCH_CHARACTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}
