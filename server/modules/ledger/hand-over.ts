import type { CheckpointSigner } from '../../platform/keyring.ts';
import {
  keyOfLine,
  LOG_KEY,
  signatureLine,
  signedText,
  verifierKey,
  type NoteKey,
} from './checkpoint.ts';
import { noteParts } from './note-text.ts';

/** How a log gets another key without anybody having to believe it: the old key names the new one, and both sign. */

/** Second line of such a note; a checkpoint has its size there, so that neither passes for the other. */
const TITLE = 'hand-over';

/** The signed note by which the key of a log gives its place to the next. */
export function handOverNote(old: CheckpointSigner, next: CheckpointSigner): string {
  const keys = [old, next].map(({ name, publicKey }) => verifierKey(name, publicKey));
  const text = `${[old.name, TITLE, ...keys].join('\n')}\n`;
  return `${text}\n${signatureLine(text, old)}\n${signatureLine(text, next)}\n`;
}

/** Both keys of a hand-over that both have signed, or null. */
export function openHandOver(
  note: string,
): { readonly from: NoteKey; readonly to: NoteKey } | null {
  const [name, title, old, next, ...rest] = noteParts(note).text.split('\n');
  const [from, to] = [old, next].map((line) => keyOfLine(line ?? '', LOG_KEY));
  if (title !== TITLE || rest.length !== 1 || !from || !to) return null;
  const isWhole = [from, to].every(
    (key) => key.name === name && signedText(note, key.name, key.publicKey) !== null,
  );
  return isWhole ? { from, to } : null;
}

/**
 * The key lines from the one shown back to the one trusted, when hand-overs lead from the trusted
 * to the shown one; never the other way, because a replaced key may be known to others. Null
 * when they do not.
 */
export function followHandOvers(
  trusted: string,
  shown: string,
  notes: readonly string[],
): string[] | null {
  const nextOf = new Map(
    notes.flatMap((note) => {
      const keys = openHandOver(note);
      return keys ? [[lineOf(keys.from), lineOf(keys.to)] as const] : [];
    }),
  );
  const way = [trusted];
  for (let at = trusted; at !== shown;) {
    const next = nextOf.get(at);
    if (next === undefined || way.includes(next)) return null;
    way.unshift(next);
    at = next;
  }
  return way;
}

function lineOf({ name, publicKey }: NoteKey): string {
  return verifierKey(name, publicKey);
}
