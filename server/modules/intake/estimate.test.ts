import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { paceAfter, secondsLeftFor } from './estimate.ts';

test('before the first chunk is stored nothing is said', () => {
  assert.equal(secondsLeftFor(null, 300_000), null);
  assert.equal(secondsLeftFor(null, 0), 0);
});

test('an even pace is counted down to nothing', () => {
  let pace: number | null = null;
  const shown: (number | null)[] = [];
  for (let left = 8000; left >= 0; left -= 2000) {
    pace = paceAfter(pace, 2000, 1000);
    shown.push(secondsLeftFor(pace, left));
  }
  assert.deepEqual(shown, [4, 3, 2, 1, 0]);
});

test('one chunk ten times as slow moves the estimate by less than four times, and it comes back', () => {
  const even = paceAfter(null, 2000, 1000);
  const after = paceAfter(even, 2000, 10_000);
  assert.ok((secondsLeftFor(after, 100_000) ?? 0) < 4 * (secondsLeftFor(even, 100_000) ?? 0));
  let pace = after;
  for (let chunk = 0; chunk < 12; chunk += 1) pace = paceAfter(pace, 2000, 1000);
  assert.equal(secondsLeftFor(pace, 100_000), 51 + 1);
});

test('a clock that stands or a chunk without rows never gives a wrong number', () => {
  assert.equal(paceAfter(null, 0, 100), null);
  assert.equal(paceAfter(0.5, 0, 100), 0.5);
  assert.equal(paceAfter(0.5, 100, -1), 0.5);
  assert.equal(paceAfter(0.5, 100, Number.NaN), 0.5);
  assert.equal(secondsLeftFor(paceAfter(null, 2000, 0), 100), 0);
});

test('whatever the chunks, the estimate is a whole number within the slowest and fastest seen', () => {
  const chunk = fc.record({
    rows: fc.integer({ min: 1, max: 2000 }),
    // A clock tells microseconds, nothing finer.
    ms: fc.integer({ min: 0, max: 600_000_000 }).map((micros) => micros / 1000),
  });
  fc.assert(
    fc.property(
      fc.array(chunk, { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 1, max: 500_000 }),
      (chunks, left) => {
        const pace = chunks.reduce<number | null>(
          (before, { rows, ms }) => paceAfter(before, rows, ms),
          null,
        );
        const seconds = secondsLeftFor(pace, left);
        assert.ok(seconds !== null && Number.isInteger(seconds) && seconds >= 0);
        const each = chunks.map(({ rows, ms }) => (ms / rows / 1000) * left);
        assert.ok(seconds <= Math.ceil(Math.max(...each) * (1 + 1e-9)));
        assert.ok(seconds >= Math.floor(Math.min(...each)));
      },
    ),
  );
});
