import { isSigned, keyHash, signatureOf, WITNESS_KEY, type NoteKey } from './checkpoint.ts';
import { noteParts } from './note-text.ts';

/** Cosignatures of witnesses in the C2SP format tlog-cosignature (cosignature/v1, Ed25519). */

/** Signs as a witness; the same shape as the signer of the log. */
export interface WitnessSigner {
  readonly name: string;
  readonly publicKey: Buffer;
  sign(bytes: Buffer): Buffer;
}

const TIME_BYTES = 8;
const COSIGNATURE_BYTES = TIME_BYTES + 64;
const MS = 1000;

/** The signature line by which a witness says that it saw this checkpoint and that it extends all before. */
export function cosignatureLine(note: string, signer: WitnessSigner, at: Date): string {
  const seconds = Math.floor(at.getTime() / MS);
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(seconds));
  const bytes = Buffer.concat([
    keyHash(signer.name, WITNESS_KEY, signer.publicKey),
    time,
    signer.sign(Buffer.from(cosignedText(noteParts(note).text, BigInt(seconds)))),
  ]);
  return `— ${signer.name} ${bytes.toString('base64')}`;
}

/** When the witness cosigned this note, or null when it did not. */
export function cosignedAt(note: string, key: NoteKey): Date | null {
  const bytes = signatureOf(note, key);
  if (bytes?.length !== COSIGNATURE_BYTES) return null;
  const seconds = bytes.readBigUInt64BE(0);
  const text = cosignedText(noteParts(note).text, seconds);
  const isGood = isSigned(text, key.publicKey, bytes.subarray(TIME_BYTES));
  return isGood ? new Date(Number(seconds) * MS) : null;
}

function cosignedText(text: string, seconds: bigint): string {
  return `cosignature/v1\ntime ${seconds}\n${text}`;
}
