import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inForce } from './dated.ts';
import { loadPolicy, readPolicy } from './load.ts';
import { classOf } from './policy.ts';
import { PolicyCopy, policyFolder } from './policy-copy.ts';
import { PolicyError } from './problem.ts';

const policy = loadPolicy(policyFolder);
const refused = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof PolicyError);
    return error.message;
  }
  return assert.fail('the policy was accepted');
};

test('the whole catalogue is there, with every rule and its message filled in', () => {
  const { classes } = policy.catalogue;
  assert.equal(classes.length, 36);
  assert.equal(classes.flatMap(({ items }) => items).length, 569);
  const rules = classes.flatMap((candidate) => candidate.rules);
  assert.equal(rules.length, 1838);
  assert.equal(policy.catalogue.rules.length, 7);
  assert.equal(Object.keys(policy.codelists.lists).length, 71);
  for (const rule of [...rules, ...policy.catalogue.rules])
    assert.doesNotMatch(rule.messageZh + rule.messageEn, /\{(field|class|args)/, rule.id);
});

test('a short rule line becomes a whole rule', () => {
  const rule = classOf(policy, 'ADMIN_PENALTY')?.rules.find(({ id }) => id === 'R-CF-XDR_ZJHM-2');
  assert.deepEqual(rule, {
    id: 'R-CF-XDR_ZJHM-2',
    kind: 'blankWhen',
    scope: 'row',
    fields: ['CF_XDR_ZJHM'],
    when: { in: ['CF_XDR_LB', ['法人及非法人组织', '个体工商户']] },
    severity: 'error',
    feedback: 'E2010',
    basis: 'catalogue X02',
    cure: { kind: 'clear', offer: 'suggest' },
    maskValue: true,
    messageZh: '行政相对人不是自然人时，“证件号码”应为空，当前为“{value}”。',
    messageEn:
      'counterpartyIdNumber must be blank unless the counterparty is a natural person, found {value}.',
  });
});

test('every entry has a basis and dates of its own or of its file', () => {
  const { deadlines, items, measures, organisations, masking, workdays, codelists } = policy;
  const entries = [
    ...deadlines.deadlines,
    ...items.items,
    ...measures.measures,
    ...organisations.organisations,
    ...organisations.accounts,
    ...masking.rules,
    ...Object.values(workdays.years),
    ...Object.values(codelists.lists),
  ];
  for (const entry of entries) {
    assert.ok(entry.basis !== '', JSON.stringify(entry));
    assert.ok(entry.validFrom !== undefined && entry.validTo !== undefined, JSON.stringify(entry));
  }
});

const ids = (date: string) => inForce(policy.publication.regimes, date).map(({ id }) => id);

test('the version in force is chosen by its first and last day, both included', () => {
  assert.deepEqual(ids('2026-03-31'), ['ORDER58']);
  assert.deepEqual(ids('2026-04-01'), ['ORDER36']);
  assert.deepEqual(ids('2019-06-30'), []);
});

test('a policy cannot be changed after loading', () => {
  assert.throws(() => policy.catalogue.classes.pop(), TypeError);
  assert.throws(() => Object.assign(policy.levels.thresholds, { hugeFine: '1' }), TypeError);
});

test('the hash is the same for the same content in other files and another order of keys', () => {
  using copy = new PolicyCopy();
  const path = 'catalogue/classes/ADMIN_PENALTY.json';
  const content = JSON.parse(copy.read(path)) as Record<string, unknown>;
  copy.write(
    path,
    `\uFEFF${JSON.stringify(Object.fromEntries(Object.entries(content).reverse()), null, 4)}`,
  );
  assert.equal(loadPolicy(copy.folder).hash, policy.hash);
  assert.equal(loadPolicy(copy.folder, copy.overlay).hash, policy.hash);
  assert.match(policy.hash, /^[0-9a-f]{64}$/);
});

test('the hash changes with every change of content, however small', () => {
  const changes: [path: string, from: string, to: string][] = [
    ['deadlines.json', '"value": 7', '"value": 8'],
    ['calendar/2026.json', '"2026-10-10"', '"2026-10-11"'],
    ['catalogue/rule-kinds.json', '为必填项', '是必填项'],
    ['catalogue/classes/ADMIN_PENALTY.json', '"known"', '"source"'],
    ['publication/hidden.json', '"validFrom": "2021-07-15"', '"validFrom": "2021-07-16"'],
    ['scan-lists.json', '职业病', '职业症'],
  ];
  for (const [path, from, to] of changes) {
    using copy = new PolicyCopy();
    copy.replace(path, from, to);
    assert.notEqual(loadPolicy(copy.folder).hash, policy.hash, path);
  }
});

const deadline = {
  id: 'REPAIR_ACCEPT',
  zh: '信用修复受理',
  value: 2,
  unit: 'WORKDAY',
  start: 'submission',
  certainty: 'source',
};

test('an overlay entry with a later first day is a new version and ends the one before it', () => {
  using copy = new PolicyCopy();
  copy.writeOverlay('deadlines.json', {
    validFrom: '2027-01-01',
    validTo: null,
    basis: '王信办〔2026〕9号',
    deadlines: [deadline],
  });
  const changed = loadPolicy(copy.folder, copy.overlay);
  const versions = changed.deadlines.deadlines.filter(({ id }) => id === 'REPAIR_ACCEPT');
  assert.deepEqual(
    versions.map(({ value, validFrom, validTo, basis }) => ({ value, validFrom, validTo, basis })),
    [
      {
        value: 3,
        validFrom: '2026-04-01',
        validTo: '2026-12-31',
        basis: 'rules.md §3.7; 国办发〔2025〕22号',
      },
      { value: 2, validFrom: '2027-01-01', validTo: null, basis: '王信办〔2026〕9号' },
    ],
  );
  assert.notEqual(changed.hash, policy.hash);
});

test('an overlay entry with the same first day replaces the entry in its place', () => {
  using copy = new PolicyCopy();
  copy.writeOverlay('deadlines.json', {
    basis: '王信办〔2026〕9号',
    deadlines: [{ ...deadline, validFrom: '2026-04-01', validTo: null }],
  });
  const changed = loadPolicy(copy.folder, copy.overlay).deadlines.deadlines;
  assert.equal(changed.length, policy.deadlines.deadlines.length);
  assert.equal(
    changed.findIndex(({ id }) => id === deadline.id),
    policy.deadlines.deadlines.findIndex(({ id }) => id === deadline.id),
  );
  assert.equal(changed.find(({ id }) => id === deadline.id)?.value, 2);
});

test('an overlay sets single values and adds a class that uses the templates of the base', () => {
  using copy = new PolicyCopy();
  const thresholds = {
    largerFine: '0.5',
    hugeFine: '10',
    validFrom: '2026-07-01',
    basis: '王信办〔2026〕3号',
  };
  copy.writeOverlay('levels.json', { thresholds });
  const source = classOf(policy, 'RURAL_CREDIT');
  copy.writeOverlay('catalogue/classes/TEA_GARDEN.json', {
    ...source,
    code: 'TEA_GARDEN',
    nameZh: '茶园信用信息',
    rules: [{ id: 'R-NC-CM-1', kind: 'required', fields: ['NC_CM'] }],
  });
  const changed = loadPolicy(copy.folder, copy.overlay);
  assert.deepEqual(changed.levels.thresholds, { ...policy.levels.thresholds, ...thresholds });
  assert.equal(changed.catalogue.classes.length, 37);
  const rule = changed.catalogue.classes.at(-1)?.rules[0];
  assert.match(rule?.messageZh ?? '', /^“.+”为必填项，当前为空。$/);
});

test('versions of one class are told apart by the day', () => {
  using copy = new PolicyCopy();
  copy.replace('catalogue/classes/PROMISE.json', '"validTo": null', '"validTo": "2026-12-31"');
  const text = copy.read('catalogue/classes/PROMISE.json');
  copy.write(
    'catalogue/classes/PROMISE.2027.json',
    text
      .replace('"validTo": "2026-12-31"', '"validTo": null')
      .replace('"validFrom": "2019-02-01"', '"validFrom": "2027-01-01"'),
  );
  const changed = loadPolicy(copy.folder);
  assert.equal(classOf(changed, 'PROMISE', '2026-12-31')?.validFrom, '2019-02-01');
  assert.equal(classOf(changed, 'PROMISE', '2027-01-01')?.validFrom, '2027-01-01');
  assert.equal(classOf(changed, 'PROMISE', '2010-01-01')?.validFrom, '2019-02-01');
  assert.equal(classOf(changed, 'PROMISE')?.validFrom, '2027-01-01');
  assert.equal(classOf(changed, 'NOTHING'), undefined);
});

test('an overlay folder that does not exist yet is an empty overlay', () => {
  assert.equal(loadPolicy(policyFolder, '/nowhere/data/policy').hash, policy.hash);
});

test('a folder that is not there and a file that is not JSON are refused with a sentence', () => {
  assert.match(
    refused(() => loadPolicy('/nowhere/policy')),
    /政策文件夹不存在或不能读取/,
  );
  using copy = new PolicyCopy();
  copy.replace('deadlines.json', '"deadlines": [', '"deadlines": [,');
  assert.match(
    refused(() => loadPolicy(copy.folder)),
    /deadlines\.json：不是有效的 JSON（第 \d+ 行附近）/,
  );
  copy.write('deadlines.json', '[]');
  assert.match(
    refused(() => loadPolicy(copy.folder)),
    /deadlines\.json：文件内容不是一个 JSON 对象/,
  );
});

test('files of other modules count for the hash', () => {
  using copy = new PolicyCopy();
  copy.write('search/extra.json', { basis: '示例', validFrom: '2026-01-01' });
  assert.notEqual(readPolicy(copy.folder).policy.hash, policy.hash);
});

test('names and labels that people read have Chinese signs; values of the wire stay as they are', () => {
  const { catalogue, codelists, deadlines, measures, organisations } = policy;
  const labels = [
    ...catalogue.classes.flatMap(({ nameZh, group }) => [nameZh, group]),
    ...Object.values(codelists.lists).flatMap(({ nameZh, values }) => [
      nameZh,
      ...values.filter(({ value, zh }) => value !== zh).map(({ zh }) => zh),
    ]),
    ...deadlines.deadlines.map(({ zh }) => zh),
    ...measures.measures.flatMap(({ nameZh, targets }) => [nameZh, targets ?? '']),
    ...organisations.accounts.map(({ displayZh }) => displayZh),
  ];
  assert.deepEqual(
    labels.filter((label) => /\p{Script=Han}/u.test(label) && /[,;:!?()]/.test(label)),
    [],
  );
  const kinds = codelists.lists['ABNORMAL_LIST_KIND']?.values.map(({ value }) => value);
  assert.ok(kinds?.includes('非正常户(税务)'));
});
