import type { District } from './assemble.ts';
import { addDays, onWeekday, type PlainDate } from './dates.ts';
import type { ClassPlan } from './plan.ts';
import type { InformationClass } from './rows.ts';
import { factDay, type Subject } from './subjects.ts';

/** Days back from today that make up the current period. */
export const CURRENT_DAYS = 60;

/** When a fact happened; `current` where stock and current are sent apart. */
interface FactDay {
  readonly on: PlainDate;
  readonly current?: boolean;
}

/** The days of the rows of one sender and class, by the place of the row among them. */
export type FactDays = (subject: Subject, place: number) => FactDay;

/** Days as the sender's profile has them; without a profile a few of the last days and the rest of all. */
export function factDays(
  { plan, random, today, late }: District,
  { months }: ClassPlan,
  cls: InformationClass,
  sender: string,
  rows: number,
): FactDays {
  const profile = plan.profiles?.get(sender);
  if (!profile) {
    // Some facts are of the last days, so that deadlines and the newest items can be shown.
    const fresh = Math.max(1, rows * 0.02);
    return (subject, place) => ({
      on:
        place >= 0 && place < fresh && subject.ended === null
          ? onWeekday(addDays(today, -random.int(0, 9)))
          : factDay(subject, today, random, months),
    });
  }
  const limit = limitOf(cls);
  const current = Math.round((rows * profile.currentPercent) / 100);
  const punctual = current - Math.round((current * profile.latePercent) / 100);
  return (subject, place) => {
    const isCurrent = place >= 0 && place < current && subject.ended === null;
    if (isCurrent) return { on: currentDay(place >= punctual), current: true };
    const on = factDay(subject, today, random, months);
    const before = onWeekday(addDays(today, -CURRENT_DAYS - 1));
    return { on: on > before ? before : on, current: false };
  };

  function currentDay(isLate: boolean): PlainDate {
    for (;;) {
      const on = onWeekday(addDays(today, -random.int(0, CURRENT_DAYS - 3)));
      if (limit === null || late(on, limit, today) === isLate) return on;
    }
  }
}

/** Working days within which a fact of the class is to be reported. */
function limitOf(cls: InformationClass): number | null {
  for (const rule of cls.rules) if (rule.kind === 'reportedInTime') return rule.args.workdays;
  return null;
}
