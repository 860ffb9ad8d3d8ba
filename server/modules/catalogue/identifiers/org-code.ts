/** Organisation code, GB 11714-1997: eight characters and a check character, hyphen optional in writing. */

export type OrgCodeError =
  | 'EMPTY'
  | 'FORMAT'
  | 'LENGTH'
  | 'ALPHABET'
  | 'PLACEHOLDER'
  | 'CHECK_CHAR';

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const HYPHEN_AT = 8;

function valueOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 90) return code - 55;
  return -1;
}

/** Whether the nine characters starting at `offset` carry the right check character. */
export function hasOrgCodeCheck(text: string, offset: number): boolean {
  let sum = 0;
  for (let index = 0; index < 8; index += 1) {
    const value = valueOf(text.charCodeAt(offset + index));
    if (value < 0) return false;
    sum += value * (WEIGHTS[index] as number);
  }
  const check = 11 - (sum % 11);
  const expected = check === 10 ? 88 : check === 11 ? 48 : 48 + check;
  return text.charCodeAt(offset + 8) === expected;
}

/** The stored form: nine characters without the hyphen, when it stands before the check character. */
export function compactOrgCode(value: string): string {
  return value.length === 10 && value.charAt(HYPHEN_AT) === '-'
    ? value.slice(0, 8) + value.slice(9)
    : value;
}

/** First error of an organisation code in the documented order, or null. */
export function checkOrgCode(value: string): OrgCodeError | null {
  if (value === '') return 'EMPTY';
  const compact = compactOrgCode(value);
  if (compact.includes('-')) return 'FORMAT';
  if (compact.length !== 9) return 'LENGTH';
  for (let index = 0; index < 9; index += 1) {
    if (valueOf(compact.charCodeAt(index)) < 0) return 'ALPHABET';
  }
  if (compact === '000000000') return 'PLACEHOLDER';
  return hasOrgCodeCheck(compact, 0) ? null : 'CHECK_CHAR';
}
