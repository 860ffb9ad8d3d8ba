import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  compare,
  daysBetween,
  daysInMonth,
  fromSlashed,
  isPlainDate,
  todayIn,
  toSlashed,
  weekday,
} from './plain-date.ts';

const dates = fc
  .integer({ min: 0, max: 73_000 })
  .map((days) => new Date(Date.UTC(1900, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));

test('only real days are dates', () => {
  for (const date of ['2024-02-29', '1900-12-31', '2099-12-31']) assert.ok(isPlainDate(date), date);
  for (const date of [
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-04-31',
    '2026-4-1',
    '2026/04/01',
    '',
  ])
    assert.ok(!isPlainDate(date), date);
});

const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));

test('adding months keeps the day or clips it to the end of the month', () => {
  assert.equal(addMonths('2025-11-30', 3), '2026-02-28');
  assert.equal(addMonths('2023-11-30', 3), '2024-02-29');
  assert.equal(addMonths('2026-05-31', 12), '2027-05-31');
  assert.equal(addMonths('2026-03-31', -1), '2026-02-28');
  fc.assert(
    fc.property(dates, fc.integer({ min: -600, max: 600 }), (date, months) => {
      const moved = addMonths(date, months);
      assert.ok(isPlainDate(moved));
      assert.equal(count(moved) - count(date), months);
      const last = daysInMonth(Number(moved.slice(0, 4)), Number(moved.slice(5, 7)));
      assert.equal(Number(moved.slice(8)), Math.min(Number(date.slice(8)), last));
    }),
  );
});

test('adding days and counting days are inverse, and order follows the count', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
      const moved = addDays(date, days);
      assert.equal(daysBetween(date, moved), days);
      assert.equal(addDays(moved, -days), date);
      assert.equal(compare(date, moved), -Math.sign(days) + 0);
      assert.equal(weekday(addDays(date, 7)), weekday(date));
    }),
  );
});

test('weekdays count from Monday', () => {
  assert.equal(weekday('2026-11-16'), 1);
  assert.equal(weekday('2026-11-22'), 7);
  assert.equal(weekday('1969-12-31'), 3);
});

test('today is the day in Shanghai, not in UTC', () => {
  assert.equal(todayIn('Asia/Shanghai', new Date('2026-11-15T15:59:59Z')), '2026-11-15');
  assert.equal(todayIn('Asia/Shanghai', new Date('2026-11-15T16:00:00Z')), '2026-11-16');
});

test('dates of sheets are read and written with slashes', () => {
  assert.equal(fromSlashed('2026/04/01'), '2026-04-01');
  assert.equal(fromSlashed('2026/02/30'), null);
  assert.equal(fromSlashed('2026-04-01'), null);
  assert.equal(toSlashed('2026-04-01'), '2026/04/01');
});

test('a text that is no date is refused with a sentence', () => {
  assert.throws(() => addDays('2026-02-30', 1), /“2026-02-30”不是有效日期/);
});
