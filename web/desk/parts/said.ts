import { useDisplay } from '../display/display.tsx';

/** A sentence that the server gives in both languages, under one of its two pairs of names. */
type Said =
  | { readonly zh: string; readonly en: string }
  | { readonly message: string; readonly messageEn: string };

/** The sentence of the server in the language of the page. */
export function useSaid(): (said: Said) => string {
  const { locale } = useDisplay();
  return (said) => {
    const [zh, en] = 'zh' in said ? [said.zh, said.en] : [said.message, said.messageEn];
    return locale === 'zh-CN' ? zh : en;
  };
}
