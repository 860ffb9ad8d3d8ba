import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { memoryKeyring } from '../../platform/keyring.ts';
import { linesOfRows, openPacked, openValue, packRows, sealPacked } from './sealed.ts';

const keys = memoryKeyring();
const rowsOf = (packed: Buffer): unknown[] =>
  [...linesOfRows(packed)].map((line) => JSON.parse(line.toString('utf8')) as unknown);

test('packed rows come out one by one as they went in, whatever stands in their cells', () => {
  const row = fc.record({ rowNumber: fc.nat(), values: fc.dictionary(fc.string(), fc.string()) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
      const sealed = sealPacked(keys, packRows(rows));
      const expected: unknown = JSON.parse(JSON.stringify(rows));
      assert.deepEqual(rowsOf(openPacked(keys, sealed)), expected);
      assert.deepEqual(openValue(keys, sealed), expected);
    }),
  );
});

test('so many that they are compressed come out as well', () => {
  const rows = Array.from({ length: 3_000 }, (_none, index) => ({
    rowNumber: index,
    text: '甲\n,乙',
  }));
  const packed = packRows(rows);
  assert.ok(packed.length < JSON.stringify(rows).length / 4);
  assert.deepEqual(rowsOf(packed), rows);
});

test('a chunk of the release before is read: all rows in one line', () => {
  const rows = [{ rowNumber: 2, values: { A: '甲\n乙' } }, { rowNumber: 3 }];
  const text = Buffer.from(JSON.stringify(rows));
  assert.deepEqual(rowsOf(Buffer.concat([Buffer.of(0), text])), rows);
  assert.deepEqual(rowsOf(Buffer.concat([Buffer.of(1), deflateRawSync(text)])), rows);
});
