/** What is known before the first row. */
export interface ParsedMeta {
  readonly format: 'xlsx' | 'csv';
  readonly sheetName: string | null;
  readonly otherSheets: readonly string[];
  readonly hiddenColumns: readonly number[];
  readonly encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
  readonly separator: string | null;
}

/** What is known after the last row. */
export interface ParsedEnd {
  /** Non-empty rows, titles and headers included. */
  readonly rows: number;
  /** Merged ranges such as `A1:F1`, at most 200; a merged value stands in the first cell only. */
  readonly merges: readonly string[];
  readonly hiddenRows: number;
}

/** Where a parser sends what it finds. */
export interface ParserOutput {
  meta(meta: ParsedMeta): void;
  /** Takes the payload in pieces, which may change as soon as this returns. */
  frame(kind: number, pieces: readonly Buffer[]): void;
}
