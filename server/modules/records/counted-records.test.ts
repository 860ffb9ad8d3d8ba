import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countedRecords, KeptRecords } from './counted-records.ts';

const line = [
  'ADMIN_PENALTY',
  'SCJG',
  'NEGATIVE',
  '2026-03-01',
  'PUBLISHED',
  'true',
  'false',
  '1700000000123',
  '1700000000456',
];

test('a record is read from its line, every cell', () => {
  const [first, second] = countedRecords(`${line.join('\t')}\n${line.join('\t')}`);
  assert.deepEqual(first, {
    classCode: 'ADMIN_PENALTY',
    organisation: 'SCJG',
    polarity: 'NEGATIVE',
    factDate: '2026-03-01',
    status: 'PUBLISHED',
    active: true,
    shown: false,
    received: 1_700_000_000_123,
    changed: 1_700_000_000_456,
  });
  assert.deepEqual(second, first);
});

test('as many records are kept as there is room for, the newest always', () => {
  const kept = new KeptRecords(6);
  const two = countedRecords(`${line.join('\t')}\n${line.join('\t')}`);
  const codes = ['A', 'B', 'C'];
  for (const code of codes) kept.set(code, { stamp: code, records: two });
  assert.deepEqual(
    codes.map((code) => kept.get(code)?.stamp),
    [undefined, 'B', 'C'],
  );
  kept.set('B', { stamp: 'changed', records: [] });
  kept.set('A', { stamp: 'A', records: [] });
  assert.deepEqual(
    codes.map((code) => kept.get(code)?.stamp),
    ['A', 'changed', 'C'],
  );
  kept.set('D', { stamp: 'large', records: [...two, ...two, ...two, ...two] });
  assert.deepEqual(
    [...codes, 'D'].map((code) => kept.get(code)),
    [null, null, null, null],
  );
});
