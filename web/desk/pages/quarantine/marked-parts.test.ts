import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { markedParts } from './marked-parts.ts';

const hitsIn = (text: string, shown: string) =>
  markedParts(text, shown).flatMap(({ part, isHit }) => (isHit ? [part] : []));

test('the words the judge hid are marked', () => {
  assert.deepEqual(hitsIn('联系电话13812345678，已告知', '联系电话***，已告知'), ['13812345678']);
  assert.deepEqual(hitsIn('13812345678 和 13912345678', '*** 和 ***'), [
    '13812345678',
    '13912345678',
  ]);
});

test('a long cell that was cut is marked as far as it was shown', () => {
  assert.deepEqual(hitsIn('电话13812345678，住址略', '电话***，住…'), ['13812345678']);
});

test('a cell shown in full, or not fitting what was shown, has no marks', () => {
  assert.deepEqual(hitsIn('示例公司', '示例公司'), []);
  assert.deepEqual(hitsIn('另一个内容', '电话***'), []);
});

test('cutting a text never loses or adds a letter', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (text, pieces) => {
      const parts = markedParts(text, pieces.join('***'));
      assert.equal(parts.map(({ part }) => part).join(''), text);
    }),
  );
});
