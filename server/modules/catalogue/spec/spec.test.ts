import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policyWithMadeUpClass } from '../fixtures/policy.ts';
import { compileJudge } from '../judge/judge.ts';
import { findHeader } from './find-header.ts';
import { formSpec } from './form.ts';
import { matchHeader } from './header.ts';
import { templateSpec } from './template.ts';
import { displayValue, viewSpec } from './view.ts';

const policy = policyWithMadeUpClass();
const today = '2026-11-20';
const headersOf = (code: string): string[] =>
  templateSpec(policy, code, today).columns.map((column) => column.header);

for (const { code, nameZh, senders } of policy.catalogue.classes) {
  test(`the example row of ${code} ${nameZh} is accepted without a finding`, () => {
    const { columns } = templateSpec(policy, code, today);
    const cells = Object.fromEntries(columns.map((column) => [column.code, column.example]));
    const [sender] = senders;
    const judge = compileJudge(policy, code);
    const judged = judge.row(cells, { today, rowNumber: 2, ...(sender ? { sender } : {}) });
    assert.deepEqual(judged.findings, []);
    assert.equal(judged.outcome, 'ACCEPTED');
  });
}

test('the example of a template names the unit that will fill it in', () => {
  const example = (by?: string): string | undefined =>
    templateSpec(policy, 'ADMIN_PENALTY', today, by).columns.find(({ code }) => code === 'CF_SJLY')
      ?.example;
  const nameOf = (code: string): string | undefined =>
    policy.organisations.organisations.find((entry) => entry.code === code)?.nameZh;
  assert.equal(example('SCJG'), nameOf('SCJG'));
  // A unit that may not send the class gets the example of one that may.
  assert.equal(example('BB'), example());
});

test('every template is recognised by its own header, each column as its field', () => {
  for (const { code } of policy.catalogue.classes) {
    const { columns } = templateSpec(policy, code, today);
    const match = matchHeader(policy, code, headersOf(code));
    assert.deepEqual(match.problems, [], code);
    assert.equal(match.usable, true);
    assert.deepEqual(
      match.columns,
      columns.map((column) => column.code),
    );
    const byCode = matchHeader(
      policy,
      code,
      columns.map((column) => column.code),
    );
    assert.deepEqual(byCode.columns, match.columns);
  }
});

test('a template column carries note, choices, mark and text format', () => {
  const { columns } = templateSpec(policy, 'ADMIN_PENALTY', today);
  const kind = columns.find((column) => column.code === 'CF_XDR_LB');
  assert.equal(kind?.header, '行政相对人类别*');
  assert.deepEqual(kind?.dropdown, ['法人及非法人组织', '自然人', '个体工商户']);
  assert.match(kind?.note ?? '', /必填。/);
  assert.equal(columns.find((column) => column.code === 'CF_CFLB')?.dropdown, null);
  const fine = columns.find((column) => column.code === 'CF_NR_FK');
  assert.match(fine?.note ?? '', /“处罚类别”含“罚款”时必填，否则应为空。/);
  assert.ok(columns.every((column) => column.note !== '' && column.textFormat));
  const status = templateSpec(policy, 'ADMIN_LICENCE', today).columns.find(
    (column) => column.code === 'XK_ZT',
  );
  assert.deepEqual(status?.dropdown, ['有效', '无效']);
});

test('headers are known in any order, width and mark, by name, short name or code', () => {
  const match = matchHeader(policy, 'ADMIN_PENALTY', [
    '处罚决定日期（必填）',
    '＊行政相对人名称 ',
    '罚款金额',
    'ＣＦ_ＷＳＨ',
    '统一社会信用代码',
    '行政相对人类别 CF_XDR_LB',
    '处罚机关统一社会信用代码：',
    '',
  ]);
  assert.deepEqual(match.columns.slice(0, 4), ['CF_JDRQ', 'CF_XDR_MC', 'CF_NR_FK', 'CF_WSH']);
  assert.deepEqual(match.columns.slice(4), ['CF_XDR_SHXYM', 'CF_XDR_LB', 'CF_CFJGDM', null]);
  assert.equal(match.isHeader, true);
});

