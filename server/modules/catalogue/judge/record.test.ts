import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleUscc } from '../spec/example-codes.ts';
import { repositoryPolicy } from '../fixtures/policy.ts';
import { compileJudge } from './judge.ts';

const policy = repositoryPolicy();
const penalty = compileJudge(policy, 'ADMIN_PENALTY');
const code = exampleUscc('610202', 1);
const values = {
  CF_XDR_MC: '示例商行',
  CF_XDR_LB: '法人及非法人组织',
  CF_XDR_SHXYM: code,
  CF_WSH: '王罚〔2026〕1号',
  CF_JDRQ: '2026/11/10',
  CF_CFJG: '示例（一）局',
};

test('the identity key takes the code for the name and is blind to brackets and spaces', () => {
  const key = penalty.identityKey(values);
  assert.deepEqual(key, [code, '王罚(2026)1号', '2026/11/10', '示例(一)局']);
  const variant = {
    ...values,
    CF_XDR_MC: '示例 商行',
    CF_CFJG: '示例 (一)局',
    CF_WSH: '王罚[2026]1号',
  };
  assert.deepEqual(penalty.identityKey(variant), key);
  const placeholder = { ...values, CF_XDR_SHXYM: '00000000000000000X' };
  assert.equal(penalty.identityKey(placeholder)[0], '示例商行');
});

test('the content digest follows reported fields and not the envelope', () => {
  const digest = penalty.contentDigest(values);
  assert.match(digest, /^[0-9a-f]{64}$/);
  assert.equal(penalty.contentDigest({ ...values, OPERATION: 'UPDATE', REASON: '更正' }), digest);
  assert.equal(penalty.contentDigest({ ...values, BZ: '' }), digest);
  assert.notEqual(penalty.contentDigest({ ...values, BZ: '一' }), digest);
});

test('the subject is read as the class says', () => {
  assert.deepEqual(penalty.subjectOf(values), {
    mode: 'FIELDS',
    name: '示例商行',
    uscc: code,
    idType: null,
    idNumber: null,
    kind: '法人及非法人组织',
    creates: false,
    divisionCode: null,
  });
  assert.equal(penalty.subjectOf({ ...values, CF_XDR_SHXYM: '00000000000000000X' }).uscc, null);
  const registration = compileJudge(policy, 'REG_BASIC');
  assert.equal(registration.subjectOf({ DJ_MC: '甲', DJ_LX: '9500' }).kind, '个体工商户');
  assert.equal(registration.subjectOf({ DJ_MC: '甲', DJ_LX: '1100' }).kind, '法人及非法人组织');
  assert.equal(registration.subjectOf({}).creates, true);
  assert.equal(compileJudge(policy, 'PROFESSION').subjectOf({ ZY_XM: '张某' }).kind, '自然人');
  assert.equal(compileJudge(policy, 'GOV_INTEGRITY').subjectOf({}).kind, 'GOVERNMENT');
  const place = compileJudge(policy, 'RURAL_CREDIT').subjectOf({ NC_QH: '610202100201' });
  assert.deepEqual([place.mode, place.divisionCode], ['PLACE', '610202100201']);
  const reference = compileJudge(policy, 'PROMISE_PERFORMANCE').subjectOf({ LY_CNBH: '7' });
  assert.deepEqual(reference.reference, {
    class: 'PROMISE',
    field: 'CN_BH',
    value: '7',
    preferSameSender: true,
  });
});

test('the day of the fact falls back to the day of receipt, the clock starts at the first present date', () => {
  assert.equal(penalty.factDateOf(values, '2026-11-16'), '2026-11-10');
  assert.equal(penalty.factDateOf({}, '2026-11-16'), '2026-11-16');
  const abnormal = compileJudge(policy, 'ABNORMAL_LIST');
  assert.equal(abnormal.clockDateOf({ YC_LRRQ: '2026/01/01' }), '2026-01-01');
  assert.equal(
    abnormal.clockDateOf({ YC_LRRQ: '2026/01/01', YC_YCRQ: '2026/02/01' }),
    '2026-02-01',
  );
  assert.equal(abnormal.clockDateOf({}), null);
});

test('envelope fields have the defaults of clerks’ sheets', () => {
  assert.deepEqual(penalty.envelopeOf({}), {
    operation: 'ADD',
    recordId: null,
    supersedes: null,
    reason: null,
    generatedAt: null,
  });
  const row = penalty.row({ OPERATION: '撤销', REASON: '' }, { today: '2026-11-20', rowNumber: 1 });
  assert.equal(penalty.envelopeOf(row.values).operation, 'REVOKE');
  assert.ok(row.findings.some((finding) => finding.rule === 'R-ENV-REASON-1'));
});

test('store rules are data, and their findings are built like all others', () => {
  const kinds = penalty.storeRules.map((rule) => rule.kind);
  assert.deepEqual([...new Set(kinds)].sort(), ['operationTarget', 'subjectAgrees', 'uniqueKey']);
  const rule = penalty.storeRules.find((each) => each.kind === 'subjectAgrees');
  assert.ok(rule);
  const finding = penalty.storeFinding(rule, values);
  assert.equal(finding.field, 'CF_XDR_MC');
  assert.equal(finding.severity, 'quarantine');
  assert.match(finding.message, /示例商行/);
  const key = penalty.storeRules.find((each) => each.kind === 'uniqueKey');
  assert.ok(key?.kind === 'uniqueKey');
  const severity = key.args.different;
  assert.equal(penalty.storeFinding(key, values, { severity }).severity, 'quarantine');
});
