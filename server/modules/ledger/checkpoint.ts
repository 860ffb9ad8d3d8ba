import { createHash, createPublicKey, verify } from 'node:crypto';
import type { CheckpointSigner } from '../../platform/keyring.ts';

/** Signed tree head in the C2SP formats signed-note and tlog-checkpoint. */

export interface TreeHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

const ED25519 = 0x01;
const KEY_HASH_BYTES = 4;
const ROOT_BYTES = 32;
// A raw Ed25519 key becomes a SubjectPublicKeyInfo by this fixed prefix (RFC 8410).
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** The signed note of a tree head: three lines, a blank line, one signature line. */
export function signCheckpoint(size: number, root: Buffer, signer: CheckpointSigner): string {
  const text = `${signer.name}\n${size}\n${root.toString('base64')}\n`;
  const signature = Buffer.concat([
    keyHash(signer.name, signer.publicKey),
    signer.sign(Buffer.from(text)),
  ]);
  return `${text}\n— ${signer.name} ${signature.toString('base64')}\n`;
}

/** The head of a note whose signature by this key is good, or null. */
export function openCheckpoint(note: string, name: string, publicKey: Buffer): TreeHead | null {
  const text = signedText(note, name, publicKey);
  if (text === null) return null;
  const [origin, size, root] = text.split('\n');
  if (
    origin === undefined ||
    size === undefined ||
    root === undefined ||
    !/^(0|[1-9]\d*)$/.test(size)
  )
    return null;
  const bytes = Buffer.from(root, 'base64');
  return bytes.length === ROOT_BYTES ? { origin, size: Number(size), root: bytes } : null;
}

/** The text of a signed note when one of its signatures is good by this key, else null. */
export function signedText(note: string, name: string, publicKey: Buffer): string | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  const signatures = note
    .slice(end + 2)
    .split('\n')
    .filter(Boolean);
  return signatures.some((line) => signedBy(line, text, name, publicKey)) ? text : null;
}

/** The key as one line that a stranger can pin (signed-note “vkey”). */
export function verifierKey(name: string, publicKey: Buffer): string {
  const typed = Buffer.concat([Buffer.of(ED25519), publicKey]);
  return `${name}+${keyHash(name, publicKey).toString('hex')}+${typed.toString('base64')}`;
}

function signedBy(line: string, text: string, name: string, publicKey: Buffer): boolean {
  const match = /^— (\S+) (\S+)$/.exec(line);
  if (match?.[1] !== name) return false;
  const bytes = Buffer.from(match[2] ?? '', 'base64');
  if (!bytes.subarray(0, KEY_HASH_BYTES).equals(keyHash(name, publicKey))) return false;
  const key = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, Buffer.from(text), key, bytes.subarray(KEY_HASH_BYTES));
}

function keyHash(name: string, publicKey: Buffer): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, KEY_HASH_BYTES);
}
