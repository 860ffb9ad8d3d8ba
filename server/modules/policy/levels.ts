import type { PlainDate } from '../../platform/plain-date.ts';
import { holdsOn } from './dated.ts';
import { evaluate, listElements } from './expression.ts';
import { levelNames, type Level, type Levels } from './levels-shape.ts';

/** What is known of a penalty: its 2021 kinds, its procedure (null = unknown), its fine as a decimal in 万元 (null = none known). */
export interface PenaltyFacts {
  kinds: readonly string[];
  procedure: string | null;
  fine: string | null;
  /** Day of the decision; thresholds that were not in force on it count as unset. */
  factDate?: PlainDate;
}

/** The decided level with the rule that decided, or HELD with the reason a person must decide. */
export type LevelDecision =
  | { level: Level; rule: string }
  | { level: 'HELD'; rule: string; reason: string };

/** Kinds of 2021 derived from the kinds of 2018: `kinds` is complete, or empty while anything is unresolved. */
export interface DerivedKinds {
  kinds: string[];
  /** What could be derived; a proposal for the clerk when something is unresolved. */
  proposed: string[];
  unresolved: { from: string; candidates: string[] }[];
}

/** The dishonesty level of a penalty by the rules of levels.json, first match wins; doubt is held for a person, never raised. */
export function decideLevel(levels: Levels, facts: PenaltyFacts): LevelDecision {
  const cells: Record<string, string> = {
    [levels.fields.kinds]: facts.kinds.join(';'),
    [levels.fields.procedure]: facts.procedure ?? '',
  };
  const matching = levels.rules.find(
    ({ when }) => evaluate(when, { get: (field) => cells[field] ?? '' }) === true,
  );
  if (matching === undefined) return { level: 'HELD', rule: '', reason: 'KIND_UNCLASSIFIED' };
  const rule = matching.id;
  if (matching.level === 'HELD')
    return { level: 'HELD', rule, reason: matching.reason ?? 'KIND_UNCLASSIFIED' };
  if (matching.level === 'SERIOUS') return { level: 'SERIOUS', rule };
  if (facts.kinds.some((kind) => (levels.kindLevels[kind] ?? null) === null))
    return { level: 'HELD', rule, reason: 'KIND_UNCLASSIFIED' };
  if (matching.level !== 'BY_FINE') return { level: matching.level, rule };
  return levelByFine(levels, facts, rule);
}

function levelByFine(levels: Levels, facts: PenaltyFacts, rule: string): LevelDecision {
  const { largerFine, hugeFine, validFrom, validTo } = levels.thresholds;
  const inForce =
    facts.factDate === undefined ||
    holdsOn({ validFrom: validFrom ?? null, validTo: validTo ?? null }, facts.factDate);
  if (!inForce || hugeFine === null) return { level: 'HELD', rule, reason: 'THRESHOLD_UNSET' };
  if (facts.fine === null || !isAmount(facts.fine))
    return { level: 'HELD', rule, reason: 'FINE_UNKNOWN' };
  if (atLeast(facts.fine, hugeFine)) return { level: 'SERIOUS', rule };
  if (largerFine === null) return { level: 'HELD', rule, reason: 'THRESHOLD_UNSET' };
  const fineLevel: Level = atLeast(facts.fine, largerFine) ? 'GENERAL' : 'MINOR';
  const others = facts.kinds
    .map((kind) => levels.kindLevels[kind])
    .filter((level) => typeof level === 'string');
  return { level: highest([fineLevel, ...others]), rule };
}

function highest(levels: Level[]): Level {
  return levelNames.findLast((level) => levels.includes(level)) ?? 'MINOR';
}

/**
 * The 2021 kinds of a penalty from its 2018 kinds (`;` between several) and the text of the decision.
 * One ambiguous or unknown kind leaves the whole unresolved: a clerk chooses.
 */
export function deriveKinds(
  levels: Levels,
  reportedKinds: string,
  decisionText = '',
): DerivedKinds {
  const proposed: string[] = [];
  const unresolved: DerivedKinds['unresolved'] = [];
  for (const reported of listElements(reportedKinds)) {
    const found = deriveOne(levels, reported, decisionText);
    if (Array.isArray(found)) proposed.push(...found.filter((kind) => !proposed.includes(kind)));
    else unresolved.push({ from: reported, candidates: found.candidates });
  }
  return { kinds: unresolved.length === 0 ? [...proposed] : [], proposed, unresolved };
}

function deriveOne(
  levels: Levels,
  reported: string,
  decisionText: string,
): string[] | { candidates: string[] } {
  const entry = levels.derive.find(
    ({ from, prefix }) =>
      from === reported || (prefix !== undefined && reported.startsWith(prefix)),
  );
  const mapped =
    entry?.map !== undefined && Object.hasOwn(entry.map, reported)
      ? entry.map[reported]
      : undefined;
  if (mapped !== undefined) return mapped;
  if (entry === undefined || entry.to === null) return { candidates: entry?.candidates ?? [] };
  return entry.or !== undefined && namesOnlyIllegalProperty(decisionText) ? entry.or : entry.to;
}

function namesOnlyIllegalProperty(decisionText: string): boolean {
  return decisionText.includes('非法财物') && !decisionText.includes('违法所得');
}

function isAmount(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text);
}

/** Decimal comparison without binary fractions. */
function atLeast(amount: string, threshold: string): boolean {
  const places = Math.max(fraction(amount).length, fraction(threshold).length);
  return scaled(amount, places) >= scaled(threshold, places);
}

function fraction(amount: string): string {
  return amount.split('.')[1] ?? '';
}

function scaled(amount: string, places: number): bigint {
  return BigInt(`${amount.split('.')[0]}${fraction(amount).padEnd(places, '0')}`);
}
