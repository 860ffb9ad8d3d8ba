import type { Locale as ComponentWords } from 'antd/es/locale';
import zhComponents from 'antd/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import dayjs from 'dayjs';
import type { Locale } from '../../shared/i18n/index.ts';
import { texts } from '../texts/index.ts';

/** A language that is loaded: its name and the words of the components. */
export interface Language {
  readonly locale: Locale;
  readonly components: ComponentWords;
}

const dates: Readonly<Record<Locale, string>> = { 'zh-CN': 'zh-cn', 'en-US': 'en-gb' };

/** Loads a language where it is not yet there and lets page, components and dates speak it. */
export async function speak(locale: Locale): Promise<Language> {
  const components = locale === 'zh-CN' ? zhComponents : await loadEnglish();
  dayjs.locale(dates[locale]);
  await texts.changeLanguage(locale);
  document.documentElement.lang = locale;
  return { locale, components };
}

async function loadEnglish(): Promise<ComponentWords> {
  const [{ enUS }, components] = await Promise.all([
    import('../texts/en-US/index.ts'),
    import('antd/locale/en_GB'),
    import('dayjs/locale/en-gb'),
  ]);
  for (const [part, words] of Object.entries(enUS)) texts.addResourceBundle('en-US', part, words);
  return components.default;
}
