import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Keyring } from '../../platform/keyring.ts';

const PURPOSE = 'intake';
/** Rows of one class repeat themselves: the fastest level already takes most of it. */
const COMPRESSION = { level: 1 };

/** Uploaded bytes at rest (K8). */
export function sealBytes(keys: Keyring, bytes: Uint8Array): Buffer {
  return keys.sealBlob(PURPOSE, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

export function openBytes(keys: Keyring, sealed: Buffer): Buffer {
  return keys.openBlob(PURPOSE, sealed);
}

/** Rows and findings at rest (K8): packed, then sealed. */
export function sealValue(keys: Keyring, value: unknown): Buffer {
  return keys.sealBlob(PURPOSE, deflateRawSync(Buffer.from(JSON.stringify(value)), COMPRESSION));
}

/** What `sealValue` was given; the caller knows its shape because it wrote it. */
export function openValue<T>(keys: Keyring, sealed: Buffer): T {
  return JSON.parse(inflateRawSync(keys.openBlob(PURPOSE, sealed)).toString('utf8')) as T;
}
