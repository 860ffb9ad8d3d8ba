/** How a number format shows a number, as far as a reader of data needs to know. */
export type NumberLook =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  | { readonly kind: 'padded'; readonly digits: number };

const DAY_MS = 86_400_000;
const LAST_SERIAL = 2_958_466;
/** Days from the 1900 to the 1904 date system. */
const SHIFT_1904 = 1_462;

/** Whether a spreadsheet cannot hold all digits of this number (it keeps 15). */
export function isImprecise(value: number): boolean {
  return Math.abs(value) >= 1e15;
}

/** Number without exponent, with the 15 digits a person sees: 6.1E+17 → 610000000000000000. */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  const [mantissa = '', exponent = '0'] = value.toExponential(14).split('e');
  const negative = mantissa.startsWith('-');
  const digits = mantissa.replace(/[-.]/g, '');
  const point = Number(exponent) + 1;
  let text: string;
  if (point <= 0) text = `0.${'0'.repeat(Math.min(-point, 300))}${digits}`;
  else if (point >= digits.length) text = digits + '0'.repeat(point - digits.length);
  else text = `${digits.slice(0, point)}.${digits.slice(point)}`;
  if (text.includes('.')) text = text.replace(/\.?0+$/, '');
  return negative && text !== '0' ? `-${text}` : text;
}

/** Text of a number as its format shows it; serials outside the calendar stay numbers. */
export function numberText(value: number, look: NumberLook, date1904: boolean): string {
  if (look.kind === 'plain') return plainNumber(value);
  if (look.kind === 'padded') {
    const text = plainNumber(value);
    return /^\d+$/.test(text) ? text.padStart(look.digits, '0') : text;
  }
  return serialText(value, look.kind === 'time', date1904) ?? plainNumber(value);
}

/** `yyyy/MM/dd`, with ` HH:mm:ss` only when the time is not midnight; null outside the calendar. */
export function serialText(serial: number, timeOnly: boolean, date1904: boolean): string | null {
  const seconds = Math.round(serial * 86_400);
  const clock = clockText(((seconds % 86_400) + 86_400) % 86_400);
  if (timeOnly && serial >= 0 && serial < 1) return clock;
  const day = Math.floor(seconds / 86_400) + (date1904 ? SHIFT_1904 : 0);
  if (day < 0 || day >= LAST_SERIAL) return null;
  const date = dayText(day);
  return clock === '00:00:00' ? date : `${date} ${clock}`;
}

/** The 1900 system knows a day 0 and a 29 February 1900; both are shown as a person sees them. */
function dayText(day: number): string {
  if (day === 0) return '1900/01/00';
  if (day === 60) return '1900/02/29';
  const shifted = day < 60 ? day + 1 : day;
  const date = new Date((shifted - 25_569) * DAY_MS);
  return [
    String(date.getUTCFullYear()).padStart(4, '0'),
    String(date.getUTCMonth() + 1).padStart(2, '0'),
    String(date.getUTCDate()).padStart(2, '0'),
  ].join('/');
}

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** ISO date cell (`t="d"`) → `yyyy/MM/dd[ HH:mm:ss]`; other text stays as it is. */
export function isoText(text: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?)?$/.exec(text);
  if (match === null) return text;
  const date = `${match[1]}/${match[2]}/${match[3]}`;
  return match[4] === undefined || match[4] === '00:00:00' ? date : `${date} ${match[4]}`;
}
