import { SheetRefused } from './refusal.ts';

/** What a streaming part does with its tags; positions are only valid during the call. */
export interface XmlHandler {
  /** Start tag: local name from `nameAt` to `nameEnd`, attributes up to `tagEnd`. */
  open(xml: Buffer, nameAt: number, nameEnd: number, tagEnd: number): void;
  close(xml: Buffer, nameAt: number, nameEnd: number): void;
  /** Text between two tags; `raw` when it is CDATA and holds no entities. */
  text(xml: Buffer, from: number, to: number, raw: boolean): void;
}

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const DOUBLE = 0x22;
const SINGLE = 0x27;
const COLON = 0x3a;
const LONGEST_TOKEN = 2 * 1024 * 1024;

/**
 * Cuts a stream of UTF-8 XML into tags and texts without decoding it. It refuses every `<!DOCTYPE`
 * and `<!ENTITY`, so nothing can be declared, included or expanded.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  #rest: Buffer = Buffer.alloc(0);

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  feed(chunk: Buffer): void {
    const xml = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const used = this.#scan(xml);
    this.#rest = used === xml.length ? Buffer.alloc(0) : Buffer.from(xml.subarray(used));
    if (this.#rest.length > LONGEST_TOKEN) throw new SheetRefused('CORRUPT');
  }

  /** Must be called at the end; a part that stops inside a tag is damaged. */
  end(): void {
    if (this.#rest.includes(LT)) throw new SheetRefused('CORRUPT');
  }

  /** Handles all complete tokens and answers where the first incomplete one begins. */
  #scan(xml: Buffer): number {
    const handler = this.#handler;
    const length = xml.length;
    let at = 0;
    while (at < length) {
      if (xml[at] !== LT) {
        let end = at + 1;
        while (end < length && xml[end] !== LT) end += 1;
        if (end === length) return at;
        handler.text(xml, at, end, false);
        at = end;
      }
      const next = at + 1;
      const first = xml[next];
      if (first === undefined) return at;
      if (first === BANG || first === QUESTION) {
        const end = this.#special(xml, at, first);
        if (end < 0) return at;
        at = end;
        continue;
      }
      const nameAt = first === SLASH ? next + 1 : next;
      let local = nameAt;
      let nameEnd = nameAt;
      let byte = 0;
      for (; nameEnd < length; nameEnd += 1) {
        byte = xml[nameEnd]!;
        if (byte <= 0x20 || byte === GT || byte === SLASH) break;
        if (byte === COLON) local = nameEnd + 1;
      }
      let tagEnd = nameEnd;
      for (let quote = 0; tagEnd < length; tagEnd += 1) {
        byte = xml[tagEnd]!;
        if (quote !== 0) {
          if (byte === quote) quote = 0;
        } else if (byte === GT) break;
        else if (byte === DOUBLE || byte === SINGLE) quote = byte;
      }
      if (tagEnd >= length) return at;
      if (first === SLASH) handler.close(xml, local, nameEnd);
      else {
        handler.open(xml, local, nameEnd, tagEnd);
        if (xml[tagEnd - 1] === SLASH) handler.close(xml, local, nameEnd);
      }
      at = tagEnd + 1;
    }
    return length;
  }

  /** Comments, instructions, CDATA; answers the position after them, or −1 when incomplete. */
  #special(xml: Buffer, at: number, first: number): number {
    if (first === QUESTION) return after(xml, at, '?>');
    if (xml.length < at + 9) return -1;
    const start = xml.toString('latin1', at, at + 9);
    if (start.startsWith('<!--')) return after(xml, at + 4, '-->');
    if (start !== '<![CDATA[') throw new SheetRefused('ENTITY_DECLARATION');
    const end = after(xml, at, ']]>');
    if (end >= 0) this.#handler.text(xml, at + 9, end - 3, true);
    return end;
  }
}

function after(xml: Buffer, from: number, mark: string): number {
  const found = xml.indexOf(mark, from, 'latin1');
  return found < 0 ? -1 : found + mark.length;
}
