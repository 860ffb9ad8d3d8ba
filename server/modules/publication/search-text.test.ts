import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testPolicy } from '../../../test/context.ts';
import { exampleCitizenId, exampleUscc } from '../catalogue/index.ts';
import { markPieces, markSounds } from './marks.ts';
import { initialsOf, searchableName, tellingPairs } from './name-words.ts';
import { readSearch } from './search-text.ts';

const today = '2026-11-22';
const code = exampleUscc('610202', 1);

function refusal(text: string): string {
  const question = readSearch(text, today);
  return question.kind === 'REFUSED' ? question.refusal : question.kind;
}

test('a code is understood in lower case, full width and with spaces', () => {
  const fullWidth = [...code]
    .map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    .join('');
  for (const typed of [
    code,
    code.toLowerCase(),
    fullWidth,
    `${code.slice(0, 4)} ${code.slice(4)}`,
    ` ${code}\u200b`,
  ]) {
    assert.deepEqual(readSearch(typed, today), { kind: 'CODE', code });
  }
});

test('a code with a wrong check character is said to be wrong, and nothing similar is offered', () => {
  const last = code.endsWith('A') ? 'B' : 'A';
  assert.equal(refusal(code.slice(0, 17) + last), 'CODE_WRONG');
});

test('a code of 17 or 19 characters is told its length', () => {
  const question = readSearch(code.slice(0, 17), today);
  assert.ok(question.kind === 'REFUSED' && question.zh.includes('您输入了 17 位'));
  assert.equal(refusal(`${code}1`), 'CODE_LENGTH');
});

test('letters that no code uses are named', () => {
  assert.equal(refusal(`9I${code.slice(2)}`), 'CODE_LETTER');
});

test('K2 identity numbers, permits and mobile numbers are refused, alone or inside other words', () => {
  const id = exampleCitizenId('610298');
  for (const typed of [
    id,
    id.toLowerCase(),
    `张三${id}`,
    `${id.slice(0, 6)} ${id.slice(6)}`,
    '610298190001010010',
    '610202850101001',
    '13900001234',
    '电话13900001234',
    'E12345678',
    'H1234567890',
  ]) {
    assert.equal(refusal(typed), 'PERSONAL_NUMBER', typed);
  }
});

test('a refused personal number is not repeated in the refusal', () => {
  const id = exampleCitizenId('610298');
  assert.ok(!JSON.stringify(readSearch(id, today)).includes(id));
});

test('K23 every made-up enterprise code is understood as a code, never as a person', () => {
  for (let serial = 1; serial < 200; serial += 1)
    assert.equal(refusal(exampleUscc('610202', serial)), 'CODE');
});

test('one character is politely refused', () => {
  assert.equal(refusal('宏'), 'TOO_SHORT');
  assert.equal(refusal('  '), 'BLANK');
  assert.equal(refusal('宏'.repeat(101)), 'TOO_LONG');
});

test('parts between spaces are searched each', () => {
  assert.deepEqual(readSearch('宏远　建材', today), {
    kind: 'NAME',
    whole: '宏远建材',
    pieces: ['宏远', '建材'],
    letters: null,
  });
});

test('letters alone may be initials', () => {
  const question = readSearch('ＨＹjc', today);
  assert.equal(question.kind === 'NAME' && question.letters, 'hyjc');
});

test('any text is understood or refused, never an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const question = readSearch(text, today);
      assert.ok(
        question.kind !== 'NAME' || (question.pieces.length > 0 && !question.whole.includes('\0')),
      );
    }),
  );
});

test('the distinctive part of a name is what remains without place, industry and legal form', () => {
  const cores = {
    铜川市王益区宏远建材有限公司: '宏远',
    陕西鑫源餐饮管理有限责任公司: '鑫源',
    '铜川市王益区示例（陕西）商贸有限公司': '示例(陕西)',
    王益区老李面馆: '老李',
  };
  for (const [name, core] of Object.entries(cores))
    assert.equal(searchableName(name, testPolicy).nameCore, core);
});

test('initials come from the core first and from the whole name', () => {
  assert.equal(
    searchableName('铜川市王益区宏远建材有限公司', testPolicy).initials,
    'hy tcswyqhyjcyxgs',
  );
  assert.equal(initialsOf('ABC123示例'), 'abc123sl');
});

test('a search is narrowed by the pairs of the distinctive part, never by none', () => {
  const pairs = (piece: string): string => tellingPairs(piece, testPolicy).join(' ');
  assert.equal(pairs('铜川市王益区宏远建材有限公司'), '区宏 宏远 远建');
  assert.equal(pairs('宏远建材'), '宏远 远建');
  assert.equal(pairs('建材'), '建材');
  assert.equal(pairs('有限公司'), '有限 限公');
  assert.equal(pairs('铜川市王益区'), '市王 王益 益区');
  assert.equal(pairs('宏'), '');
  const letter = fc.constantFrom(...'铜川市王益区陕西宏远建材有限公司商行𠮷');
  fc.assert(
    fc.property(fc.array(letter, { minLength: 2, maxLength: 20 }), (letters) => {
      const piece = letters.join('');
      const all = new Set(letters.slice(1).map((next, place) => `${letters[place] ?? ''}${next}`));
      const telling = tellingPairs(piece, testPolicy);
      assert.ok(telling.length > 0 && telling.every((pair) => all.has(pair)), piece);
    }),
  );
});

test('the matching part is marked in the name as it is shown', () => {
  assert.deepEqual(markPieces('示例（陕西）商贸', ['(陕西)']), [
    { text: '示例', marked: false },
    { text: '（陕西）', marked: true },
    { text: '商贸', marked: false },
  ]);
  assert.deepEqual(markSounds('铜川宏远建材', 'hyjc'), [
    { text: '铜川', marked: false },
    { text: '宏远建材', marked: true },
  ]);
  assert.deepEqual(markSounds('宏远建材', 'hongyuan'), [
    { text: '宏远', marked: true },
    { text: '建材', marked: false },
  ]);
});
