import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cases, repositoryPolicy } from '../fixtures/policy.ts';
import { exampleCitizenId, exampleUscc } from '../spec/example-codes.ts';
import { checkCertificate } from './certificate.ts';
import { checkCitizenId } from './citizen-id.ts';
import { checkDivisionCode } from './division-code.ts';
import { checkOrgCode, compactOrgCode } from './org-code.ts';
import { checkRegistrationNumber } from './registration-number.ts';
import { checkUscc, usccCheckChar } from './uscc.ts';

type Vectors = {
  readonly valid: readonly { readonly value: string; readonly hyphenated?: string }[];
  readonly invalid: readonly { readonly value: string; readonly code: string }[];
};
type Examples = Readonly<Record<'uscc' | 'orgCode' | 'regNo' | 'citizenId', Vectors>>;

const examples = cases<Examples>('identifiers.examples.json');
const { divisions } = repositoryPolicy();
const provinces = new Set(Object.keys(divisions.provinces));
const personProvinces = new Set([...provinces, ...Object.keys(divisions.idCardOnlyProvinces)]);
const tables = { provinces, personProvinces };
const today = '2026-11-20';

test('every unified social credit code of the vectors gets its code', () => {
  for (const { value } of examples.uscc.valid) {
    assert.deepEqual(checkUscc(value, provinces), { error: null, warnings: [] }, value);
  }
  for (const { value, code } of examples.uscc.invalid) {
    const { error, warnings } = checkUscc(value, provinces);
    assert.equal(error ?? warnings[0], code, value);
  }
});

test('a committee category met in practice is accepted with a warning', () => {
  const body = '54610202501000033';
  const { error, warnings } = checkUscc(body + usccCheckChar(body), provinces);
  assert.equal(error, null);
  assert.ok(warnings.includes('CATEGORY'));
});

test('one changed character of a good code is never good', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const good = exampleUscc('610202', 7);
  fc.assert(
    fc.property(fc.nat(17), fc.nat(30), (at, pick) => {
      const char = alphabet.charAt(pick);
      fc.pre(good.charAt(at) !== char);
      const changed = good.slice(0, at) + char + good.slice(at + 1);
      assert.notEqual(checkUscc(changed, provinces).error, null);
    }),
  );
});

test('every organisation code of the vectors gets its code, with and without hyphen', () => {
  for (const { value, hyphenated = value } of examples.orgCode.valid) {
    assert.equal(checkOrgCode(value), null, value);
    assert.equal(checkOrgCode(hyphenated), null, hyphenated);
    assert.equal(compactOrgCode(hyphenated), value);
  }
  for (const { value, code } of examples.orgCode.invalid)
    assert.equal(checkOrgCode(value), code, value);
});

test('every registration number of the vectors gets its code', () => {
  for (const { value } of examples.regNo.valid) {
    assert.equal(checkRegistrationNumber(value, provinces), null, value);
  }
  for (const { value, code } of examples.regNo.invalid) {
    assert.equal(checkRegistrationNumber(value, provinces), code, value);
  }
});

test('every citizen number of the vectors gets its code', () => {
  for (const { value } of examples.citizenId.valid) {
    assert.equal(checkCitizenId(value, personProvinces, today), null);
  }
  for (const { value, code } of examples.citizenId.invalid) {
    assert.equal(checkCitizenId(value, personProvinces, today), code, value);
  }
});

test('a birth date after today is refused, today itself is not', () => {
  const born = exampleCitizenId('610298');
  assert.equal(checkCitizenId(born, personProvinces, '1900-01-01'), null);
  assert.equal(checkCitizenId(born, personProvinces, '1899-12-31'), 'BIRTH_DATE');
});

test('each certificate type has its own pattern', () => {
  assert.equal(checkCertificate('护照号', 'E00000000', tables, today), null);
  assert.equal(checkCertificate('护照号', 'E0', tables, today), 'PATTERN');
  assert.equal(checkCertificate('港澳居民来往内地通行证', 'H00000000', tables, today), null);
  assert.equal(checkCertificate('港澳居民来往内地通行证', 'X00000000', tables, today), 'PATTERN');
  assert.equal(checkCertificate('台湾居民来往大陆通行证', '00000000', tables, today), null);
  assert.equal(checkCertificate('外国人永久居留身份证', 'ABC000000000000', tables, today), null);
  assert.equal(checkCertificate('USCC', exampleUscc('610202', 1), tables, today), null);
  assert.equal(checkCertificate('没有这种证件', 'x', tables, today), null);
});

test('a division code is checked for form, then place, then existence', () => {
  const args = { lengths: [6, 9, 12], under: '610202', known: new Set(['610202', '610202100']) };
  assert.equal(checkDivisionCode('610202', args), null);
  assert.equal(checkDivisionCode('610202100201', args), null);
  assert.equal(checkDivisionCode('6102', args), 'FORMAT');
  assert.equal(checkDivisionCode('610203', args), 'OUTSIDE');
  assert.equal(checkDivisionCode('610202999', args), 'UNKNOWN');
});

test('made-up codes are well formed', () => {
  for (let serial = 0; serial < 300; serial += 1) {
    assert.deepEqual(checkUscc(exampleUscc('610202', serial), provinces), {
      error: null,
      warnings: [],
    });
    assert.deepEqual(checkUscc(exampleUscc('610202', serial, '92'), provinces).error, null);
    assert.equal(checkCitizenId(exampleCitizenId('610298', serial), personProvinces, today), null);
  }
});
