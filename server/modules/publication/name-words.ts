import { readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { nameKey, namePlaces } from '../catalogue/index.ts';
import type { Policy } from '../policy/index.ts';

interface NameWords {
  readonly legalForms: readonly string[];
  readonly industryWords: readonly string[];
}

const words = JSON.parse(
  readFileSync(new URL('../../../policy/search/name-words.json', import.meta.url), 'utf8'),
) as NameWords;

const legalForms = longestFirst(words.legalForms);
const industryWords = longestFirst(words.industryWords);
const SHORTEST_CORE = 2;

/** How one name is found: by itself, by its distinctive part, by its sound. */
export interface SearchableName {
  readonly name: string;
  readonly nameKey: string;
  /** The name without region, industry and legal form (字号); the whole key when nothing would be left. */
  readonly nameCore: string;
  /** Syllables run together, lower case. */
  readonly pinyin: string;
  /** First letters of the core, then of the whole name, separated by a space. */
  readonly initials: string;
}

/** What the search index holds of a name. */
export function searchableName(name: string, policy: Policy): SearchableName {
  const key = nameKey(name);
  const core = nameCore(key, policy);
  return {
    name,
    nameKey: key,
    nameCore: core,
    pinyin: syllables(key).join(''),
    initials: `${initialsOf(core)} ${initialsOf(key)}`,
  };
}

/** The distinctive part of a name key: 铜川市王益区宏远建材有限公司 → 宏远. */
export function nameCore(key: string, policy: Policy): string {
  let core = withoutLegalForm(withoutPlace(key, policy));
  for (
    let shorter = withoutEnding(core, industryWords);
    shorter !== core;
    shorter = withoutEnding(core, industryWords)
  ) {
    core = shorter;
  }
  return core;
}

/** A name key without its legal form: 宏远建材有限公司 → 宏远建材. */
export function withoutLegalForm(key: string): string {
  return withoutEnding(key, legalForms);
}

/**
 * Pairs of neighbouring characters that tell names apart: those with a character of the distinctive
 * part. The others, inside a place, an industry or a legal form, are in very many names.
 */
export function tellingPairs(piece: string, policy: Policy): string[] {
  const before = lengthOf(piece) - lengthOf(withoutPlace(piece, policy));
  const behind = before + lengthOf(nameCore(piece, policy));
  return pairsOf(piece).slice(Math.max(before - 1, 0), behind);
}

function lengthOf(text: string): number {
  return [...text].length;
}

function pairsOf(text: string): string[] {
  const letters = [...text];
  return letters.slice(1).map((letter, place) => `${letters[place] ?? ''}${letter}`);
}

/** First letters of each character's sound; Latin letters and digits stay. */
export function initialsOf(text: string): string {
  return syllables(text)
    .map((syllable) => syllable.charAt(0))
    .join('');
}

/** One entry per character: its sound, or the character itself in lower case; signs are dropped. */
export function syllables(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'spaced', surname: 'off' })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((syllable) => syllable !== '');
}

const placesOf = new WeakMap<Policy, readonly string[]>();

function withoutPlace(name: string, policy: Policy): string {
  const prefix = leadingPlace(name, policy);
  return prefix === '' ? name : withoutPlace(name.slice(prefix.length), policy);
}

function leadingPlace(name: string, policy: Policy): string {
  let places = placesOf.get(policy);
  if (!places) {
    places = namePlaces(policy.divisions.divisions.map((division) => division.nameZh)).prefixes;
    placesOf.set(policy, places);
  }
  return (
    places.find((place) => name.startsWith(place) && name.length - place.length >= SHORTEST_CORE) ??
    ''
  );
}

function withoutEnding(name: string, endings: readonly string[]): string {
  const ending = endings.find(
    (candidate) => name.endsWith(candidate) && name.length - candidate.length >= SHORTEST_CORE,
  );
  return ending === undefined ? name : name.slice(0, -ending.length);
}

function longestFirst(list: readonly string[]): string[] {
  return list.map((word) => nameKey(word)).toSorted((one, other) => other.length - one.length);
}
