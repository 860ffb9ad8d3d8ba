import type { RuleOf } from '../../../policy/index.ts';
import { isPlainNumber } from '../../normalise.ts';
import { TRUE } from '../condition.ts';
import type { Compilation } from '../environment.ts';
import type { CellCheck, Check } from '../row.ts';
import { comparable, pairOf } from './date.ts';

/** Compares two decimals written in digits without binary arithmetic: negative, zero or positive. */
export function compareDecimals(one: string, other: string): number {
  const a = partsOf(one);
  const b = partsOf(other);
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const sign = a.negative ? -1 : 1;
  if (a.whole.length !== b.whole.length) return a.whole.length < b.whole.length ? -sign : sign;
  if (a.whole !== b.whole) return a.whole < b.whole ? -sign : sign;
  if (a.fraction === b.fraction) return 0;
  return a.fraction < b.fraction ? -sign : sign;
}

function partsOf(text: string): { negative: boolean; whole: string; fraction: string } {
  const unsigned = text.startsWith('-') ? text.slice(1) : text;
  const point = unsigned.indexOf('.');
  const whole = (point < 0 ? unsigned : unsigned.slice(0, point)).replace(/^0+/, '');
  const fraction = (point < 0 ? '' : unsigned.slice(point + 1)).replace(/0+$/, '');
  return { negative: text.startsWith('-') && (whole !== '' || fraction !== ''), whole, fraction };
}

/** FORMAT: not a number in digits; SIZE: more digits than the field has; MIN: below the minimum. */
export function decimal({ rule, slot, report }: Compilation<RuleOf<'decimal'>>): CellCheck {
  const { precision, scale, min } = rule.args;
  const mostWhole = precision - scale;
  return (row, value) => {
    if (!isPlainNumber(value)) {
      report(row, slot, { detail: 'FORMAT' });
      return;
    }
    const point = value.indexOf('.');
    const whole = point < 0 ? value.length : point;
    const fraction = point < 0 ? 0 : value.length - point - 1;
    if (whole > mostWhole || fraction > scale) {
      const parts = partsOf(value);
      if (parts.whole.length > mostWhole || parts.fraction.length > scale) {
        report(row, slot, { detail: 'SIZE' });
        return;
      }
    }
    if (min === null || (min === '0' && value.charCodeAt(0) !== 45)) return;
    if (compareDecimals(value, min) < 0) report(row, slot, { detail: 'MIN' });
  };
}

/** Condition true and the amount is not above zero. */
export function decimalPositiveWhen(
  compilation: Compilation<RuleOf<'decimalPositiveWhen'>>,
): Check {
  const { rule, slot, report, environment } = compilation;
  if (rule.when === undefined) return environment.fail(`规则 ${rule.id} 缺少条件 when。`);
  const condition = environment.condition(rule.when);
  return (row) => {
    const value = row.cell(slot);
    if (value === '' || row.isPoisoned(slot) || condition(row) !== TRUE) return;
    if (isPlainNumber(value) && compareDecimals(value, '0') <= 0) report(row, slot);
  };
}

/** The first number does not stand in the named order to the second. */
export function decimalOrder(compilation: Compilation<RuleOf<'decimalOrder'>>): Check {
  const { rule, report } = compilation;
  const [one, other] = pairOf(compilation);
  const { op } = rule.args;
  return (row) => {
    if (!comparable(row, one, other)) return;
    const a = row.cell(one);
    const b = row.cell(other);
    if (!isPlainNumber(a) || !isPlainNumber(b)) return;
    const order = compareDecimals(a, b);
    const holds = op === '>=' ? order >= 0 : op === '>' ? order > 0 : order <= 0;
    if (!holds) report(row, one, { other: b });
  };
}
