import type { PlainDate } from '../../platform/plain-date.ts';
import {
  classOf,
  evaluate,
  holdsOn,
  inForce,
  type ClassPublication,
  type Expression,
  type Policy,
} from '../policy/index.ts';
import type { PublicationCase } from './case.ts';
import { levelPeriod, plannedEnd, withinMaximum, type PlannedEnd } from './period.ts';

export type HiddenReason =
  | 'CLASS_NOT_PUBLIC'
  | 'NATURAL_PERSON'
  | 'PLACE'
  | 'CONDITION'
  | 'HIDDEN_CASE'
  | 'SECTOR_RULE'
  | 'LEVEL_NOT_PUBLISHED'
  | 'PERIOD_OVER';

export type PublicationDecision =
  | {
      readonly outcome: 'SHOW';
      readonly from: PlainDate;
      /** First day on which the record is no longer shown; null = as long as the subject exists. */
      readonly until: PlainDate | null;
      readonly basis: string;
      /** Id of the regime or sector rule that gave the period; null when the class has its own. */
      readonly regime: string | null;
      readonly certainty: string;
    }
  | {
      readonly outcome: 'HIDE';
      readonly reason: HiddenReason;
      readonly zh: string;
      readonly basis: string;
      /** Day on which the period ended, when that is the reason. */
      readonly ended?: PlainDate;
    }
  | { readonly outcome: 'HOLD'; readonly needs: 'CLASSIFICATION'; readonly basis: string };

/**
 * Whether, from when and until when the public may see a record, by the rules in force on the
 * date of the fact. Natural persons, the level 轻微 and unclassified sanctions are never shown (K2, K17).
 */
export function decidePublication(
  given: PublicationCase,
  policy: Policy,
  today: PlainDate,
): PublicationDecision {
  const { publication } = policy;
  const rulesOf = latest(given.factDate, publication.validFrom);
  const entry = classEntry(policy, given.classCode, rulesOf);
  const definition = classOf(policy, given.classCode, given.factDate);
  if (!entry?.published || entry.duration === null || definition?.defaultDisclosure !== 'PUBLIC') {
    return hide('CLASS_NOT_PUBLIC', '该类信息不向社会公示', entry?.basis ?? publication.basis);
  }
  if (isPerson(given, definition.subject.kind))
    return hide('NATURAL_PERSON', '自然人的信息不公示', entry.basis);
  if (given.subjectKind === 'PLACE')
    return hide('PLACE', '该信息不属于某一主体，不在主体页面公示', entry.basis);
  if (entry.condition && !holds(entry.condition, given))
    return hide('CONDITION', '不符合公示条件', entry.basis);
  if (entry.hiddenWhen && holds(entry.hiddenWhen, given))
    return hide('HIDDEN_CASE', '该种情形不公示', entry.basis);
  const hidden = publication.hidden.find(
    (candidate) =>
      candidate.class === given.classCode &&
      holdsOn(candidate, rulesOf) &&
      !asksForLevel(candidate.when, policy) &&
      holds(candidate.when, given),
  );
  if (hidden) return hide('HIDDEN_CASE', hidden.zh, hidden.basis);
  const sector = publication.sectorOverrides.find(
    (candidate) =>
      candidate.class === given.classCode &&
      candidate.organisations.includes(given.organisation) &&
      holdsOn(candidate, given.factDate),
  );
  if (sector?.notPublishedWhen && holds(sector.notPublishedWhen, given)) {
    return hide('SECTOR_RULE', '按行业主管部门规定不公示', sector.basis);
  }
  if (entry.duration.by === 'LEVEL') return decideByLevel(given, entry, policy, today);
  const planned = plannedEnd(given, entry.duration, policy, (condition) => holds(condition, given));
  if (planned === null) return hide('CONDITION', '已失效或者被撤销，不再公示', entry.basis);
  return show(given, entry, policy, today, planned);
}

function decideByLevel(
  given: PublicationCase,
  entry: ClassPublication,
  policy: Policy,
  today: PlainDate,
): PublicationDecision {
  if (given.level === null) return { outcome: 'HOLD', needs: 'CLASSIFICATION', basis: entry.basis };
  const period = levelPeriod(given, given.level, policy, today);
  if (period === null) return hide('LEVEL_NOT_PUBLISHED', '轻微失信信息不公示', entry.basis);
  return show(given, entry, policy, today, period);
}

function show(
  given: PublicationCase,
  entry: ClassPublication,
  policy: Policy,
  today: PlainDate,
  planned: PlannedEnd,
): PublicationDecision {
  const { until, basis, regime, certainty } = withinMaximum(given, policy, planned);
  if (until !== null && (until <= today || until <= given.factDate)) {
    const ended = until > given.factDate ? until : given.factDate;
    return { ...hide('PERIOD_OVER', '公示期已满', basis), ended };
  }
  return {
    outcome: 'SHOW',
    from: given.factDate,
    until,
    basis,
    regime,
    certainty: certainty ?? entry.certainty ?? 'assumed',
  };
}

/** The class's publication rules in force on the day, else its first ones. */
export function classEntry(
  policy: Policy,
  classCode: string,
  day: PlainDate,
): ClassPublication | undefined {
  const entries = policy.publication.classes.filter((candidate) => candidate.class === classCode);
  return inForce(entries, day)[0] ?? entries[0];
}

function isPerson(given: PublicationCase, kindField: string | null): boolean {
  return (
    given.subjectKind === 'NATURAL_PERSON' ||
    (kindField !== null && given.values[kindField] === '自然人')
  );
}

function holds(condition: Expression, given: PublicationCase): boolean {
  const kinds = given.kinds2021?.join(';');
  const get = (field: string): string => {
    if (field === 'PX_LEVEL' && given.level !== null) return given.level;
    if (field === 'PX_KINDS2021' && kinds !== undefined) return kinds;
    return given.values[field] ?? '';
  };
  return evaluate(condition, { get }) === true;
}

/** Whether a hidden case only says that the level is missing: then a person must classify first. */
function asksForLevel(when: Expression, policy: Policy): boolean {
  return 'absent' in when && when.absent === policy.levels.fields.level;
}

function hide(
  reason: HiddenReason,
  zh: string,
  basis: string,
): Extract<PublicationDecision, { outcome: 'HIDE' }> {
  return { outcome: 'HIDE', reason, zh, basis };
}

function latest(one: PlainDate, other: PlainDate | null): PlainDate {
  return other !== null && other > one ? other : one;
}
