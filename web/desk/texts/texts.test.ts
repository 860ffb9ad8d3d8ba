import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = (locale: string): URL => new URL(`${locale}/`, import.meta.url);
const files = (locale: string): string[] =>
  readdirSync(folder(locale)).filter((name) => name.endsWith('.json'));

/** All texts of a language: file and path of the key, and the text. */
function textsOf(locale: string): Map<string, string> {
  return new Map(
    files(locale).flatMap((file) =>
      leaves(file, JSON.parse(readFileSync(new URL(file, folder(locale)), 'utf8'))),
    ),
  );
}

function leaves(key: string, node: unknown): [string, string][] {
  if (typeof node !== 'object' || node === null) return [[key, String(node)]];
  return Object.entries(node).flatMap(([name, child]) => leaves(`${key} ${name}`, child));
}

const zh = textsOf('zh-CN');
const en = textsOf('en-US');
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))].toSorted();
/** Stands in Chinese on purpose: the mark that everything made up bears. */
const proper = /演示/g;

test('both languages hold the same texts', () => {
  assert.ok(zh.size > 500);
  assert.deepEqual([...en.keys()].toSorted(), [...zh.keys()].toSorted());
});

test('a text names the same values in both languages', () => {
  for (const [key, text] of zh) {
    assert.deepEqual(placeholders(en.get(key) ?? ''), placeholders(text), key);
  }
});

test('no text is empty', () => {
  for (const [key, text] of [...zh, ...en]) assert.ok(text !== '', key);
});

test('English texts hold no Chinese but the proper words', () => {
  for (const [key, text] of en) {
    assert.doesNotMatch(
      text.replace(proper, ''),
      /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u,
      key,
    );
  }
});

test('no half-width mark stands beside a Chinese character', () => {
  for (const [key, text] of zh) {
    assert.doesNotMatch(
      text,
      /\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}/u,
      `${key}: ${text}`,
    );
  }
});
