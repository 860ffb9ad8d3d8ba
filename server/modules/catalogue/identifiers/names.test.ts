import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryPolicy } from '../fixtures/policy.ts';
import { nameKey, nameKeyLoose, namePlaces } from './names.ts';

test('spellings of one name have one key', () => {
  const same: readonly (readonly [string, string])[] = [
    ['铜川市王益区示例商贸有限公司', '铜川市王益区示例商贸有限公司\u3000'],
    ['示例科技（陕西）有限公司', '示例科技(陕西)有限公司'],
    ['ＡＢＣ示例有限公司', 'abc示例有限公司'],
    ['示例电器有限公司', '示例電器有限公司'],
    ['示例\u3000商 行', '示例商行'],
    ['“示例”商行', '示例商行'],
  ];
  for (const [one, other] of same) assert.equal(nameKey(one), nameKey(other));
});

test('different subjects keep different keys', () => {
  const different: readonly (readonly [string, string])[] = [
    ['示例建材有限责任公司', '示例建材有限公司'],
    ['示例药房有限公司', '示例药房有限公司红旗街分公司'],
    ['示例股份有限公司', '示例有限公司'],
  ];
  for (const [one, other] of different) assert.notEqual(nameKey(one), nameKey(other));
});

test('names of persons keep their characters and their middle dot', () => {
  assert.equal(nameKey('張小明', 'PERSON'), '張小明');
  assert.equal(nameKey('古丽•娜尔', 'PERSON'), '古丽·娜尔');
  assert.equal(nameKey('张小明'), '张小明');
});

test('the loose key joins company forms and places, never branches', () => {
  const { divisions } = repositoryPolicy().divisions;
  const places = namePlaces(divisions.map((division) => division.nameZh));
  const loose = (name: string): string => nameKeyLoose(name, places);
  assert.equal(loose('示例建材有限责任公司'), loose('示例建材有限公司'));
  assert.equal(loose('示例建材责任有限公司'), loose('示例建材有限公司'));
  assert.equal(loose('陕西省铜川市王益区示例商行'), loose('示例商行'));
  assert.equal(loose('示例（铜川）商行'), loose('示例商行'));
  assert.notEqual(loose('示例股份有限公司'), loose('示例有限公司'));
  assert.notEqual(loose('示例药房有限公司'), loose('示例药房有限公司红旗街分公司'));
});
