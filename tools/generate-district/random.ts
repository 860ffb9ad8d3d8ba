/** A reproducible source of chance: equal seeds and labels give equal draws. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number between both bounds, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  /** One element; throws when the list is empty. */
  pick<T>(list: readonly T[]): T;
  /** One value, drawn in proportion to the weight beside it. */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T;
  /** A new array in another order. */
  shuffle<T>(list: readonly T[]): T[];
  /** An independent stream, so that a change in one part leaves the other parts as they were. */
  fork(label: string): Random;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value;
}

/** The stream named by seed and label (mulberry32 over an FNV-1a start). */
export function createRandom(seed: number, label = 'district'): Random {
  let state = hash(`${seed}:${label}`);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[int(0, list.length - 1)];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  };
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    weighted: (pairs) => {
      let left = next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of pairs) {
        left -= weight;
        if (left < 0) return value;
      }
      return pick(pairs)[0];
    },
    shuffle: (list) => {
      const copy = [...list];
      for (let end = copy.length - 1; end > 0; end -= 1) {
        const other = int(0, end);
        const kept = copy[end] as (typeof copy)[number];
        copy[end] = copy[other] as (typeof copy)[number];
        copy[other] = kept;
      }
      return copy;
    },
    fork: (name) => createRandom(seed, `${label}/${name}`),
  };
}
