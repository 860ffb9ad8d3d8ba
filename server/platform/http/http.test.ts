import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from '@sinclair/typebox';
import { languageOf } from './language.ts';
import { faultOf } from '../fault.ts';
import { problemAnswer } from './problem-answer.ts';
import { problem } from './problems.ts';
import { compilePart, explain, InvalidInput } from './validation.ts';

const Body = Type.Object({
  name: Type.String({ minLength: 2 }),
  on: Type.Optional(Type.String({ format: 'date' })),
  lines: Type.Array(Type.Object({ amount: Type.Integer({ minimum: 1 }) })),
});

function issuesOf(given: unknown) {
  try {
    compilePart('body', Body)(given);
  } catch (error) {
    assert.ok(error instanceof InvalidInput);
    return explain(error.issues, 'zh')
      .map((issue) => `${issue.field}:${issue.code}`)
      .sort();
  }
  return [];
}

test('unknown members are refused at every depth', () => {
  assert.deepEqual(issuesOf({ name: 'ab', lines: [], role: 'AUDITOR' }), ['role:UNKNOWN_FIELD']);
  assert.deepEqual(issuesOf({ name: 'ab', lines: [{ amount: 1, free: true }] }), [
    'lines.0.free:UNKNOWN_FIELD',
  ]);
});

test('each wrong member is named once with what is wrong', () => {
  assert.deepEqual(issuesOf({ name: 'a', on: '2026-02-30', lines: [{ amount: 0 }] }), [
    'lines.0.amount:TOO_SMALL',
    'name:TOO_SHORT',
    'on:WRONG_FORM',
  ]);
  assert.deepEqual(issuesOf({}), ['lines:REQUIRED', 'name:REQUIRED']);
});

test('a body is taken as it is, a query is read from text', () => {
  assert.deepEqual(issuesOf({ name: 'ab', lines: [{ amount: '3' }] }), [
    'lines.0.amount:WRONG_TYPE',
  ]);
  const query = compilePart(
    'query',
    Type.Object({ limit: Type.Integer({ default: 50 }), all: Type.Optional(Type.Boolean()) }),
  );
  assert.deepEqual(query({ limit: '7', all: 'true' }), { limit: 7, all: true });
  assert.deepEqual(query({}), { limit: 50 });
  assert.throws(() => query({ limit: 'many' }), InvalidInput);
});

test('texts alone are taken as they are, and judged like everything else', () => {
  const code = Type.String({ minLength: 3, maxLength: 3 });
  const params = compilePart('params', Type.Object({ code, on: Type.Optional(Type.String()) }));
  const given = Object.freeze({ code: '123' });
  assert.equal(params(given), given);
  for (const wrong of [
    {},
    { code: '12' },
    { code: '123', free: '' },
    { code: 'a\0b' },
    { code: ['123'] },
  ])
    assert.throws(() => params(wrong), InvalidInput, JSON.stringify(wrong));
  const all = compilePart('query', Type.Object({ all: Type.String({ default: 'no' }) }));
  assert.deepEqual(all({}), { all: 'no' });
  const counts = compilePart('query', Type.Record(Type.String(), Type.Integer()));
  assert.deepEqual(counts({ a: '1' }), { a: 1 });
});

test('a text with a NUL or half a character is refused, at every depth', () => {
  assert.deepEqual(issuesOf({ name: 'a\0b', lines: [] }), ['name:WRONG_FORM']);
  const record = compilePart('body', Type.Record(Type.String(), Type.Array(Type.String())));
  assert.deepEqual(record({ a: ['王'] }), { a: ['王'] });
  for (const text of ['\0', '\ud800', '王\udfff'])
    assert.throws(() => record({ a: ['王', text] }), InvalidInput);
});

test('no refusal of input repeats the value', () => {
  const number = '610298199001011234';
  try {
    compilePart('body', Body)({ name: 'ab', on: number, lines: [], [`x${number}`]: 1 });
    assert.fail();
  } catch (error) {
    const answer = JSON.stringify(problemAnswer(error, 'zh', 'r1').body).replaceAll(
      `x${number}`,
      '',
    );
    assert.ok(!answer.includes(number));
  }
});

test('refusals are Chinese unless English is asked for first', () => {
  assert.equal(languageOf('en-US,zh;q=0.5'), 'en');
  assert.equal(languageOf('zh-CN,en;q=0.5'), 'zh');
  assert.equal(languageOf(undefined), 'zh');
  assert.match(
    String(problemAnswer(problem('NOT_FOUND'), 'zh', 'r').body['detail']),
    /没有这个地址/,
  );
  assert.match(
    String(problemAnswer(problem('NOT_FOUND'), 'en', 'r').body['detail']),
    /no such address/,
  );
});

test('an unexpected error answers its reference only, and its data stays out of the log', () => {
  const error = Object.assign(new Error('Key (id_number)=(610298199001011234) already exists'), {
    code: '23505',
    detail: 'Key (id_number)=(610298199001011234)',
  });
  const { status, body } = problemAnswer(error, 'zh', 'abc123');
  assert.equal(status, 500);
  assert.ok(JSON.stringify(body).includes('abc123'));
  assert.ok(!JSON.stringify(body).includes('610298'));
  assert.ok(!JSON.stringify(faultOf(error)).includes('610298'));
  assert.equal(faultOf(error).code, '23505');
});
