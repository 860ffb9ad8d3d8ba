import { createHash } from 'node:crypto';

/** What canonical JSON can hold; absent members of objects are left out. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [name: string]: Canonical | undefined };

/**
 * JSON with sorted member names and without white space (RFC 8785 for the values used here), so
 * that equal values have equal text in every language. Refuses numbers that are not finite.
 */
export function canonicalJson(value: Canonical): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError('canonical JSON has no NaN and no Infinity');
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

function isList(value: object): value is readonly Canonical[] {
  return Array.isArray(value);
}

/** Salted commitment of a leaf: SHA-256 over the salt (32 bytes) and the UTF-8 content. */
export function commitmentOf(salt: Buffer, content: string): Buffer {
  return createHash('sha256').update(salt).update(content, 'utf8').digest();
}
