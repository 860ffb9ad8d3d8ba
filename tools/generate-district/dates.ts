/** A day as `YYYY-MM-DD`. */
export type PlainDate = string;

const DAY = 86_400_000;

/** Days since 1970-01-01. */
export function dayNumber(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

/** The day of a day number. */
export function dateOfDay(day: number): PlainDate {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Months later, clipped to the end of the month. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return dateOfDay((first.getTime() + (Math.min(day, last) - 1) * DAY) / DAY);
}

/** The last Monday-to-Friday day not after the given one: offices do not decide on Sundays. */
export function onWeekday(date: PlainDate): PlainDate {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  if (weekday === 0) return addDays(date, -2);
  return weekday === 6 ? addDays(date, -1) : date;
}

export function earlier(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? a : b;
}

export function later(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}

/** The form sheets carry: `YYYY/MM/DD`. */
export function onWire(date: PlainDate): string {
  return date.replaceAll('-', '/');
}

/** Published rest days on weekdays (`off`) and working days at weekends (`work`), by year. */
export interface Workdays {
  readonly years: Readonly<
    Record<string, { readonly off: readonly string[]; readonly work: readonly string[] }>
  >;
}

/** Whether `received` lies after working day `limit` counted from `from` (which is day 0). */
export type Lateness = (from: PlainDate, limit: number, received: PlainDate) => boolean;

/** The lateness of a calendar of working days. */
export function createLateness(workdays: Workdays): Lateness {
  const off = new Set<string>();
  const work = new Set<string>();
  for (const year of Object.values(workdays.years)) {
    for (const day of year.off) off.add(day);
    for (const day of year.work) work.add(day);
  }
  const isWorkday = (date: PlainDate): boolean => {
    if (work.has(date)) return true;
    return !off.has(date) && onWeekday(date) === date;
  };
  const lastPunctualDays = new Map<string, PlainDate>();
  const lastPunctualDay = (from: PlainDate, limit: number): PlainDate => {
    const key = `${from} ${limit}`;
    let day = lastPunctualDays.get(key);
    if (day !== undefined) return day;
    day = from;
    for (let counted = 0; counted < limit;) {
      day = addDays(day, 1);
      if (isWorkday(day)) counted += 1;
    }
    lastPunctualDays.set(key, day);
    return day;
  };
  return (from, limit, received) => received > lastPunctualDay(from, limit);
}
