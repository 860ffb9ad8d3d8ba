import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Today } from '../../calls/today.ts';
import { linesOf } from './today-lines.ts';

const nothing: Today = {
  toMend: [],
  filesToMend: 0,
  rowsToMend: 0,
  rowsHeld: 0,
  notAccepted: [],
  classification: null,
};
/** Only what the order looks at. */
const file = (batchId: string, expiresOn = '2026-12-20') =>
  ({ batchId, expiresOn }) as Today['toMend'][number];
const days = (date: string): number => Number(date.slice(-2)) - 10;
const order = (today: Partial<Today>) =>
  linesOf({ ...nothing, ...today }, days).map((line) =>
    'batch' in line ? line.batch.batchId : line.kind,
  );

test('nothing makes an empty list', () => {
  assert.deepEqual(order({}), []);
  assert.deepEqual(order({ classification: 0 }), []);
});

test('rows about to be deleted come first, what waits for others last', () => {
  assert.deepEqual(
    order({
      toMend: [file('soon', '2026-12-12'), file('later', '2026-12-20')],
      filesToMend: 2,
      notAccepted: [file('refused')],
      classification: 4,
      rowsHeld: 2,
    }),
    ['soon', 'refused', 'later', 'classification', 'held'],
  );
});

test('files that are not named are told of in one line', () => {
  assert.deepEqual(order({ toMend: [file('one')], filesToMend: 7 }), ['one', 'more']);
});
