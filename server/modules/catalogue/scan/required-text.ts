/**
 * What a text must contain before a regular expression can match it: one of some literals, or a run of
 * digits. Clean text is then passed in one pass over its characters, without running any expression.
 * Syntax this reader does not know makes the answer null, which means "always run the expression".
 */

export type Requirement = {
  /** One of these must occur (when the list is empty, only the digits count). */
  readonly literals: readonly string[];
  /** Or a run of at least so many digits; Infinity when no run helps. */
  readonly digits: number;
};

type Repeat = { readonly min: number; readonly max: number };
type Node = { readonly repeat: Repeat } & (
  | { readonly type: 'char'; readonly chars: readonly string[] | null; readonly digit: boolean }
  | { readonly type: 'group'; readonly options: readonly (readonly Node[])[] }
  | { readonly type: 'empty' }
);

const MOST_STRINGS = 96;
const LARGEST_EXACT_CLASS = 4;
const LONG_DIGIT_RUN = 8;

class Unsupported extends Error {}

class Reader {
  private at = 0;
  private readonly source: string;
  constructor(source: string) {
    this.source = source;
  }

  alternatives(): (readonly Node[])[] {
    const options: (readonly Node[])[] = [];
    let sequence: Node[] = [];
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

  private quantified(): Node {
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

  private atom(): Node {
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

  private group(): Node {
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

  private charClass(): Node {
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

/** Every string a sequence can stand for, or null when they are too many to list. */
function stringsOf(sequence: readonly Node[]): string[] | null {
  let strings: string[] = [''];
  for (const node of sequence) {
    const own = ownStrings(node);
    if (!own || own.length * strings.length > MOST_STRINGS) return null;
    strings = strings.flatMap((head) => own.map((tail) => head + tail));
  }
  return [...new Set(strings)];
}

function ownStrings(node: Node): string[] | null {
  if (node.type === 'empty') return [''];
  if (node.repeat.max > 1) return null;
  let own: string[] | null;
  if (node.type === 'char') own = node.chars ? [...node.chars] : null;
  else {
    const all = node.options.map(stringsOf);
    own = all.some((option) => option === null) ? null : all.flatMap((option) => option ?? []);
  }
  if (!own || own.length > MOST_STRINGS) return null;
  return node.repeat.min === 0 ? [...own, ''] : own;
}

/** Length of the run of digits a node certainly gives, or null when it may give something else. */
function digitsOf(node: Node): number | null {
  if (node.type === 'empty') return 0;
  if (node.type === 'char') return node.digit ? node.repeat.min : null;
  const each = node.options.map((option) =>
    option.reduce<number | null>((sum, part) => {
      const own = digitsOf(part);
      return sum === null || own === null ? null : sum + own;
    }, 0),
  );
  if (each.some((length) => length === null)) return null;
  return Math.min(...each.map((length) => length ?? 0)) * node.repeat.min;
}

function weight(requirement: Requirement): number {
  if (requirement.literals.length === 0) {
    return requirement.digits >= LONG_DIGIT_RUN ? 100 : requirement.digits / 100;
  }
  const shortest = Math.min(...requirement.literals.map((literal) => literal.length));
  return Math.min(shortest, 3) - requirement.literals.length / 1000;
}

function candidates(sequence: readonly Node[]): Requirement[] {
  const found: Requirement[] = [];
  for (let from = 0; from < sequence.length; from += 1) {
    let run = 0;
    let best: string[] | null = null;
    for (let to = from; to < sequence.length; to += 1) {
      const strings: string[] | null = stringsOf(sequence.slice(from, to + 1));
      if (!strings) break;
      if (strings.every((text) => text !== '')) best = strings;
    }
    if (best) found.push({ literals: best, digits: Infinity });
    for (let to = from; to < sequence.length; to += 1) {
      const own = digitsOf(sequence[to] as Node);
      if (own === null) break;
      run += own;
    }
    if (run > 0) found.push({ literals: [], digits: run });
    const node = sequence[from] as Node;
    if (node.type === 'group' && node.repeat.min > 0) {
      const inner = ofAlternatives(node.options);
      if (inner) found.push(inner);
    }
  }
  return found;
}

function ofAlternatives(options: readonly (readonly Node[])[]): Requirement | null {
  const literals: string[] = [];
  let digits = Infinity;
  for (const option of options) {
    const [best] = candidates(option).sort((a, b) => weight(b) - weight(a));
    if (!best) return null;
    literals.push(...best.literals);
    digits = Math.min(digits, best.digits);
  }
  return { literals: [...new Set(literals)], digits };
}

/** The requirement of a regular expression without flags, or null when it must always be run. */
export function requirementOf(pattern: string): Requirement | null {
  try {
    const reader = new Reader(pattern);
    const options = reader.alternatives();
    return reader.finished() ? ofAlternatives(options) : null;
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}
