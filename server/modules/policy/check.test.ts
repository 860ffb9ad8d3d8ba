import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPolicyFolder } from './check.ts';
import { PolicyCopy, policyFolder } from './policy-copy.ts';
import { problemLine } from './problem.ts';
import { refusals } from './refused-policies.ts';

test('the policy of this repository has no problem', () => {
  assert.deepEqual(checkPolicyFolder(policyFolder), []);
});

for (const [name, [path, from, to, expected]] of Object.entries(refusals)) {
  test(`${name} is refused`, () => {
    using copy = new PolicyCopy();
    copy.replace(path, from, to);
    const lines = checkPolicyFolder(copy.folder).map(problemLine);
    assert.match(lines.join('\n'), expected);
    for (const line of lines)
      assert.match(line, /^[^：]+：.+。.+。$/, 'file, what is wrong, what to do');
  });
}

test('a file that belongs to no part is named', () => {
  using copy = new PolicyCopy();
  copy.write('deadline.json', { deadlines: [] });
  const lines = checkPolicyFolder(copy.folder).map(problemLine);
  assert.match(lines.join('\n'), /^deadline\.json：不属于任何一部分政策/);
});

test('a part without any file is named', () => {
  using copy = new PolicyCopy();
  copy.write('masking.json', {});
  assert.match(
    checkPolicyFolder(copy.folder).map(problemLine).join('\n'),
    /masking：这一部分政策没有任何文件/,
  );
});

test('a problem of the overlay names the file of the overlay', () => {
  using copy = new PolicyCopy();
  const account = {
    account: 'xinren',
    organisation: 'NOBODY',
    role: 'REVIEWER',
    displayZh: '新人',
  };
  copy.writeOverlay('organisations/accounts.json', {
    basis: '示例',
    validFrom: '2026-01-01',
    validTo: null,
    accounts: [account],
  });
  const lines = checkPolicyFolder(copy.folder, copy.overlay).map(problemLine);
  assert.deepEqual(lines, [
    'overlay:organisations/accounts.json（xinren）：账号所属单位“NOBODY”不存在。请先在 organisations/register.json 登记该单位。',
  ]);
});
