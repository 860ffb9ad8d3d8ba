import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  consistencyProof,
  emptyRoot,
  extend,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type ReadNodes,
} from './tree.ts';

/** Inputs and roots of the reference implementation of Certificate Transparency (RFC 6962). */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

function grow(leaves: readonly Buffer[]): { read: ReadNodes; roots: Buffer[] } {
  const nodes = new Map<string, Buffer>();
  const read: ReadNodes = async (addresses) =>
    addresses.map(({ level, index }) => {
      const hash = nodes.get(`${level}/${index}`);
      if (!hash) throw new Error(`no node ${level}/${index}`);
      return hash;
    });
  const all: Buffer[] = [];
  let edge: Buffer[] = [];
  leaves.forEach((leaf, i) => {
    const grown = extend(i, edge, [leaf]);
    for (const node of grown.nodes) nodes.set(`${node.level}/${node.index}`, node.hash);
    all.push(grown.root);
    const size = i + 1;
    edge = [];
    for (let at = 0; at < size;) {
      let level = 0;
      while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= size) level += 1;
      edge.push(nodes.get(`${level}/${at / 2 ** level}`) as Buffer);
      at += 2 ** level;
    }
  });
  return { read, roots: all };
}

/** The definition of RFC 6962 §2.1, written down again without any shortcut. */
function definition(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leaves[0] as Buffer;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(definition(leaves.slice(0, k)), definition(leaves.slice(k)));
}

test('the roots of the reference vectors are reached', () => {
  const { roots: grown } = grow(inputs.map((hex) => leafHash(Buffer.from(hex, 'hex'))));
  assert.deepEqual(
    grown.map((root) => root.toString('hex')),
    roots,
  );
  assert.equal(
    emptyRoot.toString('hex'),
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});

test('every leaf of every tree up to 40 leaves is proved, and by its own proof only', async () => {
  const leaves = Array.from({ length: 40 }, (_, i) => leafHash(Buffer.from([i])));
  const { read, roots: grown } = grow(leaves);
  for (let size = 1; size <= leaves.length; size += 1) {
    assert.deepEqual(await rootOf(size, read), definition(leaves.slice(0, size)));
    const root = grown[size - 1] as Buffer;
    for (let position = 0; position < size; position += 1) {
      const proof = await inclusionProof(position, size, read);
      const leaf = leaves[position] as Buffer;
      assert.equal(
        verifyInclusion(leaf, position, size, proof, root),
        true,
        `${position} in ${size}`,
      );
      assert.equal(
        verifyInclusion(leaf, (position + 1) % size, size, proof, root) && size > 1,
        false,
      );
      assert.equal(verifyInclusion(leaf, position, size, [...proof, root], root), false);
    }
  }
});

test('every older tree up to 40 leaves is proved to be a prefix of every newer one', async () => {
  const leaves = Array.from({ length: 40 }, (_, i) => leafHash(Buffer.from([i, 7])));
  const { read, roots: grown } = grow(leaves);
  for (let newer = 1; newer <= leaves.length; newer += 1) {
    for (let older = 1; older <= newer; older += 1) {
      const proof = await consistencyProof(older, newer, read);
      const a = { size: older, root: grown[older - 1] as Buffer };
      const b = { size: newer, root: grown[newer - 1] as Buffer };
      assert.equal(verifyConsistency(a, b, proof), true, `${older} in ${newer}`);
      assert.equal(verifyConsistency({ size: older, root: emptyRoot }, b, proof), false);
    }
  }
});

test('a proof with any changed byte is refused', async () => {
  const leaves = Array.from({ length: 23 }, (_, i) => leafHash(Buffer.from([i])));
  const { read, roots: grown } = grow(leaves);
  const root = grown[22] as Buffer;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(22),
      fc.nat(1000),
      fc.integer({ min: 1, max: 255 }),
      async (position, at, flip) => {
        const proof = (await inclusionProof(position, 23, read)).map((hash) => Buffer.from(hash));
        const hash = proof[at % proof.length] as Buffer;
        hash[at % 32] = (hash[at % 32] as number) ^ flip;
        return !verifyInclusion(leaves[position] as Buffer, position, 23, proof, root);
      },
    ),
  );
});

test('growing by many leaves at once gives the same tree as one by one', () => {
  const leaves = Array.from({ length: 300 }, (_, i) => leafHash(Buffer.from(String(i))));
  const { root } = extend(0, [], leaves);
  assert.deepEqual(root, grow(leaves).roots.at(-1));
});
