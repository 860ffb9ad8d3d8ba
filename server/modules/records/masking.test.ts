import assert from 'node:assert/strict';
import { test } from 'node:test';
import { penaltyCells, personPenaltyCells } from '../../../test/build.ts';
import { testPolicy } from '../../../test/context.ts';
import type { SubjectKind } from '../subjects/index.ts';
import { applyMask, maskedValues, maskValue } from './masking.ts';

const policy = testPolicy;

const kinds: Readonly<Record<string, SubjectKind>> = {
  法人及非法人组织: 'LEGAL_PERSON',
  个体工商户: 'INDIVIDUAL_BUSINESS',
  自然人: 'NATURAL_PERSON',
};

test('every masking rule gives what its own examples say', () => {
  for (const { id, vectors } of policy.masking.rules) {
    for (const [value, masked] of vectors) {
      assert.equal(applyMask(policy.masking, id, value), masked, id);
    }
  }
});

test('every field is shown to the public as its examples say', () => {
  for (const { field, subjectKind, value, public: shown } of policy.masking.fieldVectors) {
    const item = policy.catalogue.classes
      .flatMap(({ items }) => items)
      .find(({ code }) => code === field);
    assert.ok(item, field);
    const cell = { field: item, subjectKind: kinds[subjectKind] as SubjectKind, value };
    assert.equal(maskValue(policy.masking, cell, 'public'), shown, field);
  }
});

test('P11 no class shows the number of a person to a desk', () => {
  const number = '610298190001010017';
  for (const found of policy.catalogue.classes) {
    const cells = Object.fromEntries(found.items.map(({ code }) => [code, number]));
    const record = {
      classCode: found.code,
      subjectKind: 'NATURAL_PERSON',
      factDate: '2026-02-10',
    } as const;
    const shown = maskedValues(policy, record, cells);
    for (const { code, type } of found.items) {
      if (type === 'idnumber') assert.notEqual(shown[code], number, `${found.code}.${code}`);
    }
  }
});

test('a desk sees the cells of a penalty with the certificate number masked', () => {
  const record = { classCode: 'ADMIN_PENALTY', factDate: '2026-02-10' };
  const company = { ...record, subjectKind: 'LEGAL_PERSON' } as const;
  const person = { ...record, subjectKind: 'NATURAL_PERSON' } as const;
  assert.equal(maskedValues(policy, company, penaltyCells())['CF_NR_FK'], '0.200000');
  const shown = maskedValues(policy, person, personPenaltyCells());
  assert.equal(shown['CF_XDR_ZJHM'], '610*************17');
});
