import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { zhCN } from './zh-CN/index.ts';

// Keys are typed from the Chinese texts: a key without text does not compile.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof zhCN;
    returnNull: false;
  }
}

/** All texts of the desk; Chinese comes with the program, other languages when they are asked for. */
export const texts = i18next.createInstance();

void texts.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  defaultNS: 'common',
  resources: { 'zh-CN': zhCN },
  interpolation: { escapeValue: false },
  initAsync: false,
});
