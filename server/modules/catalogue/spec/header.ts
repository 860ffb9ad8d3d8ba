/** Which column of a sheet is which field: by field code or Chinese name, in any order and spelling. */
import { versionsOf, type EnvelopeField, type Field, type Policy } from '../../policy/index.ts';
import { fold, unifyBrackets } from '../text.ts';
import { requiredClass, sheetFields } from './class-of.ts';

export type HeaderMatch = {
  readonly classCode: string;
  /** Field code of each column, null where the column is unknown, blank or a repetition. */
  readonly columns: readonly (string | null)[];
  readonly matched: number;
  readonly unknown: readonly { readonly index: number; readonly text: string }[];
  readonly duplicates: readonly { readonly field: string; readonly indexes: readonly number[] }[];
  /** An amount column headed with another unit: reading it would be wrong by a factor of 10,000. */
  readonly unitMismatches: readonly {
    readonly index: number;
    readonly text: string;
    readonly field: string;
  }[];
  readonly missingRequired: readonly { readonly code: string; readonly nameZh: string }[];
  /** Another class whose columns fit clearly better. */
  readonly otherClass: { readonly code: string; readonly nameZh: string } | null;
  /** Whether the cells are a header of this class at all. */
  readonly isHeader: boolean;
  /** Whether rows may be read: a header of this class, complete, without repeated or mistaken columns. */
  readonly usable: boolean;
  /** Sentences for a clerk; empty when the sheet can be read as it is. */
  readonly problems: readonly string[];
};

