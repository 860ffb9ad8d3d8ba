/** Personal and prohibited content in free text, by the patterns of the policy (scan-lists, profiles, exceptions). */
import type { ScanLists } from '../../policy/index.ts';
import { COMPLEX, fold, FOLD, REMOVED } from '../text.ts';
import { requirementOf } from './required-text.ts';

export type ScanGroup = 'personal' | 'prohibited';
type Pattern = {
  readonly id: string;
  readonly zh: string;
  readonly expression: RegExp;
  /** The same reaching as far as it can, so that nothing of an address is left over. */
  readonly hiding: RegExp;
  readonly luhn: boolean;
  readonly bit: number;
};
/** A profile's patterns of one group, ready to run. */
export type ScanProfile = { readonly patterns: readonly Pattern[]; readonly mask: number };

const LAST_OWN_BIT = 29;
/** Patterns beyond the bits of an integer share this one and are always run. */
const ALWAYS = 1 << 30;
const COVER = '□';
const HIDDEN = '***';

/** Luhn check of card numbers (ISO/IEC 7812-1). */
export function hasLuhnCheck(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export class Scanner {
  private readonly patterns = new Map<string, Pattern>();
  private readonly profiles: ScanLists['profiles'];
  private readonly exceptions: readonly RegExp[];
  /** Literals end with these pairs of characters: pair → patterns it may announce. */
  private readonly pairs = new Map<number, number>();
  private readonly singles = new Map<number, number>();
  private readonly interesting = new Uint8Array(65_536);
  private readonly digitRuns: { readonly length: number; readonly bits: number }[] = [];
  private alwaysMask = 0;
  private lastText = '';
  private lastMask = 0;

  constructor(lists: ScanLists) {
    this.profiles = lists.profiles;
    this.exceptions = lists.exceptions.map((source) => new RegExp(source, 'g'));
    for (const group of ['personal', 'prohibited'] as const) {
      for (const entry of lists[group]) this.add(`${group}:${entry.id}`, entry);
    }
    this.lastMask = this.alwaysMask;
  }

  /** The patterns of a profile; throws when the profile or one of its ids is unknown. */
  profile(name: string, group: ScanGroup): ScanProfile {
    const ids = this.profiles[name]?.[group];
    if (!ids) throw new RangeError(`扫描配置“${name}”不存在。`);
    const patterns = ids.map((id) => {
      const pattern = this.patterns.get(`${group}:${id}`);
      if (!pattern) throw new RangeError(`扫描配置“${name}”引用了不存在的模式“${id}”。`);
      return pattern;
    });
    return { patterns, mask: patterns.reduce((mask, pattern) => mask | pattern.bit, 0) };
  }

  /** Chinese name of a pattern, or undefined when no pattern has the id. */
  nameOf(id: string): string | undefined {
    return (this.patterns.get(`personal:${id}`) ?? this.patterns.get(`prohibited:${id}`))?.zh;
  }

  /** Ids of the profile's patterns that hit the text, with their Chinese names. */
  hits(text: string, profile: ScanProfile): { readonly id: string; readonly zh: string }[] {
    if ((this.candidates(text) & profile.mask) === 0) return NO_HITS;
    let folded = fold(text);
    for (const exception of this.exceptions) {
      folded = folded.replace(exception, (match) => COVER.repeat(match.length));
    }
    return profile.patterns.filter((pattern) => matches(pattern, folded));
  }

  /** The text with everything any pattern hits replaced, for messages: fit to be shown, not to be stored. */
  hide(text: string): string {
    if (this.candidates(text) === 0) return text;
    let hidden = fold(text);
    let changed = false;
    for (const pattern of this.patterns.values()) {
      hidden = hidden.replace(pattern.hiding, () => {
        changed = true;
        return HIDDEN;
      });
    }
    return changed ? hidden : text;
  }

  private add(key: string, entry: ScanLists['personal'][number]): void {
    const bit = this.patterns.size > LAST_OWN_BIT ? ALWAYS : 1 << this.patterns.size;
    const luhn = entry.verify === 'LUHN';
    const expression = new RegExp(entry.pattern, 'g');
    const hiding = new RegExp(entry.pattern.replace(/([*+?}])\?(?![*+?{])/g, '$1'), 'g');
    this.patterns.set(key, { id: entry.id, zh: entry.zh, expression, hiding, luhn, bit });
    const requirement = bit === ALWAYS ? null : requirementOf(entry.pattern);
    if (!requirement) {
      this.alwaysMask |= bit;
      return;
    }
    if (requirement.digits !== Infinity) {
      this.digitRuns.push({ length: requirement.digits, bits: bit });
    }
    for (const literal of requirement.literals) this.announce(literal, bit);
  }

  private announce(literal: string, bit: number): void {
    const last = literal.charCodeAt(literal.length - 1);
    this.interesting[last] = 1;
    if (literal.length === 1) this.singles.set(last, (this.singles.get(last) ?? 0) | bit);
    else {
      const pair = literal.charCodeAt(literal.length - 2) * 65_536 + last;
      this.pairs.set(pair, (this.pairs.get(pair) ?? 0) | bit);
    }
  }

  /** Patterns that might hit, found in one pass over the characters as NFKC would leave them. */
  private candidates(text: string): number {
    if (text === this.lastText) return this.lastMask;
    const { interesting, pairs, singles } = this;
    let mask = this.alwaysMask;
    let previous = 0;
    let run = 0;
    let longest = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = FOLD[text.charCodeAt(index)] as number;
      if (code === REMOVED) continue;
      if (code === COMPLEX) {
        mask = -1;
        break;
      }
      if (code >= 48 && code <= 57) {
        run += 1;
        if (run > longest) longest = run;
      } else run = 0;
      if (interesting[code] === 1) {
        mask |= (pairs.get(previous * 65_536 + code) ?? 0) | (singles.get(code) ?? 0);
      }
      previous = code;
    }
    for (const digitRun of this.digitRuns) {
      if (longest >= digitRun.length) mask |= digitRun.bits;
    }
    this.lastText = text;
    this.lastMask = mask;
    return mask;
  }
}

const NO_HITS: { readonly id: string; readonly zh: string }[] = [];

function matches(pattern: Pattern, text: string): boolean {
  pattern.expression.lastIndex = 0;
  if (!pattern.luhn) return pattern.expression.test(text);
  for (const [digits] of text.matchAll(pattern.expression)) {
    if (hasLuhnCheck(digits)) return true;
  }
  return false;
}
