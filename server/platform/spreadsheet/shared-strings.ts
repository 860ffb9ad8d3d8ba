import type { SheetLimits } from './limits.ts';
import { SheetRefused } from './refusal.ts';
import { TextBuffer } from './text-buffer.ts';
import { XmlScanner, type XmlHandler } from './xml-scanner.ts';

const SLAB_BITS = 21;
const SLAB_BYTES = 1 << SLAB_BITS;
const T = 0x74;
const S = 0x73;
const I = 0x69;
const R = 0x72;
const H = 0x68;

/** The shared string table as UTF-8 in slabs with offsets: no string is built until it is sent. */
export class SharedStrings {
  readonly #maxBytes: number;
  readonly #slabs: Buffer[] = [];
  #used = SLAB_BYTES;
  #offsets = new Float64Array(1024);
  #lengths = new Uint32Array(1024);
  #total = 0;
  count = 0;

  constructor(limits: SheetLimits) {
    this.#maxBytes = limits.maxSharedStringBytes;
  }

  add(bytes: Uint8Array, length: number): void {
    this.#total += length + 12;
    if (this.#total > this.#maxBytes) throw new SheetRefused('OUT_OF_MEMORY');
    if (this.#used + length > SLAB_BYTES) {
      this.#slabs.push(Buffer.allocUnsafe(SLAB_BYTES));
      this.#used = 0;
    }
    if (this.count === this.#lengths.length) this.#widen();
    const slab = this.#slabs.length - 1;
    this.#slabs[slab]!.set(bytes.subarray(0, length), this.#used);
    this.#offsets[this.count] = slab * SLAB_BYTES + this.#used;
    this.#lengths[this.count] = length;
    this.#used += length;
    this.count += 1;
  }

  /** Slab that holds a string, or undefined for an index outside the table. */
  slab(index: number): Buffer | undefined {
    return index < this.count
      ? this.#slabs[Math.floor(this.#offsets[index]! / SLAB_BYTES)]
      : undefined;
  }

  from(index: number): number {
    return this.#offsets[index]! % SLAB_BYTES;
  }

  length(index: number): number {
    return this.#lengths[index]!;
  }

  #widen(): void {
    const offsets = new Float64Array(this.count * 2);
    const lengths = new Uint32Array(this.count * 2);
    offsets.set(this.#offsets);
    lengths.set(this.#lengths);
    this.#offsets = offsets;
    this.#lengths = lengths;
  }
}

/** Reads `sharedStrings.xml`: rich text runs are joined, phonetic hints (`rPh`) left out. */
export async function readSharedStrings(
  chunks: AsyncIterable<Buffer>,
  limits: SheetLimits,
): Promise<SharedStrings> {
  const strings = new SharedStrings(limits);
  const handler = new StringsHandler(strings, limits);
  const scanner = new XmlScanner(handler);
  for await (const chunk of chunks) scanner.feed(chunk);
  scanner.end();
  return strings;
}

class StringsHandler implements XmlHandler {
  readonly #strings: SharedStrings;
  readonly #text: TextBuffer;
  #inText = false;
  #inPhonetic = false;

  constructor(strings: SharedStrings, limits: SheetLimits) {
    this.#strings = strings;
    this.#text = new TextBuffer(limits.maxCellBytes);
  }

  open(xml: Buffer, at: number, end: number): void {
    const length = end - at;
    if (length === 1 && xml[at] === T) this.#inText = !this.#inPhonetic;
    else if (length === 3 && xml[at] === R && xml[at + 2] === H) this.#inPhonetic = true;
    else if (length === 2 && xml[at] === S && xml[at + 1] === I) this.#text.clear();
  }

  close(xml: Buffer, at: number, end: number): void {
    const length = end - at;
    if (length === 1 && xml[at] === T) this.#inText = false;
    else if (length === 3 && xml[at] === R && xml[at + 2] === H) this.#inPhonetic = false;
    else if (length === 2 && xml[at] === S && xml[at + 1] === I) {
      this.#text.finish();
      this.#strings.add(this.#text.bytes, this.#text.length);
    }
  }

  text(xml: Buffer, from: number, to: number, raw: boolean): void {
    if (this.#inText) this.#text.append(xml, from, to, raw);
  }
}
