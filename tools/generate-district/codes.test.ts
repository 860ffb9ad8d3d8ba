import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  citizenCheck,
  madeUpCitizenNumber,
  madeUpRegistrationNumber,
  madeUpUscc,
  organisationCheck,
  usccCheck,
  withWrongCheck,
} from './codes.ts';

test('check characters agree with the worked examples of the standards', () => {
  assert.equal(usccCheck('91610202MA6T0A01X'), 'M');
  assert.equal(usccCheck('N2610202MF00005A9'), 'N');
  assert.equal(organisationCheck('MA6T0A01'), 'X');
  assert.equal(organisationCheck('50100003'), '3');
  assert.equal(citizenCheck('61029819000101001'), '7');
  assert.equal(madeUpRegistrationNumber('610202', 1, 1), '610202100000017');
  assert.equal(madeUpRegistrationNumber('610202', 6, 1234), '610202600012348');
});

test('made-up codes are distinct, carry the body MAXT and both check characters', () => {
  const codes = Array.from({ length: 20_000 }, (_, serial) => madeUpUscc('91', '610202', serial));
  assert.equal(new Set(codes).size, codes.length);
  for (const code of codes.slice(0, 500)) {
    assert.match(code, /^91610202MAXT[0-9A-HJ-NP-RTUWXY]{4}[0-9X][0-9A-HJ-NP-RTUWXY]$/u);
    assert.equal(organisationCheck(code.slice(8, 16)), code.charAt(16));
    assert.equal(usccCheck(code.slice(0, 17)), code.charAt(17));
  }
});

test('made-up citizen numbers are distinct and can belong to nobody alive', () => {
  const numbers = Array.from({ length: 20_000 }, (_, serial) =>
    madeUpCitizenNumber(serial, serial % 2 === 0),
  );
  assert.equal(new Set(numbers).size, numbers.length);
  for (const number of numbers) assert.match(number, /^610298190[0-8]\d{7}[\dX]$/u);
});

test('a wrong check character differs in the last place only', () => {
  for (const code of [madeUpUscc('92', '610202', 5), madeUpCitizenNumber(9, true)]) {
    assert.equal(withWrongCheck(code).slice(0, -1), code.slice(0, -1));
    assert.notEqual(withWrongCheck(code), code);
  }
});
