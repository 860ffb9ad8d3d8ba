import {
  headLines,
  keyLineParts,
  noteParts,
  signatureLineParts,
} from '../../../server/modules/ledger/note-text.ts';
import { fromBase64, join, sameBytes, sha256, type Bytes } from './bytes.ts';
import type { Tree } from './proofs.ts';

/** Checks the log's signatures with the browser's own Ed25519. */

const KEY_HASH_BYTES = 4;
const ROOT_BYTES = 32;
const LOG_KEY = 1;
const HAND_OVER = 'hand-over';

/** The browser has no Ed25519: what it cannot check it must not call good. */
export class CannotCheck extends Error {}

/** Size and root of a checkpoint; null when the note is none. */
export function treeOf(note: string): Tree | null {
  const head = headLines(noteParts(note).text);
  const root = head === null ? null : fromBase64(head.root);
  return head === null || root?.length !== ROOT_BYTES ? null : { size: head.size, root };
}

/** Whether the key of the line signed this note. */
export async function isSignedBy(note: string, keyLine: string): Promise<boolean> {
  const parts = keyLineParts(keyLine);
  const typed = fromBase64(parts?.encoded ?? '');
  if (parts === null || typed?.length !== ROOT_BYTES + 1 || typed[0] !== LOG_KEY) return false;
  const { text, lines } = noteParts(note);
  const id = (await sha256(join(encoded(`${parts.name}\n`), typed))).slice(0, KEY_HASH_BYTES);
  for (const line of lines) {
    const signature = signatureLineParts(line);
    const bytes = fromBase64(signature?.encoded ?? '');
    if (signature?.name !== parts.name || bytes === null) continue;
    if (sameBytes(bytes.slice(0, KEY_HASH_BYTES), id))
      return verified(typed.slice(1), bytes.slice(KEY_HASH_BYTES), encoded(text));
  }
  return false;
}

async function verified(key: Bytes, signature: Bytes, text: Bytes): Promise<boolean> {
  let imported: CryptoKey;
  try {
    imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
  } catch (error) {
    throw new CannotCheck(String(error));
  }
  return crypto.subtle.verify('Ed25519', imported, signature, text);
}

/** Whether hand-overs, each signed by both its keys, lead from the key known to the key shown. */
export async function isHandedOver(
  known: string,
  shown: string,
  notes: readonly string[],
): Promise<boolean> {
  const seen = new Set<string>();
  for (let at = known; at !== shown;) {
    if (seen.has(at)) return false;
    seen.add(at);
    const next = await successorOf(at, notes);
    if (next === null) return false;
    at = next;
  }
  return true;
}

async function successorOf(key: string, notes: readonly string[]): Promise<string | null> {
  for (const note of notes) {
    const [, title, from, to] = noteParts(note).text.split('\n');
    if (title !== HAND_OVER || from !== key || to === undefined) continue;
    if ((await isSignedBy(note, from)) && (await isSignedBy(note, to))) return to;
  }
  return null;
}

function encoded(text: string): Bytes {
  return new TextEncoder().encode(text);
}
