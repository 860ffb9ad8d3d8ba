import type { PortalKey, Values } from '../../shared/i18n/index.ts';
import { fromBase64, type Bytes } from './bytes.ts';
import { isExtension, isIncluded, type Tree } from './proofs.ts';
import type { Remembered } from './remembered.ts';
import { CannotCheck, isHandedOver, isSignedBy, treeOf } from './signed.ts';

/** What the platform answers; only what is checked here is believed. */
export interface Platform {
  head(): Promise<{
    readonly note: string;
    readonly verifierKey: string;
    readonly handOvers: readonly string[];
  }>;
  inclusion(position: number): Promise<{
    readonly size: number;
    readonly leafHash: string;
    readonly proof: readonly string[];
  }>;
  consistency(from: number, to: number): Promise<{ readonly proof: readonly string[] }>;
}

export interface Finding {
  readonly outcome: 'GOOD' | 'BAD' | 'UNKNOWN' | 'FIRST';
  readonly text: PortalKey;
  readonly values: Values;
}

export interface Checked {
  readonly findings: readonly Finding[];
  /** The checkpoint and key that were compared; null when the platform has none to show. */
  readonly seen: Remembered | null;
}

/** Heads follow each other within seconds: an answer about a newer one means asking again. */
const ATTEMPTS = 3;

/**
 * Checks the newest checkpoint: its signature, its key, that it extends the one seen last, and that
 * the entry at the position the visitor names (or any) is in it. Each finding says in words what was compared.
 */
export async function checkLedger(
  platform: Platform,
  remembered: Remembered | null,
  positionIn: (size: number) => number,
): Promise<Checked> {
  for (let attempt = 1; ; attempt += 1) {
    const { note, verifierKey, handOvers } = await platform.head();
    const tree = treeOf(note);
    if (tree === null)
      return { seen: null, findings: [finding('BAD', 'ledger.foundNoCheckpoint')] };
    const entry = tree.size === 0 ? null : await entryAt(platform, positionIn(tree.size));
    if (entry !== null && entry.size !== tree.size && attempt < ATTEMPTS) continue;
    const findings = [
      await signature(note, verifierKey),
      await key(verifierKey, handOvers, remembered),
      await history(platform, tree, remembered),
      ...(entry === null ? [] : [await inclusion(entry, tree)]),
    ];
    return { findings, seen: { note, verifierKey } };
  }
}

function finding(outcome: Finding['outcome'], text: PortalKey, values: Values = {}): Finding {
  return { outcome, text, values };
}

async function signature(note: string, verifierKey: string): Promise<Finding> {
  return unlessUnable(async () =>
    (await isSignedBy(note, verifierKey))
      ? finding('GOOD', 'ledger.foundSigned')
      : finding('BAD', 'ledger.foundNotSigned'),
  );
}

async function key(
  shown: string,
  handOvers: readonly string[],
  remembered: Remembered | null,
): Promise<Finding> {
  if (remembered === null) return finding('FIRST', 'ledger.foundFirstKey');
  if (remembered.verifierKey === shown) return finding('GOOD', 'ledger.foundSameKey');
  return unlessUnable(async () =>
    (await isHandedOver(remembered.verifierKey, shown, handOvers))
      ? finding('GOOD', 'ledger.foundHandedOver')
      : finding('BAD', 'ledger.foundOtherKey'),
  );
}

async function unlessUnable(look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof CannotCheck) return finding('UNKNOWN', 'ledger.foundUnable');
    throw error;
  }
}

async function history(
  platform: Platform,
  tree: Tree,
  remembered: Remembered | null,
): Promise<Finding> {
  const older = remembered === null ? null : treeOf(remembered.note);
  if (older === null) return finding('FIRST', 'ledger.foundFirst', { size: tree.size });
  const values = { older: older.size, size: tree.size };
  if (older.size > tree.size) return finding('BAD', 'ledger.foundShorter', values);
  const { proof } = await platform.consistency(older.size, tree.size);
  const hashes = decoded(proof);
  return hashes !== null && (await isExtension(older, tree, hashes))
    ? finding(
        'GOOD',
        older.size === tree.size ? 'ledger.foundSame' : 'ledger.foundExtended',
        values,
      )
    : finding('BAD', 'ledger.foundRewritten', values);
}

async function entryAt(platform: Platform, position: number) {
  return { position, ...(await platform.inclusion(position)) };
}

async function inclusion(entry: Awaited<ReturnType<typeof entryAt>>, tree: Tree): Promise<Finding> {
  const { position, leafHash, proof } = entry;
  const leaf = fromBase64(leafHash);
  const hashes = decoded(proof);
  const values = { position, count: proof.length, hash: leafHash };
  return leaf !== null && hashes !== null && (await isIncluded(leaf, position, tree, hashes))
    ? finding('GOOD', 'ledger.foundIncluded', values)
    : finding('BAD', 'ledger.foundNotIncluded', values);
}

function decoded(proof: readonly string[]): Bytes[] | null {
  const hashes = proof.map(fromBase64);
  return hashes.every((hash) => hash !== null) ? hashes : null;
}
