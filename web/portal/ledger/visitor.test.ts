import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { handOverNote } from '../../../server/modules/ledger/hand-over.ts';
import {
  consistencyProof,
  extend,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
  type ReadNodes,
} from '../../../server/modules/ledger/tree.ts';
import { leaf, leavesFrom, LyingLog, newSigner } from '../../../test/ledger/lying-log.ts';
import type { Bytes } from './bytes.ts';
import { checkLedger, type Finding, type Platform } from './check.ts';
import { isExtension, isIncluded } from './proofs.ts';
import type { Remembered } from './remembered.ts';

const signer = newSigner('xinyong/ledger/test');
const honest = new LyingLog(leavesFrom(0, 7), signer);
const seenBefore: Remembered = { note: honest.note(), verifierKey: honest.key };

function nodesOf(leaves: readonly Buffer[]): ReadNodes {
  const { nodes } = extend(0, [], leaves);
  return async (addresses) =>
    addresses.map(
      ({ level, index }) =>
        nodes.find((node) => node.level === level && node.index === index)?.hash ?? leaf('none'),
    );
}

const base64 = (hashes: readonly Buffer[]): string[] =>
  hashes.map((hash) => hash.toString('base64'));

/** What a log answers to a browser. */
function platformOf(log: LyingLog): Platform {
  return {
    head: () => log.head(),
    consistency: async (from, to) => ({ proof: base64(await log.consistency(from, to)) }),
    inclusion: async (position) => ({
      size: log.leaves.length,
      leafHash: (log.leaves[position] ?? leaf('none')).toString('base64'),
      proof: base64(await inclusionProof(position, log.leaves.length, nodesOf(log.leaves))),
    }),
  };
}

async function look(
  log: LyingLog | Platform,
  remembered: Remembered | null = seenBefore,
  position = 3,
): Promise<string[]> {
  const platform = log instanceof LyingLog ? platformOf(log) : log;
  const { findings } = await checkLedger(platform, remembered, () => position);
  return findings.map(({ outcome, text }: Finding) => `${outcome} ${text.replace('ledger.', '')}`);
}

test('a first visitor checks signature and entry, and keeps key and checkpoint', async () => {
  assert.deepEqual(await look(honest, null), [
    'GOOD foundSigned',
    'FIRST foundFirstKey',
    'FIRST foundFirst',
    'GOOD foundIncluded',
  ]);
  const { seen } = await checkLedger(platformOf(honest), null, () => 0);
  assert.deepEqual(seen, seenBefore);
});

test('a log that only grew agrees with what was seen last, at every size and position', async () => {
  for (const size of [7, 8, 13, 16]) {
    const grown = new LyingLog(leavesFrom(0, size), signer);
    for (const position of [0, 6, size - 1]) {
      assert.deepEqual(await look(grown, seenBefore, position), [
        'GOOD foundSigned',
        'GOOD foundSameKey',
        size === 7 ? 'GOOD foundSame' : 'GOOD foundExtended',
        'GOOD foundIncluded',
      ]);
    }
  }
});

test('a rewritten, cut or forked log is said to differ, however well it is signed', async () => {
  const softened = leavesFrom(0, 12);
  softened[4] = leaf('softened');
  const fork = [...leavesFrom(0, 6), leaf('other')];
  assert.ok((await look(new LyingLog(softened, signer))).includes('BAD foundRewritten'));
  assert.ok((await look(new LyingLog(fork, signer))).includes('BAD foundRewritten'));
  assert.ok((await look(new LyingLog(leavesFrom(0, 5), signer))).includes('BAD foundShorter'));
});

test('another key is said to differ unless the key seen last handed over to it', async () => {
  const thief = new LyingLog(leavesFrom(0, 9), newSigner(signer.name));
  assert.equal((await look(thief))[1], 'BAD foundOtherKey');
  const next = newSigner(signer.name);
  const grown = new LyingLog(leavesFrom(0, 9), next);
  grown.handOvers = [handOverNote(signer, next)];
  assert.equal((await look(grown))[1], 'GOOD foundHandedOver');
  grown.handOvers = [handOverNote(next, signer), handOverNote(thief.signer, next)];
  assert.equal((await look(grown))[1], 'BAD foundOtherKey');
});

test('a checkpoint that another key signed under this name is not believed', async () => {
  const thief = new LyingLog(leavesFrom(0, 9), newSigner(signer.name));
  const masked = Object.defineProperty(thief, 'key', { value: honest.key });
  assert.equal((await look(masked))[0], 'BAD foundNotSigned');
  const note = honest.note().replace('\n7\n', '\n8\n');
  const changed = { ...platformOf(honest), head: async () => ({ ...(await honest.head()), note }) };
  assert.equal((await look(changed, null))[0], 'BAD foundNotSigned');
});

test('an entry with a forged proof is not in the log', async () => {
  const honestly = platformOf(honest);
  const forged: Platform['inclusion'][] = [
    async (at) => ({
      ...(await honestly.inclusion(at)),
      leafHash: leaf('forged').toString('base64'),
    }),
    async (at) => honestly.inclusion(at + 1),
    async (at) => ({ ...(await honestly.inclusion(at)), proof: [] }),
    async (at) => ({ ...(await honestly.inclusion(at)), proof: ['?'] }),
  ];
  for (const inclusion of forged)
    assert.equal((await look({ ...honestly, inclusion })).at(-1), 'BAD foundNotIncluded');
});

test('a head that moves on between two answers is asked for again', async () => {
  const grown = platformOf(new LyingLog(leavesFrom(0, 9), signer));
  let asked = 0;
  const moving: Platform = {
    ...grown,
    head: () => {
      asked += 1;
      return asked === 1 ? honest.head() : grown.head();
    },
  };
  assert.deepEqual((await look(moving)).slice(2), ['GOOD foundExtended', 'GOOD foundIncluded']);
});

test('what is no checkpoint is said to be none', async () => {
  const head = async () => ({ note: 'nothing', verifierKey: honest.key, handOvers: [] });
  assert.deepEqual(await look({ ...platformOf(honest), head }), ['BAD foundNoCheckpoint']);
});

test('browser and server judge every proof alike, true or damaged', async () => {
  const sizes = fc.integer({ min: 1, max: 40 });
  await fc.assert(
    fc.asyncProperty(sizes, sizes, fc.nat(), fc.nat(4), async (a, b, at, damage) => {
      const [older, newer] = [Math.min(a, b), Math.max(a, b)];
      const leaves = leavesFrom(0, newer);
      const read = nodesOf(leaves);
      const head = (size: number) => ({
        size,
        root: extend(0, [], leaves.slice(0, size)).root as unknown as Bytes,
      });
      const spoil = (proof: Buffer[]): Bytes[] =>
        (damage === 1
          ? proof.slice(1)
          : damage === 2
            ? [...proof, leaf('more')]
            : damage === 3
              ? proof.toReversed()
              : proof) as unknown as Bytes[];
      const position = at % newer;
      const included = spoil(await inclusionProof(position, newer, read));
      const extended = spoil(await consistencyProof(older, newer, read));
      const own = leaves[position] as unknown as Bytes;
      assert.equal(
        await isIncluded(own, position, head(newer), included),
        verifyInclusion(own, position, newer, included, head(newer).root),
      );
      assert.equal(
        await isExtension(head(older), head(newer), extended),
        verifyConsistency(head(older), head(newer), extended),
      );
    }),
    { numRuns: 60 },
  );
});
