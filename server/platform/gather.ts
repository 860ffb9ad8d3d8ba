interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** More go together in the run after the next. */
const MOST = 200;

/**
 * Lets questions of one group that are asked while another run is under way go together in the
 * next: one statement and one commit for all of them. A run begins after each of its questions was
 * asked, so an answer is never older than its question. `run` answers in the order of its items;
 * what it throws, all of them get.
 */
export function gather<Item, Answer>(
  groupOf: (item: Item) => string,
  run: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  const groups = new Map<string, Waiting<Item, Answer>[]>();

  async function work(group: string, waiting: Waiting<Item, Answer>[]): Promise<void> {
    while (waiting.length > 0) {
      const now = waiting.splice(0, MOST);
      try {
        const answers = await run(now.map(({ item }) => item));
        for (const [place, { resolve }] of now.entries()) resolve(answers[place] as Answer);
      } catch (error) {
        for (const { reject } of now) reject(error);
      }
    }
    groups.delete(group);
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const group = groupOf(item);
      const waiting = groups.get(group);
      if (waiting) {
        waiting.push({ item, resolve, reject });
        return;
      }
      const first = [{ item, resolve, reject }];
      groups.set(group, first);
      // Requests that came in with this one are read before the run begins.
      setImmediate(() => void work(group, first));
    });
}
