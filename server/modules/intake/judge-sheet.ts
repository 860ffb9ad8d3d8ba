import {
  cellAddress,
  columnLetters,
  readSheet,
  SheetRefused,
  type Sheet,
  type SheetLimits,
  type SheetRow,
  type SheetSource,
} from '../../platform/spreadsheet/index.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import {
  compileClass,
  matchHeader,
  outcomeOf,
  ReportId,
  type AppliedCure,
  type Finding,
  type Outcome,
  type RowsJudge,
  type Values,
} from '../catalogue/index.ts';
import type { InformationClass, Policy } from '../policy/index.ts';
import { sheetFindings, unknownColumns } from './cell-marks.ts';
import { informationClassOf } from './classes.ts';
import { FindingCounts, type ReportCounts, type SheetFinding } from './finding.ts';
import { sheetColumns, type SheetColumns } from './columns.ts';
import { refuse, refusalOf } from './refusal.ts';

export interface SheetJudgementOptions {
  readonly policy: Policy;
  readonly classCode: string;
  readonly today: PlainDate;
  /** Code of the organisation that sends; without it the rules about the sender are left out. */
  readonly sender?: string;
  readonly fileName?: string;
  readonly limits?: Partial<SheetLimits>;
  readonly signal?: AbortSignal;
}

export interface JudgedSheetRow {
  readonly rowNumber: number;
  readonly values: Values;
  readonly cures: readonly AppliedCure[];
  readonly findings: readonly SheetFinding[];
  readonly outcome: Outcome;
}

/** What the sheet is, for the person who sent it. */
export interface SheetInfo {
  readonly format: 'xlsx' | 'csv';
  readonly sheetName: string | null;
  readonly otherSheets: readonly string[];
  readonly encoding: string;
  readonly headerRow: number;
  /** Column letters of each field found. */
  readonly columns: Readonly<Record<string, string>>;
  /** The same as indexes from 0. */
  readonly columnIndexes: Readonly<Record<string, number>>;
}

/** Rule kinds that need a sender; their findings are no part of the report's identity (D2). */
const SENDER_KINDS: ReadonlySet<string> = new Set(['sendingUnit', 'registeredSender']);

/**
 * One reading and judging of a sheet by row and file rules, for `check` and `submit` alike.
 * Read `rows()` to the end, then `finish()`; `close()` ends it early.
 */
export class SheetJudgement {
  readonly info: SheetInfo;
  /** Findings about the header; they refuse nothing. */
  readonly headerFindings: readonly SheetFinding[];
  readonly counts: ReportCounts = { rows: 0, accepted: 0, rejected: 0, quarantined: 0, warned: 0 };
  readonly findingCounts = new FindingCounts();
  readonly #sheet: Sheet;
  readonly #columns: SheetColumns;
  readonly #file: RowsJudge;
  readonly #reportId: ReportId;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #senderRules: ReadonlySet<string>;

