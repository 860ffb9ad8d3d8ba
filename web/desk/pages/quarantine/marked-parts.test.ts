import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { markedParts } from './marked-parts.ts';

const hitsIn = (text: string, hits: string[]) =>
  markedParts(text, hits).flatMap(({ part, isHit }) => (isHit ? [part] : []));

test('a masked number marks the words it stands for', () => {
  assert.deepEqual(hitsIn('联系人电话13812345678，已告知', ['138****5678']), ['13812345678']);
});

test('a hit that is the whole cell marks nothing inside it', () => {
  assert.deepEqual(hitsIn('示例公司', ['示例公司']), []);
});

test('signs of patterns in a hit are only signs', () => {
  assert.deepEqual(hitsIn('见(附件.1)及附件x1', ['(附件.1)']), ['(附件.1)']);
});

test('cutting a text never loses or adds a letter', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (text, hits) => {
      assert.equal(
        markedParts(text, hits)
          .map(({ part }) => part)
          .join(''),
        text,
      );
    }),
  );
});
