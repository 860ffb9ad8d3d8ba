/**
 * Columns of many rows as one parameter each, in the binary form of PostgreSQL arrays (array_recv):
 * neither side writes or reads them as text. They are made at once, not when the connection is free.
 */
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL = -1;
const UUID_BYTES = 16;

// Types of elements, as pg_type numbers them.
const OID = { bool: 16, bytea: 17, int: 23, text: 25, timestamptz: 1184, date: 1082, uuid: 2950 };

type Column<T> = readonly (T | null | undefined)[];

/** For `uuid[]`; throws when one is not an id of 32 hex digits. */
export function uuids(values: Column<string>): Buffer {
  let last: string | null = null;
  let lastAt = 0;
  return fixed(OID.uuid, values, UUID_BYTES, (bytes, value, at) => {
    // One batch, one subject: neighbours are often the same.
    if (value === last) bytes.copyWithin(at, lastAt, lastAt + UUID_BYTES);
    else writeUuid(bytes, value, at);
    last = value;
    lastAt = at;
  });
}

/** For `int[]`. */
export function ints(values: Column<number>): Buffer {
  return fixed(OID.int, values, 4, (bytes, value, at) => bytes.writeInt32BE(value, at));
}

/** For `boolean[]`. */
export function booleans(values: Column<boolean>): Buffer {
  return fixed(OID.bool, values, 1, (bytes, value, at) => bytes.writeUInt8(value ? 1 : 0, at));
}

/** For `date[]`: days written as 2026-03-02. */
export function dates(values: Column<string>): Buffer {
  return fixed(OID.date, values, 4, (bytes, value, at) =>
    bytes.writeInt32BE(Math.round((Date.parse(value) - EPOCH_MS) / DAY_MS), at),
  );
}

/** For `timestamptz[]`. */
export function instants(values: Column<Date>): Buffer {
  return fixed(OID.timestamptz, values, 8, (bytes, value, at) =>
    bytes.writeBigInt64BE(BigInt(value.getTime() - EPOCH_MS) * 1000n, at),
  );
}

/** For `bytea[]`. */
export function byteas(values: Column<Uint8Array>): Buffer {
  return laidOut(OID.bytea, values);
}

/** For `text[]` whose texts are given in UTF-8. */
export function utf8s(values: Column<Uint8Array>): Buffer {
  return laidOut(OID.text, values);
}

function laidOut(oid: number, values: Column<Uint8Array>): Buffer {
  let size = HEADER_BYTES + LENGTH_BYTES * values.length;
  for (const value of values) size += value?.length ?? 0;
  const bytes = start(oid, values, size);
  let at = HEADER_BYTES;
  for (const value of values) {
    at = bytes.writeInt32BE(value?.length ?? NULL, at);
    if (!value) continue;
    bytes.set(value, at);
    at += value.length;
  }
  return bytes;
}

/** For `text[]`; also for `text[]` that the statement turns into `jsonb[]`. */
export function texts(values: Column<string>): Buffer {
  const same = sameText(values);
  if (same !== null) return repeated(OID.text, values.length, Buffer.from(same, 'utf8'));
  let size = HEADER_BYTES + LENGTH_BYTES * values.length;
  for (const value of values) size += value ? Buffer.byteLength(value, 'utf8') : 0;
  const bytes = start(OID.text, values, size);
  let at = HEADER_BYTES;
  for (const value of values) {
    const written = value ? bytes.write(value, at + LENGTH_BYTES, 'utf8') : 0;
    bytes.writeInt32BE(value === null || value === undefined ? NULL : written, at);
    at += LENGTH_BYTES + written;
  }
  return bytes;
}

const DAY_MS = 86_400_000;
/** 2000-01-01, where PostgreSQL counts from. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

function start(oid: number, values: Column<unknown>, size: number): Buffer {
  const hasGaps = values.some((value) => value === null || value === undefined);
  return startOf(oid, values.length, hasGaps, size);
}

function startOf(oid: number, count: number, hasGaps: boolean, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeInt32BE(count === 0 ? 0 : 1, 0);
  bytes.writeInt32BE(hasGaps ? 1 : 0, 4);
  bytes.writeInt32BE(oid, 8);
  bytes.writeInt32BE(count, 12);
  bytes.writeInt32BE(1, 16);
  // An array without elements has no dimension.
  return count === 0 ? bytes.subarray(0, 12) : bytes;
}

function fixed<T>(
  oid: number,
  values: Column<T>,
  width: number,
  write: (bytes: Buffer, value: T, at: number) => void,
): Buffer {
  let size = HEADER_BYTES + LENGTH_BYTES * values.length;
  for (const value of values) size += value === null || value === undefined ? 0 : width;
  const bytes = start(oid, values, size);
  let at = HEADER_BYTES;
  for (const value of values) {
    if (value === null || value === undefined) {
      at = bytes.writeInt32BE(NULL, at);
      continue;
    }
    at = bytes.writeInt32BE(width, at);
    write(bytes, value, at);
    at += width;
  }
  return bytes;
}

/** The text all elements are; most columns of a batch say the same in every row. */
function sameText(values: Column<string>): string | null {
  const [first] = values;
  return first !== undefined && first !== null && values.every((value) => value === first)
    ? first
    : null;
}

function repeated(oid: number, count: number, one: Buffer): Buffer {
  const width = LENGTH_BYTES + one.length;
  const bytes = startOf(oid, count, false, HEADER_BYTES + width * count);
  const element = Buffer.allocUnsafe(width);
  element.writeInt32BE(one.length, 0);
  one.copy(element, LENGTH_BYTES);
  bytes.fill(element, HEADER_BYTES);
  return bytes;
}

const DASH = 0x2d;
const NO_DIGIT = 0xff;
const DIGITS = new Uint8Array(256).fill(NO_DIGIT);
for (let digit = 0; digit < 16; digit += 1) {
  DIGITS[digit.toString(16).charCodeAt(0)] = digit;
  DIGITS[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

function writeUuid(bytes: Buffer, text: string, at: number): void {
  let place = at;
  let high = NO_DIGIT;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === DASH) continue;
    const digit = DIGITS[code] ?? NO_DIGIT;
    if (digit === NO_DIGIT || place === at + UUID_BYTES) throw new TypeError('not an id');
    if (high === NO_DIGIT) high = digit;
    else {
      bytes[place] = (high << 4) | digit;
      place += 1;
      high = NO_DIGIT;
    }
  }
  if (place !== at + UUID_BYTES || high !== NO_DIGIT) throw new TypeError('not an id');
}
