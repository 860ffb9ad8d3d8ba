import { createContext, useContext, type ReactNode } from 'react';
import {
  sayIn,
  translator,
  type PortalTexts,
  type Said,
  type Translate,
} from '../../shared/i18n/index.ts';
import type { Frame } from '../page-data.ts';

interface Surroundings {
  readonly frame: Frame;
  readonly translate: Translate;
}

const PageContext = createContext<Surroundings | null>(null);

/** Gives the parts of a page its frame and the texts of its language. */
export function PageProvider({
  frame,
  texts,
  children,
}: {
  readonly frame: Frame;
  readonly texts: PortalTexts;
  readonly children: ReactNode;
}) {
  return <PageContext value={{ frame, translate: translator(texts) }}>{children}</PageContext>;
}

function useSurroundings(): Surroundings {
  const found = useContext(PageContext);
  if (!found) throw new Error('a page part was rendered outside its page');
  return found;
}

/** What every page carries: language, display settings, the day. */
export function useFrame(): Frame {
  return useSurroundings().frame;
}

/** Texts of the page's language. */
export function useText(): Translate {
  return useSurroundings().translate;
}

/** Says what the server gives in both languages, such as the name of a section, in that of the page. */
export function useSay(): (said: Said) => string {
  const { locale } = useFrame();
  return (said) => sayIn(locale, said);
}

/** The `lang` of data, which stays in Chinese: none on a Chinese page. */
export function useDataLang(): 'zh-CN' | undefined {
  return useFrame().locale === 'zh-CN' ? undefined : 'zh-CN';
}

/** Data such as a name, a fact or an authority: never translated, and marked as Chinese elsewhere. */
export function Data({ children }: { readonly children: ReactNode }) {
  const lang = useDataLang();
  return lang === undefined ? <>{children}</> : <span lang={lang}>{children}</span>;
}
