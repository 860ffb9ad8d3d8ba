import type { PlainDate } from '../../platform/plain-date.ts';

const PREFIX = 'XYBG';
const NUMBER = /^XYBG(\d{21})$/;
const SEQUENCE_DIGITS = 6;
/** Letters and digits nobody takes for one another. */
const CODE_SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 12;
const CODE = new RegExp(`^[${CODE_SIGNS}]{${CODE_LENGTH}}$`);

/** The number of a report: prefix, division, day, place in the day, check digit. */
export function reportNumber(division: string, day: PlainDate, sequence: number): string {
  const digits = `${division}${day.replaceAll('-', '')}${String(sequence).padStart(SEQUENCE_DIGITS, '0')}`;
  return `${PREFIX}${digits}${luhnDigit(digits)}`;
}

/** The number as typed or scanned, or null when it cannot be one: a wrong digit is seen at once. */
export function readNumber(text: string): string | null {
  const number = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const digits = NUMBER.exec(number)?.[1];
  return digits !== undefined && luhnDigit(digits.slice(0, -1)) === digits.at(-1) ? number : null;
}

/** A fresh verification code from random bytes; `random` answers so many of them. */
export function newCode(random: (size: number) => Buffer): string {
  const largest = 256 - (256 % CODE_SIGNS.length);
  let code = '';
  while (code.length < CODE_LENGTH) {
    for (const byte of random(CODE_LENGTH)) {
      // What lies above would make the first signs more frequent than the others.
      if (byte < largest && code.length < CODE_LENGTH)
        code += CODE_SIGNS.charAt(byte % CODE_SIGNS.length);
    }
  }
  return code;
}

/** The code as typed or scanned, or null when it cannot be one. */
export function readCode(text: string): string | null {
  const code = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  return CODE.test(code) ? code : null;
}

/** `XXXX-XXXX-XXXX`, as it is printed. */
export function shownCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** Check digit by Luhn (ISO/IEC 7812-1): every second digit from the right is doubled. */
function luhnDigit(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
