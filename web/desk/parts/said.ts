import { sayIn, type Said } from '../../shared/i18n/index.ts';
import { useDisplay } from '../display/display.tsx';

/** A sentence that the server gives in both languages, under one of its two pairs of names. */
type Sentence = Said | { readonly message: string; readonly messageEn: string };

/** The sentence of the server in the language of the page. */
export function useSaid(): (sentence: Sentence) => string {
  const { locale } = useDisplay();
  return (sentence) =>
    sayIn(locale, 'zh' in sentence ? sentence : { zh: sentence.message, en: sentence.messageEn });
}
