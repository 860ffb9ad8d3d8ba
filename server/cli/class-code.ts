import { classOf, type Policy } from '../modules/policy/index.ts';
import { Problem } from '../platform/problem.ts';

const SHOWN = 5;

/** The code itself when the catalogue has it; else CLASS_UNKNOWN with the classes that are most like it. */
export function knownClass(policy: Policy, code: string): string {
  if (classOf(policy, code)) return code;
  const near = [...new Map(policy.catalogue.classes.map((entry) => [entry.code, entry.nameZh]))]
    .map(([known, name]) => ({ known, name, far: distance(code, known, name) }))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, SHOWN);
  throw new Problem(
    'CLASS_UNKNOWN',
    {
      status: 404,
      zh: '信用信息目录中没有“{code}”这个类别。相近的有：{zh}。请核对类别代码。',
      en: 'The catalogue has no class {code}. Similar ones: {en}. Check the code of the class.',
    },
    {
      code,
      zh: near.map(({ known, name }) => `${known}（${name}）`).join('、'),
      en: near.map(({ known }) => known).join(', '),
    },
  );
}

/** How unlike a word is to a class: by part of its code or name, else by single changes. */
function distance(word: string, code: string, name: string): number {
  const wanted = word.trim().toUpperCase().replaceAll('-', '_');
  if (wanted !== '' && (code.includes(wanted) || name.includes(word.trim()))) return 0;
  const shared = wanted.split('_').filter((part) => part.length > 2 && code.includes(part)).length;
  return edits(wanted, code) - shared * code.length;
}

function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
