import { addMonths, toSlashed } from '../../../../platform/plain-date.ts';
import type { RuleOf } from '../../../policy/index.ts';
import { isWireDate } from '../../normalise.ts';
import type { Compilation } from '../environment.ts';
import type { CellCheck, Check, RowUnderJudgement } from '../row.ts';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a cell is `yyyy/MM/dd`, a real day, between 1900 and 2099. */
export function isRealWireDate(value: string): boolean {
  if (!isWireDate(value)) return false;
  const digit = (index: number): number => value.charCodeAt(index) - 48;
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const month = digit(5) * 10 + digit(6);
  const day = digit(8) * 10 + digit(9);
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] as number);
  return day <= length;
}

/** Not a real day in the form of the sheets. */
export function date({ slot, report }: Compilation<RuleOf<'date'>>): CellCheck {
  return (row, value) => {
    if (!isRealWireDate(value)) report(row, slot);
  };
}

/** Later than the day of receipt. */
export function notFuture({ slot, report }: Compilation<RuleOf<'notFuture'>>): CellCheck {
  return (row, value) => {
    if (value > row.received && isRealWireDate(value)) report(row, slot);
  };
}

/** Both cells are present and sound, so that they may be compared. */
export function comparable(row: RowUnderJudgement, one: number, other: number): boolean {
  return (
    row.cells[one] !== '' &&
    row.cells[other] !== '' &&
    row.poisoned[one] === 0 &&
    row.poisoned[other] === 0
  );
}

/** The first date does not stand in the named order to the second; texts `yyyy/MM/dd` compare as days. */
export function dateOrder(compilation: Compilation<RuleOf<'dateOrder'>>): Check {
  const { rule, report } = compilation;
  const [one, other] = pairOf(compilation);
  const { op } = rule.args;
  return (row) => {
    if (!comparable(row, one, other)) return;
    const a = row.cell(one);
    const b = row.cell(other);
    const holds = op === '>=' ? a >= b : op === '>' ? a > b : a <= b;
    if (!holds && isRealWireDate(a) && isRealWireDate(b)) report(row, one, { other: b });
  };
}

/** The two slots a comparing rule names. */
export function pairOf({
  slots,
  rule,
  environment,
}: Compilation<RuleOf<'dateOrder'> | RuleOf<'decimalOrder'> | RuleOf<'withinClassMaximum'>>): [
  number,
  number,
] {
  const [one, other] = slots;
  if (one === undefined || other === undefined || slots.length !== 2) {
    return environment.fail(`规则 ${rule.id} 应当比较两个字段。`);
  }
  return [one, other];
}

/** The end lies beyond the longest period of the class, counted in months from the base. */
export function withinClassMaximum(compilation: Compilation<RuleOf<'withinClassMaximum'>>): Check {
  const { rule, report, environment } = compilation;
  const [end, base] = pairOf(compilation);
  const maximum =
    environment.policy.publication.classMaximum[rule.args.class] ??
    environment.fail(`规则 ${rule.id}：类别 ${rule.args.class} 没有最长公示期。`);
  return (row) => {
    if (!comparable(row, end, base)) return;
    const from = row.cell(base);
    if (!isRealWireDate(from) || !isRealWireDate(row.cell(end))) return;
    const day = from.replaceAll('/', '-');
    if (day < (maximum.validFrom ?? '') || day > (maximum.validTo ?? '9999-12-31')) return;
    const last = toSlashed(addMonths(day, maximum.months));
    if (row.cell(end) > last) report(row, end, { other: last });
  };
}
