import { addDays, addMonths, weekday, type PlainDate } from '../../platform/plain-date.ts';

/** The published working-day data: rest days and make-up working days by the year of the notice. */
export interface PublishedWorkdays {
  readonly years: Readonly<
    Record<string, { readonly off: readonly PlainDate[]; readonly work: readonly PlainDate[] }>
  >;
}

/** Whether a day is worked; provisional when no notice has been published for its year and Monday to Friday is assumed. */
export interface DayKind {
  workday: boolean;
  provisional: boolean;
}

/** A day reached by counting; provisional when any day on the way lies in a year without a notice. */
export interface CountedTo {
  date: PlainDate;
  provisional: boolean;
}

/** One counted working day with its number, 1 for the first after day zero. */
export interface CountedDay extends CountedTo {
  number: number;
}

export interface CountedDays {
  count: number;
  provisional: boolean;
  days: CountedDay[];
}

/** A time limit counted from a start event: working days, days, or calendar months. */
export interface TimeLimit {
  value: number;
  unit: 'WORKDAY' | 'DAY' | 'MONTH';
}

const listedDays = new WeakMap<PublishedWorkdays, Map<PlainDate, boolean>>();

/** Whether the day is a working day with 调休; a year without a notice answers Monday to Friday and provisional. */
export function isWorkday(published: PublishedWorkdays, date: PlainDate): DayKind {
  const listed = listedIn(published).get(date);
  if (listed !== undefined) return { workday: listed, provisional: false };
  return {
    workday: weekday(date) <= 5,
    provisional: !Object.hasOwn(published.years, date.slice(0, 4)),
  };
}

/** The n-th working day after the start (before it when negative); the start is day zero and is never counted. */
export function addWorkdays(
  published: PublishedWorkdays,
  start: PlainDate,
  count: number,
): CountedTo {
  const step = Math.sign(count);
  let date = start;
  let provisional = false;
  for (let left = Math.abs(count); left > 0;) {
    date = addDays(date, step);
    const kind = isWorkday(published, date);
    provisional ||= kind.provisional;
    if (kind.workday) left -= 1;
  }
  return { date, provisional };
}

/** Every working day after `from` up to and including `to`, each with its number; none when `to` is not later. */
export function workdaysBetween(
  published: PublishedWorkdays,
  from: PlainDate,
  to: PlainDate,
): CountedDays {
  const days: CountedDay[] = [];
  let provisional = false;
  for (let date = from; date < to;) {
    date = addDays(date, 1);
    const kind = isWorkday(published, date);
    provisional ||= kind.provisional;
    if (kind.workday) days.push({ date, number: days.length + 1, provisional: kind.provisional });
  }
  return { count: days.length, provisional, days };
}

/**
 * The last punctual day of a time limit: working day n, day n, or the same day n months later
 * clipped to the end of that month. The day of the start event is day zero.
 */
export function lastPunctualDay(
  published: PublishedWorkdays,
  start: PlainDate,
  limit: TimeLimit,
): CountedTo {
  switch (limit.unit) {
    case 'WORKDAY':
      return addWorkdays(published, start, limit.value);
    case 'DAY':
      return { date: addDays(start, limit.value), provisional: false };
    case 'MONTH':
      return { date: addMonths(start, limit.value), provisional: false };
  }
}

function listedIn(published: PublishedWorkdays): Map<PlainDate, boolean> {
  const known = listedDays.get(published);
  if (known !== undefined) return known;
  const listed = new Map<PlainDate, boolean>();
  for (const { off, work } of Object.values(published.years)) {
    for (const date of off) listed.set(date, false);
    for (const date of work) listed.set(date, true);
  }
  listedDays.set(published, listed);
  return listed;
}
