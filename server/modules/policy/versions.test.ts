import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPolicyFolder } from './check.ts';
import { PolicyCopy } from './policy-copy.ts';
import { problemLine } from './problem.ts';

test('versions of one class whose periods overlap are refused', () => {
  using copy = new PolicyCopy();
  copy.write(
    'catalogue/classes/PROMISE.2027.json',
    copy.read('catalogue/classes/PROMISE.json').replace('2019-02-01', '2027-01-01'),
  );
  const lines = checkPolicyFolder(copy.folder).map(problemLine);
  assert.match(
    lines.join('\n'),
    /（PROMISE）：与同名条目的有效期重叠（2027-01-01至不限 与 2019-02-01至不限）/,
  );
});

test('versions of one class that take different days for the day of the fact are refused', () => {
  using copy = new PolicyCopy();
  const promise = JSON.parse(copy.read('catalogue/classes/PROMISE.json')) as Record<
    string,
    unknown
  >;
  const next = { ...promise, validFrom: '2027-01-01', factDate: 'CN_QX' };
  copy.write('catalogue/classes/PROMISE.json', { ...promise, validTo: '2026-12-31' });
  copy.write('catalogue/classes/PROMISE.2027.json', next);
  const lines = checkPolicyFolder(copy.folder).map(problemLine);
  assert.match(lines.join('\n'), /（PROMISE）：各版本的事实日期字段不一致/);
});
