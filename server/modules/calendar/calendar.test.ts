import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { addDays, compare } from '../../platform/plain-date.ts';
import { loadPolicy } from '../policy/index.ts';
import { addWorkdays, isWorkday, lastPunctualDay, workdaysBetween } from './calendar.ts';

const { workdays } = loadPolicy(fileURLToPath(new URL('../../../policy/', import.meta.url)));
const dates = fc.integer({ min: 0, max: 365 * 9 }).map((days) => addDays('2019-01-01', days));

test('the make-up days of 2026 are worked and its holidays are not', () => {
  for (const date of [
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
  ]) {
    assert.deepEqual(isWorkday(workdays, date), { workday: true, provisional: false }, date);
  }
  for (const date of [
    '2026-01-02',
    '2026-02-16',
    '2026-04-06',
    '2026-06-19',
    '2026-09-25',
    '2026-10-07',
    '2026-11-21',
  ]) {
    assert.deepEqual(isWorkday(workdays, date), { workday: false, provisional: false }, date);
  }
});

test('a day named by the notice of the next year is known without a notice of its own year', () => {
  assert.deepEqual(isWorkday(workdays, '2018-12-29'), { workday: true, provisional: false });
  assert.deepEqual(isWorkday(workdays, '2018-12-28'), { workday: true, provisional: true });
});

test('2027 is counted Monday to Friday and says so', () => {
  assert.deepEqual(isWorkday(workdays, '2027-02-05'), { workday: true, provisional: true });
  assert.deepEqual(isWorkday(workdays, '2027-02-06'), { workday: false, provisional: true });
  assert.deepEqual(addWorkdays(workdays, '2026-12-30', 2), {
    date: '2027-01-01',
    provisional: true,
  });
  assert.equal(workdaysBetween(workdays, '2026-12-30', '2027-01-01').provisional, true);
});

test('a decision before the National Day holiday of 2026 is punctual over holiday and make-up day', () => {
  const limit = { value: 7, unit: 'WORKDAY' } as const;
  assert.deepEqual(lastPunctualDay(workdays, '2026-09-29', limit), {
    date: '2026-10-14',
    provisional: false,
  });
  const { days } = workdaysBetween(workdays, '2026-09-29', '2026-10-14');
  assert.deepEqual(
    days.map(({ date }) => date),
    [
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
      '2026-10-12',
      '2026-10-13',
      '2026-10-14',
    ],
  );
});

test('the start is day zero, whatever day it is, and zero working days end on it', () => {
  assert.deepEqual(addWorkdays(workdays, '2026-10-03', 0), {
    date: '2026-10-03',
    provisional: false,
  });
  assert.deepEqual(addWorkdays(workdays, '2026-10-03', 1), {
    date: '2026-10-08',
    provisional: false,
  });
  assert.deepEqual(addWorkdays(workdays, '2026-10-08', -1), {
    date: '2026-09-30',
    provisional: false,
  });
});

test('months of a limit end on the last day of a shorter month', () => {
  assert.equal(
    lastPunctualDay(workdays, '2025-11-30', { value: 3, unit: 'MONTH' }).date,
    '2026-02-28',
  );
  assert.equal(
    lastPunctualDay(workdays, '2026-01-10', { value: 30, unit: 'DAY' }).date,
    '2026-02-09',
  );
});

test('counting forward and listing the days between agree', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: 1, max: 40 }), (start, count) => {
      const { date, provisional } = addWorkdays(workdays, start, count);
      const between = workdaysBetween(workdays, start, date);
      assert.equal(between.count, count);
      assert.equal(between.provisional, provisional);
      assert.equal(between.days.at(-1)?.date, date);
      assert.ok(
        between.days.every(
          (day) => compare(day.date, start) > 0 && isWorkday(workdays, day.date).workday,
        ),
      );
    }),
  );
});
