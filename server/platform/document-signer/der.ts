/** The few forms of DER (X.690) that a certificate and a signature need; written, never read. */

const HIGH_BIT = 0x80;
const BYTE = 256;

/** One element: its tag, its length, its content. */
export function element(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), lengthOf(body.length), body]);
}

export const sequence = (...content: readonly Buffer[]): Buffer => element(0x30, ...content);
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text, 'utf8'));
export const octets = (bytes: Buffer): Buffer => element(0x04, bytes);
export const bits = (bytes: Buffer, unused = 0): Buffer => element(0x03, Buffer.of(unused), bytes);
export const nothing = element(0x05);
/** A context-specific constructed element, such as `[0]`. */
export const tagged = (number: number, ...content: readonly Buffer[]): Buffer =>
  element(0xa0 + number, ...content);

/** A set in the order DER wants: by its encoded bytes. */
export function set(...content: readonly Buffer[]): Buffer {
  return element(0x31, ...content.toSorted((one, other) => Buffer.compare(one, other)));
}

/** A non-negative integer of any size, most significant byte first. */
export function integer(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const body = start < 0 ? Buffer.of(0) : bytes.subarray(start);
  return (body[0] ?? 0) >= HIGH_BIT ? element(0x02, Buffer.of(0), body) : element(0x02, body);
}

/** `1.2.840…` as an object identifier. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** An instant in the form certificates use until 2049, and the longer one after it. */
export function time(at: Date): Buffer {
  const digits = at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
  return at.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(digits.slice(2)))
    : element(0x18, Buffer.from(digits));
}

function base128(number: number): number[] {
  const groups = [number % HIGH_BIT];
  for (let rest = Math.floor(number / HIGH_BIT); rest > 0; rest = Math.floor(rest / HIGH_BIT))
    groups.unshift((rest % HIGH_BIT) + HIGH_BIT);
  return groups;
}

function lengthOf(length: number): Buffer {
  if (length < HIGH_BIT) return Buffer.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / BYTE)) bytes.unshift(rest % BYTE);
  return Buffer.from([HIGH_BIT + bytes.length, ...bytes]);
}
