import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Locale } from '../../../web/shared/i18n/index.ts';

const axe = readFileSync(
  new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);
/** What is asked of every page; `best-practice` is no standard and comes on top. */
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResult {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What a look at a page came to. */
export interface Look {
  /** Rules of axe-core the page keeps. */
  readonly kept: number;
  /** What is wrong, each in one line; empty when all is well. */
  readonly faults: readonly string[];
}

/**
 * Looks at a page as it stands: accessibility, one heading of the first rank, a title, no sideways
 * scrolling, the language it says it has, and no Chinese in an English page but data marked as such.
 */
export async function look(page: Page, locale: Locale): Promise<Look> {
  await page.evaluate(axe);
  const { passes, violations } = await page.evaluate<AxeResult>(
    `axe.run(document, { runOnly: ${JSON.stringify(STANDARDS)} })`,
  );
  const seen = await page.evaluate<Seen>(READ);
  const faults = violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0]?.html ?? ''}`);
  if (seen.headings !== 1) faults.push(`${seen.headings} headings of the first rank`);
  if (seen.title.trim() === '') faults.push('no title');
  if (seen.sideways > 0) faults.push(`${seen.sideways} px wider than the screen`);
  if (seen.lang !== locale) faults.push(`says its language is ${seen.lang}`);
  if (locale === 'en-US') faults.push(...seen.chinese.map((text) => `Chinese unmarked: ${text}`));
  return { kept: passes.length, faults };
}

interface Seen {
  readonly headings: number;
  readonly title: string;
  readonly lang: string;
  readonly sideways: number;
  readonly chinese: readonly string[];
}

// Text and spoken names in Chinese outside an element that says so; an English sentence may name a
// thing by its Chinese name.
const READ = `(() => {
  const chinese = { test: (text) => /[\\u3400-\\u9fff]/.test(text) && !/[A-Za-z]{3}/.test(text) };
  const marked = (element) => element.closest('[lang]')?.lang.startsWith('zh') ?? false;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element === null || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(element.tagName)) continue;
    if (chinese.test(node.data) && !marked(element)) found.push(node.data.trim().slice(0, 60));
  }
  for (const element of document.querySelectorAll('[aria-label],[placeholder],[title],[alt]')) {
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      const value = element.getAttribute(name);
      if (value !== null && chinese.test(value) && !marked(element)) found.push(name + '=' + value.slice(0, 60));
    }
  }
  return {
    headings: document.querySelectorAll('h1').length,
    title: document.title,
    lang: document.documentElement.lang,
    sideways: document.documentElement.scrollWidth - innerWidth,
    chinese: [...new Set(found)].slice(0, 20),
  };
})()`;

/** Collects what no page may do while it is walked: errors on the console, requests to another host. */
export function watchFor(page: Page, base: string): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A page that is not there answers 404, and the browser says so.
    if (message.type() === 'error' && !/status of 404/.test(message.text()))
      faults.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(?:data|blob):/.test(request.url()))
      faults.push(`asks another host: ${request.url()}`);
  });
  return faults;
}
