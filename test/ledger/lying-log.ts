import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { signCheckpoint, verifierKey } from '../../server/modules/ledger/checkpoint.ts';
import { LOG_HEADER } from '../../server/modules/ledger/log.ts';
import { consistencyProof, extend, leafHash } from '../../server/modules/ledger/tree.ts';
import type { CheckpointSigner } from '../../server/platform/keyring.ts';
import type { LogClient, LogHead } from '../../server/witness/log-client.ts';

const KEY_BYTES = 32;

/** A signer with a fresh key, as a log or whoever took its place has one. */
export function newSigner(name: string): CheckpointSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    name,
    publicKey: der.subarray(der.length - KEY_BYTES),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

export function leaf(text: string): Buffer {
  return leafHash(Buffer.from(text));
}

export function leavesFrom(start: number, end: number, what = 'leaf'): Buffer[] {
  return Array.from({ length: end - start }, (_, i) => leaf(`${what} ${start + i}`));
}

/** A log that says whatever its owner wants, correctly computed and signed each time. */
export class LyingLog implements LogClient {
  leaves: Buffer[];
  signer: CheckpointSigner;
  /** Sizes at which checkpoints stand in the exported log. */
  sizes: number[] = [];
  /** Hands out these hashes instead of a true proof. */
  proof: Buffer[] | null = null;
  readonly handed: string[] = [];
  /** Notes that say how its keys followed one another. */
  handOvers: string[] = [];

  constructor(leaves: Buffer[], signer: CheckpointSigner) {
    this.leaves = leaves;
    this.signer = signer;
  }

  get key(): string {
    return verifierKey(this.signer.name, this.signer.publicKey);
  }

  note(size = this.leaves.length): string {
    const { root } = extend(0, [], this.leaves.slice(0, size));
    return signCheckpoint(size, root, this.signer);
  }

  async head(): Promise<LogHead> {
    return { note: this.note(), verifierKey: this.key, handOvers: this.handOvers };
  }

  async consistency(from: number, to: number): Promise<Buffer[]> {
    if (this.proof) return this.proof;
    const { nodes } = extend(0, [], this.leaves.slice(0, to));
    return consistencyProof(from, to, async (addresses) =>
      addresses.map(({ level, index }) => {
        const found = nodes.find((node) => node.level === level && node.index === index);
        return found?.hash ?? Buffer.alloc(KEY_BYTES);
      }),
    );
  }

  async handOver(note: string): Promise<string | null> {
    this.handed.push(note);
    return null;
  }

  /** The lines of the exported log with a checkpoint at each of `sizes` and at the end. */
  lines(): string[] {
    const signed = new Set([...this.sizes, this.leaves.length]);
    return [
      LOG_HEADER,
      ...this.handOvers.map((note) => JSON.stringify(note)),
      ...this.leaves.flatMap((hash, i) => [
        hash.toString('base64'),
        ...(signed.has(i + 1) ? [JSON.stringify(this.note(i + 1))] : []),
      ]),
    ];
  }

  exportTo(file: string, lines: readonly string[] = this.lines()): string {
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  }
}
