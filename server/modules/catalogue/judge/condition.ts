import type { Expression } from '../../policy/index.ts';
import { CompileError } from './types.ts';
import type { RowUnderJudgement } from './row.ts';

/** Kleene values as numbers, so that "and" is the minimum and "or" the maximum. */
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;
export type Condition = (row: RowUnderJudgement) => number;

/** Whether the cell, split at `;`, has the element. */
export function hasElement(cell: string, element: string): boolean {
  if (cell === element) return cell !== '';
  let at = cell.indexOf(element);
  while (at >= 0) {
    const end = at + element.length;
    const starts = at === 0 || cell.charCodeAt(at - 1) === 59;
    if (starts && (end === cell.length || cell.charCodeAt(end) === 59)) return true;
    at = cell.indexOf(element, at + 1);
  }
  return false;
}

/** Compiles a condition to a closure over slots; agrees with `evaluate` of the policy on every row. */
export function compileCondition(
  expression: Expression,
  slotOf: (field: string) => number,
): Condition {
  if ('and' in expression) {
    const parts = expression.and.map((part) => compileCondition(part, slotOf));
    return (row) => {
      let truth = TRUE;
      for (const part of parts) truth = Math.min(truth, part(row));
      return truth;
    };
  }
  if ('or' in expression) {
    const parts = expression.or.map((part) => compileCondition(part, slotOf));
    return (row) => {
      let truth = FALSE;
      for (const part of parts) truth = Math.max(truth, part(row));
      return truth;
    };
  }
  if ('not' in expression) {
    const inner = compileCondition(expression.not, slotOf);
    return (row) => TRUE - inner(row);
  }
  if ('present' in expression) {
    const slot = slotOf(expression.present);
    return (row) => (row.cells[slot] === '' ? FALSE : TRUE);
  }
  if ('absent' in expression) {
    const slot = slotOf(expression.absent);
    return (row) => (row.cells[slot] === '' ? TRUE : FALSE);
  }
  return compileComparison(expression, slotOf);
}

type Comparison = Exclude<
  Expression,
  | { and: Expression[] }
  | { or: Expression[] }
  | { not: Expression }
  | { present: string }
  | { absent: string }
>;

function compileComparison(expression: Comparison, slotOf: (field: string) => number): Condition {
  if ('eq' in expression) {
    const [field, value] = expression.eq;
    return comparing(slotOf(field), (cell) => cell === value);
  }
  if ('in' in expression) {
    const [field, values] = expression.in;
    const allowed = new Set(values);
    return comparing(slotOf(field), (cell) => allowed.has(cell));
  }
  if ('contains' in expression) {
    const [field, value] = expression.contains;
    return comparing(slotOf(field), (cell) => hasElement(cell, value));
  }
  if ('anyIn' in expression) {
    const [field, values] = expression.anyIn;
    return comparing(slotOf(field), (cell) => values.some((value) => hasElement(cell, value)));
  }
  if ('allIn' in expression) {
    const [field, values] = expression.allIn;
    const allowed = new Set(values);
    return comparing(slotOf(field), (cell) =>
      cell.split(';').every((element) => element === '' || allowed.has(element)),
    );
  }
  throw new CompileError(`条件使用了不认识的运算“${Object.keys(expression).join('、')}”。`);
}

function comparing(slot: number, holds: (cell: string) => boolean): Condition {
  return (row) => {
    if (row.poisoned[slot] === 1) return UNKNOWN;
    const cell = row.cells[slot] as string;
    return cell !== '' && holds(cell) ? TRUE : FALSE;
  };
}
