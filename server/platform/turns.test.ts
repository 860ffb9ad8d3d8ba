import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from './turns.ts';

test('turns come one after another, in the order in which they were taken', async () => {
  const turns = new Turns();
  const came: number[] = [];
  const taken = [1, 2, 3].map((number) => ({ number, turn: turns.take() }));
  for (const { number, turn } of taken) void turn.comes.then(() => came.push(number));
  const [first, second, third] = taken.map(({ turn }) => turn);
  await first?.comes;
  assert.deepEqual(came, [1]);
  first?.end();
  await second?.comes;
  assert.deepEqual(came, [1, 2]);
  second?.end();
  await third?.comes;
  assert.deepEqual(came, [1, 2, 3]);
});

test('a turn given up before it came lets nobody overtake those before it', async () => {
  const turns = new Turns();
  const [first, second, third] = [turns.take(), turns.take(), turns.take()];
  let thirdCame = false;
  void third.comes.then(() => (thirdCame = true));
  second.end();
  await first.comes;
  await new Promise(setImmediate);
  assert.equal(thirdCame, false);
  first.end();
  await third.comes;
  assert.equal(thirdCame, true);
});
