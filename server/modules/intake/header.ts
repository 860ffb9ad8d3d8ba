import type { InformationClass, Policy } from '../policy/index.ts';

/** Where each field of a class stands in a sheet. */
export interface HeaderMatch {
  /** Field code of each column index that was recognised. */
  readonly fieldOf: ReadonlyMap<number, string>;
  /** Column index of each field found. */
  readonly columnOf: ReadonlyMap<string, number>;
  /** Headers that name no field of the class, with their column index. */
  readonly unknown: readonly { readonly index: number; readonly header: string }[];
  /** Fields named by more than one column, with the column indexes. */
  readonly repeated: readonly { readonly field: string; readonly indexes: readonly number[] }[];
}

/** The part of a field the header needs. */
interface NamedField {
  readonly code: string;
  readonly nameZh: string;
}

/** Columns clerks add for themselves; they hold nothing to report. */
const OWN_COLUMNS = new Set(['序号', '行号', '编号', 'NO', 'NO.', '#']);
/** Fewer recognised cells than this are a coincidence, not a header. */
const FEWEST_NAMES = 2;

/** Recognises the columns of one class by field code or Chinese name, in any order. */
export class HeaderNames {
  readonly #byName = new Map<string, string>();

  constructor(fields: readonly NamedField[]) {
    const short = new Map<string, string | null>();
    for (const field of fields) {
      const name = headerKey(field.nameZh);
      this.#byName.set(headerKey(field.code), field.code);
      this.#byName.set(name, field.code);
      this.#byName.set(`${headerKey(field.code)}${name}`, field.code);
      this.#byName.set(`${name}${headerKey(field.code)}`, field.code);
      this.#byName.set(`${name}(${headerKey(field.code)})`, field.code);
      const bare = name.replace(/\([^()]*\)$/, '');
      short.set(bare, short.has(bare) ? null : field.code);
    }
    // 罚款金额 for 罚款金额(万元), but only where one field alone can be meant.
    for (const [bare, code] of short) {
      if (code !== null && !this.#byName.has(bare)) this.#byName.set(bare, code);
    }
  }

  /** Field code a header text names, or undefined. */
  fieldNamed(text: string): string | undefined {
    return this.#byName.get(headerKey(text));
  }

  /** How many of the cells name a field. */
  count(cells: readonly string[]): number {
    return cells.filter((cell) => cell !== '' && this.fieldNamed(cell) !== undefined).length;
  }

  /** Whether a row is a header: at least two names, and at least half of what it holds. */
  isHeader(cells: readonly string[]): boolean {
    const named = this.count(cells);
    const filled = cells.filter((cell) => headerKey(cell) !== '').length;
    return named >= FEWEST_NAMES && named * 2 >= filled;
  }

  match(columns: readonly { readonly index: number; readonly header: string }[]): HeaderMatch {
    const fieldOf = new Map<number, string>();
    const indexes = new Map<string, number[]>();
    const unknown: { index: number; header: string }[] = [];
    for (const { index, header } of columns) {
      const field = this.fieldNamed(header);
      if (field !== undefined) {
        if (!indexes.has(field)) fieldOf.set(index, field);
        indexes.set(field, [...(indexes.get(field) ?? []), index]);
      } else if (headerKey(header) !== '' && !OWN_COLUMNS.has(headerKey(header))) {
        unknown.push({ index, header });
      }
    }
    const repeated = [...indexes]
      .filter(([, found]) => found.length > 1)
      .map(([field, found]) => ({ field, indexes: found }));
    const columnOf = new Map([...fieldOf].map(([index, field]) => [field, index]));
    return { fieldOf, columnOf, unknown, repeated };
  }
}

/** Fields a sheet of the class may have: its own and the envelope's that clerks may fill. */
export function sheetFields(policy: Policy, informationClass: InformationClass): NamedField[] {
  const envelope = policy.catalogue.envelope.filter((field) => field.presenceInSheet !== 'absent');
  return [...informationClass.items, ...envelope];
}

/** The class whose names a header fits best, when that is another one than `classCode`. */
export function betterClass(
  policy: Policy,
  classCode: string,
  cells: readonly string[],
): InformationClass | null {
  let best: InformationClass | null = null;
  let most = 0;
  for (const candidate of policy.catalogue.classes) {
    const named = new HeaderNames(candidate.items).count(cells);
    if (named > most || (named === most && candidate.code === classCode)) {
      best = candidate;
      most = named;
    }
  }
  return best !== null && best.code !== classCode && most >= FEWEST_NAMES ? best : null;
}

/** How header texts are compared: width, spaces, case and marks of being required do not count. */
export function headerKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g, '')
    .replaceAll('【', '(')
    .replaceAll('】', ')')
    .replace(/\((?:必填|选填|可选|条件必填)\)/g, '')
    .replace(/^[*★]+|[*★:]+$/g, '')
    .toUpperCase();
}
