import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { addressedCells, readSheet } from './read.ts';
import { inlineRows, readAll, refusalOf, workbook } from './testing.ts';

function fixture(name: string): string {
  return fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
}

for (const name of ['libreoffice.xlsx', 'libreoffice-1904.xlsx']) {
  test(`${name}: values, addresses and oddities are those a person sees`, async () => {
    const { sheet, rows } = await readAll(fixture(name));
    assert.equal(sheet.sheetName, '数据');
    assert.deepEqual(sheet.otherSheets, ['另一张']);
    assert.equal(sheet.headerRow, 3);
    assert.deepEqual(sheet.top[0]?.cells, ['王益区测试数据表']);
    assert.deepEqual(sheet.end?.merges, ['A1:J1']);
    assert.equal(sheet.columns[3]?.hidden, true);
    assert.equal(sheet.columns[4]?.hidden, false);
    assert.deepEqual(
      rows.map((row) => row.rowNumber),
      [4, 5, 2006],
      'formatted but empty rows are left out',
    );
    const [first, second] = rows;
    assert.deepEqual(first?.cells, [
      '王益区 & <市>',
      '610203199001011234',
      '2025/09/01',
      '看不见',
      '2025/09/01 13:45:00',
      '1500',
      '610203199001011000',
      'TRUE',
      '#N/A',
      '000123',
    ]);
    assert.equal(first.marks?.[6], 'imprecise');
    assert.equal(first.marks[5], 'formula');
    assert.equal(addressedCells(first)[5]?.address, 'F4');
    assert.equal(second?.hidden, true);
    assert.deepEqual(second.cells, [
      '第一行\n第二行',
      '  =1+1',
      '2025年9月1日',
      '',
      '09:30:00',
      '-0.1',
      '0.000001',
      'FALSE',
    ]);
  });
}

test('exceljs: hidden and empty sheets are passed over, 1904 dates and formulas are read', async () => {
  const { sheet, rows } = await readAll(fixture('exceljs.xlsx'));
  assert.equal(sheet.sheetName, '数据');
  assert.deepEqual(sheet.otherSheets, []);
  assert.equal(sheet.headerRow, 2);
  assert.deepEqual(
    sheet.columns.map(({ letters, header, hidden }) => `${letters} ${header}${hidden ? ' –' : ''}`),
    ['A name', 'B date', 'C sum', 'D flag', 'E note –', 'F digits'],
  );
  assert.deepEqual(rows[0]?.cells, [
    '王益某公司',
    '2025/09/01',
    '3',
    'FALSE',
    '备注',
    '610203199001011234',
  ]);
  assert.equal(rows[1]?.rowNumber, 6);
  assert.deepEqual(rows[1].cells, ['末行', '', '#DIV/0!', '', '', '123456789012346000']);
  assert.deepEqual(rows[1].marks, { 2: 'error', 3: 'uncalculated', 5: 'imprecise' });
});

test('a hand-made workbook with prefixes, phonetic hints and without addresses is read', async () => {
  const { sheet, rows } = await readAll(fixture('handmade.xlsx'), {
    isHeader: (cells) => cells.includes('名称'),
  });
  assert.equal(sheet.sheetName, '甲&乙');
  assert.equal(sheet.headerRow, 1);
  assert.deepEqual(rows[0]?.cells, [
    '王益区',
    '1900/02/28',
    '1900/02/29',
    '1900/03/01',
    '2025/09/01 08:00:00',
  ]);
  assert.equal(rows[1]?.rowNumber, 9);
  assert.deepEqual(rows[1].cells, ['', '', '甲 乙\n', '<a&b>', '1.1']);
});

