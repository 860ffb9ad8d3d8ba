import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleKinds } from '../policy/index.ts';
import { policyWithMadeUpClass, repositoryPolicy } from './fixtures/policy.ts';
import { compileJudge, formSpec, matchHeader, templateSpec, viewSpec } from './index.ts';

const policy = policyWithMadeUpClass();
const today = '2026-11-20';
const template = templateSpec(policy, 'MADE_UP', today);
const example = Object.fromEntries(template.columns.map((column) => [column.code, column.example]));
const judge = compileJudge(policy, 'MADE_UP');

function findingsOf(change: Record<string, string>): string[] {
  const { findings } = judge.row(
    { ...example, ...change },
    { today, sender: 'SCJG', rowNumber: 2 },
  );
  return findings.map(({ field, detail }) => (detail === undefined ? field : `${field} ${detail}`));
}

test('the made-up class exists only in the overlay and uses every rule kind', () => {
  assert.throws(() => compileJudge(repositoryPolicy(), 'MADE_UP'), { name: 'CompileError' });
  const used = new Set(judge.informationClass.rules.map((rule) => rule.kind));
  assert.deepEqual(
    ruleKinds.filter((kind) => !used.has(kind)),
    [],
  );
});

test('template, header, form and view of the made-up class need no code', () => {
  assert.deepEqual(findingsOf({}), []);
  const match = matchHeader(
    policy,
    'MADE_UP',
    template.columns.map((column) => column.header),
  );
  assert.equal(match.usable, true);
  assert.equal(formSpec(policy, 'MADE_UP').fields.length, judge.informationClass.items.length);
  assert.ok(viewSpec(policy, 'MADE_UP').publicFields.length > 15);
});

test('each rule of the made-up class finds its mistake on its cell and nothing else', () => {
  const mistakes: readonly (readonly [Record<string, string>, readonly string[]])[] = [
    [{ WQ_BH: '' }, ['WQ_BH']],
    [{ WQ_XDR_MC: '测试' }, ['WQ_XDR_MC']],
    [{ WQ_BH: '1' }, ['WQ_BH']],
    [{ WQ_XDR_LB: '企业' }, ['WQ_XDR_LB']],
    [{ WQ_XDR_SHXYM: '' }, ['WQ_XDR_SHXYM']],
    [{ WQ_XDR_SHXYM: '91610202MAXT000116' }, ['WQ_XDR_SHXYM CHECK_CHAR']],
    [{ WQ_XDR_GSZC: '610202100000018' }, ['WQ_XDR_GSZC CHECK_DIGIT']],
    [{ WQ_XDR_ZZJG: 'MA6T0A01-0' }, ['WQ_XDR_ZZJG CHECK_CHAR']],
    [{ WQ_LX: '押金' }, ['WQ_YJJE MISSING']],
    [{ WQ_YJJE: '5' }, ['WQ_YJJE NOT_ALLOWED']],
    [{ WQ_LX: '押金', WQ_YJJE: '0' }, ['WQ_YJJE']],
    [{ WQ_LX: '押金', WQ_YJJE: '五' }, ['WQ_YJJE FORMAT']],
    [{ WQ_LX: '押金', WQ_YJJE: '5', WQ_THJE: '5.01' }, ['WQ_THJE']],
    [{ WQ_LX: '押金;押金', WQ_YJJE: '5' }, ['WQ_LX COUNT']],
    [{ WQ_FW: '借用' }, ['WQ_JB']],
    [{ WQ_QH: '610203' }, ['WQ_QH OUTSIDE']],
    [{ WQ_HYDM: '11' }, ['WQ_HYDM']],
    [{ WQ_YJ: '有关规定' }, ['WQ_YJ']],
    [{ WQ_MDYJ: '有关规定' }, ['WQ_MDYJ']],
    [{ WQ_SY: '电话13900000000' }, ['WQ_SY MOBILE']],
    [{ WQ_SY: '当事人患有糖尿病' }, ['WQ_SY DISEASE']],
    [{ WQ_RQ: '2026/11/31' }, ['WQ_RQ']],
    [{ WQ_RQ: '2026/11/21' }, ['WQ_RQ']],
    [{ WQ_RQ: '2026/10/01', WQ_QX: '2026/12/01' }, ['WQ_RQ']],
    [{ WQ_QX: '2026/11/19' }, ['WQ_QX']],
    [{ WQ_QX: '2028/11/21' }, ['WQ_QX']],
    [{ WQ_QRS: '否' }, ['WQ_QRS']],
    [{ WQ_XDR_ZJLX: '身份证' }, ['WQ_XDR_ZJLX', 'WQ_XDR_ZJHM']],
    [{ WQ_JG: '某某局' }, ['WQ_JG UNKNOWN']],
    [{ WQ_SJLYDM: '00000000000000000X' }, ['WQ_SJLYDM PLACEHOLDER']],
    [
      { WQ_SJLY: '铜川市王益区城市管理执法局', WQ_SJLYDM: '11610202MAY3000017' },
      ['WQ_SJLY', 'WQ_SJLYDM'],
    ],
  ];
  for (const [change, expected] of mistakes) {
    assert.deepEqual(findingsOf(change), expected, JSON.stringify(change));
  }
});

test('a sender that is not registered for the made-up class is refused', () => {
  const row = { ...example, WQ_SJLY: '铜川市王益区教育局', WQ_SJLYDM: '11610202MA9300006L' };
  const { findings } = judge.row(row, { today, sender: 'JYJ', rowNumber: 2 });
  assert.deepEqual(
    findings.map((finding) => finding.feedback),
    ['E3004'],
  );
});
