import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Keyring } from '../../platform/keyring.ts';

const PURPOSE = 'intake';
/** Rows of one class repeat themselves: the fastest level already takes most of it. */
const COMPRESSION = { level: 1 };
/** Bytes below which packing costs more time than it saves room. */
const WORTH_PACKING = 64 * 1024;
const PLAIN = 0;
const PACKED = 1;
const LINE_END = 0x0a;
const COMMA = 0x2c;

/** Where a piece of an upload belongs; sealed with it, so that none can be swapped or left out. */
export interface PlaceOfPiece {
  readonly batchId: string;
  /** From 1. */
  readonly piece: number;
  readonly pieces: number;
}

const ID_BYTES = 16;
const PLACE_BYTES = ID_BYTES + 8;

/** A piece of an upload at rest (K8). */
export function sealPiece(keys: Keyring, place: PlaceOfPiece, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(PLACE_BYTES);
  head.write(place.batchId.replaceAll('-', ''), 'hex');
  head.writeUInt32BE(place.piece, ID_BYTES);
  head.writeUInt32BE(place.pieces, ID_BYTES + 4);
  return keys.sealBlob(PURPOSE, Buffer.concat([head, bytes]));
}

/** What `sealPiece` was given; whether it is the piece that was asked for is the caller's to see. */
export function openPiece(keys: Keyring, sealed: Buffer): { place: PlaceOfPiece; bytes: Buffer } {
  const opened = keys.openBlob(PURPOSE, sealed);
  const place = {
    batchId: opened
      .toString('hex', 0, ID_BYTES)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    piece: opened.readUInt32BE(ID_BYTES),
    pieces: opened.readUInt32BE(ID_BYTES + 4),
  };
  return { place, bytes: opened.subarray(PLACE_BYTES) };
}

/** A whole upload as it was kept before there were pieces. */
export function openBytes(keys: Keyring, sealed: Buffer): Buffer {
  return keys.openBlob(PURPOSE, sealed);
}

/** JSON as bytes, large ones packed; not yet sealed. */
function packed(json: string): Buffer {
  const text = Buffer.from(json);
  const isLarge = text.length > WORTH_PACKING;
  const body = isLarge ? deflateRawSync(text, COMPRESSION) : text;
  return Buffer.concat([Buffer.from([isLarge ? PACKED : PLAIN]), body]);
}

/** Rows as one value, each in a line of its own, so that they can be read one by one. */
export function packRows(rows: readonly unknown[]): Buffer {
  return packed(`[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`);
}

/** The rows of a packed value, each as JSON. What the release before has packed is one line. */
export function* linesOfRows(bytes: Buffer): Generator<Buffer> {
  const text = unpacked(bytes);
  if (!text.includes(LINE_END)) {
    for (const row of JSON.parse(text.toString('utf8')) as unknown[])
      yield Buffer.from(JSON.stringify(row));
    return;
  }
  let from = text.indexOf(LINE_END) + 1;
  for (let to = text.indexOf(LINE_END, from); to >= 0; to = text.indexOf(LINE_END, from)) {
    yield text.subarray(from, text[to - 1] === COMMA ? to - 1 : to);
    from = to + 1;
  }
}

/** A packed value at rest (K8). */
export function sealPacked(keys: Keyring, bytes: Uint8Array): Buffer {
  return keys.sealBlob(PURPOSE, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** Rows and findings at rest (K8). */
export function sealValue(keys: Keyring, value: unknown): Buffer {
  return sealPacked(keys, packed(JSON.stringify(value)));
}

/** What `sealPacked` was given. */
export function openPacked(keys: Keyring, sealed: Buffer): Buffer {
  return keys.openBlob(PURPOSE, sealed);
}

/** What `sealValue` was given; the caller knows its shape because it wrote it. */
export function openValue<T>(keys: Keyring, sealed: Buffer): T {
  return JSON.parse(unpacked(openPacked(keys, sealed)).toString('utf8')) as T;
}

function unpacked(bytes: Buffer): Buffer {
  const body = bytes.subarray(1);
  return bytes[0] === PACKED ? inflateRawSync(body) : body;
}
