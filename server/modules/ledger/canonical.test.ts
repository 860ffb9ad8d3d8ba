import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, commitmentOf } from './canonical.ts';

test('member names are sorted by code unit and nothing is added', () => {
  assert.equal(
    canonicalJson({ b: 1, a: [true, null], ä: '中"文', 10: 1.5 }),
    '{"10":1.5,"a":[true,null],"b":1,"ä":"中\\"文"}',
  );
  assert.equal(canonicalJson({ a: undefined, b: {} }), '{"b":{}}');
});

test('names that an object would put elsewhere stand in their order all the same', () => {
  assert.equal(
    canonicalJson({ 9: 1, 10: 2, A: { 2: 'x', '-': 'y' }, __0: null }),
    '{"10":2,"9":1,"A":{"-":"y","2":"x"},"__0":null}',
  );
  const inherited = '{"_":1,"__proto__":{"b":2},"a":3}';
  assert.equal(canonicalJson(JSON.parse(inherited)), inherited);
});

test('equal values have equal text whatever the order of their members, and the text reads back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      assert.equal(canonicalJson(JSON.parse(text)), text);
      assert.equal(canonicalJson(turned(value)), text);
    }),
  );
});

test('what JSON cannot hold is refused instead of being dropped', () => {
  for (const value of [NaN, Infinity, 1n, () => 0, [undefined]]) {
    assert.throws(() => canonicalJson(value), TypeError);
  }
});

test('a commitment tells nothing without its salt and changes with every character', () => {
  const salt = Buffer.alloc(32, 7);
  const one = commitmentOf(salt, '甲');
  assert.equal(one.length, 32);
  assert.notDeepEqual(commitmentOf(salt, '乙'), one);
  assert.notDeepEqual(commitmentOf(Buffer.alloc(32, 8), '甲'), one);
});

test('a commitment is the hash of salt and content, however long, and stays what it was', () => {
  const salt = Buffer.alloc(32, 7);
  const all = ['', '甲', '甲乙'.repeat(20_000), 'short again'].map((content) => ({
    content,
    found: commitmentOf(salt, content),
  }));
  for (const { content, found } of all) {
    const expected = createHash('sha256').update(salt).update(content, 'utf8').digest();
    assert.deepEqual(found, expected);
  }
});

test('pieces are committed to as the one text they make', () => {
  const salt = Buffer.alloc(32, 7);
  for (const middle of ['乙', '乙丙'.repeat(20_000)]) {
    const pieces = ['{"甲":', Buffer.from(middle), '}'];
    assert.deepEqual(commitmentOf(salt, pieces), commitmentOf(salt, `{"甲":${middle}}`));
  }
});

/** The same value with the members of every object in reverse order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  );
}
