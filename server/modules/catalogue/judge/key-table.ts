/** Open-addressing table of 128-bit key hashes: bounded memory for files of hundreds of thousands of rows. */

import { CANONICAL, COMPLEX, fold, REMOVED, unifyBrackets } from '../text.ts';

const START_CAPACITY = 1024;
const LANES = 6;

/** Four lanes mixed from the characters of texts, each text closed by its length. */
export class RowHash {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  reset(): void {
    this.a = 1_779_033_703;
    this.b = 3_144_134_277 | 0;
    this.c = 1_013_904_242;
    this.d = 2_773_480_762 | 0;
  }

  add(text: string): void {
    let { a, b, c, d } = this;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      a = b ^ Math.imul(a ^ code, 597_399_067);
      b = c ^ Math.imul(b ^ code, 2_869_860_233);
      c = d ^ Math.imul(c ^ code, 951_274_213);
      d = a ^ Math.imul(d ^ code, 2_716_044_179);
    }
    this.close(a, b, c, d, text.length);
  }

  private close(a: number, b: number, c: number, d: number, length: number): void {
    this.a = Math.imul(a ^ length ^ (c >>> 16), 597_399_067);
    this.b = Math.imul(b ^ (d >>> 17), 2_869_860_233);
    this.c = Math.imul(c ^ (a >>> 15), 951_274_213);
    this.d = Math.imul(d ^ (b >>> 14), 2_716_044_179);
  }

  /** The same as adding the text folded and with its brackets unified. */
  addCanonical(text: string): void {
    let { a, b, c, d } = this;
    let length = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = CANONICAL[text.charCodeAt(index)] as number;
      if (code === REMOVED) continue;
      if (code === COMPLEX) {
        this.add(unifyBrackets(fold(text)));
        return;
      }
      length += 1;
      a = b ^ Math.imul(a ^ code, 597_399_067);
      b = c ^ Math.imul(b ^ code, 2_869_860_233);
      c = d ^ Math.imul(c ^ code, 951_274_213);
      d = a ^ Math.imul(d ^ code, 2_716_044_179);
    }
    this.close(a, b, c, d, length);
  }

  lanes(): readonly [number, number, number, number] {
    return [this.a, this.b, this.c, this.d];
  }
}

/** Two lanes are enough for contents, which are compared only when keys are equal. */
export class ContentHash {
  private a = 0;
  private b = 0;

  reset(): void {
    this.a = 1_779_033_703;
    this.b = 1_013_904_242;
  }

  add(text: string): void {
    let { a, b } = this;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      a = Math.imul(a ^ code, 597_399_067);
      b = Math.imul(b ^ code ^ (a >>> 16), 951_274_213);
    }
    this.a = Math.imul(a ^ text.length ^ (b >>> 15), 951_274_213);
    this.b = Math.imul(b ^ (a >>> 14), 597_399_067);
  }

  lanes(): readonly [number, number] {
    return [this.a, this.b];
  }
}

export type EarlierRow = { readonly rowNumber: number; readonly sameContent: boolean };

export class KeyTable {
  private slots = new Int32Array(START_CAPACITY * LANES);
  private rows = new Float64Array(START_CAPACITY);
  private capacity = START_CAPACITY;
  private used = 0;

  /** The earlier row with the same key, else remembers this one; row numbers begin at 1. */
  remember(
    key: readonly [number, number, number, number],
    content: readonly [number, number],
    rowNumber: number,
  ): EarlierRow | null {
    if (this.used * 2 >= this.capacity) this.grow();
    const at = this.find(key);
    const base = at * LANES;
    if (this.rows[at] !== 0) {
      const sameContent =
        this.slots[base + 4] === content[0] && this.slots[base + 5] === content[1];
      return { rowNumber: this.rows[at] as number, sameContent };
    }
    this.slots.set(key, base);
    this.slots[base + 4] = content[0];
    this.slots[base + 5] = content[1];
    this.rows[at] = rowNumber;
    this.used += 1;
    return null;
  }

  private find(key: readonly [number, number, number, number]): number {
    const mask = this.capacity - 1;
    let at = key[0] & mask;
    while (this.rows[at] !== 0) {
      const base = at * LANES;
      if (
        this.slots[base] === key[0] &&
        this.slots[base + 1] === key[1] &&
        this.slots[base + 2] === key[2] &&
        this.slots[base + 3] === key[3]
      ) {
        return at;
      }
      at = (at + 1) & mask;
    }
    return at;
  }

  private grow(): void {
    const { slots, rows, capacity } = this;
    this.capacity = capacity * 2;
    this.slots = new Int32Array(this.capacity * LANES);
    this.rows = new Float64Array(this.capacity);
    for (let old = 0; old < capacity; old += 1) {
      if (rows[old] === 0) continue;
      const entry = slots.subarray(old * LANES, old * LANES + LANES);
      const at = this.find([entry[0], entry[1], entry[2], entry[3]] as [
        number,
        number,
        number,
        number,
      ]);
      this.slots.set(entry, at * LANES);
      this.rows[at] = rows[old] as number;
    }
  }
}
