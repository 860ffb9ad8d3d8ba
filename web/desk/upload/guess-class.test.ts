import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessClass } from './guess-class.ts';

const classes = [
  { code: 'ADMIN_PENALTY', nameZh: '行政处罚信息' },
  { code: 'PROMISE', nameZh: '信用承诺信息' },
  { code: 'PROMISE_PERFORMANCE', nameZh: '承诺履行情况' },
  { code: 'ADMIN_INSPECTION', nameZh: '行政检查(双随机、一公开)信息' },
];

test('a file named after a class is guessed', () => {
  assert.equal(guessClass('2026年4月行政处罚公示表.xlsx', classes), 'ADMIN_PENALTY');
  assert.equal(guessClass('行政检查汇总.csv', classes), 'ADMIN_INSPECTION');
});

test('the longest code in the name wins', () => {
  assert.equal(guessClass('promise-performance_2026.xlsx', classes), 'PROMISE_PERFORMANCE');
});

test('a name that says nothing leaves the choice to the person', () => {
  assert.equal(guessClass('新建 Microsoft Excel 工作表.xlsx', classes), null);
  assert.equal(guessClass('行政处罚和信用承诺.xlsx', classes), null);
});
