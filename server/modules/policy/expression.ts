import { Type } from '@sinclair/typebox';

/** A condition over the cells of one row; names that begin with `@` are supplied by the platform. */
export type Expression =
  | { eq: [string, string] }
  | { in: [string, string[]] }
  | { contains: [string, string] }
  | { anyIn: [string, string[]] }
  | { allIn: [string, string[]] }
  | { present: string }
  | { absent: string }
  | { and: Expression[] }
  | { or: Expression[] }
  | { not: Expression };

export type Truth = true | false | 'unknown';

/** The cells a condition reads: `get` gives the normalised text, '' when blank; a poisoned cell holds a value-level error. */
export interface Cells {
  get(field: string): string;
  isPoisoned?(field: string): boolean;
}

const fieldAndValue = Type.Tuple([Type.String(), Type.String()]);
const fieldAndValues = Type.Tuple([Type.String(), Type.Array(Type.String(), { minItems: 1 })]);
const strict = { additionalProperties: false };

/** The shape of an expression as it stands in a policy file. */
export const ExpressionShape = Type.Unsafe<Expression>(
  Type.Recursive((self) =>
    Type.Union([
      Type.Object({ eq: fieldAndValue }, strict),
      Type.Object({ in: fieldAndValues }, strict),
      Type.Object({ contains: fieldAndValue }, strict),
      Type.Object({ anyIn: fieldAndValues }, strict),
      Type.Object({ allIn: fieldAndValues }, strict),
      Type.Object({ present: Type.String() }, strict),
      Type.Object({ absent: Type.String() }, strict),
      Type.Object({ and: Type.Array(self, { minItems: 1 }) }, strict),
      Type.Object({ or: Type.Array(self, { minItems: 1 }) }, strict),
      Type.Object({ not: self }, strict),
    ]),
  ),
);

/** Splits a cell of several values at `;`, without empty elements. */
export function listElements(cell: string): string[] {
  if (!cell.includes(';')) return cell === '' ? [] : [cell];
  return cell.split(';').filter((element) => element !== '');
}

/**
 * Three-valued (Kleene) truth of a condition: comparing a poisoned cell is unknown, `present` and
 * `absent` are always known, and a blank cell equals nothing.
 */
export function evaluate(expression: Expression, cells: Cells): Truth {
  if ('and' in expression) return allOf(expression.and, cells);
  if ('or' in expression) return anyOf(expression.or, cells);
  if ('not' in expression) return negate(evaluate(expression.not, cells));
  if ('present' in expression) return cells.get(expression.present) !== '';
  if ('absent' in expression) return cells.get(expression.absent) === '';
  if ('eq' in expression) return compare(expression.eq, cells, (cell, value) => cell === value);
  if ('in' in expression)
    return compare(expression.in, cells, (cell, values) => values.includes(cell));
  if ('contains' in expression) {
    return compare(expression.contains, cells, (cell, value) => listElements(cell).includes(value));
  }
  if ('anyIn' in expression) {
    return compare(expression.anyIn, cells, (cell, values) =>
      listElements(cell).some((element) => values.includes(element)),
    );
  }
  return compare(expression.allIn, cells, (cell, values) =>
    listElements(cell).every((element) => values.includes(element)),
  );
}

function compare<Operand>(
  [field, operand]: [string, Operand],
  cells: Cells,
  holds: (cell: string, operand: Operand) => boolean,
): Truth {
  if (cells.isPoisoned?.(field) === true) return 'unknown';
  const cell = cells.get(field);
  return listElements(cell).length > 0 && holds(cell, operand);
}

function allOf(parts: Expression[], cells: Cells): Truth {
  let truth: Truth = true;
  for (const part of parts) {
    const partTruth = evaluate(part, cells);
    if (partTruth === false) return false;
    if (partTruth === 'unknown') truth = 'unknown';
  }
  return truth;
}

function anyOf(parts: Expression[], cells: Cells): Truth {
  let truth: Truth = false;
  for (const part of parts) {
    const partTruth = evaluate(part, cells);
    if (partTruth === true) return true;
    if (partTruth === 'unknown') truth = 'unknown';
  }
  return truth;
}

function negate(truth: Truth): Truth {
  return truth === 'unknown' ? 'unknown' : !truth;
}

export interface Comparison {
  field: string;
  /** The values the field is compared with; empty for `present` and `absent`. */
  values: string[];
}

/** Every field an expression reads, with the values it is compared with, in order of appearance. */
export function comparisons(expression: Expression): Comparison[] {
  if ('and' in expression) return expression.and.flatMap(comparisons);
  if ('or' in expression) return expression.or.flatMap(comparisons);
  if ('not' in expression) return comparisons(expression.not);
  if ('present' in expression) return [{ field: expression.present, values: [] }];
  if ('absent' in expression) return [{ field: expression.absent, values: [] }];
  const [[field, operand]] = Object.values(expression) as [[string, string | string[]]];
  return [{ field, values: typeof operand === 'string' ? [operand] : operand }];
}
