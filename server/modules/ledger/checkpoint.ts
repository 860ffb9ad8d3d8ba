import { createHash, createPublicKey, verify } from 'node:crypto';
import type { CheckpointSigner } from '../../platform/keyring.ts';
import { headLines, keyLineParts, noteParts, signatureLineParts } from './note-text.ts';

/** Signed tree head in the C2SP formats signed-note and tlog-checkpoint. */

export interface TreeHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** Kinds of keys in signed notes: of a log, and of a witness (tlog-cosignature). */
export const LOG_KEY = 0x01;
export const WITNESS_KEY = 0x04;
const KEY_HASH_BYTES = 4;
/** A root and a raw Ed25519 key are equally long. */
const ROOT_BYTES = 32;
// A raw Ed25519 key becomes a SubjectPublicKeyInfo by this fixed prefix (RFC 8410).
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** The signed note of a tree head: three lines, a blank line, one signature line. */
export function signCheckpoint(size: number, root: Buffer, signer: CheckpointSigner): string {
  const text = `${signer.name}\n${size}\n${root.toString('base64')}\n`;
  return `${text}\n${signatureLine(text, signer)}\n`;
}

/** The line by which a key of a log signs a text. */
export function signatureLine(text: string, signer: CheckpointSigner): string {
  const signature = Buffer.concat([
    keyHash(signer.name, LOG_KEY, signer.publicKey),
    signer.sign(Buffer.from(text)),
  ]);
  return `— ${signer.name} ${signature.toString('base64')}`;
}

/** The head of a note whose signature by this key is good, or null. */
export function openCheckpoint(note: string, name: string, publicKey: Buffer): TreeHead | null {
  const text = signedText(note, name, publicKey);
  if (text === null) return null;
  const head = headLines(text);
  if (head === null) return null;
  const root = Buffer.from(head.root, 'base64');
  return root.length === ROOT_BYTES ? { ...head, root } : null;
}

/** The same with any of the keys a log has had, newest first: a replaced key still proves what it signed. */
export function openCheckpointWith(
  note: string,
  name: string,
  publicKeys: readonly Buffer[],
): TreeHead | null {
  return firstOf(publicKeys, (key) => openCheckpoint(note, name, key));
}

/** The one of the keys that signed the note; null when none did. */
export function signingKey(
  note: string,
  name: string,
  publicKeys: readonly Buffer[],
): Buffer | null {
  return firstOf(publicKeys, (key) => (openCheckpoint(note, name, key) ? key : null));
}

function firstOf<T>(keys: readonly Buffer[], look: (key: Buffer) => T | null): T | null {
  for (const key of keys) {
    const found = look(key);
    if (found !== null) return found;
  }
  return null;
}

/** The text of a signed note when one of its signatures is good by this key, else null. */
export function signedText(note: string, name: string, publicKey: Buffer): string | null {
  const { text } = noteParts(note);
  const signature = signatureOf(note, { name, type: LOG_KEY, publicKey });
  return signature && isSigned(text, publicKey, signature) ? text : null;
}

/** A public key with the name and kind it has in signed notes. */
export interface NoteKey {
  readonly name: string;
  readonly type: number;
  readonly publicKey: Buffer;
}

/** The bytes after the key hash in the signature line that names this key, or null. */
export function signatureOf(note: string, { name, type, publicKey }: NoteKey): Buffer | null {
  const hash = keyHash(name, type, publicKey);
  for (const line of noteParts(note).lines) {
    const parts = signatureLineParts(line);
    const bytes = Buffer.from(parts?.encoded ?? '', 'base64');
    if (parts?.name === name && bytes.subarray(0, KEY_HASH_BYTES).equals(hash))
      return bytes.subarray(KEY_HASH_BYTES);
  }
  return null;
}

/** Whether the raw Ed25519 key signed this text. */
export function isSigned(text: string, publicKey: Buffer, signature: Buffer): boolean {
  const der = Buffer.concat([SPKI_PREFIX, publicKey]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), key, signature);
}

/** The key as one line that a stranger can pin (signed-note “vkey”). */
export function verifierKey(name: string, publicKey: Buffer, type = LOG_KEY): string {
  const typed = Buffer.concat([Buffer.of(type), publicKey]);
  return `${name}+${keyHash(name, type, publicKey).toString('hex')}+${typed.toString('base64')}`;
}

/** The key that such a line names, or null when the line is not a whole one of this kind. */
export function keyOfLine(line: string, type: number): NoteKey | null {
  const { name, encoded } = keyLineParts(line) ?? { name: '', encoded: '' };
  const publicKey = Buffer.from(encoded, 'base64').subarray(1);
  const isWhole = publicKey.length === ROOT_BYTES;
  return isWhole && verifierKey(name, publicKey, type) === line.trim()
    ? { name, type, publicKey }
    : null;
}

/** First bytes of the hash by which a signature line names its key. */
export function keyHash(name: string, type: number, publicKey: Buffer): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(type))
    .update(publicKey)
    .digest()
    .subarray(0, KEY_HASH_BYTES);
}
