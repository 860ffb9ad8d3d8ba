import type { EnvelopeField, Field, InformationClass, PlatformField } from '../catalogue-shape.ts';
import type { CodeList } from '../codelist-shape.ts';
import { comparisons, type Expression } from '../expression.ts';
import type { Policy } from '../policy.ts';
import type { PolicyProblem } from '../problem.ts';

export type AnyField = Field | EnvelopeField | PlatformField;
export type Fields = ReadonlyMap<string, AnyField>;

/** Collects problems of one entry: the file and the name are given once. */
export class Entry {
  readonly problems: PolicyProblem[];
  readonly file: string;
  readonly name: string;

  constructor(problems: PolicyProblem[], file: string, name: string) {
    this.problems = problems;
    this.file = file;
    this.name = name;
  }

  add(problem: string, remedy: string): void {
    this.problems.push({ file: this.file, entry: this.name, problem, remedy });
  }

  /** Reports each value that is not in the known set. */
  known(
    what: string,
    values: readonly (string | null | undefined)[],
    known: { has(name: string): boolean },
    remedy: string,
  ): void {
    for (const value of values)
      if (typeof value === 'string' && !known.has(value))
        this.add(`${what}“${value}”不存在`, remedy);
  }
}

/** What every check looks things up in. */
export interface Context {
  policy: Policy;
  problems: PolicyProblem[];
  entry(source: object, name: string, fallbackFile: string): Entry;
  lists: ReadonlyMap<string, CodeList>;
  organisations: ReadonlySet<string>;
  classes: ReadonlyMap<string, InformationClass>;
  /** Fields of a class with those of the envelope; with the platform's own when asked. */
  fieldsOf(code: string, withPlatformFields: boolean): Fields;
}

export const remedies = {
  field: '请改用本类已有的字段代码',
  list: '请改用 codelists/ 中已有的代码集，或先补上该代码集',
  organisation: '请先在 organisations/register.json 登记该单位',
  class: '请改用 catalogue/classes/ 中已有的信息类别代码',
} as const;

/** Reports fields of a condition that do not exist and values that are not in the code list of their field. */
export function checkExpression(
  expression: Expression | undefined,
  fields: Fields,
  context: Context,
  entry: Entry,
  platformNames = false,
): void {
  if (expression === undefined) return;
  for (const { field: code, values } of comparisons(expression)) {
    if (code.startsWith('@')) {
      if (!platformNames) entry.add(`条件不得使用平台名称“${code}”`, '请只用本类字段书写条件');
      continue;
    }
    const field = fields.get(code);
    if (field === undefined) {
      entry.add(`条件中的字段“${code}”不存在`, remedies.field);
      continue;
    }
    const list = context.lists.get(field.codelist ?? '');
    if (list === undefined) continue;
    for (const value of values) {
      const listed =
        list.values.some((candidate) => candidate.value === value) || value.startsWith('其他-');
      if (!listed)
        entry.add(
          `条件中“${code}”的取值“${value}”不在代码集 ${list.code}`,
          '请改用代码集中的值，否则条件永不成立',
        );
    }
  }
}

/** Reports a regular expression that does not compile. */
export function checkRegex(pattern: string, entry: Entry): void {
  try {
    return void new RegExp(pattern, 'u');
  } catch {
    entry.add(`正则表达式不能编译：${pattern}`, '请修正括号、量词和转义');
  }
}
