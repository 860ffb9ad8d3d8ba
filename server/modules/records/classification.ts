import {
  classOf,
  decideLevel,
  deriveKinds,
  listElements,
  type Level,
  type LevelDecision,
  type Policy,
} from '../policy/index.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { Values } from './content.ts';
import type { ActionDetail } from './fold.ts';

/** Reported cells of a penalty from which its level follows (class ADMIN_PENALTY of the catalogue). */
const REPORTED_KINDS = 'CF_CFLB';
const DECISION_TEXT = 'CF_NR';
const FINE = 'CF_NR_FK';

const order: readonly Level[] = ['MINOR', 'GENERAL', 'SERIOUS'];

/** Whether records of a class of that day carry a dishonesty level. */
export function hasLevel(policy: Policy, classCode: string, factDate: PlainDate): boolean {
  const field = policy.levels.fields.level;
  return (
    classOf(policy, classCode, factDate)?.platformFields.some(({ code }) => code === field) ?? false
  );
}

/**
 * The platform's fields of a record at registration (D6): kinds of 2021, level and its rule where
 * policy can decide them; otherwise the need for a person. Nothing for classes without a level.
 */
export function classifyAtRegistration(
  policy: Policy,
  classCode: string,
  values: Values,
  factDate: PlainDate,
): ActionDetail {
  if (!hasLevel(policy, classCode, factDate)) return {};
  const { fields } = policy.levels;
  const derived = deriveKinds(
    policy.levels,
    values[REPORTED_KINDS] ?? '',
    values[DECISION_TEXT] ?? '',
  );
  const procedure = values[fields.procedure] || null;
  const decision = decide(policy, derived.kinds, procedure, values, factDate);
  return {
    level: decision.level === 'HELD' ? null : decision.level,
    ...(decision.level === 'HELD' ? { needs: 'CLASSIFICATION', held: decision.reason } : {}),
    platform: {
      ...(derived.kinds.length > 0 ? { [fields.kinds]: derived.kinds.join(';') } : {}),
      ...(procedure === null ? {} : { [fields.procedure]: procedure }),
      ...(decision.level === 'HELD' ? {} : { [fields.level]: decision.level }),
      ...(decision.rule === ''
        ? {}
        : { [fields.levelRule]: `${decision.rule}@${policy.levels.version}` }),
    },
  };
}

const PERSON_DECIDED = 'PERSON_DECIDED_BEFORE';

/** What a correction finds of the record it replaces. */
export interface Replaced {
  readonly recordId: string;
  readonly values: Values | null;
  readonly level: Level | null;
  readonly platform: Readonly<Record<string, string>>;
  /** Detail of the replaced record's first action. */
  readonly registered: ActionDetail;
}

/**
 * The platform's fields of a corrected record. What a person decided on the replaced one binds a
 * correction as well (levels.json allowedOverride): with the same reported kinds the level may
 * come out lower but not higher, with other kinds a person decides anew.
 */
export function classifyCorrection(
  policy: Policy,
  classCode: string,
  values: Values,
  factDate: PlainDate,
  old: Replaced,
): ActionDetail {
  const fresh = classifyAtRegistration(policy, classCode, values, factDate);
  const { fields } = policy.levels;
  const by = old.platform[fields.levelConfirmedBy];
  const waited = old.level === null && old.registered['held'] === PERSON_DECIDED;
  if (by === undefined && !waited) return fresh;
  if (old.level === null || by === undefined || reportedKinds(old.values) !== reportedKinds(values))
    return held(fresh, fields);
  const carried = { carriedFrom: old.recordId };
  const lower = fresh.level ? order.indexOf(fresh.level) < order.indexOf(old.level) : false;
  if (lower) {
    const platform = { ...fresh.platform, [fields.levelConfirmedBy]: by };
    return { ...fresh, ...carried, platform };
  }
  return { level: old.level, ...carried, platform: { ...fresh.platform, ...old.platform } };
}

function held(fresh: ActionDetail, fields: Policy['levels']['fields']): ActionDetail {
  const kept = Object.entries(fresh.platform ?? {}).filter(
    ([field]) => field !== fields.level && field !== fields.levelRule,
  );
  const platform = Object.fromEntries(kept);
  return { level: null, needs: 'CLASSIFICATION', held: PERSON_DECIDED, platform };
}

