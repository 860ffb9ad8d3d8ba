import { holdsOn, type Rule, type RuleOf } from '../../policy/index.ts';
import { TRUE } from './condition.ts';
import type { Compilation, Environment } from './environment.ts';
import {
  cellKind,
  hasOwnCondition,
  isFirstPhase,
  isStoreKind,
  poisons,
  rowKind,
  type StoreKind,
} from './kinds.ts';
import type { CellCheck, Check, Report, RowUnderJudgement } from './row.ts';

/** A rule the database judges: intake evaluates it set-based and builds findings with `storeFinding`. */
export type StoreRule = { [Kind in StoreKind]: RuleOf<Kind> }[StoreKind];
export type FileKeyRule = { readonly rule: RuleOf<'uniqueKey'>; readonly report: Report };

export type CompiledRules = {
  /** First phase, by slot: what a blank cell fails, what another cell is tested for. */
  readonly blankChecks: readonly (Check | null)[];
  readonly cellChecks: readonly (readonly CellCheck[])[];
  /** Second phase in the order of the catalogue. */
  readonly rowChecks: readonly Check[];
  readonly fileKeys: readonly FileKeyRule[];
  readonly storeRules: readonly StoreRule[];
};

function reporterOf(rule: Rule, order: number): Report {
  const poisoning = poisons(rule);
  return (row, slot, more) => {
    const severity = more?.severity ?? rule.severity;
    row.marks.push({ rule, order, slot, severity, detail: more?.detail, other: more?.other ?? '' });
    if (poisoning && severity === 'error') row.poisoned[slot] = 1;
  };
}

/** A single-cell rule of the second phase passes by blank and poisoned cells. */
function asRowCheck(check: CellCheck, slot: number): Check {
  return (row) => {
    const value = row.cells[slot] as string;
    if (value !== '' && row.poisoned[slot] === 0) check(row, value);
  };
}

function gated(check: Check, rule: Rule, environment: Environment): Check {
  let result = check;
  if (rule.when !== undefined && !hasOwnCondition(rule)) {
    const condition = environment.condition(rule.when);
    const inner = result;
    result = (row) => {
      if (condition(row) === TRUE) inner(row);
    };
  }
  if (isDated(rule)) {
    const inner = result;
    result = (row) => {
      if (holdsOn(rule, factDay(row, environment))) inner(row);
    };
  }
  return result;
}

function isDated(rule: Rule): boolean {
  return (rule.validFrom ?? null) !== null || (rule.validTo ?? null) !== null;
}

/** A rule with dates is the law of facts of its time, not of the day of judging. */
function factDay(row: RowUnderJudgement, environment: Environment): string {
  const { factDate } = environment.informationClass;
  const cell = factDate === null ? '' : row.cell(environment.slotOf(factDate));
  return (cell === '' ? row.received : cell).replaceAll('/', '-');
}

/** Compiles the rules in their order; throws CompileError at the first that cannot be understood. */
export function compileRules(rules: readonly Rule[], environment: Environment): CompiledRules {
  const size = environment.fields.length;
  const blankChecks: (Check | null)[] = Array.from({ length: size }, () => null);
  const cellChecks: CellCheck[][] = Array.from({ length: size }, () => []);
  const rowChecks: Check[] = [];
  const fileKeys: FileKeyRule[] = [];
  const storeRules: StoreRule[] = [];
  for (const [order, rule] of rules.entries()) {
    const slots = rule.fields.map(environment.slotOf);
    const slot = slots[0] ?? environment.fail(`规则 ${rule.id} 没有字段。`);
    const report = reporterOf(rule, order);
    const compilation: Compilation<Rule> = { rule, slots, slot, environment, report };
    if (isStoreKind(rule.kind)) {
      if (rule.scope === 'store') storeRules.push(rule as StoreRule);
      else if (rule.kind === 'uniqueKey' && rule.scope === 'file') fileKeys.push({ rule, report });
      else environment.fail(`规则 ${rule.id} 的种类 ${rule.kind} 不能在 ${rule.scope} 范围判定。`);
      continue;
    }
    if (rule.scope === 'store') {
      environment.fail(`规则 ${rule.id} 的种类 ${rule.kind} 不能在 store 范围判定。`);
    }
    const compileCell = cellKind(rule.kind);
    const compileRow = rowKind(rule.kind);
    const direct = isFirstPhase(rule) && !isDated(rule);
    if (compileCell) {
      const check = compileCell(compilation);
      if (direct) cellChecks[slot]?.push(check);
      else rowChecks.push(gated(asRowCheck(check, slot), rule, environment));
    } else if (compileRow) {
      const check = compileRow(compilation);
      if (direct) blankChecks[slot] = check;
      else rowChecks.push(gated(check, rule, environment));
    } else environment.fail(`规则 ${rule.id} 的种类“${rule.kind}”不认识。`);
  }
  return { blankChecks, cellChecks, rowChecks, fileKeys, storeRules };
}
