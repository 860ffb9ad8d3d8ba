import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templateSpec } from '../spec/template.ts';
import { matchHeader } from '../spec/header.ts';
import { policyWithNewVersion } from '../fixtures/policy.ts';
import { compileClass } from './class-judge.ts';

const today = '2026-11-20';
const policy = policyWithNewVersion('ADMIN_PENALTY', '2026-07-01');
const judge = compileClass(policy, 'ADMIN_PENALTY');
const columns = templateSpec(policy, 'ADMIN_PENALTY', today).columns;
const example = Object.fromEntries(columns.map((column) => [column.code, column.example]));
const onDay = (day: string, change: Record<string, string> = {}): Record<string, string> => ({
  ...example,
  CF_JDRQ: day,
  ...change,
});
const rulesOf = (cells: Record<string, string>): string[] =>
  judge.row(cells, { today, rowNumber: 3 }).findings.map(({ field, rule }) => `${field} ${rule}`);

test('a row meets the version in force on its own day, not the newest', () => {
  const without = { CF_XZD: '' };
  assert.ok(rulesOf(onDay('2026/07/01', without)).includes('CF_XZD R-CF-XZD-1'));
  assert.ok(!rulesOf(onDay('2026/06/30', without)).join().includes('CF_XZD'));
});

test('the day is read as clerks write it', () => {
  const versionOf = (day: string) => judge.of(onDay(day), today).informationClass.validFrom;
  assert.equal(versionOf('2026年7月1日'), '2026-07-01');
  assert.equal(versionOf('2026-6-30'), judge.versions[0]?.informationClass.validFrom);
  assert.equal(versionOf('1999/1/1'), judge.versions[0]?.informationClass.validFrom);
});

test('a row that states no day, or none that exists, meets the version of the day of receipt', () => {
  for (const day of ['', '2026/02/30', '昨天']) {
    assert.equal(judge.of(onDay(day), '2026-06-30'), judge.versions[0]);
    assert.equal(judge.of(onDay(day), '2026-07-01'), judge.newest);
  }
});

test('a sheet may have the columns of all versions, and a column only the newest demands may lack', () => {
  const headers = columns.map((column) => column.header);
  assert.equal(matchHeader(policy, 'ADMIN_PENALTY', headers).usable, true);
  const older = headers.filter((header) => !header.startsWith('新增字段'));
  assert.equal(matchHeader(policy, 'ADMIN_PENALTY', older).usable, true);
  assert.equal(judge.fields.filter(({ code }) => code === 'CF_XZD').length, 1);
});

test('rows of two versions that repeat a key in one file are found', () => {
  const promises = policyWithNewVersion('PROMISE', '2026-07-01');
  const cells = templateSpec(promises, 'PROMISE', today).columns;
  const row = Object.fromEntries(cells.map((column) => [column.code, column.example]));
  const file = compileClass(promises, 'PROMISE').file({ today });
  const severities = (day: string, rowNumber: number): string[] =>
    file
      .row({ ...row, CN_RQ: day }, rowNumber)
      .findings.filter(({ field }) => field === 'CN_BH')
      .map(({ severity, message }) => `${severity} ${message}`);
  assert.deepEqual(severities('2026/06/30', 3), []);
  assert.match(severities('2026/07/01', 4).join(), /3/);
});
