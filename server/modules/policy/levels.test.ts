import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideLevel, deriveKinds } from './levels.ts';
import type { Levels } from './levels-shape.ts';
import { loadPolicy } from './load.ts';
import { policyFolder } from './policy-copy.ts';

const { levels } = loadPolicy(policyFolder);
const withThresholds: Levels = {
  ...levels,
  thresholds: {
    ...levels.thresholds,
    largerFine: '5',
    hugeFine: '50',
    validFrom: '2026-07-01',
    basis: '示例',
  },
};
const fine = (amount: string | null, kinds = ['21']) => ({
  kinds,
  procedure: 'ORDINARY',
  fine: amount,
});

test('every vector of the level rules is decided as given', () => {
  assert.ok(levels.testVectors.length >= 12);
  for (const { kinds, procedure, level, rule } of levels.testVectors) {
    const decision = decideLevel(levels, { kinds, procedure, fine: '3' });
    assert.deepEqual(
      { level: decision.level, rule: decision.rule },
      { level, rule },
      JSON.stringify(kinds),
    );
  }
});

const reason = (kinds: string[], procedure: string | null) => {
  const decision = decideLevel(levels, { kinds, procedure, fine: null });
  return decision.level === 'HELD' ? decision.reason : decision.level;
};

test('a held penalty says why', () => {
  assert.equal(reason([], null), 'KIND_UNKNOWN');
  assert.equal(reason(['21'], 'ORDINARY'), 'THRESHOLD_UNSET');
  assert.equal(reason(['51'], null), 'KIND_UNCLASSIFIED');
  assert.equal(reason(['33'], 'SIMPLE'), 'PROCEDURE_CONFLICT');
  assert.equal(reason(['22', '88'], null), 'KIND_UNCLASSIFIED');
});

test('with thresholds set the fine decides exactly, with the higher of fine and other kinds', () => {
  assert.equal(decideLevel(withThresholds, fine('4.999999')).level, 'MINOR');
  assert.equal(decideLevel(withThresholds, fine('5.000000')).level, 'GENERAL');
  assert.equal(decideLevel(withThresholds, fine('49.999999')).level, 'GENERAL');
  assert.equal(decideLevel(withThresholds, fine('50')).level, 'SERIOUS');
  assert.equal(decideLevel(withThresholds, fine('0.1', ['21', '22'])).level, 'GENERAL');
  assert.equal(decideLevel(withThresholds, fine(null)).level, 'HELD');
});

test('thresholds do not reach back before their first day', () => {
  assert.equal(
    decideLevel(withThresholds, { ...fine('60'), factDate: '2026-06-30' }).level,
    'HELD',
  );
  assert.equal(
    decideLevel(withThresholds, { ...fine('60'), factDate: '2026-07-01' }).level,
    'SERIOUS',
  );
});

test('a level is SERIOUS only when a kind is, or the fine is huge', () => {
  const kinds = fc.subarray(Object.keys(levels.kindLevels));
  fc.assert(
    fc.property(
      kinds,
      fc.constantFrom(null, 'SIMPLE', 'ORDINARY'),
      fc.constantFrom(null, '1', '60'),
      (codes, procedure, amount) => {
        const { level } = decideLevel(withThresholds, { kinds: codes, procedure, fine: amount });
        const seriousKind = codes.some((code) => levels.kindLevels[code] === 'SERIOUS');
        if (level === 'SERIOUS')
          assert.ok(seriousKind || (codes.includes('21') && amount === '60'));
      },
    ),
  );
});

test('2021 kinds follow from clear 2018 kinds', () => {
  assert.deepEqual(deriveKinds(levels, '警告;罚款').kinds, ['11', '21']);
  assert.deepEqual(deriveKinds(levels, '其他-通报批评').kinds, ['12']);
  assert.deepEqual(deriveKinds(levels, '没收违法所得、没收非法财物').kinds, ['22']);
  assert.deepEqual(
    deriveKinds(levels, '没收违法所得、没收非法财物', '没收非法财物电子秤一台').kinds,
    ['23'],
  );
  assert.deepEqual(
    deriveKinds(levels, '没收违法所得、没收非法财物', '没收违法所得，没收非法财物').kinds,
    ['22'],
  );
});

test('one ambiguous kind leaves the whole to a clerk, with proposals', () => {
  const derived = deriveKinds(levels, '罚款;暂扣或者吊销许可证、暂扣或者吊销执照;其他-约谈');
  assert.deepEqual(derived.kinds, []);
  assert.deepEqual(derived.proposed, ['21']);
  assert.deepEqual(derived.unresolved, [
    { from: '暂扣或者吊销许可证、暂扣或者吊销执照', candidates: ['31', '33'] },
    { from: '其他-约谈', candidates: [] },
  ]);
  assert.deepEqual(deriveKinds(levels, '').kinds, []);
});
