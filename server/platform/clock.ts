import { todayIn, type PlainDate } from './plain-date.ts';

/** The only source of time for commands; decisions receive its values as arguments. */
export interface Clock {
  now(): Date;
  /** The calendar day in Asia/Shanghai. */
  today(): PlainDate;
}

const ZONE = 'Asia/Shanghai';

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => todayIn(ZONE, new Date()),
};

/** A clock that stands still at the given instant (ISO 8601), for tests and replays. */
export function fixedClock(instant: string): Clock {
  const at = new Date(instant);
  return { now: () => new Date(at), today: () => todayIn(ZONE, at) };
}
