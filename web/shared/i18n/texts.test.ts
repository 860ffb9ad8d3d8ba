import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { locales, fill, translator } from './index.ts';
import { portalEn } from './en-US/portal/index.ts';
import { portalZh } from './zh-CN/portal/index.ts';
import terms from './terms.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Folders of texts, one for each language. */
const homes = ['web/shared/i18n/{locale}/portal/', 'web/desk/texts/{locale}/'];

interface Pair {
  readonly at: string;
  readonly zh: string | undefined;
  readonly en: string | undefined;
}

/** Every text in its JSON file with its path inside, such as `home.json title`. */
function textsIn(home: string, locale: string): Map<string, string> {
  const folder = `${root}${home.replace('{locale}', locale)}`;
  const found = new Map<string, string>();
  const walk = (at: string, node: unknown): void => {
    if (typeof node === 'string') found.set(at, node);
    else for (const [key, value] of Object.entries(node ?? {})) walk(`${at} ${key}`, value);
  };
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')))
    walk(basename(file), JSON.parse(readFileSync(`${folder}${file}`, 'utf8')));
  return found;
}

const pairs: Pair[] = homes.flatMap((home) => {
  const [zh, en] = locales.map((locale) => textsIn(home, locale));
  const keys = new Set([...(zh?.keys() ?? []), ...(en?.keys() ?? [])]);
  return [...keys].map((at) => ({ at, zh: zh?.get(at), en: en?.get(at) }));
});

function wrong(is: (pair: Pair) => boolean): string[] {
  return pairs.filter(is).map(({ at, zh, en }) => `${at}: ${zh} / ${en}`);
}

function placeholders(text = ''): string {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))]
    .toSorted()
    .join();
}

test('both languages have the same files and keys, and no text is empty', () => {
  assert.ok(pairs.length > 100);
  assert.deepEqual(
    wrong(({ zh, en }) => (zh ?? '').trim() === '' || (en ?? '').trim() === ''),
    [],
  );
});

test('a text has the same placeholders in both languages', () => {
  assert.deepEqual(
    wrong(({ zh, en }) => placeholders(zh) !== placeholders(en)),
    [],
  );
});

test('no text has a placeholder of another form', () => {
  const odd = (text = ''): boolean =>
    /[{}]/.test(text.replace(/\{\{\w+(?:\|[^|{}]*\|[^|{}]*)?\}\}/g, ''));
  assert.deepEqual(
    wrong(({ zh, en }) => odd(zh) || odd(en)),
    [],
  );
});

test('English texts hold no Chinese characters and no full-width punctuation', () => {
  assert.deepEqual(
    wrong(({ en }) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(en ?? '')),
    [],
  );
});

test('no half-width punctuation stands beside a Chinese character', () => {
  const beside = /\p{Script=Han}[(),:;?!]|[(),:;?!]\p{Script=Han}/u;
  assert.deepEqual(
    wrong(({ zh }) => beside.test(zh ?? '')),
    [],
  );
});

test('a term is said in English as the list of terms says', () => {
  const found: string[] = [];
  for (const { at, zh = '', en = '' } of pairs) {
    let rest = zh;
    for (const term of terms.terms) {
      if (!rest.includes(term.zh)) continue;
      rest = rest.replaceAll(term.zh, '');
      const said = en.toLowerCase();
      if (!term.en.some((form) => said.includes(form.toLowerCase())))
        found.push(`${at}: ${term.zh} / ${en}`);
    }
  }
  assert.deepEqual(found, []);
});

test('the list of terms names each once, longer before the shorter in it, all of the glossary', () => {
  const glossary = readFileSync(`${root}docs/glossary.md`, 'utf8');
  terms.terms.forEach(({ zh, en }, place) => {
    assert.ok(en.length > 0, zh);
    assert.ok(glossary.includes(zh), `${zh} is not in docs/glossary.md`);
    const later = terms.terms.slice(place + 1).filter((other) => other.zh.includes(zh));
    assert.deepEqual(later, []);
  });
});

test('every file of texts is read by its index', () => {
  for (const [locale, texts] of [
    ['zh-CN', portalZh],
    ['en-US', portalEn],
  ] as const) {
    const folder = `${root}web/shared/i18n/${locale}/portal/`;
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    assert.equal(files.length, Object.keys(texts).length, locale);
  }
});

test('a text is filled with its values, and its words follow the number', () => {
  const zh = translator(portalZh);
  const en = translator(portalEn);
  assert.equal(zh('subject.records', { count: 1 }), '1 条');
  assert.equal(en('subject.records', { count: 1 }), '1 record');
  assert.equal(en('subject.records', { count: 0 }), '0 records');
  assert.equal(fill('{{a}} and {{b}}', { a: 'x' }), 'x and ');
});
