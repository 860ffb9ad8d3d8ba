import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPolicy as policy } from '../../../test/context.ts';
import type { SubjectKind } from './case.ts';
import { fieldAnswers } from './field-answers.ts';
import { publicView, titleOf, withoutOtherEnd } from './public-view.ts';

const kinds: Record<string, SubjectKind> = {
  法人及非法人组织: 'LEGAL_PERSON',
  个体工商户: 'INDIVIDUAL_BUSINESS',
  自然人: 'NATURAL_PERSON',
};
const on = '2026-06-01';

function classOfField(field: string): string {
  return (
    policy.catalogue.classes.find((entry) => entry.items.some((item) => item.code === field))
      ?.code ?? ''
  );
}

/** Rights win over every vector: a household's operator is masked outside its own view (K3). */
function expected(vector: (typeof policy.masking.fieldVectors)[number]): string | null {
  return vector.subjectKind === '个体工商户' && vector.field.endsWith('_FRDB')
    ? '李*'
    : vector.public;
}

for (const vector of policy.masking.fieldVectors) {
  test(`${vector.field} of ${vector.subjectKind} is shown as the masking policy says`, () => {
    const shown = publicView(
      policy,
      classOfField(vector.field),
      on,
      { [vector.field]: vector.value },
      { kind: kinds[vector.subjectKind] ?? 'LEGAL_PERSON' },
    );
    assert.equal(shown[vector.field] ?? null, expected(vector));
  });
}

test('K15 every class shows only fields the catalogue marks PUBLIC, and never an identity number', () => {
  for (const entry of policy.catalogue.classes) {
    const values = Object.fromEntries(
      entry.items.map((item) => [
        item.code,
        item.type === 'idnumber' ? '610298190001010019' : '示例',
      ]),
    );
    for (const kind of Object.values(kinds)) {
      const shown = publicView(policy, entry.code, on, values, { kind });
      for (const code of Object.keys(shown)) {
        const item = entry.items.find((candidate) => candidate.code === code);
        assert.ok(
          item?.disclosure === 'PUBLIC' && item.type !== 'idnumber',
          `${entry.code}.${code}`,
        );
      }
    }
  }
});

test('K3 a household keeps its trade name and loses operator, home and register changes', () => {
  const basics = publicView(
    policy,
    'REG_BASIC',
    on,
    {
      DJ_MC: '王益区李四面馆',
      DJ_FRDB: '李四',
      DJ_ZS: '铜川市王益区红旗街12号',
      DJ_JYFW: '李四自制面食',
    },
    { kind: 'INDIVIDUAL_BUSINESS' },
  );
  assert.deepEqual(basics, {
    DJ_MC: '王益区李四面馆',
    DJ_FRDB: '李*',
    DJ_ZS: '铜川市王益区红旗街***',
    DJ_JYFW: '李*自制面食',
  });
  const change = publicView(
    policy,
    'REG_CHANGE',
    on,
    { BG_SX: '经营者变更', BG_Q: '李四', BG_H: '王五' },
    { kind: 'INDIVIDUAL_BUSINESS' },
  );
  assert.deepEqual(change, { BG_SX: '经营者变更' });
});

test('a reported end of publicity is not repeated, nor a list period beyond the lawful end', () => {
  const values = { CF_GSJZQ: '2029/06/01', YZ_QX: '2036/01/01', CF_NR: '罚款' };
  assert.deepEqual(withoutOtherEnd(values, 'YZ_QX', '2029-01-01'), { CF_NR: '罚款' });
  assert.deepEqual(withoutOtherEnd({ YZ_QX: '2028/12/31' }, 'YZ_QX', '2029-01-01'), {
    YZ_QX: '2028/12/31',
  });
});

test('every public class gives its records a title that is no name of a person', () => {
  for (const entry of policy.catalogue.classes.filter(
    (candidate) => candidate.defaultDisclosure === 'PUBLIC',
  )) {
    const values = Object.fromEntries(entry.items.map((item) => [item.code, item.nameZh]));
    const title = titleOf(policy, entry.code, on, values);
    assert.ok(title !== '' && !/姓名|法定代表人|代码/.test(title), `${entry.code}: ${title}`);
  }
});

test('a very long matter is shortened in the title', () => {
  assert.equal([...titleOf(policy, 'ADMIN_PENALTY', on, { CF_WFXW: '违'.repeat(300) })].length, 61);
});

test('values are read as people write them', () => {
  const fields = fieldAnswers(policy, 'REG_BASIC', on, {
    DJ_ZCZB: '1234567.500000',
    DJ_CLRQ: '2018/05/21',
    DJ_YXQZI: '2099/12/31',
    DJ_ZT: '1',
    DJ_QHDM: '610202',
    DJ_GM: '',
  });
  assert.deepEqual(
    fields.map((field) => [field.label, field.value]),
    [
      ['成立日期', '2018-05-21'],
      ['营业期限至', '长期'],
      ['注册资本', '1,234,567.5 万元'],
      ['所在地行政区划', '王益区'],
      ['登记状态', '存续（在营、开业、在册）'],
    ],
  );
});
