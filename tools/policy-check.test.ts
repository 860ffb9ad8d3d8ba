import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PolicyCopy } from '../server/modules/policy/policy-copy.ts';

const tool = fileURLToPath(new URL('policy-check.ts', import.meta.url));
const run = (...args: string[]) =>
  spawnSync(process.execPath, [tool, ...args], { encoding: 'utf8' });

test('policy:check passes the policy of this repository and exits 0', () => {
  const { status, stdout } = run();
  assert.equal(status, 0);
  assert.match(stdout, /政策数据检查通过。/);
});

test('policy:check prints one line for each problem and exits 1', () => {
  using copy = new PolicyCopy();
  copy.replace('items.json', '"class": "REG_BASIC"', '"class": "REG_BASE"');
  const { status, stdout } = run(copy.folder);
  assert.equal(status, 1);
  const [first, last] = stdout.split('\n');
  assert.equal(
    first,
    'items.json（I01）：信息类别“REG_BASE”不存在。请改用 catalogue/classes/ 中已有的信息类别代码。',
  );
  assert.equal(last, '共 1 处问题。');
  const problems = (JSON.parse(run(copy.folder, '--json').stdout) as { problems: unknown[] })
    .problems;
  assert.deepEqual(problems, [
    {
      file: 'items.json',
      entry: 'I01',
      problem: '信息类别“REG_BASE”不存在',
      remedy: '请改用 catalogue/classes/ 中已有的信息类别代码',
    },
  ]);
});

test('policy:check refuses an option it does not know with exit code 2', () => {
  const { status, stderr } = run('--jsno');
  assert.equal(status, 2);
  assert.match(stderr, /不认识的参数/);
});
