import zlib from 'node:zlib';
import { RATIO_GRACE_BYTES, type SheetLimits } from './limits.ts';
import { SheetRefused } from './refusal.ts';

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly inflatedBytes: number;
  readonly crc: number;
  readonly dataAt: number;
}

const END_BYTES = 22;
const MAX_ENTRIES = 5_000;
const CHUNK_BYTES = 256 * 1024;

/** A zip in memory, read by its central directory; every inflated byte is counted as it appears. */
export class ZipArchive {
  readonly #bytes: Buffer;
  readonly #limits: SheetLimits;
  readonly #entries = new Map<string, ZipEntry>();
  #inflated = 0;

  constructor(bytes: Buffer, limits: SheetLimits) {
    this.#bytes = bytes;
    this.#limits = limits;
    this.#readDirectory();
  }

  get names(): string[] {
    return [...this.#entries.values()].map((entry) => entry.name);
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** One whole small part, or undefined when it is missing. */
  async readPart(name: string, maxBytes: number): Promise<Buffer | undefined> {
    if (!this.has(name)) return undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.stream(name)) {
      size += chunk.length;
      if (size > maxBytes) throw new SheetRefused('ZIP_BOMB');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** Inflated content of a part in chunks; throws `SheetRefused` on a bomb or damaged data. */
  async *stream(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) throw new SheetRefused('CORRUPT');
    const packed = this.#bytes.subarray(entry.dataAt, entry.dataAt + entry.packedBytes);
    let size = 0;
    let crc = 0;
    for await (const chunk of entry.method === 0 ? slices(packed) : inflate(packed)) {
      size += chunk.length;
      this.#inflated += chunk.length;
      this.#judgeInflation(size, entry.packedBytes);
      crc = zlib.crc32(chunk, crc);
      yield chunk;
    }
    if (crc !== entry.crc) throw new SheetRefused('CORRUPT');
  }

  #judgeInflation(size: number, packedBytes: number): void {
    const { maxInflatedBytes, maxInflationRatio } = this.#limits;
    if (this.#inflated > maxInflatedBytes) throw new SheetRefused('ZIP_BOMB');
    if (size > RATIO_GRACE_BYTES && size > packedBytes * maxInflationRatio) {
      throw new SheetRefused('ZIP_BOMB');
    }
  }

  #readDirectory(): void {
    const bytes = this.#bytes;
    const end = findEnd(bytes);
    let count = bytes.readUInt16LE(end + 10);
    let at = bytes.readUInt32LE(end + 16);
    if (at === 0xffffffff || count === 0xffff) [count, at] = zip64Directory(bytes, end);
    if (count > MAX_ENTRIES) throw new SheetRefused('ZIP_BOMB');
    let packedTotal = 0;
    for (let i = 0; i < count; i += 1) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) {
        throw new SheetRefused('CORRUPT');
      }
      const nameLength = bytes.readUInt16LE(at + 28);
      const extraLength = bytes.readUInt16LE(at + 30);
      const entry = this.#readEntry(at, nameLength, extraLength);
      at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
      packedTotal += entry.packedBytes;
      const key = entry.name.toLowerCase();
      if (this.#entries.has(key)) throw new SheetRefused('CORRUPT');
      this.#entries.set(key, entry);
    }
    if (packedTotal > bytes.length) throw new SheetRefused('ZIP_BOMB');
  }

  #readEntry(at: number, nameLength: number, extraLength: number): ZipEntry {
    const bytes = this.#bytes;
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    if (name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..')) {
      throw new SheetRefused('UNSAFE_NAME');
    }
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw new SheetRefused('ENCRYPTED');
    const method = bytes.readUInt16LE(at + 10);
    let packedBytes = bytes.readUInt32LE(at + 20);
    let inflatedBytes = bytes.readUInt32LE(at + 24);
    let local = bytes.readUInt32LE(at + 42);
    const wide = zip64Extra(bytes, at + 46 + nameLength, extraLength);
    if (inflatedBytes === 0xffffffff) inflatedBytes = wide();
    if (packedBytes === 0xffffffff) packedBytes = wide();
    if (local === 0xffffffff) local = wide();
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== 0x04034b50) {
      throw new SheetRefused('CORRUPT');
    }
    const dataAt = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (dataAt + packedBytes > bytes.length || (method !== 0 && method !== 8)) {
      throw new SheetRefused('CORRUPT');
    }
    return { name, method, packedBytes, inflatedBytes, crc: bytes.readUInt32LE(at + 16), dataAt };
  }
}

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - END_BYTES - 0xffff);
  for (let at = bytes.length - END_BYTES; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) === 0x06054b50) return at;
  }
  throw new SheetRefused('TRUNCATED');
}

function zip64Directory(bytes: Buffer, end: number): [count: number, at: number] {
  const locator = end - 20;
  if (locator < 0 || bytes.readUInt32LE(locator) !== 0x07064b50) throw new SheetRefused('CORRUPT');
  const record = Number(bytes.readBigUInt64LE(locator + 8));
  if (record + 56 > bytes.length || bytes.readUInt32LE(record) !== 0x06064b50) {
    throw new SheetRefused('CORRUPT');
  }
  return [Number(bytes.readBigUInt64LE(record + 32)), Number(bytes.readBigUInt64LE(record + 48))];
}

/** Reader of the 64-bit values of an entry, in the order in which its 32-bit fields overflow. */
function zip64Extra(bytes: Buffer, from: number, length: number): () => number {
  let at = -1;
  for (let field = from; field + 4 <= from + length;) {
    if (bytes.readUInt16LE(field) === 1) at = field + 4;
    field += 4 + bytes.readUInt16LE(field + 2);
  }
  return () => {
    if (at < 0 || at + 8 > bytes.length) throw new SheetRefused('CORRUPT');
    const value = Number(bytes.readBigUInt64LE(at));
    at += 8;
    return value;
  };
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

async function* inflate(packed: Buffer): AsyncGenerator<Buffer> {
  const stream = zlib.createInflateRaw({ chunkSize: CHUNK_BYTES });
  stream.end(packed);
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof SheetRefused) throw error;
    const memory = error instanceof Error && Reflect.get(error, 'code') === 'Z_MEM_ERROR';
    throw new SheetRefused(memory ? 'OUT_OF_MEMORY' : 'CORRUPT');
  } finally {
    stream.destroy();
  }
}
