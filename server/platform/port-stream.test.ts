import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { receiveItems, sendItems } from './port-stream.ts';

async function* numbers(count: number, made: number[] = []): AsyncGenerator<number> {
  for (let number = 1; number <= count; number += 1) {
    made.push(number);
    yield number;
  }
}

test('items arrive in their order, and then the stream ends on both sides', async () => {
  const { port1, port2 } = new MessageChannel();
  const sent = sendItems(port1, numbers(50));
  const received: number[] = [];
  for await (const item of receiveItems<number>(port2)) received.push(item);
  await sent;
  assert.deepEqual(
    received,
    Array.from({ length: 50 }, (_none, index) => index + 1),
  );
});

test('the sender makes a few items ahead of the reader, not all of them', async () => {
  const { port1, port2 } = new MessageChannel();
  const made: number[] = [];
  const sent = sendItems(port1, numbers(100, made));
  const items = receiveItems<number>(port2);
  await items.next();
  await sleep(20);
  assert.ok(made.length < 6, `${made.length} made for one that was read`);
  await items.return(undefined);
  await sent;
  assert.ok(made.length < 7, 'nothing more is made once the reader has gone');
});

test('what the sender throws is thrown to the reader, after the items before it', async () => {
  const { port1, port2 } = new MessageChannel();
  async function* broken(): AsyncGenerator<number> {
    yield 1;
    throw new Error('no more');
  }
  const failed = assert.rejects(sendItems(port1, broken()), { message: 'no more' });
  const items = receiveItems<number>(port2);
  assert.deepEqual(await items.next(), { value: 1, done: false });
  await assert.rejects(items.next(), { message: 'no more' });
  await failed;
});

test('a reader whose sender is gone does not wait for ever', async () => {
  const { port1, port2 } = new MessageChannel();
  const next = receiveItems<number>(port2).next();
  port1.close();
  await assert.rejects(next, /has gone/);
});
