/** Work that is done one after another, in the order in which the turns were taken. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Takes the next turn; it comes when all before it have ended. */
  take(): Turn {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    // Who gives its turn up still waits for those before it, so that nobody overtakes them.
    return { comes: before, end: () => void before.then(resolve) };
  }
}

export interface Turn {
  readonly comes: Promise<void>;
  /** Lets the next one begin; may be called again. */
  end(): void;
}