type Headings = {
  readonly byCode: ReadonlyMap<string, string>;
  /** Normalised name → fields that bear it, in the order of the catalogue. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly byNameWithoutUnit: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, Field | EnvelopeField>;
};

const MARKS = /[*＊★※:：]|\((?:必填|选填|条件必填|可选|非必填|必须)项?\)/g;
const UNIT = /\(?(万元|元|人民币元)\)?$/;
const CODE_TOKEN = /[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+/g;
const MOST_NAMED = 8;
const LEAST_MATCHED = 2;

/** A heading as compared: folded, upper case, brackets alike, without marks of necessity. */
export function headingKey(text: string): string {
  return unifyBrackets(fold(text)).toUpperCase().replace(MARKS, '');
}

const headingsOf = new WeakMap<Policy, Map<string, Headings>>();

function headings(policy: Policy, classCode: string): Headings {
  const known = headingsOf.get(policy) ?? new Map<string, Headings>();
  headingsOf.set(policy, known);
  const cached = known.get(classCode);
  if (cached) return cached;
  const built = buildHeadings(policy, classCode);
  known.set(classCode, built);
  return built;
}

function buildHeadings(policy: Policy, classCode: string): Headings {
  const fields = sheetFields(policy, classCode);
  const byCode = new Map(fields.map((field) => [field.code, field.code]));
  const byName = new Map<string, string[]>();
  const add = (name: string, code: string): void => {
    const codes = byName.get(name) ?? [];
    if (!codes.includes(code)) byName.set(name, [...codes, code]);
  };
  for (const field of fields) add(headingKey(field.nameZh), field.code);
  // A field that was renamed is found under the name an older version gave it as well.
  for (const { items } of versionsOf(policy, classCode)) {
    for (const { nameZh, code } of items) add(headingKey(nameZh), code);
  }
  const shorter = new Map<string, string[]>();
  for (const field of fields) {
    const key = headingKey(field.nameZh);
    const inner = /\(([^()]+)\)$/.exec(key)?.[1];
    const aliases = [key.replace(/\([^()]*\)$/, '')];
    if (inner !== undefined && !UNIT.test(`(${inner})`)) aliases.push(inner);
    for (const alias of aliases) {
      if (alias !== key) shorter.set(alias, [...(shorter.get(alias) ?? []), field.code]);
    }
  }
  for (const [alias, codes] of shorter) {
    const [code] = codes;
    if (codes.length === 1 && code !== undefined && !byName.has(alias)) byName.set(alias, [code]);
  }
  const byNameWithoutUnit = new Map<string, string>();
  for (const field of fields) {
    const key = headingKey(field.nameZh);
    if (UNIT.test(key)) byNameWithoutUnit.set(key.replace(UNIT, ''), field.code);
  }
  return {
    byCode,
    byName,
    byNameWithoutUnit,
    fields: new Map(fields.map((field) => [field.code, field])),
  };
}

type Found = { readonly field: string; readonly unitMismatch: boolean } | null;

function found(field: string): Found {
  return { field, unitMismatch: false };
}

function find(known: Headings, text: string, used: ReadonlySet<string>): Found {
  const key = headingKey(text);
  if (key === '') return null;
  if (known.byCode.has(key)) return found(key);
  for (const token of key.match(CODE_TOKEN) ?? []) {
    if (known.byCode.has(token)) return found(token);
  }
  const named = known.byName.get(key);
  if (named) return found(named.find((code) => !used.has(code)) ?? (named[0] as string));
  const unit = UNIT.exec(key)?.[1];
  if (unit === undefined) return null;
  const field = known.byNameWithoutUnit.get(key.replace(UNIT, ''));
  if (field === undefined) return null;
  const wanted = UNIT.exec(headingKey(known.fields.get(field)?.nameZh ?? ''))?.[1];
  return { field, unitMismatch: unit.replace('人民币', '') !== wanted };
}

/** Reads a header row for a class; unknown classes throw CompileError, nothing else throws. */
export function matchHeader(
  policy: Policy,
  classCode: string,
  cells: readonly string[],
): HeaderMatch {
  const known = headings(policy, classCode);
  const informationClass = requiredClass(policy, classCode);
  const columns: (string | null)[] = [];
  const indexesOf = new Map<string, number[]>();
  const unknown: { index: number; text: string }[] = [];
  const unitMismatches: { index: number; text: string; field: string }[] = [];
  const used = new Set<string>();
  for (const [index, text] of cells.entries()) {
    const found = find(known, text, used);
    columns.push(found && !found.unitMismatch && !used.has(found.field) ? found.field : null);
    if (!found) {
      if (headingKey(text) !== '') unknown.push({ index, text: text.trim() });
    } else if (found.unitMismatch) {
      unitMismatches.push({ index, text: text.trim(), field: found.field });
    } else {
      used.add(found.field);
      indexesOf.set(found.field, [...(indexesOf.get(found.field) ?? []), index]);
    }
  }
  const duplicates = [...indexesOf]
    .filter(([, indexes]) => indexes.length > 1)
    .map(([field, indexes]) => ({ field, indexes }));
  // A column that only some versions demand is asked for by the rules, row by row.
  const versions = versionsOf(policy, classCode);
  const required = (code: string): boolean =>
    versions.every(({ items }) =>
      items.some((item) => item.code === code && item.presence === 'required'),
    );
  const missingRequired = informationClass.items
    .filter(({ code }) => required(code) && !used.has(code))
    .map(({ code, nameZh }) => ({ code, nameZh }));
  const filled = cells.filter((text) => headingKey(text) !== '').length;
  const isHeader = used.size >= LEAST_MATCHED && used.size * 2 >= filled;
  const otherClass = betterClass(policy, classCode, cells, used.size);
  const base = { classCode, columns, matched: used.size, unknown, duplicates, unitMismatches };
  const mistaken = duplicates.length + unitMismatches.length + missingRequired.length > 0;
  const usable = isHeader && otherClass === null && !mistaken;
  const match = { ...base, missingRequired, otherClass, isHeader, usable };
  return { ...match, problems: problemsOf(match, known, informationClass.nameZh) };
}

function betterClass(
  policy: Policy,
  classCode: string,
  cells: readonly string[],
  matched: number,
): HeaderMatch['otherClass'] {
  let best: { code: string; nameZh: string } | null = null;
  let most = matched;
  for (const { code, nameZh } of policy.catalogue.classes) {
    if (code === classCode) continue;
    const known = headings(policy, code);
    const used = new Set<string>();
    for (const text of cells) {
      const found = find(known, text, used);
      if (found) used.add(found.field);
    }
    if (used.size > most && used.size >= LEAST_MATCHED) {
      most = used.size;
      best = { code, nameZh };
    }
  }
  return most - matched >= Math.max(LEAST_MATCHED, matched / 2) ? best : null;
}

function quoted(names: readonly string[]): string {
  const shown = names
    .slice(0, MOST_NAMED)
    .map((name) => `“${name}”`)
    .join('、');
  return names.length > MOST_NAMED ? `${shown} 等 ${names.length} 列` : shown;
}

function problemsOf(
  match: Omit<HeaderMatch, 'problems'>,
  known: Headings,
  className: string,
): string[] {
  const nameOf = (field: string): string => known.fields.get(field)?.nameZh ?? field;
  if (match.otherClass) {
    return [
      `这张表的列像是“${match.otherClass.nameZh}”，不是“${className}”。请改选信息类别，或换用“${className}”的模板。`,
    ];
  }
  if (!match.isHeader) {
    return [`没有找到“${className}”的表头。请使用模板，第一行填字段名称或字段代码。`];
  }
  const problems: string[] = [];
  if (match.missingRequired.length > 0) {
    const names = match.missingRequired.map((field) => field.nameZh);
    problems.push(`缺少必填列：${quoted(names)}。请补上这些列后重新上传。`);
  }
  if (match.duplicates.length > 0) {
    const names = match.duplicates.map(({ field }) => nameOf(field));
    problems.push(`列重复：${quoted(names)}。每个字段只能有一列，请删去多余的列。`);
  }
  for (const { text, field } of match.unitMismatches) {
    problems.push(`“${text}”的单位与“${nameOf(field)}”不同。请换算后按“${nameOf(field)}”填写。`);
  }
  if (match.unknown.length > 0) {
    problems.push(
      `不认识的列：${quoted(match.unknown.map((column) => column.text))}。这些列不会读取。`,
    );
  }
  return problems;
}
