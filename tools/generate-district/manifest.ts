import type { PlainDate } from './dates.ts';

export type SheetFormat = 'xlsx' | 'csv';
export type SheetEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030';

/** A wrong cell planted on purpose, with where a person sees it. */
export interface Label {
  /** Row number as the sheet shows it. */
  readonly row: number;
  readonly field: string;
  readonly kind: string;
  /** Id of the rule that must find it. */
  readonly ruleHint: string;
  readonly severity: 'error' | 'quarantine' | 'warning';
  /** `row` and `file` findings come without a database, `store` findings only at submission. */
  readonly scope: 'row' | 'file' | 'store';
}

/** A cell written in an unusual but curable way. */
export interface Cure {
  readonly row: number;
  readonly field: string;
  readonly kind: string;
  /** What the cell must be after normalisation. */
  readonly value: string;
}

/** How many rows end in which way when the files are loaded in order on the day of the manifest. */
export interface Expected {
  /** Rows that take effect: new records and corrections. */
  readonly accepted: number;
  /** Accepted rows with at least one warning of a row or file rule, late reports included. */
  readonly warnings: number;
  readonly rejected: number;
  readonly quarantined: number;
  readonly duplicates: number;
  /** Accepted rows reported after the deadline of their class. */
  readonly late: number;
  /** Rows of `accepted` that update, revoke or delete an earlier record. */
  readonly corrected: number;
}

export interface ManifestFile {
  readonly file: string;
  readonly classCode: string;
  /** Code of the sending organisation. */
  readonly organisation: string;
  /** Stable name of the demonstration account that sends it. */
  readonly account: string;
  readonly format: SheetFormat;
  readonly encoding: SheetEncoding;
  readonly layout: string;
  /** Facts of the last weeks, older ones, or both in one file. */
  readonly period: 'CURRENT' | 'STOCK' | 'ALL';
  /** Its rows mean records of earlier files: those must be loaded before. */
  readonly follows: boolean;
  readonly rows: number;
  readonly expected: Expected;
  readonly labels: readonly Label[];
  readonly cures: readonly Cure[];
}

/** What a generated district consists of; `files` stand in the order they must be loaded in. */
export interface Manifest {
  readonly version: 1;
  readonly demonstration: true;
  readonly seed: number;
  readonly today: PlainDate;
  readonly subjects: number;
  readonly records: number;
  readonly expected: Expected;
  /** Codes of subjects worth showing. */
  readonly notable: {
    readonly renamed: string | null;
    readonly provisional: string | null;
    readonly mostRecords: string | null;
  };
  readonly files: readonly ManifestFile[];
}
