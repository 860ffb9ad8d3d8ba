import { hash } from 'node:crypto';

/** A part that is canonical JSON already, so that it is not written twice. */
export class CanonicalText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * JSON with sorted member names and without white space (RFC 8785 for the values used here), so
 * that equal values have equal text in every language. Members that are undefined are left out;
 * what JSON cannot hold (NaN, Infinity, bigint, functions) is refused.
 */
export function canonicalJson(value: unknown): string {
  if (value instanceof CanonicalText) return value.text;
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
  let text = '';
  for (const { name, label } of membersOf(Object.keys(value))) {
    const member: unknown = value[name as keyof typeof value];
    if (member === undefined) continue;
    const body = typeof member === 'string' ? JSON.stringify(member) : canonicalJson(member);
    text += text === '' ? label + body : `,${label}${body}`;
  }
  return `{${text}}`;
}

interface Member {
  readonly name: string;
  /** `"name":` */
  readonly label: string;
}

/** Thousands of leaves have the same few shapes; more than so many are not remembered. */
const MOST_SHAPES = 1_000;
const shapes = new Map<string, readonly Member[]>();

/** Names in their order; sorting them again for each row would cost more than all the rest. */
function membersOf(names: readonly string[]): readonly Member[] {
  const shape = JSON.stringify(names);
  const known = shapes.get(shape);
  if (known) return known;
  const members = [...names].sort().map((name) => ({ name, label: `${JSON.stringify(name)}:` }));
  if (shapes.size >= MOST_SHAPES) shapes.clear();
  shapes.set(shape, members);
  return members;
}

/** Salted commitment of a leaf: SHA-256 over the salt (32 bytes) and the UTF-8 content. */
export function commitmentOf(salt: Buffer, content: string): Buffer {
  const bytes = Buffer.allocUnsafe(salt.length + Buffer.byteLength(content, 'utf8'));
  salt.copy(bytes);
  bytes.write(content, salt.length, 'utf8');
  return hash('sha256', bytes, 'buffer');
}
