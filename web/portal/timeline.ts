/** Where records stand on an axis of whole years: pure, so that the picture can be tested without drawing it. */

export interface Shown {
  readonly shownFrom: string;
  /** First day no longer shown; null = no end. */
  readonly shownUntil: string | null;
}

export interface Bar {
  /** Per cent of the axis. */
  readonly from: number;
  readonly length: number;
  /** Goes on beyond the axis. */
  readonly isOpen: boolean;
}

export interface Timeline {
  readonly years: readonly number[];
  readonly today: number;
  readonly bars: readonly Bar[];
}

/** An axis much longer than a licence runs would squeeze every penalty into a dot. */
const YEARS_BACK = 5;
const YEARS_AHEAD = 5;
const DAY = 86_400_000;
const WHOLE = 100;

/** The axis from the first to the last year that matters around today, and a bar for each record. */
export function timelineOf(records: readonly Shown[], today: string): Timeline {
  const now = yearOf(today);
  const begins = records.map(({ shownFrom }) => yearOf(shownFrom));
  const ends = records.flatMap(({ shownUntil }) => (shownUntil === null ? [] : yearOf(shownUntil)));
  const first = Math.max(Math.min(now, ...begins), now - YEARS_BACK);
  const last = Math.min(Math.max(now, ...ends), now + YEARS_AHEAD);
  const start = dayOf(`${first}-01-01`);
  const end = dayOf(`${last + 1}-01-01`);
  const place = (day: number): number =>
    (Math.min(Math.max(day - start, 0), end - start) / (end - start)) * WHOLE;
  return {
    years: Array.from({ length: last - first + 1 }, (_, i) => first + i),
    today: place(dayOf(today)),
    bars: records.map(({ shownFrom, shownUntil }) => {
      const from = place(dayOf(shownFrom));
      const until = shownUntil === null ? end + 1 : dayOf(shownUntil);
      return { from, length: Math.max(place(until) - from, 0), isOpen: until > end };
    }),
  };
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

function dayOf(date: string): number {
  return Date.parse(date) / DAY;
}
