import { DEFAULT_LIMITS, HEADER_LOOKAHEAD, type SheetLimits } from './limits.ts';
import { cellAddress } from './address.ts';
import type { ParserOutput } from './parser-output.ts';
import { SheetRefused } from './refusal.ts';

/** What is odd about one cell, beside its text. */
export const CELL_MARKS = ['', 'imprecise', 'error', 'uncalculated', 'formula'] as const;
/** Number with more digits than a spreadsheet keeps, error value, formula never computed, formula. */
export type CellMark = 'imprecise' | 'error' | 'uncalculated' | 'formula';

/** Frame kinds between parser process and caller: one letter, then a length, then the payload. */
export const FRAME = { meta: 77, rows: 82, end: 69, refusal: 88 } as const;
export const FRAME_HEAD_BYTES = 5;

/** One message of a parser. */
export interface Frame {
  readonly kind: number;
  readonly payload: Buffer;
}

/** Whether a parser says nothing after it. */
export function isLastFrame(kind: number): boolean {
  return kind === FRAME.end || kind === FRAME.refusal;
}

/** Where the frames of a parser come from: its process, or who passes them on. */
export interface Frames {
  next(): Promise<Frame>;
  kill(): Promise<void>;
}

const BATCH_ROWS = 1_000;
const BATCH_BYTES = 512 * 1024;
/** One row of a thousand long cells must not fill the memory of two processes. */
const BATCH_CAP_BYTES = 16 * 1024 * 1024;
/** The longest frame a caller accepts from a parser. */
export const LONGEST_FRAME_BYTES = 2 * BATCH_CAP_BYTES;

/**
 * Collects rows as UTF-8 cells, each closed by a NUL (which neither XML nor accepted text can
 * contain), so that the caller needs one decode and one split per thousand rows.
 */
export class RowBatch {
  text: Buffer = Buffer.allocUnsafe(BATCH_BYTES * 2);
  at = 0;
  cells = 0;
  rowsTotal = 0;
  readonly #emit: ParserOutput['frame'];
  readonly #limits: SheetLimits;
  readonly #rows = new Uint32Array(BATCH_ROWS * 2);
  #rowCount = 0;
  #rowStart = 0;
  #notes: number[] = [];
  #notesBefore = 0;
  #textTotal = 0;

  constructor(emit: ParserOutput['frame'], limits: SheetLimits = DEFAULT_LIMITS) {
    this.#emit = emit;
    this.#limits = limits;
  }

  beginRow(): void {
    this.#rowStart = this.at;
    this.#notesBefore = this.#notes.length;
    this.cells = 0;
  }

  /** Makes room for so many more bytes of text. */
  reserve(bytes: number): void {
    if (this.at + bytes <= this.text.length) return;
    if (this.at + bytes > BATCH_CAP_BYTES) throw new SheetRefused('TOO_MUCH_TEXT');
    const wider = Buffer.allocUnsafe(Math.max(this.text.length * 2, this.at + bytes));
    this.text.copy(wider, 0, 0, this.at);
    this.text = wider;
  }

  addCell(bytes: Uint8Array, from: number, to: number): void {
    const length = to - from;
    this.reserve(length + 1);
    const { text } = this;
    let at = this.at;
    if (length > 48) {
      text.set(bytes.subarray(from, to), at);
      at += length;
    } else {
      for (let i = from; i < to; i += 1) text[at++] = bytes[i]!;
    }
    text[at++] = 0;
    this.at = at;
    this.cells += 1;
  }

  /** Adds empty cells until the row has this many. */
  padTo(cells: number): void {
    this.reserve(cells - this.cells);
    for (; this.cells < cells; this.cells += 1) this.text[this.at++] = 0;
  }

  mark(columnIndex: number, mark: CellMark): void {
    this.#notes.push(this.#rowCount, columnIndex * 8 + CELL_MARKS.indexOf(mark));
  }

