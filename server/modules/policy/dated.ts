import { Type, type Static } from '@sinclair/typebox';
import type { PlainDate } from '../../platform/plain-date.ts';

export const DateShape = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });

/** What every policy entry carries: the first and the last day it holds (null = open), its legal basis, and how sure we are. */
export const dated = {
  validFrom: Type.Union([DateShape, Type.Null()]),
  validTo: Type.Union([DateShape, Type.Null()]),
  basis: Type.String({ minLength: 1 }),
  certainty: Type.Optional(Type.String()),
};

const DatedShape = Type.Object(dated);
export type Dated = Static<typeof DatedShape>;

/** The period of an entry; both days are included, null and absent are open. */
export interface Period {
  validFrom?: PlainDate | null;
  validTo?: PlainDate | null;
}

/** Whether a period holds the day. */
export function holdsOn(period: Period, date: PlainDate): boolean {
  return (period.validFrom ?? '') <= date && date <= lastDay(period);
}

/** The entries in force on the day, in the order of the policy. */
export function inForce<Entry extends Period>(entries: readonly Entry[], date: PlainDate): Entry[] {
  return entries.filter((entry) => holdsOn(entry, date));
}

/** Whether two periods share a day. */
export function overlap(one: Period, other: Period): boolean {
  return (other.validFrom ?? '') <= lastDay(one) && (one.validFrom ?? '') <= lastDay(other);
}

function lastDay(period: Period): PlainDate {
  return period.validTo ?? '9999-12-31';
}
