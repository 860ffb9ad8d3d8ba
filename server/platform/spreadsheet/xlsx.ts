import { RowBatch } from './frames.ts';
import type { SheetLimits } from './limits.ts';
import type { ParsedMeta, ParsedEnd, ParserOutput } from './parser-output.ts';
import { SheetRefused } from './refusal.ts';
import { SheetHandler } from './sheet-handler.ts';
import { readSharedStrings, type SharedStrings } from './shared-strings.ts';
import { openWorkbook, type SheetPart, type Workbook } from './workbook.ts';
import { XmlScanner } from './xml-scanner.ts';
import { ZipArchive } from './zip.ts';

const PEEK_BYTES = 4 * 1024 * 1024;

/** Reads the first visible worksheet with content; rows go to `output` while the zip is inflated. */
export async function parseXlsx(
  bytes: Buffer,
  limits: SheetLimits,
  output: ParserOutput,
): Promise<ParsedEnd> {
  const zip = new ZipArchive(bytes, limits);
  const book = await openWorkbook(zip);
  const strings =
    book.sharedStrings === undefined
      ? undefined
      : await readSharedStrings(zip.stream(book.sharedStrings), limits);
  const reader: SheetReader = { zip, book, strings, limits };
  const sheet = await firstWithContent(reader);
  const otherSheets: string[] = [];
  for (const other of book.sheets) {
    if (other !== sheet && (await hasContent(reader, other, PEEK_BYTES))) {
      otherSheets.push(other.name);
    }
  }
  let metaSent = false;
  const batch = new RowBatch((kind, pieces) => {
    if (!metaSent) output.meta(metaOf(sheet, otherSheets, handler));
    metaSent = true;
    output.frame(kind, pieces);
  }, limits);
  const handler = handlerFor(reader, batch);
  const scanner = new XmlScanner(handler);
  for await (const chunk of zip.stream(sheet.path)) scanner.feed(chunk);
  scanner.end();
  batch.flush();
  return { ...endOf(handler), rows: batch.rowsTotal };
}

interface SheetReader {
  readonly zip: ZipArchive;
  readonly book: Workbook;
  readonly strings: SharedStrings | undefined;
  readonly limits: SheetLimits;
}

function handlerFor({ book, strings, limits }: SheetReader, batch: RowBatch): SheetHandler {
  return new SheetHandler(batch, { ...book, strings }, limits);
}

async function firstWithContent(reader: SheetReader): Promise<SheetPart> {
  for (const sheet of reader.book.sheets) {
    if (await hasContent(reader, sheet, Number.POSITIVE_INFINITY)) return sheet;
  }
  throw new SheetRefused('EMPTY_WORKBOOK');
}

/** Whether a non-empty row appears within so many inflated bytes. */
async function hasContent(
  reader: SheetReader,
  sheet: SheetPart,
  withinBytes: number,
): Promise<boolean> {
  const batch = new RowBatch(() => undefined, reader.limits);
  const scanner = new XmlScanner(handlerFor(reader, batch));
  let seen = 0;
  for await (const chunk of reader.zip.stream(sheet.path)) {
    scanner.feed(chunk);
    seen += chunk.length;
    if (batch.rowsTotal > 0) return true;
    if (seen > withinBytes) return false;
  }
  return false;
}

function metaOf(
  sheet: SheetPart,
  otherSheets: readonly string[],
  handler: SheetHandler,
): ParsedMeta {
  return {
    format: 'xlsx',
    sheetName: sheet.name,
    otherSheets,
    hiddenColumns: [...handler.notes.hiddenColumns],
    encoding: 'utf-8',
    separator: null,
  };
}

function endOf(handler: SheetHandler): Omit<ParsedEnd, 'rows'> {
  return { merges: handler.notes.merges, hiddenRows: handler.notes.hiddenRows };
}
