/** A calendar day `YYYY-MM-DD` without time or zone; compares as text. */
export type PlainDate = string;

const form = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayLength = 86_400_000;

/** Whether the text is a real day of the Gregorian calendar in the form `YYYY-MM-DD`. */
export function isPlainDate(text: string): boolean {
  const parts = form.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Number of days of a month; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** −1, 0 or 1 as the first day is before, on or after the second. */
export function compare(one: PlainDate, other: PlainDate): -1 | 0 | 1 {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The day that many days later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** The same day that many months later (earlier when negative), clipped to the last day of that month. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = split(date);
  const count = year * 12 + (month - 1) + months;
  const newYear = Math.floor(count / 12);
  const newMonth = count - newYear * 12 + 1;
  return join(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

/** Days from the first day to the second; negative when the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO weekday: 1 Monday to 7 Sunday. */
export function weekday(date: PlainDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

// A formatter costs far more to make than to use, and imports ask for the day with every act.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

/** The day an instant falls on in a time zone such as `Asia/Shanghai`. */
export function todayIn(timeZone: string, instant: Date): PlainDate {
  const parts = formatterOf(timeZone).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** `YYYY/MM/DD` of the sheets as a plain date; null when it is not a real day in that form. */
export function fromSlashed(text: string): PlainDate | null {
  const date = text.replaceAll('/', '-');
  return /^\d{4}\/\d{2}\/\d{2}$/.test(text) && isPlainDate(date) ? date : null;
}

/** A plain date in the form of the sheets, `YYYY/MM/DD`. */
export function toSlashed(date: PlainDate): string {
  return date.replaceAll('-', '/');
}

function split(date: PlainDate): [year: number, month: number, day: number] {
  if (!isPlainDate(date)) throw new RangeError(`“${date}”不是有效日期，应为 YYYY-MM-DD。`);
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function join(year: number, month: number, day: number): PlainDate {
  if (year < 1 || year > 9999) throw new RangeError('日期超出 0001 至 9999 年的范围。');
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function dayNumber(date: PlainDate): number {
  const [year, month, day] = split(date);
  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, day);
  return instant.getTime() / dayLength;
}

function fromDayNumber(days: number): PlainDate {
  const instant = new Date(days * dayLength);
  return join(instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate());
}
