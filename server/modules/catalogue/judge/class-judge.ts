import type { PlainDate } from '../../../platform/plain-date.ts';
import { versionsOf, type Policy } from '../../policy/index.ts';
import { sheetFields } from '../spec/class-of.ts';
import type { AnyField } from './environment.ts';
import type { TableOf } from './file.ts';
import { KeyTable } from './key-table.ts';
import { compileJudge, type Judge, type RawCells } from './judge.ts';
import { CompileError, type FileContext, type JudgedRow, type RowContext } from './types.ts';

/** Judges the rows of one file in their order, with what was seen before. */
export interface RowsJudge {
  row(cells: RawCells, rowNumber: number): JudgedRow;
}

/**
 * All versions of a class. Each row is judged by the version in force on the day of its fact, so
 * that a decision of last year meets last year's catalogue.
 */
export class ClassJudge {
  /** The oldest first; never empty. */
  readonly versions: readonly Judge[];
  readonly newest: Judge;
  /** Columns a sheet may have: those of the newest version, then what only older ones know. */
  readonly fields: readonly AnyField[];

  constructor(versions: readonly [Judge, ...Judge[]], fields: readonly AnyField[]) {
    this.versions = versions;
    this.newest = versions.at(-1) as Judge;
    this.fields = fields;
  }

  /** The version for a row, by its cells as reported or normalised; the day of receipt when it states no day. */
  of(cells: RawCells, receivedOn: PlainDate): Judge {
    const [oldest] = this.versions as [Judge];
    if (this.versions.length === 1) return oldest;
    const begun = (each: Judge): boolean =>
      (each.informationClass.validFrom ?? '') <= each.statedDay(cells, receivedOn);
    return this.versions.findLast(begun) ?? oldest;
  }

  /** Judges one row by the row rules and the file rules about sender and day of receipt. */
  row(cells: RawCells, context: RowContext): JudgedRow {
    return this.of(cells, context.receivedOn ?? context.today).row(cells, context);
  }

  /** Judges the rows of one file; keys repeated across versions are found as well. */
  file(context: FileContext): RowsJudge {
    const tables = new Map<string, KeyTable>();
    const tableOf: TableOf = (rule) => {
      const table = tables.get(rule) ?? new KeyTable();
      tables.set(rule, table);
      return table;
    };
    const files = new Map(this.versions.map((each) => [each, each.file(context, tableOf)]));
    const received = context.receivedOn ?? context.today;
    return {
      row: (cells, rowNumber) =>
        (files.get(this.of(cells, received)) as RowsJudge).row(cells, rowNumber),
    };
  }
}

const judges = new WeakMap<Policy, Map<string, ClassJudge>>();

/** The compiled class with all its versions; throws CompileError when it, or anything a rule names, is unknown. */
export function compileClass(policy: Policy, classCode: string): ClassJudge {
  const known = judges.get(policy) ?? new Map<string, ClassJudge>();
  judges.set(policy, known);
  const cached = known.get(classCode);
  if (cached) return cached;
  const [oldest, ...later] = versionsOf(policy, classCode).map(({ validFrom }) =>
    compileJudge(policy, classCode, validFrom ?? ''),
  );
  if (!oldest) throw new CompileError(`目录中没有信息类别“${classCode}”，请检查类别代码。`);
  const judge = new ClassJudge([oldest, ...later], sheetFields(policy, classCode));
  known.set(classCode, judge);
  return judge;
}
