import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluate, ruleKinds, type Expression, type Policy } from '../../policy/index.ts';
import { cases, repositoryPolicy } from '../fixtures/policy.ts';
import { compileCondition, FALSE, TRUE } from './condition.ts';
import { compileJudge } from './judge.ts';
import { cellKind, isStoreKind, rowKind } from './kinds.ts';
import { RowUnderJudgement } from './row.ts';
import type { Finding, RowContext } from './types.ts';

type ExpectedFinding = {
  readonly ruleId: string;
  readonly field: string;
  readonly severity: string;
  readonly detail?: string;
};
type Examples = {
  readonly context: {
    readonly today: string;
    readonly receivedOn: string;
    readonly senderByClass: Readonly<Record<string, string>>;
  };
  readonly rows: readonly {
    readonly id: string;
    readonly class: string;
    readonly title: string;
    readonly row: Readonly<Record<string, string>>;
    readonly expected: readonly ExpectedFinding[];
    readonly normalised: Readonly<Record<string, string>>;
    readonly outcome: string;
  }[];
};

const policy = repositoryPolicy();
const examples = cases<Examples>('judge-examples.json');

function contextOf(classCode: string): RowContext {
  const { today, receivedOn, senderByClass } = examples.context;
  const sender = senderByClass[classCode];
  return { today, receivedOn, rowNumber: 1, ...(sender === undefined ? {} : { sender }) };
}

const good = examples.rows[0]?.row ?? {};
const context = contextOf('ADMIN_PENALTY');
const penalty = compileJudge(policy, 'ADMIN_PENALTY');
const judgePenalty = (cells: Record<string, string>, more: Partial<RowContext> = {}) =>
  penalty.row({ ...good, ...cells }, { ...context, ...more });
const seen = (findings: readonly Finding[]): string[] =>
  findings.map(({ field, detail }) => (detail === undefined ? field : `${field} ${detail}`)).sort();

for (const example of examples.rows) {
  test(`worked example ${example.id}: ${example.title}`, () => {
    const { row, expected } = example;
    const judged = compileJudge(policy, example.class).row(row, contextOf(example.class));
    const withDetail = new Set(
      expected.filter((each) => each.detail !== undefined).map((each) => each.ruleId),
    );
    const keyOf = (rule: string, field: string, severity: string, detail = ''): string =>
      [rule, field, severity, withDetail.has(rule) ? detail : ''].join(' ');
    assert.deepEqual(
      judged.findings
        .map((each) => keyOf(each.rule, each.field, each.severity, each.detail))
        .sort(),
      expected.map((each) => keyOf(each.ruleId, each.field, each.severity, each.detail)).sort(),
    );
    const changed = Object.fromEntries(
      judged.cures.map(({ field }) => [field, judged.values[field] ?? '']),
    );
    assert.deepEqual(changed, example.normalised);
    assert.equal(judged.outcome, example.outcome);
  });
}

test('all classes compile and every kind of the closed set has a compiler', () => {
  for (const { code } of policy.catalogue.classes) {
    assert.equal(compileJudge(policy, code).informationClass.code, code);
  }
  for (const kind of ruleKinds) {
    assert.ok(cellKind(kind) ?? rowKind(kind) ?? isStoreKind(kind), kind);
  }
});

test('an unknown class, kind, field, list or profile stops the compilation', () => {
  const breakages: readonly Record<string, unknown>[] = [
    { kind: 'guess' },
    { fields: ['CF_NOWHERE'] },
    { kind: 'inList', args: { list: 'NO_LIST' } },
    { kind: 'scanProhibited', args: { profile: 'NO_PROFILE' } },
    { kind: 'requiredWhen', when: { eq: ['CF_NOWHERE', '1'] } },
    { kind: 'requiredWhen', when: { near: ['CF_WSH', '1'] } },
    { kind: 'subjectAgrees', scope: 'row', args: { check: 'KNOWN' } },
    { kind: 'required', scope: 'store' },
  ];
  const informationClass = penalty.informationClass;
  const [rule] = informationClass.rules;
  for (const breakage of breakages) {
    const broken = { ...rule, ...breakage };
    const classes = [{ ...informationClass, rules: [broken] }];
    const changed = { ...policy, catalogue: { ...policy.catalogue, classes } } as unknown as Policy;
    assert.throws(() => compileJudge(changed, 'ADMIN_PENALTY'), /[。”]/, JSON.stringify(breakage));
  }
  assert.throws(() => compileJudge(policy, 'NO_CLASS'), { name: 'CompileError' });
});

test('a wrong cell poisons the conditions that read it, and nothing is invented', () => {
  assert.deepEqual(seen(judgePenalty({ CF_XDR_LB: '企业' }).findings), ['CF_XDR_LB']);
  assert.deepEqual(seen(judgePenalty({ CF_JDRQ: '2026.9.31', CF_GSJZQ: '2026/12/01' }).findings), [
    'CF_JDRQ',
  ]);
  assert.deepEqual(seen(judgePenalty({ CF_CFLB: '罰金' }).findings), ['CF_CFLB 罰金']);
});

