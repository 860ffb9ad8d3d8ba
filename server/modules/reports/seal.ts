import { createPublicKey, verify } from 'node:crypto';
import type { Keyring } from '../../platform/keyring.ts';
import type { ReportBody } from './body.ts';

// A raw Ed25519 key becomes a SubjectPublicKeyInfo by this fixed prefix (RFC 8410).
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const FIRST_LINE = 'xinyong-report/v1';

/** What the suite's key states about a report: number, moment, digest of the body. */
export interface Seal {
  readonly number: string;
  readonly issuedAt: string;
  readonly bodyDigest: string;
  readonly keyName: string;
  readonly signature: string;
}

/** The statement as lines for the file's keywords; its first line keeps it apart from everything else this key signs. */
export function sealText(
  { number, issuedAt }: Pick<ReportBody, 'number' | 'issuedAt'>,
  bodyDigest: Buffer,
  keys: Keyring,
): string {
  const { checkpointSigner: signer } = keys;
  const lines = [FIRST_LINE, number, issuedAt, bodyDigest.toString('hex')];
  const signature = signer.sign(Buffer.from(statement(lines)));
  return [...lines, signer.name, signature.toString('base64')].join('\n');
}

/** Reads the statement out of a file's keywords; null when there is none. */
export function readSeal(keywords: string): Seal | null {
  const [first, number, issuedAt, bodyDigest, keyName, signature, ...rest] = keywords.split(', ');
  if (first !== FIRST_LINE || rest.length > 0 || !number || !issuedAt || !bodyDigest) return null;
  if (!keyName || !signature) return null;
  return { number, issuedAt, bodyDigest, keyName, signature };
}

/** Whether the statement was signed by this key. */
export function isSealOf(seal: Seal, publicKey: Buffer): boolean {
  const key = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, publicKey]),
    format: 'der',
    type: 'spki',
  });
  const lines = [FIRST_LINE, seal.number, seal.issuedAt, seal.bodyDigest];
  return verify(null, Buffer.from(statement(lines)), key, Buffer.from(seal.signature, 'base64'));
}

function statement(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
