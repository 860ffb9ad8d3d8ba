/** The closed set of rule kinds and how each is compiled. A kind outside the set stops the compilation. */
import type { Rule, RuleKind, RuleOf } from '../../policy/index.ts';
import type { Compilation } from './environment.ts';
import { date, dateOrder, notFuture, withinClassMaximum } from './kinds/date.ts';
import { divisionCode, idByType, orgCode, regNo, uscc } from './kinds/identifier.ts';
import { reportedInTime } from './kinds/lateness.ts';
import { decimal, decimalOrder, decimalPositiveWhen } from './kinds/number.ts';
import {
  blankWhen,
  presentIff,
  presentTogether,
  required,
  requiredWhen,
} from './kinds/presence.ts';
import { scan } from './kinds/scan.ts';
import {
  citesBasis,
  citesLawAndArticle,
  equals,
  inList,
  inListCase,
  length,
  listOf,
  notPlaceholder,
  pattern,
} from './kinds/text.ts';
import { registeredSender, registeredUnit, sendingUnit } from './kinds/unit.ts';
import type { CellCheck, Check } from './row.ts';

/** Judge one cell that is not blank. */
const CELL_KINDS = {
  length,
  pattern,
  equals,
  inList,
  listOf,
  inListCase,
  notPlaceholder,
  date,
  notFuture,
  decimal,
  uscc,
  orgCode,
  regNo,
  idByType,
  divisionCode,
  citesLawAndArticle,
  citesBasis,
  scanPersonalData: scan,
  scanProhibited: scan,
} satisfies { [Kind in RuleKind]?: (compilation: Compilation<RuleOf<Kind>>) => CellCheck };

/** Judge blank cells too, or several cells. */
const ROW_KINDS = {
  required,
  requiredWhen,
  blankWhen,
  presentIff,
  presentTogether,
  dateOrder,
  withinClassMaximum,
  decimalPositiveWhen,
  decimalOrder,
  registeredUnit,
  sendingUnit,
  registeredSender,
  reportedInTime,
} satisfies { [Kind in RuleKind]?: (compilation: Compilation<RuleOf<Kind>>) => Check };

export const STORE_KINDS = [
  'uniqueKey',
  'subjectAgrees',
  'referenceExists',
  'operationTarget',
] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

/** Judged in the first phase when they have no condition. */
const FIRST_PHASE: ReadonlySet<RuleKind> = new Set<RuleKind>([
  'required',
  'length',
  'pattern',
  'equals',
  'inList',
  'listOf',
  'notPlaceholder',
  'date',
  'notFuture',
  'decimal',
  'orgCode',
  'regNo',
  'divisionCode',
  'citesLawAndArticle',
  'scanPersonalData',
  'scanProhibited',
]);
/** An error of these makes comparisons with the cell meaningless. */
const POISONING: ReadonlySet<RuleKind> = new Set<RuleKind>([
  ...FIRST_PHASE,
  'requiredWhen',
  'presentIff',
  'decimalPositiveWhen',
  'uscc',
  'idByType',
  'inListCase',
]);
/** Their `when` belongs to the kind; with any other kind it decides whether the rule is judged at all. */
const OWN_CONDITION: ReadonlySet<RuleKind> = new Set<RuleKind>([
  'requiredWhen',
  'blankWhen',
  'presentIff',
  'decimalPositiveWhen',
]);

export function isFirstPhase(rule: Rule): boolean {
  return FIRST_PHASE.has(rule.kind) && rule.when === undefined;
}

export function poisons(rule: Rule): boolean {
  return POISONING.has(rule.kind);
}

export function hasOwnCondition(rule: Rule): boolean {
  return OWN_CONDITION.has(rule.kind);
}

export function isStoreKind(kind: string): kind is StoreKind {
  return (STORE_KINDS as readonly string[]).includes(kind);
}

/** The compiler of a single-cell kind, or undefined. */
export function cellKind(
  kind: string,
): ((compilation: Compilation<Rule>) => CellCheck) | undefined {
  return Object.hasOwn(CELL_KINDS, kind)
    ? (CELL_KINDS[kind as keyof typeof CELL_KINDS] as (compilation: Compilation<Rule>) => CellCheck)
    : undefined;
}

/** The compiler of a row kind, or undefined. */
export function rowKind(kind: string): ((compilation: Compilation<Rule>) => Check) | undefined {
  return Object.hasOwn(ROW_KINDS, kind)
    ? (ROW_KINDS[kind as keyof typeof ROW_KINDS] as (compilation: Compilation<Rule>) => Check)
    : undefined;
}
