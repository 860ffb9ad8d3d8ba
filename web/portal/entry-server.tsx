import { renderToString } from 'react-dom/server';
import { portalEn } from '../shared/i18n/en-US/portal/index.ts';
import { sayIn, translator, type Locale, type Translate } from '../shared/i18n/index.ts';
import { portalZh } from '../shared/i18n/zh-CN/portal/index.ts';
import { App } from './app.tsx';
import type { Assets, Page, PageData } from './page-data.ts';
import { Offline } from './offline.tsx';
import { robotsOf } from './robots.ts';

export { robotsOf };

const texts = { 'zh-CN': portalZh, 'en-US': portalEn } as const;

/** The whole HTML document of a page; `data` is repeated in it for the browser to take over. */
export function render(data: PageData, assets: Assets): string {
  const { frame, content } = data;
  const settings = `${frame.big ? ' data-a11y="big"' : ''}${frame.contrast ? ' data-contrast="high"' : ''}`;
  const styles = styleLinks(assets.styles);
  const imports = assets.imports
    .map((href) => `<link rel="modulepreload" href="${escape(href)}">`)
    .join('');
  const app = <App data={data} texts={texts[frame.locale]} />;
  return (
    `<!doctype html><html lang="${frame.locale}"${settings}><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<title>${escape(title(data))}</title>` +
    robots(content) +
    `<meta name="format-detection" content="telephone=no">` +
    INSTALLABLE +
    styles +
    imports +
    `<script type="module" src="${escape(assets.script)}"></script></head>` +
    `<body><div id="app">${renderToString(app)}</div>` +
    `<script type="application/json" id="data">${embedded(data)}</script></body></html>`
  );
}

const INSTALLABLE =
  '<link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="apple-touch-icon" href="/icon-192.png">' +
  '<link rel="manifest" href="/manifest.webmanifest"><meta name="theme-color" content="#1253a5">';

/** The page without a connection, kept by the service worker; it asks for nothing but its styles. */
export function offline(demonstration: boolean, styles: readonly string[]): string {
  const title = translator(portalZh)('offline.title');
  return (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${escape(title)}</title>${styleLinks(styles)}</head>` +
    `<body>${renderToString(<Offline texts={texts} demonstration={demonstration} />)}</body></html>`
  );
}

function styleLinks(styles: readonly string[]): string {
  return styles.map((href) => `<link rel="stylesheet" href="${escape(href)}">`).join('');
}

function robots(content: Page): string {
  const told = robotsOf(content);
  return told === null ? '' : `<meta name="robots" content="${told}">`;
}

function title({ frame, content }: PageData): string {
  const t = translator(texts[frame.locale]);
  const text = pageTitle(content, t, frame.locale);
  return frame.demonstration ? t('site.demonstrationTitle', { title: text }) : text;
}

function pageTitle(content: Page, t: Translate, locale: Locale): string {
  switch (content.page) {
    case 'home':
      return t('home.title');
    case 'search':
      if (content.answer.refusal !== null)
        return t(content.q === '' ? 'search.titleBlank' : 'search.titleProblem');
      return t('search.title', { q: content.q });
    case 'subject': {
      const section = content.subject.sections.find((entry) => entry.id === content.section);
      const { name } = content.subject;
      return section
        ? t('subject.sectionTitle', { section: sayIn(locale, section), name })
        : t('subject.title', { name });
    }
    case 'item':
      return t('item.title', { title: content.item.title, name: content.item.subject.name });
    case 'list':
      return t('list.title', { name: sayIn(locale, content.answer.list) });
    case 'lists':
      return t('list.listsTitle');
    case 'verify':
      return t('verify.title');
    case 'ledger':
      return t('ledger.title');
    case 'policies':
      return t('policies.title');
    case 'policy': {
      const { title: zh, titleEn: en } = content.document;
      return t('policies.itemTitle', { title: sayIn(locale, { zh, en }) });
    }
    case 'notices':
      return t('notices.title');
    case 'notice':
      return t('notices.itemTitle', { title: content.notice.title });
    case 'accessibility':
      return t('accessibility.title');
    case 'help':
      return t('help.title');
    case 'notFound':
      return t('notFound.title');
    case 'error':
      return t('error.title');
  }
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** JSON that cannot end its script element or start a comment. */
function embedded(data: PageData): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
