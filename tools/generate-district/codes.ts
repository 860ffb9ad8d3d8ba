/**
 * Made-up identifiers with correct check characters. Written a second time on purpose: the judge
 * has its own arithmetic, and the generator would prove nothing if both shared one mistake.
 */

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const SERIAL_SPACE = USCC_ALPHABET.length ** 4;

/** The placeholder a household without a code is reported with. */
export const PLACEHOLDER_USCC = `${'0'.repeat(17)}X`;

function weightedSum(values: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (values[index] ?? 0), 0);
}

/** Check character of an eight-character organisation code (GB 11714-1997). */
export function organisationCheck(body: string): string {
  const values = [...body].map((character) => Number.parseInt(character, 36));
  const check = 11 - (weightedSum(values, ORGANISATION_WEIGHTS) % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}

/** Check character of the first seventeen characters of a unified social credit code (GB 32100-2015). */
export function usccCheck(first17: string): string {
  const values = [...first17].map((character) => USCC_ALPHABET.indexOf(character));
  return USCC_ALPHABET.charAt((31 - (weightedSum(values, USCC_WEIGHTS) % 31)) % 31);
}

/** A code with the made-up body MAXT…: `prefix` is department and category, e.g. 91. */
export function madeUpUscc(prefix: string, division: string, serial: number): string {
  let rest = (serial * 7919 + 104_729) % SERIAL_SPACE;
  let body = '';
  for (let place = 0; place < 4; place += 1) {
    body = USCC_ALPHABET.charAt(rest % USCC_ALPHABET.length) + body;
    rest = Math.floor(rest / USCC_ALPHABET.length);
  }
  const organisation = `MAXT${body}`;
  const first17 = `${prefix}${division}${organisation}${organisationCheck(organisation)}`;
  return first17 + usccCheck(first17);
}

/** A citizen number (GB 11643-1999) in the unassigned division 610298, born 1900 to 1908. */
export function madeUpCitizenNumber(serial: number, female: boolean): string {
  const born = new Date(Date.UTC(1900, 0, 1) + (serial % 3200) * 86_400_000);
  const order = (Math.floor(serial / 3200) * 2 + (female ? 2 : 1)) % 1000;
  const first17 = `610298${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return first17 + citizenCheck(first17);
}

/** Check character of the first seventeen digits of a citizen number. */
export function citizenCheck(first17: string): string {
  return '10X98765432'.charAt(weightedSum([...first17].map(Number), CITIZEN_WEIGHTS) % 11);
}

/** A fifteen-digit registration number (GS 15-2006); `kind` 1 for enterprises, 6 for households. */
export function madeUpRegistrationNumber(division: string, kind: 1 | 6, serial: number): string {
  const first14 = `${division}${kind}${String(serial).padStart(7, '0')}`;
  let product = 10;
  for (const digit of first14) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return `${first14}${(11 - product) % 10}`;
}

/** The same code with another last character, so that only the check fails. */
export function withWrongCheck(code: string): string {
  const alphabet = /^\d{17}[\dX]$/u.test(code) ? '0123456789' : USCC_ALPHABET;
  const place = alphabet.indexOf(code.slice(-1));
  return code.slice(0, -1) + alphabet.charAt((place + 1) % alphabet.length);
}
