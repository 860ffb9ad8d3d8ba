import { Button } from 'antd';
import { localeNames, locales } from '../../shared/i18n/index.ts';
import { useSay } from '../parts/say.ts';
import { useDisplay } from './display.tsx';

/** Offers the other language by its own name. */
export function LanguageSwitch() {
  const { locale, chooseLocale } = useDisplay();
  const say = useSay();
  return locales
    .filter((other) => other !== locale)
    .map((other) => (
      <Button
        key={other}
        type="text"
        lang={other}
        className="language-switch"
        onClick={() => void chooseLocale(other).catch(say.failed)}
      >
        {localeNames[other]}
      </Button>
    ));
}
