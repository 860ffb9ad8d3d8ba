import type { PlainDate } from '../../platform/plain-date.ts';
import { checkCitizenId, checkUscc, nameKey } from '../catalogue/index.ts';

export type SearchRefusal =
  | 'BLANK'
  | 'TOO_SHORT'
  | 'TOO_LONG'
  | 'PERSONAL_NUMBER'
  | 'CODE_LENGTH'
  | 'CODE_LETTER'
  | 'CODE_WRONG';

/** What somebody typed into the one search box, understood. */
export type SearchQuestion =
  | { readonly kind: 'CODE'; readonly code: string }
  | {
      readonly kind: 'NAME';
      /** The whole text as a name key. */
      readonly whole: string;
      /** Parts between spaces as name keys; a name must hold every one of them. */
      readonly pieces: readonly string[];
      /** Lower-case letters when nothing but Latin letters was typed: sounds or initials. */
      readonly letters: string | null;
    }
  | {
      readonly kind: 'REFUSED';
      readonly refusal: SearchRefusal;
      readonly zh: string;
      readonly en: string;
    };

const LONGEST = 100;
const USCC_LENGTH = 18;
const ALPHABET = /^[0-9A-HJ-NPQRTUWXY]+$/;

/**
 * Understands a search: a code in any spelling, or a name, part of a name, or initials. Codes that
 * cannot be right and everything that looks like a person's number is refused in words (K2).
 */
export function readSearch(text: string, today: PlainDate): SearchQuestion {
  const plain = text
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim();
  if (plain === '') return refuse('BLANK');
  if (plain.length > LONGEST) return refuse('TOO_LONG');
  const compact = plain.replace(/[\s-]/g, '').toUpperCase();
  if (holdsPersonalNumber(compact, today)) return refuse('PERSONAL_NUMBER');
  if (/^[0-9A-Z]{12,24}$/.test(compact) && (compact.match(/\d/g)?.length ?? 0) >= 6)
    return readCode(compact);
  const pieces = plain
    .split(/[\s,，、;；]+/)
    .map((piece) => nameKey(piece))
    .filter((piece) => piece !== '');
  const whole = nameKey(plain);
  if ([...whole].length < 2) return refuse('TOO_SHORT');
  const letters = /^[A-Z]{2,}$/.test(whole) ? whole.toLowerCase() : null;
  return { kind: 'NAME', whole, pieces, letters };
}

function readCode(code: string): SearchQuestion {
  if (code.length !== USCC_LENGTH) return refuse('CODE_LENGTH', { length: code.length });
  if (!ALPHABET.test(code)) return refuse('CODE_LETTER');
  return checkUscc(code, new Set()).error === null ? { kind: 'CODE', code } : refuse('CODE_WRONG');
}

/** Identity numbers, travel documents and mobile numbers, alone or inside other words. */
function holdsPersonalNumber(compact: string, today: PlainDate): boolean {
  for (const [number] of compact.matchAll(/(?<![0-9A-Z])\d{17}[\dX](?![0-9A-Z])/g)) {
    const isCode = checkUscc(number, new Set()).error === null;
    const provinces = new Set([number.slice(0, 2)]);
    if (checkCitizenId(number, provinces, today) === null) return true;
    if (!isCode && isDay(number.slice(6, 14))) return true;
  }
  for (const [number] of compact.matchAll(/(?<![0-9A-Z])\d{15}(?![0-9A-Z])/g)) {
    if (isDay(`19${number.slice(6, 12)}`)) return true;
  }
  return /(?<!\d)1[3-9]\d{9}(?!\d)/.test(compact) || /^[A-Z]{1,2}\d{7,10}$/.test(compact);
}

function isDay(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(
    Number,
  );
  return (
    year !== undefined &&
    year >= 1900 &&
    year < 2100 &&
    month !== undefined &&
    month >= 1 &&
    month <= 12 &&
    day !== undefined &&
    day >= 1 &&
    day <= 31
  );
}

const sentences: Record<SearchRefusal, { zh: string; en: string }> = {
  BLANK: {
    zh: '请输入要查询的名称或者统一社会信用代码。',
    en: 'Type the name or the unified social credit code you are looking for.',
  },
  TOO_SHORT: {
    zh: '请至少输入名称中的两个字，或者完整的 18 位统一社会信用代码。',
    en: 'Type at least two characters of the name, or the whole 18-character code.',
  },
  TOO_LONG: {
    zh: `查询内容过长，请缩短到 ${LONGEST} 个字以内。`,
    en: `The text is too long. Use at most ${LONGEST} characters.`,
  },
  PERSONAL_NUMBER: {
    zh: '您输入的内容像个人证件号码或者手机号码。本网站不提供按个人号码查询，也没有保存您输入的内容。请改用单位名称或者统一社会信用代码查询。',
    en: 'This looks like a personal number. This site never searches by personal numbers and has not kept what you typed. Use the name or code of an organisation.',
  },
  CODE_LENGTH: {
    zh: '统一社会信用代码应为 18 位，您输入了 {length} 位。请核对是否漏输或者多输。',
    en: 'A unified social credit code has 18 characters; you typed {length}. Check for a missing or an extra one.',
  },
  CODE_LETTER: {
    zh: '统一社会信用代码中不使用字母 I、O、S、V、Z。请核对是否把数字 1、0、5、2 误输成字母。',
    en: 'Unified social credit codes never use the letters I, O, S, V and Z. Check whether a digit was typed as a letter.',
  },
  CODE_WRONG: {
    zh: '您输入的统一社会信用代码校验不符，至少有一位输错。请对照营业执照核对后重新输入。',
    en: 'The check of this code fails: at least one character is wrong. Compare it with the licence and type it again.',
  },
};

function refuse(refusal: SearchRefusal, detail: Record<string, number> = {}): SearchQuestion {
  const fill = (sentence: string) =>
    sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => String(detail[name] ?? ''));
  return {
    kind: 'REFUSED',
    refusal,
    zh: fill(sentences[refusal].zh),
    en: fill(sentences[refusal].en),
  };
}
