import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import access from './zh-CN/access.json';
import batch from './zh-CN/batch.json';
import batches from './zh-CN/batches.json';
import classification from './zh-CN/classification.json';
import common from './zh-CN/common.json';
import doubts from './zh-CN/doubts.json';
import home from './zh-CN/home.json';
import purpose from './zh-CN/purpose.json';
import quarantine from './zh-CN/quarantine.json';
import records from './zh-CN/records.json';
import session from './zh-CN/session.json';
import shell from './zh-CN/shell.json';
import subjects from './zh-CN/subjects.json';

const zhCN = {
  access,
  batch,
  batches,
  classification,
  common,
  doubts,
  home,
  purpose,
  quarantine,
  records,
  session,
  shell,
  subjects,
} as const;

// Keys are typed from the Chinese catalogue: a key without text does not compile.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof zhCN;
    returnNull: false;
  }
}

/** All texts of the desk; every other language follows the keys of zh-CN. */
export const texts = i18next.createInstance();

void texts.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  defaultNS: 'common',
  resources: { 'zh-CN': zhCN },
  interpolation: { escapeValue: false },
  initAsync: false,
});
