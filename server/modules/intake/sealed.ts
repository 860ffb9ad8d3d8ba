import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Keyring } from '../../platform/keyring.ts';

const PURPOSE = 'intake';
/** Rows of one class repeat themselves: the fastest level already takes most of it. */
const COMPRESSION = { level: 1 };
/** Bytes below which packing costs more time than it saves room. */
const WORTH_PACKING = 64 * 1024;
const PLAIN = 0;
const PACKED = 1;

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

/** A value as bytes, large ones packed; not yet sealed. */
export function packValue(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  const isLarge = text.length > WORTH_PACKING;
  const body = isLarge ? deflateRawSync(text, COMPRESSION) : text;
  return Buffer.concat([Buffer.from([isLarge ? PACKED : PLAIN]), body]);
}

/** A packed value at rest (K8). */
export function sealPacked(keys: Keyring, packed: Uint8Array): Buffer {
  return keys.sealBlob(PURPOSE, Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength));
}

/** Rows and findings at rest (K8). */
export function sealValue(keys: Keyring, value: unknown): Buffer {
  return sealPacked(keys, packValue(value));
}

/** What `sealValue` was given; the caller knows its shape because it wrote it. */
export function openValue<T>(keys: Keyring, sealed: Buffer): T {
  const opened = keys.openBlob(PURPOSE, sealed);
  const body = opened.subarray(1);
  const text = opened[0] === PACKED ? inflateRawSync(body) : body;
  return JSON.parse(text.toString('utf8')) as T;
}
