export type Language = 'zh' | 'en';

/** English when the first wish of `Accept-Language` is English; Chinese otherwise. */
export function languageOf(header: string | undefined): Language {
  return /^\s*en\b/i.test(header ?? '') ? 'en' : 'zh';
}
