import { ConfigProvider } from 'antd';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { deskTheme } from '../theme.ts';
import type { Locale } from '../../shared/i18n/index.ts';
import { speak, type Language } from './language.ts';
import { rememberLocale } from './remembered.ts';

interface Display {
  readonly locale: Locale;
  /** Changes the language in place: nothing typed on the page is lost. */
  readonly chooseLocale: (locale: Locale) => Promise<void>;
}

const DisplayContext = createContext<Display | null>(null);

/** How the desk is shown, for everything on the page. */
export function DisplayProvider({
  first,
  children,
}: {
  readonly first: Language;
  readonly children: ReactNode;
}) {
  const [{ locale, components }, setLanguage] = useState(first);
  const chooseLocale = useCallback(async (chosen: Locale) => {
    setLanguage(await speak(chosen));
    rememberLocale(chosen);
  }, []);
  const display = useMemo(() => ({ locale, chooseLocale }), [locale, chooseLocale]);
  return (
    <DisplayContext value={display}>
      <ConfigProvider locale={components} theme={deskTheme} button={{ autoInsertSpace: false }}>
        {children}
      </ConfigProvider>
    </DisplayContext>
  );
}

export function useDisplay(): Display {
  const display = useContext(DisplayContext);
  if (!display) throw new Error('used outside the display');
  return display;
}
