import { open } from 'node:fs/promises';
import { cellAddress } from './address.ts';
import {
  decodeRows,
  FRAME,
  tooManyRows,
  type CellMark,
  type DecodedRow,
  type Frames,
} from './frames.ts';
import { columnsOf, findHeader, FINDINGS_HEADER, textWidth, type SheetColumn } from './header.ts';
import { withLimits, type SheetLimits } from './limits.ts';
import type { ParsedEnd, ParsedMeta } from './parser-output.ts';
import { ParserProcess, type Pieces } from './parser-process.ts';
import { isRefusalCode, SheetRefused } from './refusal.ts';

/** One non-empty row of a sheet. */
export interface SheetRow {
  /** As the person sees it; in a .csv the number of the record. */
  readonly rowNumber: number;
  /** Texts by column index; empty cells are '', cells at the end may be absent. */
  readonly cells: readonly string[];
  readonly hidden: boolean;
  /** Oddities by column index, or null: see `CellMark`. */
  readonly marks: Readonly<Record<number, CellMark>> | null;
  /** Of a .csv row: filled cells beyond the header, and cells it has fewer than the header. */
  readonly extraCells: number;
  readonly missingCells: number;
}

/** An open sheet. Read `rows` to the end or call `close`; both end the parser process. */
export interface Sheet extends Omit<ParsedMeta, 'hiddenColumns'> {
  /** Row number of the header, or null when none was recognised. */
  readonly headerRow: number | null;
  readonly columns: readonly SheetColumn[];
  /** The first rows (at most 20), titles and header included. */
  readonly top: readonly SheetRow[];
  /**
   * Batches of rows below the header, or of all rows without one, once. A refusal can still come
   * here (damage, too many rows), so nothing may be final before the last batch.
   */
  readonly rows: AsyncIterable<SheetRow[]>;
  /** Totals, once `rows` has been read to the end. */
  readonly end: ParsedEnd | null;
  close(): Promise<void>;
}

export interface ReadOptions {
  /** Name the person gave the file; the content decides, the name only betrays macros. */
  readonly fileName?: string;
  readonly limits?: Partial<SheetLimits>;
  readonly signal?: AbortSignal;
  /** Recognises the header among the first 20 non-empty rows; default: the first fullest row. */
  readonly isHeader?: (cells: readonly string[]) => boolean;
}

/** A file by its size and its bytes in pieces, which are asked for one by one. */
export interface PiecedFile {
  readonly size: number;
  readonly pieces: Pieces;
}

/** Path of a file, its bytes, their pieces, or the frames of a parser that was started before. */
export type SheetSource = string | Uint8Array | PiecedFile | Frames;

/**
 * Opens an .xlsx or .csv in a capped process and answers with its header and rows.
 * Throws `SheetRefused` with a sentence for the clerk, or the reason of `signal`.
 */
export async function readSheet(source: SheetSource, options: ReadOptions = {}): Promise<Sheet> {
  const parser = isFrames(source) ? source : await parseSheet(source, options);
  try {
    const reading = new SheetReading(parser, withLimits(options.limits));
    await reading.open(options.isHeader);
    return reading;
  } catch (error) {
    await parser.kill();
    throw error;
  }
}

function isFrames(source: SheetSource): source is Frames {
  return typeof source === 'object' && 'next' in source;
}

