import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapInTurns, Sending } from './sending.ts';

test('what was sent is waited for, and the first that failed is thrown', async () => {
  const sending = new Sending();
  const first = new Error('the first');
  let lastEnded = false;
  await sending.send(Promise.reject(first));
  await sending.send(Promise.reject(new Error('the transaction is aborted')));
  await sending.send(
    new Promise((resolve) => {
      setTimeout(() => resolve((lastEnded = true)), 20);
    }),
  );
  await assert.rejects(sending.done(), first);
  assert.ok(lastEnded, 'nothing is on its way when the transaction is rolled back');
});

test('rows are mapped in their order, and others get their turn meanwhile', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 0);
  const rows = Array.from({ length: 1_000 }, (_none, index) => index);
  const made = await mapInTurns(rows, (row) => {
    // Longer than the timer waits, so that it is due when the turn comes.
    if (row === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return row * 2;
  });
  clearInterval(timer);
  assert.deepEqual(
    made,
    rows.map((row) => row * 2),
  );
  assert.ok(turns > 0);
});
