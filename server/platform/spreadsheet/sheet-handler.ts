import { columnLetters } from './address.ts';
import { cellTooLong, type RowBatch } from './frames.ts';
import type { SheetLimits } from './limits.ts';
import { isImprecise, isoText, numberText, type NumberLook } from './number-text.ts';
import { SheetRefused } from './refusal.ts';
import type { SharedStrings } from './shared-strings.ts';
import { TextBuffer } from './text-buffer.ts';
import type { XmlHandler } from './xml-scanner.ts';

const C = 0x63;
const D = 0x64;
const F = 0x66;
const H = 0x68;
const I = 0x69;
const IS = 0x73;
const N = 0x6e;
const R = 0x72;
const S = 0x73;
const T = 0x74;
const V = 0x76;
const EQUALS = 0x3d;
const MAX_MERGES = 200;
const LAST_ROW = 1_048_576;

/** Kinds of cell by their `t` attribute. */
const NUMBER = 0;
const SHARED = 1;
const INLINE = 2;
const FORMULA_TEXT = 3;
const BOOLEAN = 4;
const ERROR = 5;
const ISO_DATE = 6;

/** What the scan learns beside the rows. */
export interface SheetNotes {
  readonly hiddenColumns: Set<number>;
  readonly merges: string[];
  hiddenRows: number;
}

/** Turns the tags of a worksheet part into rows of text, one pass, without building strings. */
export class SheetHandler implements XmlHandler {
  readonly notes: SheetNotes = { hiddenColumns: new Set(), merges: [], hiddenRows: 0 };
  readonly #batch: RowBatch;
  readonly #strings: SharedStrings | undefined;
  readonly #looks: readonly NumberLook[];
  readonly #date1904: boolean;
  readonly #maxColumns: number;
  readonly #value: TextBuffer;
  readonly #plainLook: NumberLook = { kind: 'plain' };
  #row = 0;
  #rowHidden = false;
  #inRow = false;
  #inCell = false;
  #column = -1;
  #nextColumn = 0;
  #kind = NUMBER;
  #style = 0;
  #hasFormula = false;
  #inText = false;
  #inPhonetic = false;

  constructor(
    batch: RowBatch,
    book: {
      strings: SharedStrings | undefined;
      looks: readonly NumberLook[];
      date1904: boolean;
    },
    limits: SheetLimits,
  ) {
    this.#batch = batch;
    this.#strings = book.strings;
    this.#looks = book.looks;
    this.#date1904 = book.date1904;
    this.#maxColumns = limits.maxColumns;
    this.#value = new TextBuffer(limits.maxCellBytes);
  }

