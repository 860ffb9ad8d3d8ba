import assert from 'node:assert/strict';
import { test } from 'node:test';
import { penaltyCells } from '../../../test/build.ts';
import { testPolicy } from '../../../test/context.ts';
import { classifyAtRegistration, classifyByPerson } from './classification.ts';

const policy = testPolicy;
const day = '2026-02-10';

function registered(change: Record<string, string>) {
  return classifyAtRegistration(policy, 'ADMIN_PENALTY', penaltyCells(change), day);
}

function decided(
  change: Record<string, string>,
  kinds: string[],
  level: 'MINOR' | 'GENERAL' | 'SERIOUS',
  before: 'MINOR' | 'GENERAL' | 'SERIOUS' | null = null,
) {
  const record = { values: penaltyCells(change), level: before, factDate: day };
  return classifyByPerson(policy, record, { level, kinds, account: 'reviewer' });
}

test('a warning is classified by policy at registration, with kinds, level and rule', () => {
  const detail = registered({ CF_CFLB: '警告', CF_NR_FK: '' });
  assert.equal(detail.level, 'MINOR');
  assert.equal(detail.needs, undefined);
  assert.deepEqual(detail.platform, {
    PX_KINDS2021: '11',
    PX_LEVEL: 'MINOR',
    PX_LEVELRULE: `L-7@${policy.levels.version}`,
  });
});

test('a fine without thresholds and an unclear kind wait for a person', () => {
  const fine = registered({});
  assert.deepEqual(
    [fine.level, fine.needs, fine['held']],
    [null, 'CLASSIFICATION', 'THRESHOLD_UNSET'],
  );
  const unclear = registered({ CF_CFLB: '暂扣或者吊销许可证、暂扣或者吊销执照' });
  assert.deepEqual([unclear.needs, unclear['held']], ['CLASSIFICATION', 'KIND_UNKNOWN']);
});

test('a class without a level has no platform fields', () => {
  assert.deepEqual(classifyAtRegistration(policy, 'REG_BASIC', {}, day), {});
});

test('a person may decide what policy leaves open, and is named', () => {
  const made = decided({}, ['21'], 'GENERAL');
  assert.ok(made.outcome === 'DECIDED');
  assert.equal(made.detail.level, 'GENERAL');
  assert.equal(made.detail.platform?.['PX_LEVELBY'], 'reviewer');
});

test('a person may lower a level but never raise it', () => {
  const closing = { CF_CFLB: '责令停产停业' };
  assert.equal(decided(closing, ['42'], 'GENERAL', 'SERIOUS').outcome, 'DECIDED');
  const warning = { CF_CFLB: '警告' };
  assert.deepEqual(decided(warning, ['11'], 'SERIOUS', 'MINOR'), {
    outcome: 'RAISED',
    ceiling: 'MINOR',
  });
  assert.deepEqual(decided({}, ['21'], 'SERIOUS', 'GENERAL'), {
    outcome: 'RAISED',
    ceiling: 'GENERAL',
  });
});

test('the chosen kinds must translate the reported ones', () => {
  assert.equal(decided({ CF_CFLB: '警告' }, ['42'], 'MINOR').outcome, 'KIND_UNFIT');
  assert.equal(decided({ CF_CFLB: '警告;罚款' }, ['11'], 'MINOR').outcome, 'KIND_UNFIT');
  const licence = { CF_CFLB: '暂扣或者吊销许可证、暂扣或者吊销执照' };
  assert.equal(decided(licence, ['31'], 'GENERAL').outcome, 'DECIDED');
  assert.equal(decided(licence, ['51'], 'GENERAL').outcome, 'KIND_UNFIT');
  assert.equal(decided({ CF_CFLB: '其他-某种处罚' }, ['12'], 'MINOR').outcome, 'DECIDED');
});
