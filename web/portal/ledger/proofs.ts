import {
  consistencyWay,
  inclusionSides,
  type Side,
} from '../../../server/modules/ledger/proof-way.ts';
import { join, sameBytes, sha256, type Bytes } from './bytes.ts';

/** Proofs of the ledger recomputed with the browser's own SHA-256: nothing is taken on trust. */

/** A tree of the ledger at one size. */
export interface Tree {
  readonly size: number;
  readonly root: Bytes;
}

const NODE_PREFIX = Uint8Array.of(1);

/** True when the proof leads from the hash of a leaf to the root. */
export async function isIncluded(
  leaf: Bytes,
  position: number,
  { size, root }: Tree,
  proof: readonly Bytes[],
): Promise<boolean> {
  const sides = inclusionSides(position, size, proof.length);
  return sides !== null && sameBytes(await fold(leaf, proof, sides), root);
}

/** True when the proof shows that the newer tree extends the older. */
export async function isExtension(
  older: Tree,
  newer: Tree,
  proof: readonly Bytes[],
): Promise<boolean> {
  const way = consistencyWay(older.size, newer.size, proof.length);
  if (way === null) return false;
  if (way.kind === 'NOTHING_TO_SHOW') return true;
  if (way.kind === 'SAME_ROOT') return sameBytes(older.root, newer.root);
  const [start, ...hashes] = way.fromOlderRoot ? [older.root, ...proof] : proof;
  if (start === undefined) return false;
  // The older tree consists of what stands on the left; the newer one of everything.
  const isLeft = (_: unknown, step: number): boolean => way.sides[step] === 'LEFT';
  const before = await fold(start, hashes.filter(isLeft), way.sides.filter(isLeft));
  const after = await fold(start, hashes, way.sides);
  return sameBytes(before, older.root) && sameBytes(after, newer.root);
}

async function fold(start: Bytes, proof: readonly Bytes[], sides: readonly Side[]): Promise<Bytes> {
  let hash = start;
  for (const [step, sibling] of proof.entries()) {
    hash = await sha256(
      sides[step] === 'LEFT' ? join(NODE_PREFIX, sibling, hash) : join(NODE_PREFIX, hash, sibling),
    );
  }
  return hash;
}