function reportedKinds(values: Values | null): string {
  return listElements(values?.[REPORTED_KINDS] ?? '')
    .toSorted()
    .join(';');
}

/** What a person may choose for a record: kinds by reported kind, and the highest level allowed. */
export interface ClassificationChoice {
  /** Kinds policy proposes; complete when nothing is unresolved. */
  readonly proposed: readonly string[];
  /** Reported kinds a person must translate, with the candidates (empty: any kind). */
  readonly unresolved: readonly { readonly from: string; readonly candidates: readonly string[] }[];
}

/** What a person may choose for a penalty, from its reported kinds. */
export function classificationChoice(policy: Policy, values: Values): ClassificationChoice {
  const { proposed, unresolved } = deriveKinds(
    policy.levels,
    values[REPORTED_KINDS] ?? '',
    values[DECISION_TEXT] ?? '',
  );
  return { proposed, unresolved };
}

export type Classified =
  | { readonly outcome: 'DECIDED'; readonly detail: ActionDetail }
  | { readonly outcome: 'KIND_UNFIT'; readonly reported: string }
  | { readonly outcome: 'RAISED'; readonly ceiling: Level };

/**
 * A person's decision on a penalty: the chosen kinds must translate the reported ones, and the
 * level may confirm or lower what policy gives for them or what was decided before, never raise
 * it (levels.json allowedOverride). Without either the person's level stands.
 */
export function classifyByPerson(
  policy: Policy,
  record: { readonly values: Values; readonly level: Level | null; readonly factDate: PlainDate },
  choice: {
    readonly level: Level;
    readonly kinds: readonly string[];
    readonly procedure?: string | undefined;
    readonly account: string;
  },
): Classified {
  const unfit = unfitKind(policy, record.values, choice.kinds);
  if (unfit !== null) return { outcome: 'KIND_UNFIT', reported: unfit };
  const { fields } = policy.levels;
  const procedure = choice.procedure ?? null;
  const decision = decide(policy, choice.kinds, procedure, record.values, record.factDate);
  const limits = [record.level, decision.level === 'HELD' ? null : decision.level];
  const ceiling = order.find((level) => limits.includes(level));
  if (ceiling !== undefined && order.indexOf(choice.level) > order.indexOf(ceiling)) {
    return { outcome: 'RAISED', ceiling };
  }
  return {
    outcome: 'DECIDED',
    detail: {
      level: choice.level,
      platform: {
        [fields.kinds]: choice.kinds.join(';'),
        ...(procedure === null ? {} : { [fields.procedure]: procedure }),
        [fields.level]: choice.level,
        [fields.levelRule]: `${decision.rule}@${policy.levels.version}`,
        [fields.levelConfirmedBy]: choice.account,
      },
    },
  };
}

/** The reported kind that the chosen kinds do not translate, or null. */
function unfitKind(policy: Policy, values: Values, kinds: readonly string[]): string | null {
  const reported = values[REPORTED_KINDS] ?? '';
  if (kinds.some((kind) => !Object.hasOwn(policy.levels.kindLevels, kind))) return reported;
  const allowed = new Set<string>();
  for (const element of listElements(reported)) {
    const one = deriveKinds(policy.levels, element, values[DECISION_TEXT] ?? '');
    const candidates = [
      ...one.proposed,
      ...one.unresolved.flatMap((part) => part.candidates),
      ...alternatives(policy, element),
    ];
    // A reported “其他” without candidates may be any kind.
    const anything = candidates.length === 0;
    if (!kinds.some((kind) => anything || candidates.includes(kind))) return element;
    for (const kind of anything ? kinds : candidates) allowed.add(kind);
  }
  return kinds.every((kind) => allowed.has(kind)) ? null : reported;
}

function alternatives(policy: Policy, reported: string): readonly string[] {
  return policy.levels.derive.find(({ from }) => from === reported)?.or ?? [];
}

function decide(
  policy: Policy,
  kinds: readonly string[],
  procedure: string | null,
  values: Values,
  factDate: PlainDate,
): LevelDecision {
  return decideLevel(policy.levels, { kinds, procedure, fine: values[FINE] || null, factDate });
}
