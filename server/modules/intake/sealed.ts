import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Keyring } from '../../platform/keyring.ts';

const PURPOSE = 'intake';
/** Rows of one class repeat themselves: the fastest level already takes most of it. */
const COMPRESSION = { level: 1 };
/** Bytes below which packing costs more time than it saves room. */
const WORTH_PACKING = 64 * 1024;
const PLAIN = 0;
const PACKED = 1;

/** Uploaded bytes at rest (K8). */
export function sealBytes(keys: Keyring, bytes: Uint8Array): Buffer {
  return keys.sealBlob(PURPOSE, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

export function openBytes(keys: Keyring, sealed: Buffer): Buffer {
  return keys.openBlob(PURPOSE, sealed);
}

/** Rows and findings at rest (K8): large ones packed, all sealed. */
export function sealValue(keys: Keyring, value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  const isLarge = text.length > WORTH_PACKING;
  const body = isLarge ? deflateRawSync(text, COMPRESSION) : text;
  return keys.sealBlob(PURPOSE, Buffer.concat([Buffer.from([isLarge ? PACKED : PLAIN]), body]));
}

/** What `sealValue` was given; the caller knows its shape because it wrote it. */
export function openValue<T>(keys: Keyring, sealed: Buffer): T {
  const opened = keys.openBlob(PURPOSE, sealed);
  const body = opened.subarray(1);
  const text = opened[0] === PACKED ? inflateRawSync(body) : body;
  return JSON.parse(text.toString('utf8')) as T;
}
