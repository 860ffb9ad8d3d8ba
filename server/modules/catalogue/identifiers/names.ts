/**
 * Matching keys of names. A key only helps to find; the registered name is stored and shown as reported,
 * and the loose key never decides (a wrong penalty on a company is a violation of its rights).
 */
import { Converter } from 'opencc-js/t2cn';
import { fold, unifyBrackets } from '../text.ts';

export type NameOwner = 'ORGANISATION' | 'PERSON';

const MIDDLE_DOTS = /[·•・‧．.]/g;
const DASHES = /[-－—–﹣‐‑−]/g;
const QUOTES = /["'“”‘’„‟‚‛«»‹›「」『』＂＇`´]/g;
const CONTROLS = /\p{Cc}/gu;
const FIRST_HAN = 0x3400;
const LAST_HAN = 0x9fff;

let simplifiedForms: Map<string, string> | undefined;

/** One character at a time, so that the table is fixed and no phrase rule rewrites a name. */
function simplifiedTable(): Map<string, string> {
  if (simplifiedForms) return simplifiedForms;
  const convert = Converter({ from: 't', to: 'cn' });
  simplifiedForms = new Map();
  for (let code = FIRST_HAN; code <= LAST_HAN; code += 1) {
    const char = String.fromCharCode(code);
    const simplified = convert(char);
    if (simplified !== char && simplified.length === 1) simplifiedForms.set(char, simplified);
  }
  return simplifiedForms;
}

function simplify(name: string): string {
  const table = simplifiedTable();
  let result = name;
  for (let index = 0; index < result.length; index += 1) {
    const simplified = table.get(result.charAt(index));
    if (simplified !== undefined) {
      result = result.slice(0, index) + simplified + result.slice(index + 1);
    }
  }
  return result;
}

/** Key under which spellings of one name are equal: width, white space, brackets, case, old characters. */
export function nameKey(name: string, owner: NameOwner = 'ORGANISATION'): string {
  const plain = unifyBrackets(fold(name).replace(CONTROLS, ''))
    .replace(MIDDLE_DOTS, owner === 'PERSON' ? '·' : '')
    .replace(DASHES, '-')
    .replace(QUOTES, '')
    .toUpperCase();
  return owner === 'PERSON' ? plain : simplify(plain);
}

export type NamePlaces = {
  /** Names of province, city and district as written in front of names, longest first. */
  readonly prefixes: readonly string[];
};

const DEFAULT_PLACES: NamePlaces = { prefixes: [] };

/** Weaker key for suggestions to a human only: company form and leading or bracketed place are ignored. */
export function nameKeyLoose(name: string, places: NamePlaces = DEFAULT_PLACES): string {
  let key = nameKey(name).replace('有限责任公司', '有限公司').replace('责任有限公司', '有限公司');
  let found = true;
  while (found) {
    const prefix = places.prefixes.find(
      (place) => key.startsWith(place) && key.length > place.length,
    );
    found = prefix !== undefined;
    if (prefix !== undefined) key = key.slice(prefix.length);
  }
  const bracketed = places.prefixes.find((place) => key.includes(`(${place})`));
  return bracketed === undefined ? key : key.replace(`(${bracketed})`, '');
}

/** The spellings of division names that may lead a name: with and without 省, 市, 区, 县; longest first. */
export function namePlaces(divisionNames: readonly string[]): NamePlaces {
  const prefixes = new Set<string>();
  for (const name of divisionNames) {
    prefixes.add(nameKey(name));
    if (name.length > 2 && /[省市]$/.test(name)) prefixes.add(nameKey(name.slice(0, -1)));
  }
  return { prefixes: [...prefixes].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)) };
}
