import { todayIn, type PlainDate } from './plain-date.ts';

/** The only source of time for commands; decisions receive its values as arguments. */
export interface Clock {
  now(): Date;
  /** The calendar day in Asia/Shanghai. */
  today(): PlainDate;
}

const ZONE = 'Asia/Shanghai';

const MINUTE_MS = 60_000;

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => dayOfMinute(Math.floor(Date.now() / MINUTE_MS)),
};

let known = { minute: Number.NaN, day: '' };

/** A day begins with a minute: the calendar is asked once in each. */
function dayOfMinute(minute: number): PlainDate {
  if (minute !== known.minute) known = { minute, day: todayIn(ZONE, new Date(minute * MINUTE_MS)) };
  return known.day;
}

/** A clock that stands still at the given instant (ISO 8601), for tests and replays. */
export function fixedClock(instant: string): Clock {
  const at = new Date(instant);
  return { now: () => new Date(at), today: () => todayIn(ZONE, at) };
}
