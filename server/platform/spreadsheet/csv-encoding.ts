import { isUtf8 } from 'node:buffer';
import { SheetRefused } from './refusal.ts';
import type { Source } from './source.ts';

export type CsvEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

interface CsvText {
  readonly encoding: CsvEncoding;
  /** The text as UTF-8 without byte order mark, whatever the file held. */
  readonly chunks: () => Iterable<Buffer>;
}

const SHORT_TEXT_BYTES = 64 * 1024;

/**
 * Finds the encoding by reading the whole content with fatal decoders: byte order mark, else strict
 * UTF-8, else GB18030. Throws `SheetRefused` for binary data or an unknown encoding.
 */
export function openCsvText(source: Source): CsvText {
  const head = source.head(3).toString('hex');
  if (head.startsWith('fffe')) return decoded(source, 'utf-16le');
  if (head.startsWith('feff')) return decoded(source, 'utf-16be');
  const from = head === 'efbbbf' ? 3 : 0;
  const verdict = judgeUtf8(source, from);
  if (verdict === 'cut') throw new SheetRefused('TRUNCATED');
  if (from === 0 && (verdict === 'no' || (verdict === 'doubtful' && readsAsChinese(source)))) {
    return decoded(source, 'gb18030');
  }
  if (verdict === 'no') throw new SheetRefused('UNKNOWN_ENCODING');
  return { encoding: 'utf-8', chunks: () => source.chunks(from) };
}

/** `doubtful`: valid, but only two-byte sequences, which short GB18030 text can also look like. */
function judgeUtf8(source: Source, from: number): 'yes' | 'no' | 'cut' | 'doubtful' {
  let tail: Buffer = Buffer.alloc(0);
  let ascii = true;
  let wide = false;
  for (const chunk of source.chunks(from)) {
    if (chunk.includes(0)) throw new SheetRefused('NOT_A_SHEET');
    const bytes = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    const whole = wholeCharacters(bytes);
    tail = Buffer.from(bytes.subarray(whole));
    const part = bytes.subarray(0, whole);
    if (!isUtf8(part)) return 'no';
    if (!wide) {
      for (const byte of part) {
        if (byte < 0x80) continue;
        ascii = false;
        if (byte >= 0xe0) {
          wide = true;
          break;
        }
      }
    }
  }
  if (tail.length > 0) return wide ? 'cut' : 'no';
  return wide || ascii ? 'yes' : 'doubtful';
}

/** Length without an incomplete UTF-8 sequence at the end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function readsAsChinese(source: Source): boolean {
  if (source.size > SHORT_TEXT_BYTES) return false;
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(source.all());
    return /^[\p{ASCII}\p{Script=Han}\u3000-\u303f\uff00-\uffef]*$/u.test(text);
  } catch {
    return false;
  }
}

function decoded(source: Source, encoding: CsvEncoding): CsvText {
  return { encoding, chunks: () => decodeChunks(source, encoding) };
}

function* decodeChunks(source: Source, encoding: CsvEncoding): Generator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (const chunk of source.chunks()) {
    const bytes = Buffer.from(decodeOr(decoder, chunk, 'UNKNOWN_ENCODING'));
    if (bytes.includes(0)) throw new SheetRefused('NOT_A_SHEET');
    yield bytes;
  }
  yield Buffer.from(decodeOr(decoder, undefined, 'TRUNCATED'));
}

function decodeOr(
  decoder: InstanceType<typeof TextDecoder>,
  chunk: Buffer | undefined,
  code: 'UNKNOWN_ENCODING' | 'TRUNCATED',
): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new SheetRefused(code);
  }
}
