import { addDays, addMonths, type PlainDate } from '../../platform/plain-date.ts';
import {
  holdsOn,
  type Duration,
  type Expression,
  type Level,
  type LevelPeriod,
  type Policy,
} from '../policy/index.ts';
import { dateCell, type PublicationCase } from './case.ts';

/** When publicity ends and why; `until` is the first day without it. */
export interface PlannedEnd {
  readonly until: PlainDate | null;
  readonly basis: string;
  readonly regime: string | null;
  readonly certainty: string | undefined;
}

interface LevelRule extends Omit<PlannedEnd, 'until'> {
  readonly regime: string;
  readonly period: LevelPeriod;
}

/**
 * End of publicity of a classified sanction: longest period of its level under the regime in force
 * on the date of the fact, shortened by the transition rule. Null when the level is not published.
 */
export function levelPeriod(
  given: PublicationCase,
  level: Level,
  policy: Policy,
  today: PlainDate,
): PlannedEnd | null {
  const rule = levelRule(given, level, policy, given.factDate);
  if (!rule.period.published) return null;
  const until = addMonths(given.factDate, rule.period.maxMonths);
  const { transition } = policy.publication;
  const changes = transition.validFrom;
  if (changes === null || given.factDate >= changes || until <= changes) return { ...rule, until };
  const later = levelRule(given, level, policy, changes);
  const shorter = earliest(until, addMonths(given.factDate, later.period.maxMonths)) ?? until;
  // Before the day of change the old period still runs, but it cannot outlive that day.
  const end = shorter < changes && today < changes ? changes : shorter;
  return end === until
    ? { ...rule, until }
    : { ...rule, until: end, basis: `${rule.basis}；${later.basis}（从短适用）` };
}

/** The regime, or the sector's own rule, that holds for the level on the given day. */
function levelRule(
  given: PublicationCase,
  level: Level,
  policy: Policy,
  day: PlainDate,
): LevelRule {
  const { publication } = policy;
  const sector = publication.sectorOverrides.find(
    (candidate) =>
      candidate.class === given.classCode &&
      candidate.organisations.includes(given.organisation) &&
      candidate.levels[level] !== undefined &&
      holdsOn(candidate, day),
  );
  const first = publication.beforeFirstRegime.use;
  const regime =
    publication.regimes.find((candidate) => holdsOn(candidate, day)) ??
    publication.regimes.find((candidate) => candidate.id === first);
  if (!regime) throw new Error(`no publication regime for ${day}`);
  const { basis, certainty } = regime;
  const ofSector = sector?.levels[level];
  return sector && ofSector
    ? {
        regime: sector.id,
        basis: `${sector.basis}；${basis}`,
        certainty: sector.certainty,
        period: ofSector,
      }
    : { regime: regime.id, basis, certainty, period: regime.levels[level] };
}

/**
 * End of publicity of a class with its own duration; null when it is not to be shown at all.
 * Dates named 至 are the last day of validity, so publicity ends the day after; a removal date ends it that day.
 */
export function plannedEnd(
  given: PublicationCase,
  duration: Duration,
  policy: Policy,
  holds: (condition: Expression) => boolean,
): PlannedEnd | null {
  const conditions = [duration.while, duration.alsoWhile].filter(
    (condition): condition is Expression =>
      condition !== undefined && condition !== 'subject exists',
  );
  if (!conditions.every(holds)) return null;
  const lastDay = cell(given, duration.until);
  const ends: (PlainDate | null)[] = [
    lastDay === null || lastDay === longTerm(policy) ? null : addDays(lastDay, 1),
    cell(given, duration.endsOn),
    duration.maxMonths === undefined ? null : addMonths(given.factDate, duration.maxMonths),
  ];
  return {
    until: ends.reduce(earliest, null),
    regime: null,
    ...classBasis(policy, given.classCode),
  };
}

/** The end, no later than the longest publicity of the class; what shortens it is named as its basis. */
export function withinMaximum(given: PublicationCase, policy: Policy, end: PlannedEnd): PlannedEnd {
  const maximum = policy.publication.classMaximum[given.classCode];
  if (maximum === undefined) return end;
  const start = cell(given, maximum.base) ?? given.factDate;
  const last = addMonths(start, maximum.months);
  if (end.until !== null && end.until <= last) return end;
  const { basis, certainty } = maximum;
  return { ...end, until: last, basis: `${end.basis}；${basis}`, certainty };
}

/** The earlier of two ends; null is "no end". */
function earliest(one: PlainDate | null, other: PlainDate | null): PlainDate | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

function cell(given: PublicationCase, field: string | undefined): PlainDate | null {
  return field === undefined ? null : dateCell(given.values[field] ?? '');
}

function longTerm(policy: Policy): PlainDate | null {
  return dateCell(policy.catalogue.longTermDate);
}

function classBasis(
  policy: Policy,
  classCode: string,
): { basis: string; certainty: string | undefined } {
  const entry = policy.publication.classes.find((candidate) => candidate.class === classCode);
  return { basis: entry?.basis ?? policy.publication.basis, certainty: entry?.certainty };
}
