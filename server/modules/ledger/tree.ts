import { createHash } from 'node:crypto';
import { consistencyWay, inclusionSides, type Side } from './proof-way.ts';

/**
 * Merkle tree of RFC 6962 §2.1 over SHA-256. Pure: hashes of complete subtrees come from a
 * reader, so a proof over a million leaves needs a few dozen of them.
 */

/** A complete subtree: 2^level leaves, the index-th of its size from the left. */
export interface NodeAddress {
  readonly level: number;
  readonly index: number;
}

export interface StoredNode extends NodeAddress {
  readonly hash: Buffer;
}

/** Half-open range of leaf positions. */
type Range = readonly [start: number, end: number];

const LEAF_PREFIX = Buffer.of(0);
const NODE_PREFIX = Buffer.of(1);

/** Root of the empty tree: the hash of nothing. */
export const emptyRoot: Buffer = createHash('sha256').digest();

/** Hash of one leaf (RFC 6962 §2.1). */
export function leafHash(data: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF_PREFIX).update(data).digest();
}

/** Hash of an inner node (RFC 6962 §2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE_PREFIX).update(left).update(right).digest();
}

/** The complete subtrees that make up leaves [start, end), from left to right. */
export function completeSubtrees(start: number, end: number): NodeAddress[] {
  const found: NodeAddress[] = [];
  for (let at = start; at < end;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    found.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}

/** Reads hashes of complete subtrees; rejects when one is missing. */
export type ReadNodes = (addresses: readonly NodeAddress[]) => Promise<Buffer[]>;

/** Root of the first `size` leaves. */
export async function rootOf(size: number, read: ReadNodes): Promise<Buffer> {
  return size === 0 ? emptyRoot : fold(await read(completeSubtrees(0, size)));
}

/** Audit path of the leaf at `position` in the tree of `size` (RFC 6962 §2.1.1). */
export function inclusionProof(position: number, size: number, read: ReadNodes): Promise<Buffer[]> {
  if (position < 0 || position >= size)
    throw new RangeError(`no leaf ${position} in a tree of ${size}`);
  const ranges: Range[] = [];
  let lo = 0;
  let hi = size;
  while (hi - lo > 1) {
    const middle = lo + split(hi - lo);
    if (position < middle) {
      ranges.push([middle, hi]);
      hi = middle;
    } else {
      ranges.push([lo, middle]);
      lo = middle;
    }
  }
  return hashRanges(ranges.reverse(), read);
}

/** Proof that the tree of `older` leaves is a prefix of that of `newer` (RFC 6962 §2.1.2). */
export function consistencyProof(older: number, newer: number, read: ReadNodes): Promise<Buffer[]> {
  if (older < 0 || older > newer)
    throw new RangeError(`${older} is not an older size than ${newer}`);
  if (older === 0 || older === newer) return Promise.resolve([]);
  const ranges: Range[] = [];
  let lo = 0;
  let hi = newer;
  let whole = true;
  while (older - lo !== hi - lo) {
    const middle = lo + split(hi - lo);
    if (older <= middle) {
      ranges.push([middle, hi]);
      hi = middle;
    } else {
      ranges.push([lo, middle]);
      lo = middle;
      whole = false;
    }
  }
  // The verifier knows the older root itself; it needs this hash only when it is not that root.
  if (!whole) ranges.push([lo, hi]);
  return hashRanges(ranges.reverse(), read);
}

/** True when `proof` leads from the leaf to `root` (RFC 9162 §2.1.3.2). */
export function verifyInclusion(
  leaf: Uint8Array,
  position: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  const sides = inclusionSides(position, size, proof.length);
  return sides !== null && Buffer.from(foldProof(leaf, proof, sides)).equals(root);
}

/** True when `proof` shows that the newer tree extends the older (RFC 9162 §2.1.4.2). */
export function verifyConsistency(
  older: { readonly size: number; readonly root: Uint8Array },
  newer: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  const way = consistencyWay(older.size, newer.size, proof.length);
  if (way === null) return false;
  if (way.kind === 'NOTHING_TO_SHOW') return true;
  if (way.kind === 'SAME_ROOT') return Buffer.from(older.root).equals(newer.root);
  const [start, ...hashes] = way.fromOlderRoot ? [older.root, ...proof] : proof;
  if (start === undefined) return false;
  // The older tree consists of what stands on the left; the newer one of everything.
  const isLeft = (_: unknown, step: number): boolean => way.sides[step] === 'LEFT';
  const before = foldProof(start, hashes.filter(isLeft), way.sides.filter(isLeft));
  const after = foldProof(start, hashes, way.sides);
  return Buffer.from(before).equals(older.root) && Buffer.from(after).equals(newer.root);
}

function foldProof(
  start: Uint8Array,
  proof: readonly Uint8Array[],
  sides: readonly Side[],
): Uint8Array {
  return proof.reduce(
    (hash, sibling, step) =>
      sides[step] === 'LEFT' ? nodeHash(sibling, hash) : nodeHash(hash, sibling),
    start,
  );
}

/**
 * Extends a tree of `size` leaves by `leaves` (leaf hashes). Returns every subtree that
 * became complete; `edge` are the hashes of `completeSubtrees(0, size)`, left to right.
 */
export function extend(
  size: number,
  edge: readonly Buffer[],
  leaves: readonly Buffer[],
): { nodes: StoredNode[]; root: Buffer } {
  const stack: StoredNode[] = completeSubtrees(0, size).map((address, i) => ({
    ...address,
    hash: edge[i] as Buffer,
  }));
  const nodes: StoredNode[] = [];
  leaves.forEach((leaf, i) => {
    let node: StoredNode = { level: 0, index: size + i, hash: leaf };
    nodes.push(node);
    for (let left = stack.at(-1); left && left.level === node.level; left = stack.at(-1)) {
      stack.pop();
      node = { level: node.level + 1, index: left.index / 2, hash: nodeHash(left.hash, node.hash) };
      nodes.push(node);
    }
    stack.push(node);
  });
  return { nodes, root: stack.length === 0 ? emptyRoot : fold(stack.map((node) => node.hash)) };
}

/** The largest power of two below `size` (RFC 6962: k < n <= 2k). */
function split(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

function fold(hashes: readonly Buffer[]): Buffer {
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

async function hashRanges(ranges: readonly Range[], read: ReadNodes): Promise<Buffer[]> {
  const parts = ranges.map(([start, end]) => completeSubtrees(start, end));
  const hashes = await read(parts.flat());
  let used = 0;
  return parts.map((part) => {
    const own = hashes.slice(used, used + part.length);
    used += part.length;
    return fold(own);
  });
}