/** Starts the capped process that parses a sheet; its frames may be read here or in another thread. */
export async function parseSheet(
  source: Exclude<SheetSource, Frames>,
  { fileName, signal, ...options }: ReadOptions = {},
): Promise<ParserProcess> {
  signal?.throwIfAborted();
  const limits = withLimits(options.limits);
  if (/\.(?:xlsm|xltm)$/i.test(fileName ?? '')) throw new SheetRefused('MACRO');
  if (typeof source !== 'string') {
    const file = source instanceof Uint8Array ? inOnePiece(source) : source;
    judgeSize(file.size, limits.maxFileBytes);
    return new ParserProcess({ limits, pipedBytes: file.size }, file.pieces, signal);
  }
  const file = await open(source).catch(() => {
    throw new SheetRefused('NOT_FOUND');
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new SheetRefused('NOT_FOUND');
    judgeSize(stat.size, limits.maxFileBytes);
    return new ParserProcess({ limits, pipedBytes: null }, file.fd, signal);
  } finally {
    await file.close();
  }
}

function inOnePiece(bytes: Uint8Array): PiecedFile {
  return { size: bytes.length, pieces: [bytes] };
}

function judgeSize(bytes: number, maxBytes: number): void {
  if (bytes === 0) throw new SheetRefused('EMPTY_FILE');
  if (bytes <= maxBytes) return;
  throw new SheetRefused(
    'FILE_TOO_LARGE',
    `文件有 ${bytes.toLocaleString('en-US')} 字节，超过 ${+(maxBytes / 1024 / 1024).toFixed(1)} MB 的上限。请把数据分成几个文件，分别上传。`,
  );
}

class SheetReading implements Sheet {
  readonly #parser: Frames;
  readonly #limits: SheetLimits;
  #meta!: ParsedMeta;
  #first: SheetRow[] = [];
  #width = 0;
  #findingsColumn = -1;
  #rowsAbove = 0;
  headerRow: number | null = null;
  columns: readonly SheetColumn[] = [];
  top: readonly SheetRow[] = [];
  end: ParsedEnd | null = null;
  readonly rows: AsyncIterable<SheetRow[]>;

  constructor(parser: Frames, limits: SheetLimits) {
    this.#parser = parser;
    this.#limits = limits;
    this.rows = this.#batches();
  }

  get format(): ParsedMeta['format'] {
    return this.#meta.format;
  }

  get sheetName(): string | null {
    return this.#meta.sheetName;
  }

  get otherSheets(): readonly string[] {
    return this.#meta.otherSheets;
  }

  get encoding(): ParsedMeta['encoding'] {
    return this.#meta.encoding;
  }

  get separator(): string | null {
    return this.#meta.separator;
  }

  /** Reads up to the first rows and recognises the header among them. */
  async open(isHeader: ReadOptions['isHeader']): Promise<void> {
    const first = (await this.#nextRows()) ?? [];
    const at = findHeader(first, isHeader);
    const header = first[at];
    if (header !== undefined) {
      this.headerRow = header.rowNumber;
      this.columns = columnsOf(header.cells, new Set(this.#meta.hiddenColumns));
      this.#width = textWidth(header.cells);
      this.#findingsColumn = header.cells.findIndex((text) => text.trim() === FINDINGS_HEADER);
    }
    const rows = first.map((row, index) => this.#row(row, index > at));
    this.#rowsAbove = at + 1;
    this.top = rows.slice(0, 20);
    this.#first = rows.slice(at + 1);
  }

  async close(): Promise<void> {
    await this.#parser.kill();
  }

  async *#batches(): AsyncGenerator<SheetRow[]> {
    try {
      let count = this.#first.length;
      if (count > this.#limits.maxRows) throw tooManyRows(this.#limits.maxRows);
      if (count > 0) yield this.#first;
      this.#first = [];
      for (;;) {
        const rows = this.end === null ? await this.#nextRows() : null;
        if (rows === null) return;
        count += rows.length;
        if (count > this.#limits.maxRows) throw tooManyRows(this.#limits.maxRows);
        yield rows.map((row) => this.#row(row, this.#rowsAbove > 0));
      }
    } finally {
      await this.#parser.kill();
    }
  }

  /** The next batch, or null after the last. */
  async #nextRows(): Promise<DecodedRow[] | null> {
    for (;;) {
      const { kind, payload } = await this.#parser.next();
      if (kind === FRAME.rows) return decodeRows(payload);
      const content: unknown = JSON.parse(payload.toString('utf8'));
      if (kind === FRAME.meta) this.#meta = content as ParsedMeta;
      else if (kind === FRAME.end) {
        this.end = content as ParsedEnd;
        return null;
      } else throw refusalFrom(content);
    }
  }

  #row(row: DecodedRow, belowHeader: boolean): SheetRow {
    const { rowNumber, cells, hidden, marks } = row;
    if (this.#findingsColumn >= 0 && this.#findingsColumn < cells.length) {
      cells[this.#findingsColumn] = '';
    }
    const measured = belowHeader && this.#meta.format === 'csv';
    const extra = measured && cells.length > this.#width ? textWidth(cells) - this.#width : 0;
    return {
      rowNumber,
      cells,
      hidden,
      marks,
      extraCells: extra > 0 ? extra : 0,
      missingCells: measured && cells.length < this.#width ? this.#width - cells.length : 0,
    };
  }
}

function refusalFrom(content: unknown): SheetRefused {
  const { code, message } = content as { code: string; message: string };
  return new SheetRefused(isRefusalCode(code) ? code : 'CORRUPT', message);
}

/** Cells of a row with their addresses, by column index; empty cells are left out. */
export function addressedCells(row: SheetRow): Record<number, { address: string; text: string }> {
  const cells: Record<number, { address: string; text: string }> = {};
  for (const [index, text] of row.cells.entries()) {
    if (text !== '') cells[index] = { address: cellAddress(row.rowNumber, index), text };
  }
  return cells;
}
