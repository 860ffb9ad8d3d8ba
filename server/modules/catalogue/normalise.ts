/** The closed set of normalisers (catalogue version 2). Each is idempotent; every change is recorded as a cure. */
import type { Normaliser as NormaliserKind } from '../policy/index.ts';
import { fold, isFolded, trimInvisible, unifyBrackets } from './text.ts';

export type NormaliserSettings = {
  /** Whether the words for "without end" are read as the long-term date. */
  readonly longTerm: boolean;
  /** Wire form of the long-term date, `yyyy/MM/dd`. */
  readonly longTermDate: string;
  /** The unit that may trail an amount (万元, 元), or null when none may. */
  readonly moneyUnit: string | null;
  /** Folded label → value for labels of exactly one list value; values map to themselves. */
  readonly labels: ReadonlyMap<string, string> | null;
};

type Apply = (value: string, settings: NormaliserSettings) => string;

const LONG_TERM_WORDS = new Set(['长期', '长期有效', '永久', '无固定期限']);
const WRITTEN_DATE =
  /^([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})(?:[ T]?0{1,2}:00(?::00(?:\.0+)?)?)?$/;
const CHINESE_DATE = /^([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号](?:0{1,2}:00(?::00)?)?$/;
const COMPACT_DATE = /^([0-9]{4})([0-9]{2})([0-9]{2})(?: 0{1,2}:00(?::00)?)?$/;
const SERIAL_DATE = /^[0-9]{5}$/;
/** Worksheet serials of 1927 to 2099: shorter or longer numbers are more likely typing mistakes. */
const SERIAL_RANGE = [10_000, 73_050] as const;
const MILLISECONDS_PER_DAY = 86_400_000;
/** Day 0 of the 1900 date system for serials after its false leap day. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

/** `yyyy/MM/dd` when the three numbers are a day of the calendar, else null. */
function wireDate(year: string, month: string, day: string): string | null {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day);
  return real ? `${year}/${month.padStart(2, '0')}/${day.padStart(2, '0')}` : null;
}

function readDate(text: string): string | null {
  const written = WRITTEN_DATE.exec(text);
  if (written) return wireDate(written[1] as string, written[3] as string, written[4] as string);
  const dense = text.replace(/\s/g, '');
  const parts = CHINESE_DATE.exec(dense) ?? COMPACT_DATE.exec(text);
  if (parts) return wireDate(parts[1] as string, parts[2] as string, parts[3] as string);
  if (!SERIAL_DATE.test(text)) return null;
  const serial = Number(text);
  if (serial < SERIAL_RANGE[0] || serial > SERIAL_RANGE[1]) return null;
  const date = new Date(SERIAL_EPOCH + serial * MILLISECONDS_PER_DAY);
  return wireDate(
    String(date.getUTCFullYear()),
    String(date.getUTCMonth() + 1),
    String(date.getUTCDate()),
  );
}

function normaliseDate(value: string, settings: NormaliserSettings): string {
  const trimmed = trimInvisible(value);
  if (isWireDate(trimmed)) return trimmed;
  const plain = trimInvisible(trimmed.normalize('NFKC'));
  if (settings.longTerm && LONG_TERM_WORDS.has(plain)) return settings.longTermDate;
  return readDate(plain) ?? trimmed;
}

const AMOUNT = /^¥?(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?(\D*)$/;

function normaliseMoney(value: string, settings: NormaliserSettings): string {
  if (isPlainNumber(value)) return value;
  const parts = AMOUNT.exec(fold(value));
  if (!parts) return trimInvisible(value);
  const unit = parts[4] as string;
  if (unit !== '' && unit !== settings.moneyUnit) return trimInvisible(value);
  return `${parts[1]}${(parts[2] as string).replaceAll(',', '')}${parts[3] ?? ''}`;
}

function normaliseList(value: string): string {
  if (!/[；，,;]/.test(value)) return value;
  return value
    .replace(/[；，,]/g, ';')
    .split(';')
    .map(trimInvisible)
    .filter((element) => element !== '')
    .join(';');
}

const APPLY: Readonly<Record<NormaliserKind, Apply>> = {
  NFKC_CODE: fold,
  UPPER: (value) => value.replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
  TRIM: trimInvisible,
  DATE: normaliseDate,
  MONEY: normaliseMoney,
  LIST_SEPARATOR: normaliseList,
  NAME_BRACKETS: (value) => value.replaceAll('(', '（').replaceAll(')', '）'),
  LIST_LABEL: (value, settings) => settings.labels?.get(labelKey(value)) ?? value,
  NONE: (value) => value,
};

/** The form in which labels are compared: folded, brackets alike. */
export function labelKey(text: string): string {
  return unifyBrackets(fold(text));
}

/** One normaliser applied to one cell. */
export function applyNormaliser(
  name: NormaliserKind,
  value: string,
  settings: NormaliserSettings,
): string {
  return APPLY[name](value, settings);
}

/** `yyyy/MM/dd` in digits; says nothing about the calendar. */
export function isWireDate(value: string): boolean {
  if (value.length !== 10) return false;
  for (let index = 0; index < 10; index += 1) {
    const code = value.charCodeAt(index);
    if (index === 4 || index === 7 ? code !== 47 : code < 48 || code > 57) return false;
  }
  return true;
}

/** Digits with an optional sign and an optional fraction. */
export function isPlainNumber(value: string): boolean {
  let index = value.charCodeAt(0) === 45 ? 1 : 0;
  let digits = 0;
  let points = 0;
  for (; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code >= 48 && code <= 57) digits += 1;
    else if (code === 46 && digits > 0 && points === 0) {
      points = 1;
      digits = 0;
    } else return false;
  }
  return digits > 0;
}

type Test = (value: string) => boolean;

function hasOuterSpace(value: string): boolean {
  return trimInvisible(value) !== value;
}

function isPlainCode(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code >= 97 && code <= 122) return false;
  }
  return isFolded(value);
}

const UNCHANGED: Readonly<Record<NormaliserKind, (settings: NormaliserSettings) => Test>> = {
  NFKC_CODE: () => isFolded,
  UPPER: () => isPlainCode,
  TRIM: () => (value) => !hasOuterSpace(value),
  DATE: () => isWireDate,
  MONEY: () => isPlainNumber,
  LIST_SEPARATOR: () => (value) => !/[；，,;]/.test(value),
  NAME_BRACKETS: () => (value) => !value.includes('(') && !value.includes(')'),
  LIST_LABEL: (settings) => (value) => {
    const target = settings.labels?.get(value);
    return target === value || (target === undefined && !settings.labels?.has(labelKey(value)));
  },
  NONE: () => () => true,
};

/** A cheap test that is true only when the whole chain leaves the value as it is. */
export function unchangedTest(
  names: readonly NormaliserKind[],
  settings: NormaliserSettings,
): Test {
  const needed = names.filter((name) => !(name === 'NFKC_CODE' && names.includes('UPPER')));
  const tests = needed.map((name) => UNCHANGED[name](settings));
  const [first, second, third] = tests;
  if (!first) return () => true;
  if (!second) return first;
  if (!third) return (value) => first(value) && second(value);
  return (value) => tests.every((test) => test(value));
}
