import type { MessagePort, Transferable } from 'node:worker_threads';

// A stream of items between two threads, pulled by the one that reads: the other never runs ahead by
// more than a few items.

/** What the sending side says: an item, that there are no more, or what went wrong. */
type Word<T> = { readonly item: T } | { readonly end: true } | { readonly fault: unknown };

/** Items that may be under way: the other thread never waits for a whole round. */
const AHEAD = 2;
const MORE = 'more';

/** Makes items as they are asked for until there are none, or until the reader goes away. */
export async function sendItems<T>(
  port: MessagePort,
  items: AsyncIterable<T>,
  transferOf: (item: T) => Transferable[] = () => [],
): Promise<void> {
  const reader = new Reader(port);
  const say = (word: Word<T>, transfer: Transferable[] = []): void =>
    port.postMessage(word, transfer);
  try {
    for await (const item of items) {
      if (!(await reader.wants())) return;
      say({ item }, transferOf(item));
    }
    say({ end: true });
  } catch (fault) {
    say({ fault });
    throw fault;
  }
}

/** What the reading side has asked for. */
class Reader {
  #wanted = 0;
  #gone = false;
  #wake = (): void => {};

  constructor(port: MessagePort) {
    port.on('message', () => {
      this.#wanted += 1;
      this.#wake();
    });
    port.on('close', () => {
      this.#gone = true;
      this.#wake();
    });
  }

  /** Waits until one more item is wanted; false when the reader has gone. */
  async wants(): Promise<boolean> {
    if (this.#wanted === 0 && !this.#gone)
      await new Promise<void>((resolve) => void (this.#wake = resolve));
    this.#wanted -= 1;
    return !this.#gone;
  }
}

/** The items of the other side, in their order; throws what it threw, as far as that can be copied. */
export async function* receiveItems<T>(port: MessagePort): AsyncGenerator<T> {
  const words: Word<T>[] = [];
  let closed = false;
  let wake = (): void => {};
  port.on('message', (word: Word<T>) => {
    words.push(word);
    wake();
  });
  port.on('close', () => {
    closed = true;
    wake();
  });
  for (let asked = 0; asked < AHEAD; asked += 1) port.postMessage(MORE);
  try {
    for (;;) {
      const word = words.shift();
      if (word === undefined) {
        if (closed) throw new Error('the other thread has gone');
        await new Promise<void>((resolve) => void (wake = resolve));
        continue;
      }
      if ('fault' in word) throw word.fault;
      if ('end' in word) return;
      port.postMessage(MORE);
      yield word.item;
    }
  } finally {
    port.close();
  }
}
