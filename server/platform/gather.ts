interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** More go together in the run after the next. */
const MOST = 200;
/** Fewer do not go beside a run that is under way: a statement and its commit cost about what ten questions do. */
const LEAST_BESIDE = 10;

/**
 * Lets questions of one group that are asked while runs are under way go together in the next: one
 * statement and one commit for all of them. A run begins after each of its questions was asked, so
 * an answer is never older than its question. `run` answers in the order of its items; what it
 * throws, all of them get. `atOnce` runs may be under way, the further ones when enough is asked:
 * while one waits for the disk, the database works on the other.
 */
export function gather<Item, Answer>(
  groupOf: (item: Item) => string,
  run: (items: readonly Item[]) => Promise<readonly Answer[]>,
  atOnce = 1,
): (item: Item) => Promise<Answer> {
  const groups = new Map<string, { waiting: Waiting<Item, Answer>[]; runs: number }>();

  async function work(name: string): Promise<void> {
    const group = groups.get(name);
    if (!group || group.runs >= atOnce || group.waiting.length < leastOf(group.runs)) return;
    const now = group.waiting.splice(0, MOST);
    group.runs += 1;
    const settle = await outcome(now);
    group.runs -= 1;
    // What waits is asked before the answers are sent: the database works meanwhile.
    void work(name);
    if (group.runs === 0) groups.delete(name);
    setImmediate(settle);
  }

  async function outcome(asked: readonly Waiting<Item, Answer>[]): Promise<() => void> {
    try {
      const answers = await run(asked.map(({ item }) => item));
      return () => asked.forEach(({ resolve }, place) => resolve(answers[place] as Answer));
    } catch (error) {
      return () => asked.forEach(({ reject }) => reject(error));
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const name = groupOf(item);
      const group = groups.get(name) ?? { waiting: [], runs: 0 };
      groups.set(name, group);
      group.waiting.push({ item, resolve, reject });
      // Requests that came in with this one are read before the run begins.
      if (group.runs < atOnce && group.waiting.length === leastOf(group.runs))
        setImmediate(() => void work(name));
    });
}

function leastOf(runs: number): number {
  return runs === 0 ? 1 : LEAST_BESIDE;
}
