import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { timelineOf } from './timeline.ts';

const today = '2026-07-02';

test('the axis has whole years, from the first record to the last end', () => {
  const { years, bars } = timelineOf(
    [
      { shownFrom: '2025-01-01', shownUntil: '2027-01-01' },
      { shownFrom: '2026-01-01', shownUntil: '2028-06-01' },
    ],
    today,
  );
  assert.deepEqual(years, [2025, 2026, 2027, 2028]);
  assert.equal(bars[0]?.from, 0);
  assert.ok(Math.abs((bars[0]?.length ?? 0) - 50) < 0.1);
  assert.equal(bars[0]?.isOpen, false);
});

test('a record without end, or with one far away, goes on beyond the axis', () => {
  const { years, bars } = timelineOf(
    [
      { shownFrom: '2003-05-01', shownUntil: null },
      { shownFrom: '2026-01-01', shownUntil: '2099-01-01' },
    ],
    today,
  );
  assert.deepEqual([years[0], years.at(-1)], [2021, 2031]);
  assert.deepEqual(
    bars.map(({ isOpen }) => isOpen),
    [true, true],
  );
  assert.deepEqual([bars[0]?.from, bars[0]?.length], [0, 100]);
});

test('without records the axis is this year', () => {
  const { years, today: mark } = timelineOf([], today);
  assert.deepEqual(years, [2026]);
  assert.ok(Math.abs(mark - 50) < 0.5);
});

test('every bar and today lie on the axis, whatever the dates', () => {
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const record = fc
    .tuple(day, fc.option(day))
    .map(([shownFrom, shownUntil]) => ({ shownFrom, shownUntil }));
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const { bars, today: mark } = timelineOf(records, today);
      assert.ok(mark >= 0 && mark <= 100);
      for (const { from, length } of bars)
        assert.ok(from >= 0 && length >= 0 && from + length <= 100.001);
    }),
  );
});
