import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isoText, numberText, plainNumber, serialText } from './number-text.ts';
import { lookOfFormat } from './styles.ts';

test('numbers have no exponent and the 15 digits a person sees', () => {
  const expected: [number, string][] = [
    [0, '0'],
    [-0, '0'],
    [0.1 + 0.2, '0.3'],
    [1e-7, '0.0000001'],
    [-1234.5, '-1234.5'],
    [1e15, '1000000000000000'],
    [Number('610203199001011234'), '610203199001011000'],
    [1e21, '1000000000000000000000'],
    [100, '100'],
  ];
  for (const [value, text] of expected) assert.equal(plainNumber(value), text);
});

test('every integer of up to 15 digits keeps all of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (value) => {
      assert.equal(plainNumber(value), String(value));
    }),
  );
});

test('serials become dates in both systems, with a time only when there is one', () => {
  assert.equal(serialText(45_901, false, false), '2025/09/01');
  assert.equal(serialText(44_439, false, true), '2025/09/01');
  assert.equal(serialText(45_901.572916666664, false, false), '2025/09/01 13:45:00');
  assert.equal(serialText(45_901.9999999, false, false), '2025/09/02');
  assert.equal(serialText(0.5, true, false), '12:00:00');
  assert.equal(serialText(0, false, false), '1900/01/00');
  assert.equal(serialText(1, false, false), '1900/01/01');
  assert.equal(serialText(60, false, false), '1900/02/29');
  assert.equal(serialText(2_958_465, false, false), '9999/12/31');
  assert.equal(serialText(2_958_466, false, false), null);
  assert.equal(serialText(-1, false, false), null);
  assert.equal(numberText(20_250_901, { kind: 'date' }, false), '20250901');
});

test('formats are recognised as date, time, padded or plain', () => {
  const looks: Record<string, string> = {
    'yyyy"年"m"月"d"日"': 'date',
    '[$-804]yyyy"年"m"月"d"日";@': 'date',
    '[DBNum1][$-804]yyyy"年"m"月"d"日"': 'date',
    'YYYY\\-MM\\-DD': 'date',
    'yyyy/m/d h:mm': 'date',
    'h:mm:ss': 'time',
    '[h]:mm': 'time',
    '上午/下午h"时"mm"分"': 'time',
    General: 'plain',
    'G/通用格式': 'plain',
    '0.00E+00': 'plain',
    '#,##0.00_ ;[Red]\\-#,##0.00\\ ': 'plain',
    '"day"0': 'plain',
    '¥#,##0': 'plain',
    '@': 'plain',
    '000000': 'padded',
  };
  for (const [format, kind] of Object.entries(looks))
    assert.equal(lookOfFormat(format).kind, kind, format);
  assert.equal(numberText(123, lookOfFormat('000000'), false), '000123');
});

test('ISO date cells are written like the others', () => {
  assert.equal(isoText('2025-09-01'), '2025/09/01');
  assert.equal(isoText('2025-09-01T00:00:00'), '2025/09/01');
  assert.equal(isoText('2025-09-01T08:30:00.000Z'), '2025/09/01 08:30:00');
  assert.equal(isoText('九月'), '九月');
});
