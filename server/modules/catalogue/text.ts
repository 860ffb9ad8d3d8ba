/**
 * Unicode folding shared by normalisers, scans and keys. A table of 65,536 entries tells for each
 * UTF-16 unit what NFKC makes of it, so that clean text (nearly all) is recognised without allocation.
 */

/** Table entry: the unit vanishes (white space, zero-width and bidirectional marks). */
export const REMOVED = 0;
/** Table entry: the unit needs the real NFKC (several units, surrogates, combining marks). */
export const COMPLEX = 0xffff;

const INVISIBLE = /[\s\u0085\p{Default_Ignorable_Code_Point}]/u;
const INVISIBLES = new RegExp(INVISIBLE.source, 'gu');
const COMBINING = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;

function foldUnit(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return COMPLEX;
  const char = String.fromCharCode(code);
  if (INVISIBLE.test(char)) return REMOVED;
  if (COMBINING.test(char)) return COMPLEX;
  const folded = char.normalize('NFKC');
  if (folded.length !== 1 || COMBINING.test(folded)) return COMPLEX;
  return INVISIBLE.test(folded) ? COMPLEX : folded.charCodeAt(0);
}

function buildFold(): Uint16Array {
  const table = new Uint16Array(65_536);
  for (let code = 0; code < 65_536; code += 1) table[code] = foldUnit(code);
  return table;
}

/** What NFKC and removal of invisible characters make of each UTF-16 unit. */
export const FOLD: Uint16Array = buildFold();

/** Whether a UTF-16 unit is white space, a zero-width or a bidirectional mark. */
export function isInvisible(code: number): boolean {
  return FOLD[code] === REMOVED;
}

/** Whether NFKC and removal of invisible characters leave the text as it is. */
export function isFolded(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (FOLD[code] !== code) return false;
  }
  return true;
}

/** Unicode NFKC without white space, zero-width and bidirectional marks; applying it twice changes nothing. */
export function fold(text: string): string {
  if (isFolded(text)) return text;
  let before = text;
  for (;;) {
    const after = before.normalize('NFKC').replace(INVISIBLES, '');
    if (after === before) return after;
    before = after;
  }
}

/** The text without invisible characters at both ends. */
export function trimInvisible(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isInvisible(text.charCodeAt(start))) start += 1;
  while (end > start && isInvisible(text.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Number of Unicode code points. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let index = 0; index + 1 < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0xd800 && code <= 0xdbff) {
      const next = text.charCodeAt(index + 1);
      if (next >= 0xdc00 && next <= 0xdfff) length -= 1;
    }
  }
  return length;
}

const BRACKET_PAIRS: readonly (readonly [string, string])[] = [
  ['(（【〔[［{｛〈〖', '('],
  [')）】〕]］}｝〉〗', ')'],
];
const BRACKETS = new Map<string, string>(
  BRACKET_PAIRS.flatMap(([variants, plain]) =>
    [...variants].map((variant): [string, string] => [variant, plain]),
  ),
);
const ODD_BRACKET = /[（）【】〔〕[\]［］{}｛｝〈〉〖〗]/;
const ODD_BRACKETS = new RegExp(ODD_BRACKET.source, 'g');

/** Every kind of bracket as a half-width round one. */
export function unifyBrackets(text: string): string {
  if (!ODD_BRACKET.test(text)) return text;
  return text.replace(ODD_BRACKETS, (bracket) => BRACKETS.get(bracket) ?? bracket);
}

function buildCanonical(): Uint16Array {
  const table = FOLD.slice();
  for (let code = 0; code < table.length; code += 1) {
    const folded = table[code] as number;
    if (folded === REMOVED || folded === COMPLEX) continue;
    const plain = BRACKETS.get(String.fromCharCode(folded));
    if (plain !== undefined) table[code] = plain.charCodeAt(0);
  }
  return table;
}

/** `FOLD` with every kind of bracket as a half-width round one. */
export const CANONICAL: Uint16Array = buildCanonical();