test('all mistakes of a row come back in the order of the catalogue', () => {
  const { findings, outcome } = judgePenalty({ CF_WSH: '', CF_NR_FK: '-1', CF_XDR_SHXYM: '1' });
  assert.deepEqual(
    findings.map(({ field, detail }) => [field, detail]),
    [
      ['CF_XDR_SHXYM', 'LENGTH'],
      ['CF_WSH', undefined],
      ['CF_NR_FK', 'MIN'],
    ],
  );
  assert.equal(outcome, 'REFUSED');
});

test('a row judged twice, or after a bad row, gives the same findings', () => {
  judgePenalty({ CF_WSH: '', CF_JDRQ: 'x', CF_SY: '当事人患有糖尿病' });
  assert.deepEqual(judgePenalty({}).findings, []);
  assert.deepEqual(judgePenalty({}).cures, []);
});

test('identity numbers and personal data never stand in a finding', () => {
  const number = '610298190001010018';
  const judged = judgePenalty({
    CF_XDR_LB: '自然人',
    CF_XDR_SHXYM: '',
    CF_FRDB: '',
    CF_XDR_ZJLX: '身份证',
    CF_XDR_ZJHM: number,
    CF_SY: `当事人身份证号${number}，电话13900000000`,
    CF_NR: '无',
    BZ: `${number}${'长'.repeat(600)}`,
  });
  assert.ok(judged.findings.length >= 5);
  assert.doesNotMatch(JSON.stringify(judged.findings), /610298190001010018|13900000000/);
});

test('messages are filled in Chinese and English, details in words', () => {
  const [finding] = judgePenalty({ CF_XDR_SHXYM: '91610202MA6T0A01XN' }).findings;
  assert.match(finding?.message ?? '', /91610202MA6T0A01XN.*校验码不符/);
  assert.match(finding?.messageEn ?? '', /check character/);
  assert.doesNotMatch(finding?.message ?? '', /[{}]/);
});

test('a cure is proposed, never applied', () => {
  const [finding] = judgePenalty({ CF_SY: '无' }).findings;
  assert.deepEqual(finding?.suggestion, { kind: 'clear', field: 'CF_SY' });
  const licence = compileJudge(policy, 'ADMIN_LICENCE');
  const row = { ...examples.rows[1]?.row, XK_WSH: '' };
  const found = licence.row(row, contextOf('ADMIN_LICENCE')).findings[0];
  assert.deepEqual(found?.suggestion, {
    kind: 'copyFrom',
    field: 'XK_WSH',
    from: 'XK_XKBH',
    value: 'JY26102020000001',
  });
});

test('a dry run knows no sender and judges as received today', () => {
  const { sender: _sender, receivedOn: _receivedOn, ...dry } = context;
  const foreign = {
    CF_SJLY: '铜川市王益区城市管理执法局',
    CF_SJLYDM: '11610202MAY3000017',
    CF_JDRQ: '2026/11/11',
  };
  assert.deepEqual(penalty.row({ ...good, ...foreign }, dry).findings, []);
  const tomorrow = penalty.row({ ...good, CF_JDRQ: '2026/11/21' }, dry).findings;
  assert.deepEqual(seen(tomorrow), ['CF_JDRQ']);
});

test('compiled conditions agree with the policy on every row', () => {
  const fields = ['A', 'B', 'C'];
  const slotOf = (field: string): number => fields.indexOf(field);
  const field = fc.constantFrom(...fields);
  const value = fc.constantFrom('x', 'y', 'x;y');
  const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4 },
      fc.record({ eq: fc.tuple(field, value) }),
      fc.record({ in: fc.tuple(field, fc.array(value, { minLength: 1, maxLength: 2 })) }),
      fc.record({ contains: fc.tuple(field, fc.constantFrom('x', 'y')) }),
      fc.record({ anyIn: fc.tuple(field, fc.array(fc.constantFrom('x', 'z'), { minLength: 1 })) }),
      fc.record({ allIn: fc.tuple(field, fc.array(fc.constantFrom('x', 'y'), { minLength: 1 })) }),
      fc.record({ present: field }),
      fc.record({ absent: field }),
      fc.record({ and: fc.array(tie('expression'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('expression'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('expression') }),
    ),
  }));
  const cell = fc.constantFrom('', 'x', 'y', 'x;y', 'y;z');
  fc.assert(
    fc.property(
      expression,
      fc.tuple(cell, cell, cell),
      fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      (condition, cells, poisoned) => {
        const row = new RowUnderJudgement(fields.length);
        for (const [slot, text] of cells.entries()) row.cells[slot] = text;
        for (const [slot, bad] of poisoned.entries()) row.poisoned[slot] = bad ? 1 : 0;
        const truth = evaluate(condition, {
          get: (name) => cells[slotOf(name)] ?? '',
          isPoisoned: (name) => poisoned[slotOf(name)] === true,
        });
        const compiled = compileCondition(condition, slotOf)(row);
        assert.equal(compiled === TRUE ? true : compiled === FALSE ? false : 'unknown', truth);
      },
    ),
    { numRuns: 1000 },
  );
});
