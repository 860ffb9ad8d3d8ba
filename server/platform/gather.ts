interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** More go together in the run after the next. */
const MOST = 200;

/**
 * Lets questions of one group that are asked while runs are under way go together in the next: one
 * statement and one commit for all of them. A run begins after each of its questions was asked, so
 * an answer is never older than its question. `run` answers in the order of its items; what it
 * throws, all of them get. `atOnce` runs may be under way: while the answers of one are sent, the
 * database works on the other.
 */
export function gather<Item, Answer>(
  groupOf: (item: Item) => string,
  run: (items: readonly Item[]) => Promise<readonly Answer[]>,
  atOnce = 1,
): (item: Item) => Promise<Answer> {
  const groups = new Map<string, { waiting: Waiting<Item, Answer>[]; runs: number }>();

  async function work(name: string): Promise<void> {
    const group = groups.get(name);
    if (!group || group.waiting.length === 0) return;
    const now = group.waiting.splice(0, MOST);
    group.runs += 1;
    try {
      const answers = await run(now.map(({ item }) => item));
      for (const [place, { resolve }] of now.entries()) resolve(answers[place] as Answer);
    } catch (error) {
      for (const { reject } of now) reject(error);
    }
    group.runs -= 1;
    if (group.waiting.length > 0) setImmediate(() => void work(name));
    else if (group.runs === 0) groups.delete(name);
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const name = groupOf(item);
      const group = groups.get(name) ?? { waiting: [], runs: 0 };
      groups.set(name, group);
      group.waiting.push({ item, resolve, reject });
      // Requests that came in with this one are read before the run begins.
      if (group.runs < atOnce && group.waiting.length === 1) setImmediate(() => void work(name));
    });
}
