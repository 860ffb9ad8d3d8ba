import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gather } from './gather.ts';

/** A gathering whose runs end when the test says so. */
function heldRuns(atOnce?: number) {
  const runs: { items: readonly string[]; end: (error?: Error) => void }[] = [];
  const ask = gather<string, string>(
    (item) => item.slice(0, 1),
    (items) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error) =>
          error ? reject(error) : resolve(items.map((item) => item.toUpperCase()));
        runs.push({ items, end });
      }),
    atOnce,
  );
  return { runs, ask };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('questions asked together are one run, those asked meanwhile are the next', async () => {
  const { runs, ask } = heldRuns();
  const early = [ask('a1'), ask('a2')];
  await nextTurn();
  const late = [ask('a3'), ask('a4')];
  await nextTurn();
  assert.deepEqual(
    runs.map(({ items }) => items),
    [['a1', 'a2']],
  );
  runs[0]?.end();
  assert.deepEqual(await Promise.all(early), ['A1', 'A2']);
  await nextTurn();
  assert.deepEqual(runs[1]?.items, ['a3', 'a4']);
  runs[1].end();
  assert.deepEqual(await Promise.all(late), ['A3', 'A4']);
});

test('groups do not wait for each other, and a failed run fails its own questions only', async () => {
  const { runs, ask } = heldRuns();
  const [first, other] = [ask('a1'), ask('b1')];
  await nextTurn();
  assert.equal(runs.length, 2);
  runs[1]?.end();
  assert.equal(await other, 'B1');
  const next = ask('a2');
  runs[0]?.end(new Error('no database'));
  await assert.rejects(first, /no database/);
  await nextTurn();
  runs[2]?.end();
  assert.equal(await next, 'A2');
});

test('many questions go in runs of bounded size, in order', async () => {
  const sizes: number[] = [];
  const ask = gather<number, number>(
    () => '',
    async (items) => {
      sizes.push(items.length);
      return items.map((item) => item * 2);
    },
  );
  const answers = await Promise.all(Array.from({ length: 450 }, (_, item) => ask(item)));
  assert.deepEqual(
    answers,
    Array.from({ length: 450 }, (_, item) => item * 2),
  );
  assert.deepEqual(sizes, [200, 200, 50]);
});

test('another run begins beside the first once ten wait, and what is asked then waits for one that ends', async () => {
  const { runs, ask } = heldRuns(2);
  const names = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, place) => `a${from + place}`);
  const first = ask('a1');
  await nextTurn();
  const few = names(2, 10).map(ask);
  await nextTurn();
  assert.equal(runs.length, 1);
  const tenth = ask('a11');
  await nextTurn();
  const last = ask('a12');
  await nextTurn();
  assert.deepEqual(
    runs.map(({ items }) => items),
    [['a1'], names(2, 11)],
  );
  runs[1]?.end();
  assert.equal(await tenth, 'A11');
  assert.equal((await Promise.all(few))[0], 'A2');
  assert.equal(runs.length, 2);
  runs[0]?.end(new Error('no database'));
  await assert.rejects(first, /no database/);
  assert.deepEqual(runs[2]?.items, ['a12']);
  runs[2].end();
  assert.equal(await last, 'A12');
});
