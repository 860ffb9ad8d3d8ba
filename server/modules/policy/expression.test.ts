import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { comparisons, evaluate, type Expression, type Truth } from './expression.ts';

const cells = (values: Record<string, string>, poisoned: string[] = []) => ({
  get: (field: string) => values[field] ?? '',
  isPoisoned: (field: string) => poisoned.includes(field),
});
/** T is true, F is false, U is unknown. */
const known = cells({ T: '1', F: '0', U: '1' }, ['U']);
const is: Record<'T' | 'F' | 'U', Expression> = {
  T: { eq: ['T', '1'] },
  F: { eq: ['F', '1'] },
  U: { eq: ['U', '1'] },
};
const truth = (letter: string | undefined): Truth =>
  letter === 'T' ? true : letter === 'F' ? false : 'unknown';

test('and, or and not follow the three-valued tables of Kleene', () => {
  for (const row of [
    'TT TT',
    'TF FT',
    'TU UT',
    'FT FT',
    'FF FF',
    'FU FU',
    'UT UT',
    'UF FU',
    'UU UU',
  ]) {
    const [left, right, , and, or] = row as unknown as ('T' | 'F' | 'U')[];
    if (left === undefined || right === undefined) throw new Error('row');
    assert.equal(
      evaluate({ and: [is[left], is[right]] }, known),
      truth(and),
      `${left} and ${right}`,
    );
    assert.equal(evaluate({ or: [is[left], is[right]] }, known), truth(or), `${left} or ${right}`);
  }
  assert.equal(evaluate({ not: is.T }, known), false);
  assert.equal(evaluate({ not: is.F }, known), true);
  assert.equal(evaluate({ not: is.U }, known), 'unknown');
});

test('a blank cell equals nothing and has no elements', () => {
  const blank = cells({});
  assert.equal(evaluate({ eq: ['A', ''] }, blank), false);
  assert.equal(evaluate({ in: ['A', ['', 'x']] }, blank), false);
  assert.equal(evaluate({ contains: ['A', ''] }, blank), false);
  assert.equal(evaluate({ anyIn: ['A', ['x']] }, blank), false);
  assert.equal(evaluate({ allIn: ['A', ['x']] }, blank), false);
  assert.equal(evaluate({ absent: 'A' }, blank), true);
  assert.equal(evaluate({ present: 'A' }, blank), false);
});

test('contains, anyIn and allIn read a cell as a list', () => {
  const row = cells({ A: '警告;罚款' });
  assert.equal(evaluate({ contains: ['A', '罚款'] }, row), true);
  assert.equal(evaluate({ contains: ['A', '罚'] }, row), false);
  assert.equal(evaluate({ eq: ['A', '罚款'] }, row), false);
  assert.equal(evaluate({ anyIn: ['A', ['罚款', '其他']] }, row), true);
  assert.equal(evaluate({ allIn: ['A', ['罚款', '其他']] }, row), false);
  assert.equal(evaluate({ allIn: ['A', ['罚款', '警告', '其他']] }, row), true);
});

test('comparing a poisoned cell is unknown while its presence stays known', () => {
  const row = cells({ A: '罰金' }, ['A', 'B']);
  for (const expression of [
    { eq: ['A', 'x'] },
    { in: ['A', ['x']] },
    { contains: ['A', 'x'] },
    { anyIn: ['A', ['x']] },
    { allIn: ['A', ['x']] },
  ]) {
    assert.equal(evaluate(expression as Expression, row), 'unknown');
  }
  assert.equal(evaluate({ present: 'A' }, row), true);
  assert.equal(evaluate({ absent: 'A' }, row), false);
  assert.equal(evaluate({ absent: 'B' }, row), true);
  assert.equal(evaluate({ eq: ['B', 'x'] }, row), 'unknown');
});

test('names beginning with @ are read like any cell', () => {
  assert.equal(
    evaluate({ eq: ['@subject.kind', '自然人'] }, cells({ '@subject.kind': '自然人' })),
    true,
  );
});

const expressions = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Expression>(is.T, is.F, is.U, { present: 'T' }, { absent: 'U' }),
    fc.array(tie('expression'), { minLength: 1, maxLength: 3 }).map((and): Expression => ({ and })),
    fc.array(tie('expression'), { minLength: 1, maxLength: 3 }).map((or): Expression => ({ or })),
    tie('expression').map((not): Expression => ({ not })),
  ),
})).expression;

test('negation obeys De Morgan, and settling what is unknown never turns a known answer', () => {
  fc.assert(
    fc.property(expressions, expressions, fc.boolean(), (one, other, settled) => {
      const both = evaluate({ and: [one, other] }, known);
      assert.equal(evaluate({ not: { or: [{ not: one }, { not: other }] } }, known), both);
      const later = cells({ T: '1', F: '0', U: settled ? '1' : '0' });
      if (both !== 'unknown') assert.equal(evaluate({ and: [one, other] }, later), both);
    }),
  );
});

test('every comparison of a condition is found with its values', () => {
  const condition: Expression = {
    and: [{ eq: ['A', 'x'] }, { not: { or: [{ in: ['B', ['y', 'z']] }, { absent: 'C' }] } }],
  };
  assert.deepEqual(comparisons(condition), [
    { field: 'A', values: ['x'] },
    { field: 'B', values: ['y', 'z'] },
    { field: 'C', values: [] },
  ]);
});
