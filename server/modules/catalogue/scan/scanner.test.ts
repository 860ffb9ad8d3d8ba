import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { repositoryPolicy } from '../fixtures/policy.ts';
import { fold } from '../text.ts';
import { requirementOf } from './required-text.ts';
import { hasLuhnCheck, Scanner, type ScanGroup } from './scanner.ts';

const lists = repositoryPolicy().scanLists;

/** A scanner whose only profile is one pattern. */
function alone(group: ScanGroup, id: string): (text: string) => boolean {
  const profiles = { ONE: { personal: [], prohibited: [], [group]: [id] } };
  const scanner = new Scanner({ ...lists, profiles });
  const profile = scanner.profile('ONE', group);
  return (text) => scanner.hits(text, profile).length > 0;
}

test('every pattern hits its hits and misses its misses', () => {
  for (const group of ['personal', 'prohibited'] as const) {
    for (const { id, hit, miss } of lists[group]) {
      const hits = alone(group, id);
      for (const text of hit) assert.equal(hits(text), true, `${id}: ${text}`);
      for (const text of miss) assert.equal(hits(text), false, `${id}: ${text}`);
    }
  }
});

test('the hard negatives hit nothing in their profile', () => {
  const scanner = new Scanner(lists);
  for (const { profile, text } of lists.hardNegatives) {
    for (const group of ['personal', 'prohibited'] as const) {
      assert.deepEqual(scanner.hits(text, scanner.profile(profile, group)), [], text);
    }
  }
});

test('the quick pass never loses a hit of the plain expressions', () => {
  const fragments = [...lists.personal, ...lists.prohibited].flatMap(({ hit }) => hit);
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom(...fragments),
        fc.constantFrom(
          '，',
          '。',
          ' ',
          '当事人',
          '患有',
          '６１０',
          '13900000000',
          '𠮷',
          'e\u0301',
          '基因',
          '其',
        ),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(''));
  const bare = new Scanner({ ...lists, exceptions: [] });
  const groups = (['personal', 'prohibited'] as const).map((group) => ({
    group,
    patterns: lists[group].filter((entry) => entry.verify !== 'LUHN'),
  }));
  fc.assert(
    fc.property(text, (value) => {
      const folded = fold(value);
      for (const { group, patterns } of groups) {
        for (const name of Object.keys(lists.profiles)) {
          const profile = bare.profile(name, group);
          const found = bare.hits(value, profile).map((hit) => hit.id);
          for (const { id, pattern } of patterns) {
            if (!profile.patterns.some((entry) => entry.id === id)) continue;
            assert.equal(found.includes(id), new RegExp(pattern).test(folded), `${id}: ${value}`);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('what must occur is read from an expression, unknown syntax means always run', () => {
  assert.deepEqual(requirementOf('患有|罹患'), { literals: ['患有', '罹患'], digits: Infinity });
  assert.deepEqual(requirementOf('(?<![0-9])1[3-9][0-9]{9}(?![0-9])'), {
    literals: [],
    digits: 11,
  });
  assert.equal(requirementOf('(?<name>a)'), null);
  assert.equal(requirementOf('[^,]*'), null);
});

test('hiding leaves no personal number in a text', () => {
  const scanner = new Scanner(lists);
  const shown = scanner.hide(
    '当事人身份证号610298190001010019，电话13900000000，现住某小区3号楼2单元101室',
  );
  assert.doesNotMatch(shown, /[0-9]/);
});

test('Luhn numbers are told from others', () => {
  assert.equal(hasLuhnCheck('4000000000000002'), true);
  assert.equal(hasLuhnCheck('4000000000000001'), false);
});
