/**
 * What a text must contain before a regular expression can match it: one of some literals, or a run of
 * digits. Clean text is then passed in one pass over its characters, without running any expression.
 * Syntax this reader does not know makes the answer null, which means "always run the expression".
 */
import { RegexReader, Unsupported, type RegexNode } from './regex-reader.ts';

export type Requirement = {
  /** One of these must occur (when the list is empty, only the digits count). */
  readonly literals: readonly string[];
  /** Or a run of at least so many digits; Infinity when no run helps. */
  readonly digits: number;
};

const MOST_STRINGS = 96;
const LONG_DIGIT_RUN = 8;

/** Every string a sequence can stand for, or null when they are too many to list. */
function stringsOf(sequence: readonly RegexNode[]): string[] | null {
  let strings: string[] = [''];
  for (const node of sequence) {
    const own = ownStrings(node);
    if (!own || own.length * strings.length > MOST_STRINGS) return null;
    strings = strings.flatMap((head) => own.map((tail) => head + tail));
  }
  return [...new Set(strings)];
}

function ownStrings(node: RegexNode): string[] | null {
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
function digitsOf(node: RegexNode): number | null {
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

function candidates(sequence: readonly RegexNode[]): Requirement[] {
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
      const own = digitsOf(sequence[to] as RegexNode);
      if (own === null) break;
      run += own;
    }
    if (run > 0) found.push({ literals: [], digits: run });
    const node = sequence[from] as RegexNode;
    if (node.type === 'group' && node.repeat.min > 0) {
      const inner = ofAlternatives(node.options);
      if (inner) found.push(inner);
    }
  }
  return found;
}

function ofAlternatives(options: readonly (readonly RegexNode[])[]): Requirement | null {
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
    const reader = new RegexReader(pattern);
    const options = reader.alternatives();
    return reader.finished() ? ofAlternatives(options) : null;
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}
