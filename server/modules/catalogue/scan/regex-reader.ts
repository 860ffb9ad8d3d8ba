/** The subset of regular expressions the policy uses, as a tree of what can be matched. */

type Repeat = { readonly min: number; readonly max: number };
export type RegexNode = { readonly repeat: Repeat } & (
  | { readonly type: 'char'; readonly chars: readonly string[] | null; readonly digit: boolean }
  | { readonly type: 'group'; readonly options: readonly (readonly RegexNode[])[] }
  | { readonly type: 'empty' }
);

const LARGEST_EXACT_CLASS = 4;

/** Syntax outside the subset. */
export class Unsupported extends Error {}

/** Reads the alternatives of an expression without flags; throws Unsupported. */
export class RegexReader {
  private at = 0;
  private readonly source: string;
  constructor(source: string) {
    this.source = source;
  }

  alternatives(): (readonly RegexNode[])[] {
    const options: (readonly RegexNode[])[] = [];
    let sequence: RegexNode[] = [];
    while (this.at < this.source.length && this.source[this.at] !== ')') {
      if (this.source[this.at] === '|') {
        this.at += 1;
        options.push(sequence);
        sequence = [];
      } else sequence.push(this.quantified());
    }
    return [...options, sequence];
  }

  finished(): boolean {
    return this.at >= this.source.length;
  }

  private quantified(): RegexNode {
    const node = this.atom();
    const rest = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(this.source.slice(this.at));
    if (!rest) return node;
    this.at += rest[0].length;
    if (rest[1]) {
      const repeat = { min: rest[1] === '+' ? 1 : 0, max: rest[1] === '?' ? 1 : Infinity };
      return { ...node, repeat };
    }
    const min = Number(rest[2]);
    const max = rest[3] === undefined ? min : rest[4] ? Number(rest[4]) : Infinity;
    return { ...node, repeat: { min, max } };
  }

  private atom(): RegexNode {
    const char = this.source[this.at] as string;
    const once = { min: 1, max: 1 };
    if (char === '(') return this.group();
    if (char === '[') return this.charClass();
    if (char === '^' || char === '$') {
      this.at += 1;
      return { type: 'empty', repeat: once };
    }
    if (char === '.') {
      this.at += 1;
      return { type: 'char', chars: null, digit: false, repeat: once };
    }
    if (char === '*' || char === '+' || char === '?' || char === '{') throw new Unsupported();
    const one = this.escapable();
    const chars = one === null ? null : [one];
    return { type: 'char', chars, digit: one !== null && isDigit(one), repeat: once };
  }

  private group(): RegexNode {
    const opening = /^\((\?:|\?=|\?!|\?<=|\?<!)?/.exec(this.source.slice(this.at));
    if (
      !opening ||
      this.source.startsWith('(?<', this.at) !== (opening[1]?.startsWith('?<') ?? false)
    )
      throw new Unsupported();
    this.at += opening[0].length;
    const options = this.alternatives();
    if (this.source[this.at] !== ')') throw new Unsupported();
    this.at += 1;
    const repeat = { min: 1, max: 1 };
    const zeroWidth = opening[1] !== undefined && opening[1] !== '?:';
    return zeroWidth ? { type: 'empty', repeat } : { type: 'group', options, repeat };
  }

  private charClass(): RegexNode {
    this.at += 1;
    const negated = this.source[this.at] === '^';
    if (negated) this.at += 1;
    const ranges: [string, string][] = [];
    let open = false;
    while (this.at < this.source.length && this.source[this.at] !== ']') {
      const from = this.escapable();
      if (from === null) {
        open = true;
        continue;
      }
      if (this.source[this.at] === '-' && this.source[this.at + 1] !== ']') {
        this.at += 1;
        const to = this.escapable();
        if (to === null) throw new Unsupported();
        ranges.push([from, to]);
      } else ranges.push([from, from]);
    }
    this.at += 1;
    const repeat = { min: 1, max: 1 };
    if (negated || open) return { type: 'char', chars: null, digit: false, repeat };
    const digit = ranges.every(([from, to]) => isDigit(from) && isDigit(to));
    return { type: 'char', chars: digit ? null : expand(ranges), digit, repeat };
  }

  /** One character, or null for a class escape such as `\s`. */
  private escapable(): string | null {
    const char = this.source[this.at] as string;
    this.at += 1;
    if (char !== '\\') return char;
    const escaped = this.source[this.at] as string;
    this.at += 1;
    if (escaped === 'u') {
      const hex = /^[0-9a-fA-F]{4}/.exec(this.source.slice(this.at));
      if (!hex) throw new Unsupported();
      this.at += 4;
      return String.fromCharCode(Number.parseInt(hex[0], 16));
    }
    if (/[sSdDwW]/.test(escaped)) return null;
    if (/[A-Za-z0-9]/.test(escaped)) throw new Unsupported();
    return escaped;
  }
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}

function expand(ranges: readonly [string, string][]): readonly string[] | null {
  const chars: string[] = [];
  for (const [from, to] of ranges) {
    for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1) {
      chars.push(String.fromCharCode(code));
      if (chars.length > LARGEST_EXACT_CLASS) return null;
    }
  }
  return chars;
}
