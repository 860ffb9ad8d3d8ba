import { renderToString } from 'react-dom/server';
import { portalText } from '../shared/i18n/index.ts';
import { App } from './app.tsx';
import type { Assets, Page, PageData } from './page-data.ts';
import { robotsOf } from './robots.ts';

export { robotsOf };

/** The whole HTML document of a page; `data` is repeated in it for the browser to take over. */
export function render(data: PageData, assets: Assets): string {
  const { frame, content } = data;
  const settings = `${frame.big ? ' data-a11y="big"' : ''}${frame.contrast ? ' data-contrast="high"' : ''}`;
  const styles = assets.styles
    .map((href) => `<link rel="stylesheet" href="${escape(href)}">`)
    .join('');
  return (
    `<!doctype html><html lang="${frame.locale}"${settings}><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<title>${escape(title(data))}</title>` +
    robots(content) +
    `<meta name="format-detection" content="telephone=no">` +
    `<link rel="icon" href="data:,">${styles}` +
    `<script type="module" src="${escape(assets.script)}"></script></head>` +
    `<body><div id="app">${renderToString(<App data={data} />)}</div>` +
    `<script type="application/json" id="data">${embedded(data)}</script></body></html>`
  );
}

function robots(content: Page): string {
  const told = robotsOf(content);
  return told === null ? '' : `<meta name="robots" content="${told}">`;
}

function title({ frame, content }: PageData): string {
  const t = portalText(frame.locale);
  const text = pageTitle(content, t);
  return frame.demonstration ? `${text}（${t('site.demonstrationWord')}）` : text;
}

function pageTitle(content: Page, t: ReturnType<typeof portalText>): string {
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
        ? t('subject.sectionTitle', { section: section.zh, name })
        : t('subject.title', { name });
    }
    case 'item':
      return t('item.title', { title: content.item.title, name: content.item.subject.name });
    case 'verify':
      return t('verify.title');
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
