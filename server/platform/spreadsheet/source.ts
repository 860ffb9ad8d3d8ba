import fs from 'node:fs';
import { SheetRefused } from './refusal.ts';

const READ_BYTES = 256 * 1024;

/** The uploaded bytes behind a descriptor: a file is read in place, a pipe is held in memory. */
export class Source {
  readonly #fd: number;
  readonly #held: Buffer | null;
  readonly size: number;

  /** A descriptor (with the length of what a pipe will bring, null for a file) or bytes. */
  constructor(from: number | Buffer, pipedBytes: number | null = null) {
    if (typeof from !== 'number') {
      this.#fd = -1;
      this.#held = from;
      this.size = from.length;
      return;
    }
    const stat = fs.fstatSync(from);
    this.#fd = from;
    this.#held = pipedBytes === null ? null : readPipe(from, pipedBytes);
    this.size = this.#held?.length ?? stat.size;
  }

  /** The first bytes, enough to recognise a kind of file. */
  head(bytes: number): Buffer {
    return this.#read(0, Math.min(bytes, this.size));
  }

  all(): Buffer {
    return this.#held ?? this.#read(0, this.size);
  }

  /** All bytes from there on, in pieces; one is good until the next is asked for. */
  *chunks(from = 0): Generator<Buffer> {
    const room = Buffer.allocUnsafe(this.#held === null ? READ_BYTES : 0);
    for (let at = from; at < this.size; at += READ_BYTES) {
      yield this.#read(at, Math.min(READ_BYTES, this.size - at), room);
    }
  }

  #read(from: number, length: number, room = Buffer.alloc(0)): Buffer {
    if (this.#held !== null) return this.#held.subarray(from, from + length);
    const bytes = room.length < length ? Buffer.allocUnsafe(length) : room;
    let at = 0;
    while (at < length) {
      const read = fs.readSync(this.#fd, bytes, at, length - at, from + at);
      if (read === 0) break;
      at += read;
    }
    return bytes.subarray(0, at);
  }
}

/** A pipe says nothing about its length, so the sender does; more or fewer bytes are an error. */
function readPipe(fd: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  while (at < length) {
    const read = fs.readSync(fd, bytes, at, length - at, null);
    if (read === 0) throw new SheetRefused('TRUNCATED');
    at += read;
  }
  return bytes;
}
