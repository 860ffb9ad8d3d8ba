import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normalisers } from '../policy/index.ts';
import { applyNormaliser, unchangedTest, type NormaliserSettings } from './normalise.ts';
import { codePointLength, fold, isFolded, trimInvisible } from './text.ts';

const settings: NormaliserSettings = {
  longTerm: true,
  longTermDate: '2099/12/31',
  moneyUnit: '万元',
  labels: new Map([
    ['有效', '1'],
    ['1', '1'],
  ]),
};
const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(
      ...'０1２9.,，；;、/-年月日号()（） \u3000\u200b\u202e¥￥万元亿aＡzß有效长期无e\u0301ﬁ㎏\ud842\udfb7',
    ),
    maxLength: 14,
  }),
);

test('every normaliser changes nothing the second time', () => {
  for (const name of normalisers) {
    fc.assert(
      fc.property(cell, (value) => {
        const once = applyNormaliser(name, value, settings);
        assert.equal(applyNormaliser(name, once, settings), once);
      }),
      { numRuns: 400 },
    );
  }
});

test('the quick test only lets values by that the chain leaves alone', () => {
  const chains = [
    ['NFKC_CODE', 'UPPER'],
    ['NFKC_CODE', 'UPPER', 'LIST_LABEL'],
    ['NFKC_CODE', 'LIST_LABEL'],
    ['NFKC_CODE', 'LIST_SEPARATOR'],
    ['TRIM', 'NAME_BRACKETS'],
    ['TRIM'],
    ['DATE'],
    ['MONEY'],
  ] as const;
  for (const chain of chains) {
    const isUnchanged = unchangedTest(chain, settings);
    fc.assert(
      fc.property(cell, (value) => {
        const result = chain.reduce((text, name) => applyNormaliser(name, text, settings), value);
        if (isUnchanged(value)) assert.equal(result, value);
      }),
      { numRuns: 400 },
    );
  }
});

test('dates of every accepted spelling become the form of the sheets', () => {
  const spellings: readonly (readonly [string, string])[] = [
    ['2026-4-1', '2026/04/01'],
    ['2026.04.1', '2026/04/01'],
    ['2026/4/01 00:00:00', '2026/04/01'],
    ['2026年4月1日', '2026/04/01'],
    ['２０２６年４月１日', '2026/04/01'],
    ['20260401', '2026/04/01'],
    ['46113', '2026/04/01'],
    ['长期', '2099/12/31'],
    ['2026/02/30', '2026/02/30'],
    ['2026-2.3', '2026-2.3'],
    ['2026-04-01 12:30', '2026-04-01 12:30'],
    ['9999', '9999'],
  ];
  for (const [from, to] of spellings) assert.equal(applyNormaliser('DATE', from, settings), to);
  const noLongTerm = { ...settings, longTerm: false };
  assert.equal(applyNormaliser('DATE', '长期', noLongTerm), '长期');
});

test('amounts lose separators and their own unit, never another unit', () => {
  const spellings: readonly (readonly [string, string])[] = [
    ['0.2万元', '0.2'],
    ['￥1,200.50', '1200.50'],
    ['１ 200', '1200'],
    ['-1', '-1'],
    ['2000元', '2000元'],
    ['1,20', '1,20'],
    ['伍仟元 ', '伍仟元'],
  ];
  for (const [from, to] of spellings) assert.equal(applyNormaliser('MONEY', from, settings), to);
});

test('lists, brackets, labels and codes take their wire form', () => {
  assert.equal(applyNormaliser('LIST_SEPARATOR', '警告；，罚款;', settings), '警告;罚款');
  assert.equal(
    applyNormaliser('LIST_SEPARATOR', '没收违法所得、没收非法财物', settings),
    '没收违法所得、没收非法财物',
  );
  assert.equal(applyNormaliser('NAME_BRACKETS', '示例(陕西)公司', settings), '示例（陕西）公司');
  assert.equal(applyNormaliser('LIST_LABEL', '有效', settings), '1');
  assert.equal(applyNormaliser('UPPER', '91ma', settings), '91MA');
  assert.equal(fold('９１　ma\u200b'), '91ma');
});

test('folding agrees with the quick test and trims every invisible mark', () => {
  fc.assert(
    fc.property(cell, (value) => {
      assert.equal(isFolded(fold(value)) || /[^\p{ASCII}]/u.test(value), true);
      if (isFolded(value)) assert.equal(value.normalize('NFKC'), value);
      const trimmed = trimInvisible(value);
      assert.equal(trimInvisible(trimmed), trimmed);
      assert.equal(codePointLength(value), Array.from(value).length);
    }),
  );
});
