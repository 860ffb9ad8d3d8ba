import { nameKey } from '../catalogue/index.ts';
import { syllables } from './name-words.ts';

/** A stretch of a shown name; `marked` is the part that made it match. */
export interface Segment {
  readonly text: string;
  readonly marked: boolean;
}

/** The shown name with the pieces of the search marked; spelling differences of width and old forms are bridged. */
export function markPieces(name: string, pieces: readonly string[]): Segment[] {
  const characters = [...name];
  const keys = characters.map((character) => nameKey(character));
  const key = keys.join('');
  const marked = new Set<number>();
  for (const piece of pieces) {
    const at = key.indexOf(piece);
    if (at >= 0) markRange(keys, at, at + piece.length, marked);
  }
  return segments(characters, marked);
}

/** The shown name with the beginning and the end marked that it has in common with the name typed. */
export function markSame(name: string, typed: string): Segment[] {
  const characters = [...name];
  const keys = characters.map((character) => nameKey(character));
  const key = keys.join('');
  const most = Math.min(key.length, typed.length);
  let start = 0;
  while (start < most && key.charAt(start) === typed.charAt(start)) start += 1;
  let end = 0;
  while (end < most - start && key.at(-1 - end) === typed.at(-1 - end)) end += 1;
  const marked = new Set<number>();
  markRange(keys, 0, start, marked);
  markRange(keys, key.length - end, key.length, marked);
  return segments(characters, marked);
}

/** The shown name with the characters marked whose sounds were typed, as initials or in full. */
export function markSounds(name: string, letters: string): Segment[] {
  const characters = [...name];
  const sounds = characters.map((character) => syllables(character).join(''));
  const initials = sounds.map((sound) => sound.charAt(0));
  const marked = new Set<number>();
  for (const parts of [initials, sounds]) {
    const at = parts.join('').indexOf(letters);
    if (at < 0) continue;
    markRange(parts, at, at + letters.length, marked);
    break;
  }
  return segments(characters, marked);
}

function markRange(parts: readonly string[], from: number, to: number, marked: Set<number>): void {
  let position = 0;
  parts.forEach((part, index) => {
    if (part !== '' && position < to && position + part.length > from) marked.add(index);
    position += part.length;
  });
}

function segments(characters: readonly string[], marked: ReadonlySet<number>): Segment[] {
  const result: { text: string; marked: boolean }[] = [];
  characters.forEach((character, index) => {
    const last = result.at(-1);
    if (last && last.marked === marked.has(index)) last.text += character;
    else result.push({ text: character, marked: marked.has(index) });
  });
  return result;
}