  /** Closes the row; a row without any visible character leaves no trace. */
  endRow(rowNumber: number, hidden: boolean): void {
    if (isBlank(this.text, this.#rowStart, this.at)) {
      this.at = this.#rowStart;
      this.#notes.length = this.#notesBefore;
      return;
    }
    this.rowsTotal += 1;
    if (this.rowsTotal > this.#limits.maxRows + HEADER_LOOKAHEAD) {
      throw tooManyRows(this.#limits.maxRows);
    }
    this.#rows[this.#rowCount * 2] = rowNumber;
    this.#rows[this.#rowCount * 2 + 1] = this.cells * 2 + (hidden ? 1 : 0);
    this.#rowCount += 1;
    if (this.#rowCount === BATCH_ROWS || this.at >= BATCH_BYTES) this.flush();
  }

  flush(): void {
    if (this.#rowCount === 0) return;
    this.#textTotal += this.at;
    if (this.#textTotal > this.#limits.maxTextBytes) throw new SheetRefused('TOO_MUCH_TEXT');
    const head = Buffer.allocUnsafe(8 + this.#rowCount * 8 + this.#notes.length * 4);
    head.writeUInt32LE(this.#rowCount, 0);
    head.writeUInt32LE(this.#notes.length / 2, 4);
    let at = 8;
    for (let i = 0; i < this.#rowCount * 2; i += 1) at = head.writeUInt32LE(this.#rows[i]!, at);
    for (const note of this.#notes) at = head.writeUInt32LE(note, at);
    this.#emit(FRAME.rows, [head, this.text.subarray(0, this.at)]);
    this.at = 0;
    this.#rowCount = 0;
    this.#notes = [];
  }
}

export function tooManyRows(maxRows: number): SheetRefused {
  return new SheetRefused(
    'TOO_MANY_ROWS',
    `数据行数超过上限 ${maxRows.toLocaleString('en-US')} 行。请把数据分成几个文件，分别上传。`,
  );
}

export function cellTooLong(rowNumber: number, columnIndex: number): SheetRefused {
  return new SheetRefused(
    'CELL_TOO_LONG',
    `单元格 ${cellAddress(rowNumber, columnIndex)} 的内容过长。请缩短该单元格的内容后重新上传；如果是 CSV 文件，请检查该行的双引号是否配对。`,
  );
}

/** True when a row holds nothing but spaces, also full-width and no-break ones. */
function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    const byte = bytes[i]!;
    if (byte <= 0x20) continue;
    if (byte === 0xc2 && bytes[i + 1] === 0xa0) i += 1;
    else if (byte === 0xe3 && bytes[i + 1] === 0x80 && bytes[i + 2] === 0x80) i += 2;
    else return false;
  }
  return true;
}

/** One row as sent by the parser, before header and raggedness are known. */
export interface DecodedRow {
  rowNumber: number;
  cells: string[];
  hidden: boolean;
  marks: Record<number, CellMark> | null;
}

/** Rows of one frame payload. */
export function decodeRows(payload: Buffer): DecodedRow[] {
  const rowCount = payload.readUInt32LE(0);
  const noteCount = payload.readUInt32LE(4);
  const notesAt = 8 + rowCount * 8;
  const texts = payload.toString('utf8', notesAt + noteCount * 8).split('\0');
  const rows: DecodedRow[] = Array.from({ length: rowCount });
  let from = 0;
  for (let i = 0; i < rowCount; i += 1) {
    const size = payload.readUInt32LE(8 + i * 8 + 4);
    const to = from + (size >>> 1);
    rows[i] = {
      rowNumber: payload.readUInt32LE(8 + i * 8),
      cells: texts.slice(from, to),
      hidden: (size & 1) === 1,
      marks: null,
    };
    from = to;
  }
  for (let i = 0; i < noteCount; i += 1) {
    const row = rows[payload.readUInt32LE(notesAt + i * 8)];
    const note = payload.readUInt32LE(notesAt + i * 8 + 4);
    const mark = CELL_MARKS[note & 7];
    if (row !== undefined && mark) (row.marks ??= {})[note >>> 3] = mark;
  }
  return rows;
}
