import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  consistencyProof,
  emptyRoot,
  extend,
  inclusionProof,
  leafHash,
  verifyConsistency,
  verifyInclusion,
  type ReadNodes,
} from './tree.ts';

// A tree of 13 leaves: neither a power of two nor balanced, so that every branch of the proof is walked.
const SIZE = 13;
const OLDER = 6;
const POSITION = 8;
const leaves = Array.from({ length: SIZE }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
const { nodes, root } = extend(0, [], leaves);
const older = { size: OLDER, root: extend(0, [], leaves.slice(0, OLDER)).root };
const newer = { size: SIZE, root };
const read: ReadNodes = async (addresses) =>
  addresses.map(({ level, index }) => {
    const found = nodes.find((node) => node.level === level && node.index === index);
    assert.ok(found);
    return found.hash;
  });
const leaf = leaves[POSITION] as Buffer;
const included = await inclusionProof(POSITION, SIZE, read);
const consistent = await consistencyProof(OLDER, SIZE, read);
const other = leafHash(Buffer.from('forged'));

function swapped(proof: readonly Buffer[]): Buffer[] {
  const [first, second, ...rest] = proof;
  return [second as Buffer, first as Buffer, ...rest];
}

function replaced(proof: readonly Buffer[], at: number): Buffer[] {
  return proof.map((hash, index) => (index === at ? other : hash));
}

test('the genuine proofs, of which the forged ones are made, are accepted', () => {
  assert.equal(verifyInclusion(leaf, POSITION, SIZE, included, root), true);
  assert.equal(verifyConsistency(older, newer, consistent), true);
  assert.ok(included.length >= 4 && consistent.length >= 4);
});

const forgedInclusions: Readonly<Record<string, () => boolean>> = {
  'for a leaf that is not in the log': () => verifyInclusion(other, POSITION, SIZE, included, root),
  'at another position': () => verifyInclusion(leaf, POSITION + 1, SIZE, included, root),
  'in a tree of another size': () => verifyInclusion(leaf, POSITION, SIZE - 1, included, root),
  'at a position beyond the tree': () => verifyInclusion(leaf, SIZE, SIZE, included, root),
  'at a negative position': () => verifyInclusion(leaf, -1, SIZE, included, root),
  'that was truncated': () => verifyInclusion(leaf, POSITION, SIZE, included.slice(0, -1), root),
  'that was extended': () => verifyInclusion(leaf, POSITION, SIZE, [...included, other], root),
  'with two hashes swapped': () => verifyInclusion(leaf, POSITION, SIZE, swapped(included), root),
  'with one hash replaced': () =>
    verifyInclusion(leaf, POSITION, SIZE, replaced(included, 1), root),
  'that is empty': () => verifyInclusion(leaf, POSITION, SIZE, [], root),
  'in an empty tree': () => verifyInclusion(leaf, 0, 0, [], root),
};

const forgedConsistencies: Readonly<Record<string, () => boolean>> = {
  'from a root that never was': () =>
    verifyConsistency({ ...older, root: other }, newer, consistent),
  'to a root that is another': () =>
    verifyConsistency(older, { ...newer, root: other }, consistent),
  'from another size': () => verifyConsistency({ ...older, size: OLDER + 1 }, newer, consistent),
  'to another size': () => verifyConsistency(older, { ...newer, size: SIZE * 2 }, consistent),
  'from the newer back to the older': () => verifyConsistency(newer, older, consistent),
  'that was truncated': () => verifyConsistency(older, newer, consistent.slice(1)),
  'that was extended': () => verifyConsistency(older, newer, [...consistent, other]),
  'with two hashes swapped': () => verifyConsistency(older, newer, swapped(consistent)),
  'with one hash in the middle replaced': () =>
    verifyConsistency(older, newer, replaced(consistent, 2)),
  'that is empty': () => verifyConsistency(older, newer, []),
  'with hashes for two equal sizes': () => verifyConsistency(newer, newer, consistent),
  'for two equal sizes with different roots': () =>
    verifyConsistency(newer, { ...newer, root: other }, []),
  'with hashes for the empty tree': () =>
    verifyConsistency({ size: 0, root: emptyRoot }, newer, consistent),
};

for (const [name, accepted] of Object.entries(forgedInclusions))
  test(`a proof of inclusion ${name} is refused`, () => assert.equal(accepted(), false));

for (const [name, accepted] of Object.entries(forgedConsistencies))
  test(`a proof of consistency ${name} is refused`, () => assert.equal(accepted(), false));