  open(xml: Buffer, at: number, end: number, tagEnd: number): void {
    const first = xml[at]!;
    switch (end - at) {
      case 1:
        if (first === C) this.#openCell(xml, end, tagEnd);
        else if (first === V && this.#inCell) {
          this.#value.clear();
          this.#inText = true;
        } else if (first === T && this.#inCell) this.#inText = !this.#inPhonetic;
        else if (first === F && this.#inCell) this.#hasFormula = true;
        break;
      case 2:
        if (first === I && xml[at + 1] === IS) this.#value.clear();
        break;
      case 3:
        if (first === R && xml[at + 1] === 0x6f) this.#openRow(xml, end, tagEnd);
        else if (first === R && xml[at + 2] === H) this.#inPhonetic = true;
        else if (first === C && !this.#inRow) this.#noteColumns(attributes(xml, end, tagEnd));
        break;
      case 9:
        if (
          this.notes.merges.length < MAX_MERGES &&
          xml.toString('latin1', at, end) === 'mergeCell'
        )
          this.notes.merges.push(attributes(xml, end, tagEnd).get('ref') ?? '');
    }
  }

  close(xml: Buffer, at: number, end: number): void {
    const first = xml[at]!;
    const length = end - at;
    if (length === 1) {
      if (first === C) this.#closeCell();
      else if (first === V || first === T) this.#inText = false;
    } else if (length === 3 && first === R) {
      if (xml[at + 1] === 0x6f) this.#closeRow();
      else if (xml[at + 2] === H) this.#inPhonetic = false;
    }
  }

  text(xml: Buffer, from: number, to: number, raw: boolean): void {
    if (!this.#inText) return;
    try {
      this.#value.append(xml, from, to, raw);
    } catch (error) {
      throw error instanceof SheetRefused ? cellTooLong(this.#row, this.#column) : error;
    }
  }

  /** Attributes `r` and `hidden` of a row, read in place like those of a cell. */
  #openRow(xml: Buffer, from: number, tagEnd: number): void {
    let row = this.#row + 1;
    this.#rowHidden = false;
    for (let at = from; at < tagEnd; at += 1) {
      if (xml[at] !== EQUALS) continue;
      const stop = quoteEnd(xml, at + 2, tagEnd, xml[at + 1]!);
      if (xml[at - 1] === R && xml[at - 2]! <= 0x20) row = integerOf(xml, at + 2, stop);
      else if (xml[at - 1] === N && xml[at - 6] === H && xml[at - 7]! <= 0x20) {
        this.#rowHidden = xml[at + 2] === 0x31 || xml[at + 2] === T;
      }
      at = stop;
    }
    if (row <= this.#row || row > LAST_ROW) throw new SheetRefused('CORRUPT');
    this.#row = row;
    this.#nextColumn = 0;
    this.#inRow = true;
    this.#batch.beginRow();
  }

  #closeRow(): void {
    if (!this.#inRow) return;
    this.#inRow = false;
    const before = this.#batch.rowsTotal;
    this.#batch.endRow(this.#row, this.#rowHidden);
    if (this.#rowHidden && this.#batch.rowsTotal > before) this.notes.hiddenRows += 1;
  }

  /** Attributes `r`, `s`, `t` of a cell, read in place: this runs for every cell of the sheet. */
  #openCell(xml: Buffer, from: number, tagEnd: number): void {
    if (!this.#inRow) return;
    this.#inCell = true;
    this.#column = this.#nextColumn;
    this.#kind = NUMBER;
    this.#style = 0;
    this.#hasFormula = false;
    this.#value.clear();
    for (let at = from; at < tagEnd; at += 1) {
      if (xml[at] !== EQUALS) continue;
      const start = at + 2;
      const stop = quoteEnd(xml, start, tagEnd, xml[at + 1]!);
      if (xml[at - 2]! <= 0x20) {
        const name = xml[at - 1]!;
        if (name === R) this.#column = columnOf(xml, start, stop);
        else if (name === S) this.#style = integerOf(xml, start, stop);
        else if (name === T) this.#kind = kindOf(xml, start, stop);
      }
      at = stop;
    }
    if (this.#column < this.#nextColumn) throw new SheetRefused('CORRUPT');
    this.#nextColumn = this.#column + 1;
  }

  #closeCell(): void {
    if (!this.#inCell) return;
    this.#inCell = false;
    this.#inText = false;
    const value = this.#value;
    if (value.length === 0) {
      if (this.#hasFormula && this.#kind !== FORMULA_TEXT) this.#add(value.bytes, 0, 0, true);
      return;
    }
    switch (this.#kind) {
      case SHARED: {
        const index = integerOf(value.bytes, 0, value.length);
        const slab = this.#strings?.slab(index);
        if (this.#strings === undefined || slab === undefined) throw new SheetRefused('CORRUPT');
        const from = this.#strings.from(index);
        this.#add(slab, from, from + this.#strings.length(index));
        break;
      }
      case NUMBER:
        this.#addNumber();
        break;
      case BOOLEAN:
        this.#addText(value.bytes[0] === 0x31 || value.bytes[0] === T ? 'TRUE' : 'FALSE');
        break;
      case ISO_DATE:
        this.#addText(isoText(value.toString()));
        break;
      default:
        value.finish();
        this.#add(value.bytes, 0, value.length);
        if (this.#kind === ERROR) this.#batch.mark(this.#column, 'error');
    }
  }

  #add(bytes: Uint8Array, from: number, to: number, uncalculated = false): void {
    if (to === from && !uncalculated) return;
    if (this.#column >= this.#maxColumns) throw tooManyColumns(this.#column, this.#maxColumns);
    const batch = this.#batch;
    if (batch.cells < this.#column) batch.padTo(this.#column);
    batch.addCell(bytes, from, to);
    if (this.#hasFormula) batch.mark(this.#column, uncalculated ? 'uncalculated' : 'formula');
  }

  #addText(text: string): void {
    const bytes = Buffer.from(text);
    this.#add(bytes, 0, bytes.length);
  }

  #addNumber(): void {
    const value = this.#value;
    const look = this.#looks[this.#style] ?? this.#plainLook;
    if (look.kind === 'plain' && isShortPlain(value.bytes, value.length)) {
      this.#add(value.bytes, 0, value.length);
      return;
    }
    const number = Number(value.toString());
    if (Number.isNaN(number)) {
      this.#add(value.bytes, 0, value.length);
      return;
    }
    this.#addText(numberText(number, look, this.#date1904));
    if (isImprecise(number)) this.#batch.mark(this.#column, 'imprecise');
  }

  #noteColumns(known: Map<string, string>): void {
    const hidden = known.get('hidden');
    if (hidden !== '1' && hidden !== 'true') return;
    const last = Math.min(Number(known.get('max')), this.#maxColumns);
    for (let i = Number(known.get('min')); i <= last; i += 1) this.notes.hiddenColumns.add(i - 1);
  }
}

function tooManyColumns(column: number, maxColumns: number): SheetRefused {
  return new SheetRefused(
    'TOO_MANY_COLUMNS',
    `表格在 ${columnLetters(column)} 列仍有内容，超过 ${maxColumns.toLocaleString('en-US')} 列的上限。请删除右侧多余的列，或使用下载的模板填写。`,
  );
}

/** Digits with at most one point, no exponent, at most 15 digits: already what a person sees. */
function isShortPlain(bytes: Uint8Array, length: number): boolean {
  const from = bytes[0] === 0x2d ? 1 : 0;
  if (length - from > 15 || length === from) return false;
  let points = 0;
  for (let i = from; i < length; i += 1) {
    const byte = bytes[i]!;
    if (byte === 0x2e) points += 1;
    else if (byte < 0x30 || byte > 0x39) return false;
  }
  return points === 0 || (points === 1 && bytes[length - 1] !== 0x30 && bytes[from] !== 0x2e);
}

/** End of an attribute value that begins after this quote. */
function quoteEnd(xml: Uint8Array, from: number, tagEnd: number, quote: number): number {
  let at = from;
  while (at < tagEnd && xml[at] !== quote) at += 1;
  return at;
}

function columnOf(xml: Uint8Array, from: number, to: number): number {
  let column = 0;
  for (let i = from; i < to; i += 1) {
    const digit = xml[i]! - 0x40;
    if (digit < 1 || digit > 26) break;
    column = column * 26 + digit;
  }
  if (column === 0 || column > 16_384) throw new SheetRefused('CORRUPT');
  return column - 1;
}

/** Non-negative integer of ASCII digits, a huge one (never an index) when it is none. */
function integerOf(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9 || i - from > 9) return 0xffff_ffff;
    value = value * 10 + digit;
  }
  return value;
}

function kindOf(xml: Uint8Array, from: number, to: number): number {
  const first = xml[from];
  if (first === S) return to - from === 1 ? SHARED : FORMULA_TEXT;
  if (first === I) return INLINE;
  if (first === 0x62) return BOOLEAN;
  if (first === 0x65) return ERROR;
  if (first === D) return ISO_DATE;
  return first === N ? NUMBER : INLINE;
}

function attributes(xml: Buffer, from: number, tagEnd: number): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of xml
    .toString('utf8', from, tagEnd)
    .matchAll(/([\w:]+)\s*=\s*["']([^"']*)["']/g)) {
    found.set(match[1]!, match[2]!);
  }
  return found;
}
