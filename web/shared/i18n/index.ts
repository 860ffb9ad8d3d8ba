import type { portalZh } from './zh-CN/portal/index.ts';

/** Languages of the product; the first is the default and the source of the keys. */
export const locales = ['zh-CN', 'en-US'] as const;
export type Locale = (typeof locales)[number];

/** Each language by its own name. */
export const localeNames: Readonly<Record<Locale, string>> = {
  'zh-CN': '中文',
  'en-US': 'English',
};

export type PortalTexts = typeof portalZh;

type Leaves<T> = T extends string
  ? ''
  : { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];

/** Every key of the portal's texts, such as `search.none`. */
export type PortalKey = Leaves<PortalTexts>;
export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: PortalKey, values?: Values) => string;

/** A sentence that the server gives in both languages. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** The sentence in the language of the page. */
export function sayIn(locale: Locale, { zh, en }: Said): string {
  return locale === 'zh-CN' ? zh : en;
}

/** Gives the text of a key; a key without text is a type error. */
export function translator(texts: PortalTexts): Translate {
  return (key, values = {}) => {
    const text = key.split('.').reduce<unknown>(step, texts);
    return typeof text === 'string' ? fill(text, values) : key;
  };
}

/** `{{name}}` becomes the value, `{{count|record|records}}` the first word for one and the second for any other number. */
export function fill(text: string, values: Values): string {
  return text.replace(
    /\{\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}\}/g,
    (_whole, name: string, single?: string, many?: string) => {
      const value = values[name] ?? '';
      if (single === undefined) return String(value);
      return Number(value) === 1 ? single : (many ?? '');
    },
  );
}

function step(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null
    ? (node as Record<string, unknown>)[key]
    : undefined;
}
