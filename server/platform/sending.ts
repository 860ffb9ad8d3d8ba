import { setImmediate as turn } from 'node:timers/promises';

/**
 * Statements of one transaction, sent in their order while the next is being made: the database
 * works on one core and we on another. Nothing may be read from them before `done`.
 */
export class Sending {
  readonly #sent: Promise<unknown>[] = [];

  /** Takes a statement that was begun and lets it go out. */
  async send(statement: Promise<unknown>): Promise<void> {
    // Whoever waits for `done` learns of the failure; until then it is nobody's.
    statement.catch(() => {});
    this.#sent.push(statement);
    await turn();
  }

  /** Ends when all have ended; throws what the first that failed threw. */
  async done(): Promise<void> {
    const ended = await Promise.allSettled(this.#sent);
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }
}

/** Rows after which the event loop gets its turn: the database, once it has answered, waits no longer than these take. */
const ROWS_OF_A_TURN = 20;

/** Maps rows in their order, giving way to what waits every so many rows. */
export async function mapInTurns<Row, Made>(
  rows: readonly Row[],
  make: (row: Row) => Made,
): Promise<Made[]> {
  const made: Made[] = [];
  for (let from = 0; from < rows.length; from += ROWS_OF_A_TURN) {
    if (from > 0) await turn();
    for (const row of rows.slice(from, from + ROWS_OF_A_TURN)) made.push(make(row));
  }
  return made;
}
