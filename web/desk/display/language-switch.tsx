import { Button } from 'antd';
import { useSay } from '../parts/say.ts';
import { useDisplay } from './display.tsx';
import { localeNames, locales } from './language.ts';

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