test('bytes and path give the same rows, in batches of at most a thousand', async () => {
  const many = Array.from({ length: 2_500 }, (_, i) => [`甲${i}`, '乙']);
  const bytes = workbook(inlineRows([['名称', '值'], ...many]));
  const sheet = await readSheet(bytes);
  const sizes: number[] = [];
  let last: string | undefined;
  for await (const batch of sheet.rows) {
    sizes.push(batch.length);
    last = batch.at(-1)?.cells[0];
  }
  assert.equal(
    sizes.reduce((sum, size) => sum + size, 0),
    2_500,
  );
  assert.ok(Math.max(...sizes) <= 1_000);
  assert.equal(last, '甲2499');
});

test('the findings column of an annotated workbook is left out, addresses stay', async () => {
  const rows = inlineRows([
    ['问题说明', 'name', 'code'],
    ['姓名为空', '王益', '1'],
  ]);
  const read = await readAll(workbook(rows));
  assert.deepEqual(
    read.sheet.columns.map(({ letters, header }) => `${letters} ${header}`),
    ['B name', 'C code'],
  );
  assert.deepEqual(read.rows[0]?.cells, ['', '王益', '1']);
});

test('without a recognised header all rows come', async () => {
  const bytes = workbook(
    inlineRows([
      ['甲', '乙'],
      ['丙', '丁'],
    ]),
  );
  const { sheet, rows } = await readAll(bytes, { isHeader: () => false });
  assert.equal(sheet.headerRow, null);
  assert.equal(rows.length, 2);
});

test('a formula error beyond the last header column does not widen the header', async () => {
  const { sheet, rows } = await readAll(
    workbook(
      '<row r="1"><c r="A1" t="str"><v>名</v></c><c r="B1" t="str"><v>码</v></c></row><row r="3"><c r="D3" t="e"><v>#REF!</v></c></row>',
    ),
  );
  assert.equal(sheet.columns.length, 2);
  assert.deepEqual(rows[0]?.cells, ['', '', '', '#REF!']);
});

test('an abort ends the reading with its reason', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => [`甲${i}`, '乙'.repeat(40)]);
  const abort = new AbortController();
  const sheet = await readSheet(workbook(inlineRows(many)), { signal: abort.signal });
  abort.abort(new Error('不要了'));
  await assert.rejects(async () => {
    for await (const batch of sheet.rows) assert.ok(batch.length > 0);
  }, /不要了/);
  await assert.rejects(readSheet('x.csv', { signal: abort.signal }), /不要了/);
});

test('leaving early and closing without reading both end the process', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => [`甲${i}`, '乙'.repeat(40)]);
  const bytes = workbook(inlineRows(many));
  const left = await readSheet(bytes);
  for await (const batch of left.rows) {
    assert.ok(batch.length > 0);
    break;
  }
  const closed = await readSheet(bytes);
  await closed.close();
  await closed.close();
  assert.equal(closed.end, null);
});

async function* inPieces(bytes: Buffer, size: number, pauseMs = 0): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    await sleep(pauseMs);
    yield bytes.subarray(at, at + size);
  }
}

test('a file that comes in pieces is read like a whole one, and a slow source is not the parser’s fault', async () => {
  const bytes = Buffer.from('甲,乙\n1,2\n3,4\n');
  const pieces = inPieces(bytes, 14, 1_100);
  const { rows } = await readAll({ size: bytes.length, pieces }, { limits: { timeoutMs: 2_000 } });
  assert.deepEqual(
    rows.map(({ cells }) => cells),
    [
      ['1', '2'],
      ['3', '4'],
    ],
  );
});

test('what the source of the pieces throws is thrown; fewer pieces than said are a cut file', async () => {
  const bytes = Buffer.from('甲,乙\n1,2\n'.repeat(50_000));
  async function* broken(): AsyncGenerator<Buffer> {
    yield* inPieces(bytes.subarray(0, bytes.length / 2), 100_000);
    throw new Error('the database is gone');
  }
  await assert.rejects(readAll({ size: bytes.length, pieces: broken() }), /the database is gone/);
  const fewer = inPieces(bytes.subarray(100), 100_000);
  assert.equal((await refusalOf({ size: bytes.length, pieces: fewer })).code, 'TRUNCATED');
});
