/** Citizen identity number, GB 11643-1999. The number is a protected field: never log or print it. */

export type CitizenIdError =
  | 'EMPTY'
  | 'MASKED'
  | 'LEGACY_15'
  | 'LENGTH'
  | 'DIGITS'
  | 'PLACEHOLDER'
  | 'DIVISION'
  | 'CHECK_CHAR'
  | 'BIRTH_DATE';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARS = '10X98765432';
const FIRST_BIRTH_YEAR = 1900;

/** The check character for the first 17 digits. */
export function citizenIdCheckChar(body: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    sum += (body.charCodeAt(index) - 48) * (WEIGHTS[index] as number);
  }
  return CHECK_CHARS.charAt(sum % 11);
}

/** Whether `yyyyMMdd` is a day of the calendar. */
function isRealDay(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  const month = Number(digits.slice(4, 6));
  const day = Number(digits.slice(6, 8));
  if (year < FIRST_BIRTH_YEAR || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * First error in the documented order, or null. `provinces` are the two-digit codes accepted at the
 * beginning (those of residence permits included), `today` is `YYYY-MM-DD`.
 */
export function checkCitizenId(
  value: string,
  provinces: ReadonlySet<string>,
  today: string,
): CitizenIdError | null {
  if (value === '') return 'EMPTY';
  if (/[*＊]/.test(value)) return 'MASKED';
  if (/^[0-9]{15}$/.test(value)) return 'LEGACY_15';
  if (value.length !== 18) return 'LENGTH';
  if (!/^[0-9]{17}[0-9X]$/.test(value)) return 'DIGITS';
  if (/^(\d)\1{17}$/.test(value)) return 'PLACEHOLDER';
  if (!provinces.has(value.slice(0, 2))) return 'DIVISION';
  if (citizenIdCheckChar(value) !== value.charAt(17)) return 'CHECK_CHAR';
  const birth = value.slice(6, 14);
  if (!isRealDay(birth) || birth > today.replaceAll('-', '')) return 'BIRTH_DATE';
  return null;
}
