import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryKeyring } from '../../platform/keyring.ts';
import { newCode, readCode, readNumber, reportNumber, shownCode } from './number.ts';
import { isSealOf, readSeal, sealText } from './seal.ts';

test('a number holds division, day, place and a check digit', () => {
  assert.equal(reportNumber('610202', '2026-11-22', 1), 'XYBG610202202611220000016');
});

test('a number is read back however it is spaced, and never with a wrong or swapped digit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999 }),
      fc.integer({ min: 4, max: 24 }),
      fc.integer({ min: 1, max: 9 }),
      (sequence, place, change) => {
        const number = reportNumber('610202', '2026-11-22', sequence);
        assert.equal(readNumber(` ${number.toLowerCase().replace(/(.{4})/g, '$1 ')}`), number);
        const digit = (Number(number[place]) + change) % 10;
        assert.equal(readNumber(number.slice(0, place) + digit + number.slice(place + 1)), null);
      },
    ),
  );
  for (const text of ['', 'XYBG', 'ZXBG610202202611220000016', 'XYBG6102022026112200000166'])
    assert.equal(readNumber(text), null, text);
});

test('a code has twelve signs nobody mistakes and is read in any case with or without strokes', () => {
  const code = newCode(randomBytes);
  assert.match(code, /^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{12}$/);
  assert.equal(readCode(shownCode(code).toLowerCase()), code);
  assert.match(shownCode(code), /^.{4}-.{4}-.{4}$/);
  assert.notEqual(newCode(randomBytes), code);
  for (const text of ['', 'ABCD', 'ABCD-EFGH-JKL0', 'ABCD-EFGH-JKLI'])
    assert.equal(readCode(text), null, text);
});

test('every sign of a code is equally likely', () => {
  const counts = new Map<string, number>();
  let next = 0;
  const bytes = (size: number) => Buffer.from(Array.from({ length: size }, () => next++ % 256));
  for (let round = 0; round < 160; round += 1)
    for (const sign of newCode(bytes)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  assert.equal(counts.size, 31);
  assert.ok(Math.max(...counts.values()) - Math.min(...counts.values()) <= 4);
});

test('the seal binds number, moment and digest to the key of the instance', () => {
  const keys = memoryKeyring();
  const body = { number: 'XYBG610202202611220000016', issuedAt: '2026-11-22T02:00:05.000Z' };
  const text = sealText(body, Buffer.alloc(32, 7), keys).replaceAll('\n', ', ');
  const seal = readSeal(text);
  assert.ok(seal);
  assert.deepEqual([seal.number, seal.issuedAt], [body.number, body.issuedAt]);
  const { publicKey } = keys.checkpointSigner;
  assert.equal(isSealOf(seal, publicKey), true);
  assert.equal(isSealOf(seal, memoryKeyring().checkpointSigner.publicKey), false);
  assert.equal(isSealOf({ ...seal, number: 'XYBG610202202611220000024' }, publicKey), false);
  assert.equal(isSealOf({ ...seal, bodyDigest: '00'.repeat(32) }, publicKey), false);
  assert.equal(readSeal('a, b, c'), null);
});
