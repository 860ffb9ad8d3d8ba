import { SheetRefused } from './refusal.ts';

const AMP = 0x26;
const CR = 0x0d;
const UNDERSCORE = 0x5f;
const LOWER_X = 0x78;
const SEMICOLON = 0x3b;
const REPLACEMENT = 0xfffd;

/** UTF-8 text of one cell or string under construction; entities and `_xHHHH_` are resolved here. */
export class TextBuffer {
  bytes: Buffer = Buffer.allocUnsafe(4096);
  length = 0;
  readonly #maxBytes: number;
  #escapes = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  clear(): void {
    this.length = 0;
    this.#escapes = false;
  }

  /** Adds XML text; throws `SheetRefused` when the cell becomes too long. */
  append(xml: Buffer, from: number, to: number, raw: boolean): void {
    this.#reserve(to - from);
    const { bytes } = this;
    let at = this.length;
    for (let i = from; i < to; i += 1) {
      const byte = xml[i]!;
      if (byte === AMP && !raw) {
        this.length = at;
        i = this.#entity(xml, i, to);
        at = this.length;
      } else if (byte !== CR && byte !== 0) {
        if (byte === UNDERSCORE && xml[i + 1] === LOWER_X) this.#escapes = true;
        bytes[at++] = byte;
      }
    }
    this.length = at;
  }

  /** Resolves the `_xHHHH_` escapes of spreadsheets once the text is complete. */
  finish(): void {
    if (!this.#escapes) return;
    const text = this.bytes.toString('utf8', 0, this.length);
    const plain = text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => {
      const code = Number.parseInt(hex, 16);
      return code === 0 ? '\uFFFD' : code === CR ? '' : String.fromCharCode(code);
    });
    this.length = this.bytes.write(plain, 0, 'utf8');
  }

  toString(): string {
    return this.bytes.toString('utf8', 0, this.length);
  }

  #reserve(more: number): void {
    const needed = this.length + more + 8;
    if (needed > this.#maxBytes + 8) throw new SheetRefused('CELL_TOO_LONG');
    if (needed <= this.bytes.length) return;
    const wider = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(wider, 0, 0, this.length);
    this.bytes = wider;
  }

  /** Only the five named entities and character references exist; others stay as they are. */
  #entity(xml: Buffer, at: number, to: number): number {
    let end = at + 1;
    while (end < to && end < at + 12 && xml[end] !== SEMICOLON) end += 1;
    const name = xml[end] === SEMICOLON ? xml.toString('latin1', at + 1, end) : '';
    const code = entityCode(name);
    if (code < 0) {
      this.bytes[this.length++] = AMP;
      return at;
    }
    if (code !== CR) this.length += this.bytes.write(String.fromCodePoint(code), this.length);
    return end;
  }
}

function entityCode(name: string): number {
  switch (name) {
    case 'amp':
      return 0x26;
    case 'lt':
      return 0x3c;
    case 'gt':
      return 0x3e;
    case 'quot':
      return 0x22;
    case 'apos':
      return 0x27;
  }
  const match = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
  if (match === null) return -1;
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
  const valid = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return valid ? code : REPLACEMENT;
}
