import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { RowBatch, decodeRows } from './frames.ts';
import { withLimits } from './limits.ts';
import { CsvScanner, findSeparator } from './csv-scanner.ts';
import { readAll, refusalOf } from './testing.ts';

const TEXT = '名称,日期,说明\r\n王益区䶮𠮷,2025/09/01,"第一行\r\n""第二""行"\r\n\r\n末行,,完\r\n';
const CELLS = [
  ['王益区䶮𠮷', '2025/09/01', '第一行\r\n"第二"行'],
  ['末行', '', '完'],
];

const encodings: Record<string, [bytes: Buffer, name: string]> = {
  'UTF-8': [Buffer.from(TEXT), 'utf-8'],
  'UTF-8 with byte order mark': [Buffer.from(`\uFEFF${TEXT}`), 'utf-8'],
  GB18030: [iconv.encode(TEXT, 'gb18030'), 'gb18030'],
  'UTF-16 little endian': [Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'utf-16le'],
  'UTF-16 big endian': [Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16(), 'utf-16be'],
};

for (const [name, [bytes, encoding]] of Object.entries(encodings)) {
  test(`${name} is found from the content and read the same`, async () => {
    const { sheet, rows } = await readAll(bytes);
    assert.equal(sheet.format, 'csv');
    assert.equal(sheet.encoding, encoding);
    assert.deepEqual(
      sheet.columns.map(({ header }) => header),
      ['名称', '日期', '说明'],
    );
    assert.deepEqual(
      rows.map(({ cells }) => cells),
      CELLS,
    );
  });
}

test('the row number is the record number, as a person sees it after opening the file', async () => {
  const { rows } = await readAll(Buffer.from(TEXT));
  assert.deepEqual(
    rows.map(({ rowNumber }) => rowNumber),
    [2, 4],
  );
});

test('GB18030 that begins with long ASCII is still found', async () => {
  const ascii = 'a,b\n'.repeat(40_000);
  const bytes = Buffer.concat([Buffer.from(ascii), iconv.encode('王益,区\n', 'gb18030')]);
  const { sheet, rows } = await readAll(bytes);
  assert.equal(sheet.encoding, 'gb18030');
  assert.deepEqual(rows.at(-1)?.cells, ['王益', '区']);
});

test('short GB18030 that is also valid UTF-8 is read as Chinese', async () => {
  const { sheet } = await readAll(iconv.encode('路,价\n', 'gb18030'));
  assert.equal(sheet.columns[0]?.header, '路');
});

test('rows with too many or too few cells say so', async () => {
  const { rows } = await readAll(Buffer.from('a,b,c\n1,2\n1,2,3,,\n1,2,3,4,5\n'));
  assert.deepEqual(
    rows.map(({ rowNumber, extraCells, missingCells }) => [rowNumber, extraCells, missingCells]),
    [
      [2, 0, 1],
      [3, 0, 0],
      [4, 2, 0],
    ],
  );
});

test('semicolons, tabs and an Excel sep line are recognised', async () => {
  for (const text of ['甲;乙\n1,5;2\n', '甲\t乙\n1,5\t2\n', 'sep=|\r\n甲|乙\r\n1,5|2\r\n']) {
    const { sheet, rows } = await readAll(Buffer.from(text));
    assert.deepEqual(
      sheet.columns.map(({ header }) => header),
      ['甲', '乙'],
      text,
    );
    assert.deepEqual(rows[0]?.cells, ['1,5', '2'], text);
    assert.equal(rows[0]?.rowNumber, 2);
  }
});

test('line ends may be mixed, blank and comma-only records are skipped', async () => {
  const { rows } = await readAll(Buffer.from('a,b\r1,2\r\n3,4\n,,,\n   ,\n\n5,6'));
  assert.deepEqual(
    rows.map(({ rowNumber, cells }) => [rowNumber, ...cells]),
    [
      [2, '1', '2'],
      [3, '3', '4'],
      [7, '5', '6'],
    ],
  );
});

test('="…" keeps its digits and a number in exponent form is marked', async () => {
  const { rows } = await readAll(Buffer.from('a,b,c\n="0123","=""0456""",6.10203E+17\n'));
  assert.deepEqual(rows[0]?.cells, ['0123', '0456', '6.10203E+17']);
  assert.deepEqual(rows[0]?.marks, { 2: 'imprecise' });
});

test('an open quote is refused with the row where it begins', async () => {
  const { code, message } = await refusalOf(Buffer.from('a,b\n1,2\n3,"4\n5,6\n'));
  assert.equal(code, 'UNCLOSED_QUOTE');
  assert.match(message, /第 3 行 B 列/);
});

test('bytes that are neither UTF-8 nor GB18030 are refused', async () => {
  assert.equal(
    (await refusalOf(Buffer.from('甲,乙\n\xff\xff,1\n', 'latin1'))).code,
    'UNKNOWN_ENCODING',
  );
});

test('text cut inside a character is refused as incomplete', async () => {
  const bytes = Buffer.from('甲,乙\n丙,丁');
  assert.equal((await refusalOf(bytes.subarray(0, bytes.length - 1))).code, 'TRUNCATED');
});

test('every table of texts survives writing and scanning in chunks of any size', () => {
  const cell = fc.string({
    unit: fc.constantFrom('甲', 'a', ',', '"', '\n', '\r', ';', ' ', '𠮷'),
  });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, size) => {
      const text = rows
        .map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
        .join('\r\n');
      const expected = rows.filter((cells) => cells.some((one) => one.trim() !== ''));
      assert.deepEqual(scan(Buffer.from(text), size), expected);
    }),
  );
});

function scan(bytes: Buffer, chunkSize: number): string[][] {
  const rows: string[][] = [];
  const batch = new RowBatch((_, pieces) => {
    rows.push(...decodeRows(Buffer.concat(pieces)).map(({ cells }) => cells));
  });
  const scanner = new CsvScanner(
    batch,
    findSeparator(Buffer.from('a,b\n')).separator,
    withLimits(),
  );
  for (let at = 0; at < bytes.length; at += chunkSize) {
    scanner.feed(bytes.subarray(at, at + chunkSize));
  }
  scanner.end();
  batch.flush();
  return rows;
}
