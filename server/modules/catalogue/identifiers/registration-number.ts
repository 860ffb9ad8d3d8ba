/** Business registration number of 15 digits, GS 15-2006, check digit by ISO 7064 MOD 11,10 (GB/T 17710). */

export type RegistrationNumberError =
  | 'EMPTY'
  | 'LENGTH'
  | 'DIGITS'
  | 'PLACEHOLDER'
  | 'DIVISION'
  | 'CHECK_DIGIT';

const NATIONAL_AUTHORITY = '100000';

/** The check digit that belongs to the first 14 digits. */
export function registrationCheckDigit(body: string): string {
  let product = 10;
  for (let index = 0; index < 14; index += 1) {
    const sum = ((product % 11) + (body.charCodeAt(index) - 48)) % 10;
    product = (2 * (sum === 0 ? 10 : sum)) % 11;
  }
  return String((11 - product) % 10);
}

/** First error of a 15-digit number in the documented order, or null; `provinces` are two-digit codes. */
export function checkRegistrationNumber(
  value: string,
  provinces: ReadonlySet<string>,
): RegistrationNumberError | null {
  if (value.trim() === '') return 'EMPTY';
  if (value.length !== 15) return 'LENGTH';
  if (!/^[0-9]{15}$/.test(value)) return 'DIGITS';
  if (/^(\d)\1{14}$/.test(value)) return 'PLACEHOLDER';
  if (!provinces.has(value.slice(0, 2)) && !value.startsWith(NATIONAL_AUTHORITY)) return 'DIVISION';
  return registrationCheckDigit(value) === value.charAt(14) ? null : 'CHECK_DIGIT';
}