test('unknown, repeated, missing and wrongly measured columns are named', () => {
  const headers = headersOf('ADMIN_PENALTY').filter((header) => !header.startsWith('处罚内容'));
  const match = matchHeader(policy, 'ADMIN_PENALTY', [
    ...headers,
    '承办人',
    '违法事实',
    '没收违法所得、没收非法财物的金额（元）',
  ]);
  assert.equal(match.usable, false);
  assert.deepEqual(
    match.unknown.map((column) => column.text),
    ['承办人'],
  );
  assert.deepEqual(
    match.duplicates.map((column) => column.field),
    ['CF_SY'],
  );
  assert.deepEqual(
    match.missingRequired.map((field) => field.code),
    ['CF_NR'],
  );
  assert.deepEqual(
    match.unitMismatches.map((column) => column.field),
    ['CF_NR_WFFF'],
  );
  assert.equal(match.problems.length, 4);
  for (const sentence of match.problems) assert.match(sentence, /。$/);
});

test('a sheet of another class is recognised and the class named', () => {
  const match = matchHeader(policy, 'ADMIN_PENALTY', headersOf('ADMIN_LICENCE'));
  assert.equal(match.otherClass?.code, 'ADMIN_LICENCE');
  assert.match(match.problems[0] ?? '', /行政许可信息/);
  assert.equal(matchHeader(policy, 'ADMIN_PENALTY', ['序号', '一', '二']).isHeader, false);
});

test('titles above the header are passed by, and code row with name row is one header', () => {
  const names = headersOf('ADMIN_PENALTY');
  const codes = templateSpec(policy, 'ADMIN_PENALTY', today).columns.map((column) => column.code);
  const data = names.map(() => 'x');
  const one = findHeader(policy, 'ADMIN_PENALTY', [['王益区行政处罚台账'], [], names, data]);
  assert.deepEqual([one?.firstRow, one?.lastRow], [2, 2]);
  const both = findHeader(policy, 'ADMIN_PENALTY', [codes, names, data]);
  assert.deepEqual([both?.firstRow, both?.lastRow, both?.match.usable], [0, 1, true]);
  assert.equal(findHeader(policy, 'ADMIN_PENALTY', [['a'], ['b']]), null);
});

test('forms and views follow the field types', () => {
  const form = formSpec(policy, 'ADMIN_PENALTY');
  const inputs = new Map(form.fields.map((field) => [field.code, field.input]));
  assert.equal(inputs.get('CF_CFLB'), 'multiselect');
  assert.equal(inputs.get('CF_XDR_LB'), 'select');
  assert.equal(inputs.get('CF_SY'), 'textarea');
  assert.equal(inputs.get('CF_JDRQ'), 'date');
  assert.equal(inputs.get('CF_XDR_ZJHM'), 'idNumber');
  assert.deepEqual(form.fields.find((field) => field.code === 'CF_NR_FK')?.unit, '万元');
  for (const { code } of policy.catalogue.classes) {
    const { items } = compileJudge(policy, code).informationClass;
    const view = viewSpec(policy, code);
    assert.equal(view.groups.flatMap((group) => group.fields).length, items.length);
    assert.ok(view.publicFields.every((field) => field.disclosure === 'PUBLIC'));
    assert.equal(formSpec(policy, code).fields.length, items.length);
  }
});

test('values are shown as people read them', () => {
  const view = viewSpec(policy, 'ADMIN_PENALTY');
  const field = (code: string) => {
    const found = view.groups.flatMap((group) => group.fields).find((each) => each.code === code);
    assert.ok(found, code);
    return found;
  };
  assert.equal(displayValue(policy, field('CF_YXQ'), '2099/12/31'), '长期');
  assert.equal(displayValue(policy, field('CF_JDRQ'), '2026/11/10'), '2026-11-10');
  assert.equal(displayValue(policy, field('CF_NR_FK'), '0.200000'), '0.2 万元');
  assert.equal(displayValue(policy, field('CF_CFLB'), '警告;罚款'), '警告、罚款');
});
