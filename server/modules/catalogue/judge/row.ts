import type { Rule, Severity } from '../../policy/index.ts';
import type { AppliedCure, FileContext } from './types.ts';

/** A finding before its message is written. */
export type Mark = {
  readonly rule: Rule;
  readonly order: number;
  readonly slot: number;
  readonly severity: Severity;
  readonly detail: string | undefined;
  readonly other: string;
};

/** The organisation that sends, as the unit rules need it. */
export type SendingOrganisation = {
  readonly code: string;
  readonly names: ReadonlySet<string>;
  readonly uscc: string;
};

/** One row while it is judged; a judge owns a single one and fills it anew for each row. */
export class RowUnderJudgement {
  /** Normalised cells by slot; '' is blank. */
  readonly cells: string[];
  /** 1 where a value-level error makes every comparison with the cell meaningless. */
  readonly poisoned: Uint8Array;
  readonly marks: Mark[] = [];
  readonly cures: AppliedCure[] = [];
  /** Today and the day of receipt as `yyyy/MM/dd`. */
  today = '';
  received = '';
  sender: SendingOrganisation | null = null;
  context: FileContext = { today: '' };

  constructor(size: number) {
    this.cells = Array.from({ length: size }, () => '');
    this.poisoned = new Uint8Array(size);
  }

  cell(slot: number): string {
    return this.cells[slot] as string;
  }

  isPoisoned(slot: number): boolean {
    return this.poisoned[slot] === 1;
  }
}

/** A compiled rule that may add marks to a row. */
export type Check = (row: RowUnderJudgement) => void;
/** A compiled single-cell rule; the cell is not blank. */
export type CellCheck = (row: RowUnderJudgement, value: string) => void;
/** Adds a finding of the rule being compiled. */
export type Report = (row: RowUnderJudgement, slot: number, more?: ReportMore) => void;
export type ReportMore = {
  readonly detail?: string;
  readonly severity?: Severity;
  readonly other?: string;
};
