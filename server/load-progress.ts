const SAY_EVERY_MS = 5000;
/** The first files say little about the rest: they are small. */
const ESTIMATE_FROM = 0.05;

/** Says in words how far a long load is, now and then and at its end. */
export class LoadProgress {
  readonly #total: number;
  readonly #say: (line: string) => void;
  readonly #began = performance.now();
  #done = 0;
  #saidAt = performance.now();

  constructor(total: number, say: (line: string) => void) {
    this.#total = total;
    this.#say = say;
  }

  add(rows: number): void {
    this.#done += rows;
    const now = performance.now();
    const isLast = this.#done >= this.#total;
    if (!isLast && now - this.#saidAt < SAY_EVERY_MS) return;
    this.#saidAt = now;
    const spent = (now - this.#began) / 1000;
    const share = this.#done / this.#total;
    this.#say(
      `  已装入 ${grouped(this.#done)} / ${grouped(this.#total)} 条（${Math.floor(share * 100)}%）` +
        (isLast ? `，用时 ${Math.round(spent)} 秒 loaded` : timeLeft(spent, share)),
    );
  }
}

function timeLeft(spent: number, share: number): string {
  if (share < ESTIMATE_FROM) return '';
  return `，约剩 ${Math.ceil((spent * (1 - share)) / share)} 秒 seconds left`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
