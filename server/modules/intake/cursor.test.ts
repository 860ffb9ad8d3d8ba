import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInstant, isUuid } from '../../platform/marks.ts';
import { readCursor, writeCursor } from './cursor.ts';

const ID = '0198c1a0-7b1c-4c3f-9d64-0b8c6f0f6a11';
const AT = '2026-03-02T04:00:00.000Z';

test('a cursor is read by the list that wrote it', () => {
  assert.deepEqual(readCursor(writeCursor([AT, ID]), ['instant', 'id']), [AT, ID]);
  assert.deepEqual(readCursor(writeCursor([ID, 7]), ['id', 'row']), [ID, '7']);
});

test('a cursor of another list, or of nobody, is refused', () => {
  const wrong = [
    writeCursor([AT, ID]),
    writeCursor([ID]),
    writeCursor([ID, 2 ** 31]),
    writeCursor([ID, 1.5]),
    writeCursor([ID, '7']),
    writeCursor(['-'.repeat(36), 7]),
    'W10',
    'bnVsbA',
    '',
    '乙',
  ];
  for (const cursor of wrong)
    assert.throws(() => readCursor(cursor, ['id', 'row']), { code: 'BAD_CURSOR' }, cursor);
});

test('only what the database can cast is an id or an instant', () => {
  assert.equal(isUuid('-'.repeat(36)), false);
  assert.equal(isUuid(`${ID}0`), false);
  for (const text of [
    '2026',
    'Mon Mar 2 2026',
    '+275760-09-13T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
  ])
    assert.equal(isInstant(text), false, text);
});
