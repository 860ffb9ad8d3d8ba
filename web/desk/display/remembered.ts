import { locales, type Locale } from '../../shared/i18n/index.ts';

const PARAMETER = 'lang';
const KEPT = 'xinyong.lang';

/** The language asked for in the address, else the one chosen before in this browser, else Chinese. */
export function rememberedLocale(): Locale {
  const asked = known(new URLSearchParams(window.location.search).get(PARAMETER));
  if (asked) rememberLocale(asked);
  return asked ?? known(read()) ?? locales[0];
}

/** Keeps the choice of this browser; a display setting, never anything that was read. */
export function rememberLocale(locale: Locale): void {
  try {
    window.localStorage.setItem(KEPT, locale);
  } catch {
    // A browser that keeps nothing shows the language for this visit only.
  }
}

function read(): string | null {
  try {
    return window.localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function known(value: string | null): Locale | undefined {
  return locales.find((locale) => locale === value);
}
