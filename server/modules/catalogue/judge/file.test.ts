import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleUscc } from '../spec/example-codes.ts';
import { repositoryPolicy } from '../fixtures/policy.ts';
import { canonicalPart } from './identity.ts';
import { compileJudge } from './judge.ts';
import { ContentHash, KeyTable, RowHash } from './key-table.ts';
import { ReportId } from './report-id.ts';

const policy = repositoryPolicy();
const judge = compileJudge(policy, 'ADMIN_PENALTY');
const context = { today: '2026-11-20', receivedOn: '2026-11-16', sender: 'SCJG' };
const row = {
  CF_XDR_MC: '示例（王益）商行',
  CF_XDR_LB: '个体工商户',
  CF_XDR_SHXYM: exampleUscc('610202', 3, '92'),
  CF_FRDB: '李某某',
  CF_WSH: '王市监罚〔2026〕1号',
  CF_WFXW: '违反标签管理规定',
  CF_SY: '销售标签不符合规定的预包装食品',
  CF_YJ: '《中华人民共和国食品安全法》第一百二十五条',
  CF_CFLB: '警告',
  CF_NR: '给予警告',
  CF_JDRQ: '2026/11/10',
  CF_YXQ: '2099/12/31',
  CF_CFJG: '铜川市王益区市场监督管理局',
  CF_CFJGDM: '11610202MAF2000067',
  CF_SJLY: '铜川市王益区市场监督管理局',
  CF_SJLYDM: '11610202MAF2000067',
};

function secondFinding(change: Record<string, string>): string | null {
  const file = judge.file(context);
  assert.deepEqual(file.row(row, 5).findings, []);
  const [finding] = file.row({ ...row, ...change }, 9).findings;
  return finding ? `${finding.field} ${finding.severity} ${finding.message}` : null;
}

test('a repeated row is an error on its first key field and names the earlier row', () => {
  assert.match(secondFinding({}) ?? '', /^CF_XDR_MC error .*第 5 行/);
  assert.match(secondFinding({ CF_XDR_MC: '示例(王益)商行' }) ?? '', /^CF_XDR_MC error/);
  assert.match(secondFinding({ CF_WSH: '王市监罚[2026]1号' }) ?? '', /^CF_XDR_MC quarantine/);
});

test('the same key with other content waits for a person, a code stands for the name', () => {
  assert.match(secondFinding({ CF_NR: '给予警告处罚' }) ?? '', /^CF_XDR_MC quarantine/);
  assert.match(secondFinding({ CF_XDR_MC: '示例王益商行' }) ?? '', /^CF_XDR_MC quarantine/);
});

test('another number, date or authority is another record', () => {
  assert.equal(secondFinding({ CF_WSH: '王市监罚〔2026〕2号' }), null);
  assert.equal(secondFinding({ CF_JDRQ: '2026/11/11' }), null);
  assert.equal(secondFinding({ CF_XDR_SHXYM: exampleUscc('610202', 4, '92') }), null);
});

test('two households with the placeholder are told apart by their names', () => {
  const placeholder = '00000000000000000X';
  const file = judge.file(context);
  file.row({ ...row, CF_XDR_SHXYM: placeholder }, 1);
  const other = file.row({ ...row, CF_XDR_SHXYM: placeholder, CF_XDR_MC: '示例二商行' }, 2);
  assert.deepEqual(
    other.findings.map((finding) => finding.rule),
    ['R-CF-XDR_SHXYM-3'],
  );
});

test('a row whose key has an error is neither judged nor remembered as a repetition', () => {
  const file = judge.file(context);
  file.row({ ...row, CF_JDRQ: '2026/02/30' }, 1);
  const again = file.row({ ...row, CF_JDRQ: '2026/02/30' }, 2);
  assert.deepEqual(
    again.findings.map((finding) => finding.field),
    ['CF_JDRQ'],
  );
});

function contentOf(text: string): readonly [number, number] {
  const content = new ContentHash();
  content.reset();
  content.add(text);
  return content.lanes();
}

test('the key table finds every one of many keys again and no other', () => {
  const table = new KeyTable();
  const hash = new RowHash();
  const lanes = (text: string) => {
    hash.reset();
    hash.add(text);
    return hash.lanes();
  };
  for (let number = 1; number <= 20_000; number += 1) {
    assert.equal(table.remember(lanes(`key ${number}`), contentOf('a'), number), null);
  }
  for (let number = 1; number <= 20_000; number += 1) {
    const content = contentOf(number % 2 === 0 ? 'a' : 'b');
    const earlier = table.remember(lanes(`key ${number}`), content, 99_999);
    assert.deepEqual(earlier, { rowNumber: number, sameContent: number % 2 === 0 });
  }
});

test('spellings of a part that folding joins have one hash', () => {
  const hash = new RowHash();
  const lanes = (add: 'add' | 'addCanonical', text: string) => {
    hash.reset();
    hash[add](text);
    return hash.lanes();
  };
  for (const text of ['王罚〔2026〕1号', '示例 （一）局', 'Ａ［1］', 'e\u0301（𠮷）', '㎏【x】']) {
    assert.deepEqual(lanes('addCanonical', text), lanes('add', canonicalPart(text)), text);
  }
});

test('parts of a key do not run into one another', () => {
  const hash = new RowHash();
  const lanes = (...texts: string[]) => {
    hash.reset();
    for (const text of texts) hash.add(text);
    return hash.lanes();
  };
  assert.notDeepEqual(lanes('ab', 'c'), lanes('a', 'bc'));
  assert.notDeepEqual(lanes('', 'a'), lanes('a', ''));
});

test('the report number follows file, class, policy, day and findings, nothing else', () => {
  const head = {
    fileDigest: 'ff',
    classCode: 'ADMIN_PENALTY',
    policyHash: policy.hash,
    today: '2026-11-20',
  };
  const { findings } = judge.row({ ...row, CF_WSH: '' }, { ...context, rowNumber: 2 });
  const numberOf = (more: Partial<typeof head>, rowNumber = 2, found = findings): string => {
    const report = new ReportId({ ...head, ...more });
    report.add(1, []);
    report.add(rowNumber, found);
    return report.digest();
  };
  assert.match(numberOf({}), /^[0-9a-f]{64}$/);
  assert.equal(numberOf({}), numberOf({}));
  const others = [
    numberOf({ today: '2026-11-21' }),
    numberOf({ fileDigest: 'fe' }),
    numberOf({}, 3),
    numberOf({}, 2, []),
  ];
  assert.equal(new Set([numberOf({}), ...others]).size, 5);
});
