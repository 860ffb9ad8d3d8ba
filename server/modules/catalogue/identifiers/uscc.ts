/** Unified social credit code, GB 32100-2015. Values are expected after normalisation (upper case, half width). */
import { hasOrgCodeCheck } from './org-code.ts';

export type UsccError =
  | 'EMPTY'
  | 'LENGTH'
  | 'ALPHABET'
  | 'PLACEHOLDER'
  | 'DEPARTMENT'
  | 'CATEGORY'
  | 'CHECK_CHAR';
export type UsccWarning = 'CATEGORY' | 'DIVISION' | 'EMBEDDED_ORG_CODE';
export type UsccResult = {
  readonly error: UsccError | null;
  readonly warnings: readonly UsccWarning[];
};

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Category characters allowed after each registering department (GB 32100-2015, table of clause 4). */
const CATEGORIES: Readonly<Record<string, string>> = {
  '1': '1239',
  '2': '19',
  '3': '123459',
  '4': '19',
  '5': '1239',
  '6': '129',
  '7': '129',
  '8': '19',
  '9': '123',
  A: '19',
  N: '1239',
  Y: '1',
};
/** Met in practice for village and residents' committees, not in the standard: accepted with a warning. */
const TOLERATED_CATEGORIES: Readonly<Record<string, string>> = { '5': '45' };

/** What authorities send when a subject has no code; never an identifier. */
const PLACEHOLDERS = new Set(['00000000000000000X', '000000000000000000']);

/** Division code of an authority of the state as a whole. */
const NATIONAL_AUTHORITY = '100000';

const VALUE_OF_CHAR = new Int8Array(128).fill(-1);
for (let index = 0; index < ALPHABET.length; index += 1) {
  VALUE_OF_CHAR[ALPHABET.charCodeAt(index)] = index;
}

const ERROR_RESULTS = new Map<UsccError, UsccResult>();
const WARNING_BITS: readonly UsccWarning[] = ['CATEGORY', 'DIVISION', 'EMBEDDED_ORG_CODE'];
const WARNING_RESULTS: readonly UsccResult[] = Array.from({ length: 8 }, (_, bits) => ({
  error: null,
  warnings: WARNING_BITS.filter((_warning, bit) => (bits & (1 << bit)) !== 0),
}));

function failed(error: UsccError): UsccResult {
  let result = ERROR_RESULTS.get(error);
  if (!result) {
    result = { error, warnings: [] };
    ERROR_RESULTS.set(error, result);
  }
  return result;
}

/** Whether the value is one of the two reporting placeholders, which count as "no code". */
export function isUsccPlaceholder(value: string): boolean {
  return value.length === 18 && value.startsWith('0000000') && PLACEHOLDERS.has(value);
}

/** The check character for the first 17 characters, or null when they leave the alphabet. */
export function usccCheckChar(body: string): string | null {
  if (body.length < 17) return null;
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    const code = body.charCodeAt(index);
    const value = code < 128 ? (VALUE_OF_CHAR[code] as number) : -1;
    if (value < 0) return null;
    sum += value * (WEIGHTS[index] as number);
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** First error in the documented order, else the warnings; `provinces` are the two-digit codes of GB/T 2260. */
export function checkUscc(value: string, provinces: ReadonlySet<string>): UsccResult {
  if (value === '') return failed('EMPTY');
  if (isUsccPlaceholder(value)) return failed('PLACEHOLDER');
  if (value.length !== 18) return failed('LENGTH');
  const expected = usccCheckChar(value);
  const last = value.charCodeAt(17);
  if (expected === null || last >= 128 || (VALUE_OF_CHAR[last] as number) < 0) {
    return failed('ALPHABET');
  }
  const department = value.charAt(0);
  const categories = CATEGORIES[department];
  if (categories === undefined) return failed('DEPARTMENT');
  const category = value.charAt(1);
  let bits = 0;
  if (!categories.includes(category)) {
    if (!TOLERATED_CATEGORIES[department]?.includes(category)) return failed('CATEGORY');
    bits |= 1;
  }
  if (expected !== value.charAt(17)) return failed('CHECK_CHAR');
  if (!isKnownDivision(value, provinces)) bits |= 2;
  if (!hasOrgCodeCheck(value, 8)) bits |= 4;
  return WARNING_RESULTS[bits] as UsccResult;
}

function isKnownDivision(value: string, provinces: ReadonlySet<string>): boolean {
  for (let index = 2; index < 8; index += 1) {
    const code = value.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return provinces.has(value.slice(2, 4)) || value.startsWith(NATIONAL_AUTHORITY, 2);
}
