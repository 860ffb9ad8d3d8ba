import { columnLetters } from './address.ts';
import { cellTooLong, type RowBatch } from './frames.ts';
import type { SheetLimits } from './limits.ts';
import { SheetRefused } from './refusal.ts';

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;
const EQUALS = 0x3d;
const PLUS = 0x2b;
const SEPARATORS = [0x2c, 0x09, 0x3b] as const;
const SAMPLE_RECORDS = 30;

const CELL_START = 0;
const PLAIN = 1;
const QUOTED = 2;
const QUOTE_SEEN = 3;

/**
 * Byte scanner for separated UTF-8 text, with the reading of Excel: a quote counts only at the start
 * of a cell, doubled quotes are one, CR, LF and CRLF all end a record. The row number is the number
 * of the record, blank ones included, because that is the row a person sees after opening the file;
 * line breaks inside a cell do not count.
 */
export class CsvScanner {
  readonly #batch: RowBatch;
  readonly #separator: number;
  readonly #maxColumns: number;
  readonly #maxCellBytes: number;
  #state = CELL_START;
  #record = 1;
  #cellFrom = 0;
  #afterCr = false;

  constructor(batch: RowBatch, separator: number, limits: SheetLimits) {
    this.#batch = batch;
    this.#separator = separator;
    this.#maxColumns = limits.maxColumns;
    this.#maxCellBytes = limits.maxCellBytes;
    batch.beginRow();
  }

  /** Takes the next bytes; runs of ordinary bytes are copied in tight loops of their own. */
  feed(bytes: Buffer): void {
    const batch = this.#batch;
    const separator = this.#separator;
    const length = bytes.length;
    batch.reserve(length + 2);
    const { text } = batch;
    let at = batch.at;
    let state = this.#state;
    let i = 0;
    if (this.#afterCr && length > 0) {
      this.#afterCr = false;
      if (bytes[0] === LF) i = 1;
    }
    while (i < length) {
      let byte = bytes[i]!;
      if (state === QUOTED) {
        while (byte !== QUOTE) {
          text[at++] = byte;
          i += 1;
          if (i === length) break;
          byte = bytes[i]!;
        }
        if (i === length) break;
        i += 1;
        state = QUOTE_SEEN;
        continue;
      }
      if (byte === QUOTE && state !== PLAIN) {
        if (state === QUOTE_SEEN) text[at++] = QUOTE;
        state = QUOTED;
        i += 1;
        continue;
      }
      if (byte !== separator && byte !== LF && byte !== CR) {
        state = PLAIN;
        do {
          text[at++] = byte;
          i += 1;
          if (i === length) break;
          byte = bytes[i]!;
        } while (byte !== separator && byte !== LF && byte !== CR);
        if (i === length) break;
      }
      batch.at = at;
      if (byte === separator) this.#endCell();
      else {
        this.#endRecord();
        if (byte === CR) {
          if (i + 1 === length) this.#afterCr = true;
          else if (bytes[i + 1] === LF) i += 1;
        }
      }
      at = batch.at;
      state = CELL_START;
      i += 1;
    }
    batch.at = at;
    this.#state = state;
    this.#judgeLength();
  }

  /** Closes the last record; a quote still open is refused with the row where its cell begins. */
  end(): void {
    if (this.#state === QUOTED) {
      throw new SheetRefused(
        'UNCLOSED_QUOTE',
        `第 ${this.#record} 行 ${columnLetters(this.#batch.cells)} 列的双引号没有配对，后面的内容无法分列。请检查该单元格的双引号，或另存为 .xlsx 后再上传。`,
      );
    }
    if (this.#state !== CELL_START || this.#batch.cells > 0) {
      this.#batch.reserve(1);
      this.#endRecord();
    }
  }

  #endCell(): void {
    const batch = this.#batch;
    this.#judgeLength();
    const { text } = batch;
    const from = this.#cellFrom;
    const to = batch.at;
    if (to - from > 3) {
      if (text[from] === EQUALS && text[from + 1] === QUOTE && text[to - 1] === QUOTE) {
        text.copyWithin(from, from + 2, to - 1);
        batch.at = to - 3;
      } else if (isScientific(text, from, to)) batch.mark(batch.cells, 'imprecise');
    }
    text[batch.at++] = 0;
    batch.cells += 1;
    if (batch.cells > this.#maxColumns) throw new SheetRefused('TOO_MANY_COLUMNS');
    this.#cellFrom = batch.at;
  }

  #endRecord(): void {
    this.#endCell();
    this.#batch.endRow(this.#record, false);
    this.#record += 1;
    this.#batch.beginRow();
    this.#cellFrom = this.#batch.at;
  }

  #judgeLength(): void {
    if (this.#batch.at - this.#cellFrom > this.#maxCellBytes) {
      throw cellTooLong(this.#record, this.#batch.cells);
    }
  }
}

/** A code that passed through a number cell on its way to the file, e.g. `6.10203E+17`. */
function isScientific(text: Uint8Array, from: number, to: number): boolean {
  if (text[to - 3] !== PLUS && text[to - 4] !== PLUS) return false;
  return to - from <= 24 && /^-?\d(?:\.\d+)?E\+\d{2,3}$/.test(ascii(text, from, to));
}

function ascii(text: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...text.subarray(from, to));
}

/** Separator that cuts the first records most often; an Excel line `sep=;` says it itself. */
export function findSeparator(bytes: Buffer): { separator: number; skip: number } {
  const said = /^sep=(.)(?:\r\n|\r|\n)/i.exec(bytes.toString('latin1', 0, 8));
  if (said !== null) return { separator: said[1]!.charCodeAt(0), skip: said[0].length };
  const counts = new Map<number, number>(SEPARATORS.map((separator) => [separator, 0]));
  let quoted = false;
  let records = 0;
  for (const byte of bytes) {
    if (byte === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (byte === LF && (records += 1) >= SAMPLE_RECORDS) break;
    else if (counts.has(byte)) counts.set(byte, counts.get(byte)! + 1);
  }
  let best: number = SEPARATORS[0];
  for (const [separator, count] of counts) if (count > counts.get(best)!) best = separator;
  return { separator: best, skip: 0 };
}
