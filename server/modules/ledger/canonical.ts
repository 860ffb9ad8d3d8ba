import { createHash } from 'node:crypto';

/**
 * JSON with sorted member names and without white space (RFC 8785 for the values used here), so
 * that equal values have equal text in every language. Members that are undefined are left out;
 * what JSON cannot hold (NaN, Infinity, bigint, functions) is refused.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  const text = typeof value === 'number' && !Number.isFinite(value) ? undefined : scalar(value);
  if (text === undefined) throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
  return text;
}

function scalar(value: unknown): string | undefined {
  return typeof value === 'bigint' ? undefined : JSON.stringify(value);
}

function canonicalObject(value: object): string {
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member: unknown = value[name as keyof typeof value];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** Salted commitment of a leaf: SHA-256 over the salt (32 bytes) and the UTF-8 content. */
export function commitmentOf(salt: Buffer, content: string): Buffer {
  return createHash('sha256').update(salt).update(content, 'utf8').digest();
}
