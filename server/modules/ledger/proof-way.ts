/**
 * The way a proof goes through the tree (RFC 9162 §2.1.3.2 and §2.1.4.2): arithmetic of positions
 * and sizes without a hash function, so that the server and a visitor's browser walk the same way.
 */

/** On which side of what is known so far a hash of a proof stands. */
export type Side = 'LEFT' | 'RIGHT';

/** The side of each hash of an inclusion proof, from the leaf up; null when none of this length leads to the root. */
export function inclusionSides(position: number, size: number, length: number): Side[] | null {
  return position < 0 || position >= size ? null : walk(position, size - 1, length);
}

/** How a consistency proof is to be read. */
export type ConsistencyWay =
  /** Every tree extends the empty one. */
  | { readonly kind: 'NOTHING_TO_SHOW' }
  | { readonly kind: 'SAME_ROOT' }
  /** Begins with the older root itself or with the first hash of the proof. */
  | { readonly kind: 'WALK'; readonly fromOlderRoot: boolean; readonly sides: readonly Side[] };

/** The way from one size to another with a proof of so many hashes; null when there is none. */
export function consistencyWay(
  older: number,
  newer: number,
  length: number,
): ConsistencyWay | null {
  if (older < 0 || older > newer) return null;
  if (older === 0) return length === 0 ? { kind: 'NOTHING_TO_SHOW' } : null;
  if (older === newer) return length === 0 ? { kind: 'SAME_ROOT' } : null;
  const fromOlderRoot = Number.isInteger(Math.log2(older));
  const steps = fromOlderRoot ? length : length - 1;
  if (steps < 0) return null;
  let first = older - 1;
  let last = newer - 1;
  while (first % 2 === 1) {
    first = half(first);
    last = half(last);
  }
  const sides = walk(first, last, steps);
  return sides === null ? null : { kind: 'WALK', fromOlderRoot, sides };
}

/** From the node at `first` in a level that ends at `last` up to the root, in exactly so many steps. */
function walk(first: number, last: number, steps: number): Side[] | null {
  const sides: Side[] = [];
  let fn = first;
  let sn = last;
  for (let step = 0; step < steps; step += 1) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      sides.push('LEFT');
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      sides.push('RIGHT');
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 ? sides : null;
}

function half(value: number): number {
  return Math.floor(value / 2);
}
