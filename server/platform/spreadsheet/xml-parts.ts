import { SheetRefused } from './refusal.ts';

/** A start tag of a small part: local name and attributes, prefixes removed (except `r:id` → `id`). */
export interface StartTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

// No tag holds another '<', and a name ends where it ends: otherwise two kilobytes keep this busy for minutes.
const TAG =
  /<(?:!--[\s\S]*?-->|\?[\s\S]*?\?>|([/!]?)([^\s/<>]*)(?![^\s/<>])((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>)/g;
const ATTRIBUTE = /(?<![^\s=])([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Start tags of a small XML part in order; throws `SheetRefused` on any declaration. */
export function* startTags(part: Buffer): Generator<StartTag> {
  for (const [, kind, name, attributes] of part.toString('utf8').matchAll(TAG)) {
    if (kind === '!') throw new SheetRefused('ENTITY_DECLARATION');
    if (kind === '/' || name === undefined) continue;
    yield { name: localName(name), attributes: attributesOf(attributes ?? '') };
  }
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE)) {
    attributes.set(localName(name ?? ''), decodeEntities(double ?? single ?? ''));
  }
  return attributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name as string] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}