  private constructor(
    sheet: Sheet,
    columns: SheetColumns,
    fileDigest: string,
    options: SheetJudgementOptions,
  ) {
    const { policy, classCode, today, sender } = options;
    this.#sheet = sheet;
    this.#columns = columns;
    const judge = compileClass(policy, classCode);
    this.#labels = new Map(judge.fields.map((field) => [field.code, field.nameZh]));
    this.#senderRules = senderRules(judge.versions.map((each) => each.informationClass));
    this.#reportId = new ReportId({ fileDigest, classCode, policyHash: policy.hash, today });
    this.#file = judge.file({
      today,
      receivedOn: today,
      ...(sender === undefined ? {} : { sender }),
    });
    this.info = sheetInfo(sheet, columns);
    this.headerFindings = unknownColumns(columns, judge.newest.informationClass.nameZh);
    this.#note(this.info.headerRow, this.headerFindings);
  }

  /** Opens a sheet of the class; throws FILE_REFUSED with a sentence for the clerk. */
  static async open(
    source: SheetSource,
    fileDigest: string,
    options: SheetJudgementOptions,
  ): Promise<SheetJudgement> {
    const { policy, classCode, fileName, limits, signal } = options;
    informationClassOf(policy, classCode, options.today);
    const sheet = await refusing(() =>
      readSheet(source, {
        isHeader: (cells) => matchHeader(policy, classCode, cells).isHeader,
        ...(fileName === undefined ? {} : { fileName }),
        ...(limits === undefined ? {} : { limits }),
        ...(signal === undefined ? {} : { signal }),
      }),
    );
    try {
      const columns = sheetColumns(policy, classCode, sheet);
      return new SheetJudgement(sheet, columns, fileDigest, options);
    } catch (error) {
      await sheet.close();
      throw error;
    }
  }

  /** All rows with their findings, in batches, in the order of the sheet. */
  async *rows(): AsyncGenerator<JudgedSheetRow[]> {
    const batches = this.#sheet.rows[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await refusing(() => batches.next());
        if (next.done) break;
        const judged = next.value.flatMap((row) => this.#judge(row) ?? []);
        if (judged.length > 0) yield judged;
      }
    } finally {
      await this.#sheet.close();
    }
    if (this.counts.rows === 0) {
      throw refuse('NO_ROWS', '表头下面没有数据行。请填写数据并保存，再重新上传。');
    }
  }

  /** Identity of the report, once all rows have been read. */
  finish(): string {
    return this.#reportId.digest();
  }

  close(): Promise<void> {
    return this.#sheet.close();
  }

  #judge(row: SheetRow): JudgedSheetRow | null {
    const cells: Record<string, string> = {};
    let filled = row.extraCells > 0;
    for (const { index, code } of this.#columns.fields) {
      const text = row.cells[index];
      if (text === undefined || text === '') continue;
      cells[code] = text;
      filled ||= text.trim() !== '';
    }
    if (!filled || this.#columns.isNoData(row.rowNumber, row.cells)) return null;
    const judged = this.#file.row(cells, row.rowNumber);
    const ownFindings = sheetFindings(row, this.#columns, (code) => this.#label(code));
    const spoiled = new Set(ownFindings.map((finding) => finding.field).filter(Boolean));
    const findings = [
      ...ownFindings,
      ...judged.findings
        // The cell itself is broken: what the rules say of its text would be invented.
        .filter((finding) => !spoiled.has(finding.field))
        .map((finding) => this.#locate(finding, row.rowNumber)),
    ];
    this.#note(row.rowNumber, findings);
    const outcome = outcomeOf(findings);
    this.#count(outcome, findings.length > 0);
    const { values, cures } = judged;
    return { rowNumber: row.rowNumber, values, cures, findings, outcome };
  }

  #locate(finding: Finding, rowNumber: number): SheetFinding {
    const column = this.#columns.columnOf.get(finding.field);
    return locate(finding, rowNumber, column, this.#label(finding.field));
  }

  #label(field: string): string {
    return this.#labels.get(field) ?? field;
  }

  #note(rowNumber: number, findings: readonly SheetFinding[]): void {
    if (findings.length === 0) return;
    for (const finding of findings) this.findingCounts.add(finding);
    this.#reportId.add(
      rowNumber,
      findings.filter(({ rule }) => !this.#senderRules.has(rule)),
    );
  }

  #count(outcome: Outcome, hasFindings: boolean): void {
    this.counts.rows += 1;
    if (outcome === 'REFUSED') this.counts.rejected += 1;
    else if (outcome === 'QUARANTINED') this.counts.quarantined += 1;
    else {
      this.counts.accepted += 1;
      if (hasFindings) this.counts.warned += 1;
    }
  }
}

/** A finding of the judge at its place in a sheet. */
export function locate(
  finding: Finding,
  row: number,
  column: number | undefined,
  fieldName: string,
): SheetFinding {
  return {
    ...finding,
    row,
    cell: column === undefined ? null : cellAddress(row, column),
    fieldName,
  };
}

/** Turns the reader's refusals into ours; other errors pass. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refusal = error instanceof SheetRefused ? refusalOf(error) : null;
    throw refusal ? refuse(refusal.code, refusal.message) : error;
  }
}

function senderRules(versions: readonly InformationClass[]): ReadonlySet<string> {
  const rules = versions.flatMap((version) => version.rules);
  return new Set(rules.filter((rule) => SENDER_KINDS.has(rule.kind)).map((rule) => rule.id));
}

function sheetInfo(sheet: Sheet, { fields, headerRow }: SheetColumns): SheetInfo {
  const columns = fields.map(({ code, index }) => [code, columnLetters(index)]);
  return {
    format: sheet.format,
    sheetName: sheet.sheetName,
    otherSheets: sheet.otherSheets,
    encoding: sheet.encoding,
    headerRow,
    columns: Object.fromEntries(columns) as Record<string, string>,
    columnIndexes: Object.fromEntries(fields.map(({ code, index }) => [code, index])),
  };
}
