import { hash } from 'node:crypto';
import { pooledDigest } from '../../platform/crypto-suite.ts';

/** Canonical JSON that is hashed only: one text, or pieces of which those in UTF-8 already stay so. */
export type Content = string | readonly (string | Uint8Array)[];

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

/** Neighbouring scalars are written in one go: a call for each costs as much as all else together. */
function canonicalObject(value: object): string {
  if (isInOrder(value)) return JSON.stringify(value);
  // Joined by the runtime when the whole is read: a part within a part is not copied for each.
  let text = '';
  let run: Record<string, unknown> = {};
  let isEmpty = true;
  const endRun = (): void => {
    if (isEmpty) return;
    text += (text === '' ? '' : ',') + JSON.stringify(run).slice(1, -1);
    run = {};
    isEmpty = true;
  };
  for (const { name, label, keepsPlace } of membersOf(Object.keys(value))) {
    const member: unknown = value[name as keyof typeof value];
    if (member === undefined) continue;
    if (keepsPlace && isScalar(member)) {
      run[name] = member;
      isEmpty = false;
    } else {
      endRun();
      text += (text === '' ? label : `,${label}`) + canonicalJson(member);
    }
  }
  endRun();
  return `{${text}}`;
}

/** Whether JSON writes an object as it stands: scalars only, names in their order already. */
function isInOrder(value: object): boolean {
  if ('toJSON' in value) return false;
  let before = '';
  for (const name of Object.keys(value)) {
    const member: unknown = value[name as keyof typeof value];
    if (name < before || (typeof member !== 'string' && !isScalar(member))) return false;
    before = name;
  }
  return before !== '';
}

function isScalar(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    value === null ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
  );
}

interface Member {
  readonly name: string;
  /** `"name":` */
  readonly label: string;
  /** Whether an object keeps it where it was put: numbers come first, `__proto__` is none. */
  readonly keepsPlace: boolean;
}

/** Thousands of leaves have the same few shapes; more than so many are not remembered. */
const MOST_SHAPES = 1_000;
const shapes = new Map<string, readonly Member[]>();

/** Names in their order; sorting them again for each row would cost more than all the rest. */
function membersOf(names: readonly string[]): readonly Member[] {
  const shape = JSON.stringify(names);
  const known = shapes.get(shape);
  if (known) return known;
  const members = [...names].sort().map((name) => ({
    name,
    label: `${JSON.stringify(name)}:`,
    keepsPlace: !/^\d+$/.test(name) && name !== '__proto__',
  }));
  if (shapes.size >= MOST_SHAPES) shapes.clear();
  shapes.set(shape, members);
  return members;
}

/** No UTF-16 unit takes more bytes of UTF-8. */
const MOST_BYTES_OF_A_UNIT = 3;
/** What is hashed is put together here: nearly every leaf fits. */
const scratch = Buffer.allocUnsafeSlow(65_536);

/** Salted commitment of a leaf: SHA-256 over the salt (32 bytes) and the UTF-8 content. */
export function commitmentOf(salt: Buffer, content: Content): Buffer {
  const pieces = [salt, ...(typeof content === 'string' ? [content] : content)];
  const most = pieces.reduce((sum, piece) => sum + mostBytes(piece), 0);
  const bytes = most > scratch.length ? Buffer.allocUnsafe(most) : scratch;
  let end = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') end += bytes.write(piece, end, 'utf8');
    else {
      bytes.set(piece, end);
      end += piece.length;
    }
  }
  return pooledDigest(hash('sha256', bytes.subarray(0, end), 'binary'));
}

function mostBytes(piece: string | Uint8Array): number {
  return typeof piece === 'string' ? piece.length * MOST_BYTES_OF_A_UNIT : piece.length;
}
