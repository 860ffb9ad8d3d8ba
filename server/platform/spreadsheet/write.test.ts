import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { writeAnnotated, type AnnotatedRow } from './annotate.ts';
import { writeTemplate, type TemplateSpec } from './template.ts';
import { readAll } from './testing.ts';
import { csvRecord, writeCsv } from './write-csv.ts';

const DANGEROUS = [
  '=1+1',
  '+86',
  '-cmd|x',
  '@SUM(A1)',
  '\t=1',
  "'=1",
  '_x0041_',
  '610203199001011234',
];

const template: TemplateSpec = {
  title: '行政处罚信息填报模板',
  sheetName: '行政处罚',
  columns: [
    {
      key: 'number',
      header: '文号',
      required: true,
      width: 30,
      note: '不超过 128 字',
      example: '=1+1',
    },
    {
      key: 'kind',
      header: '类别',
      required: true,
      dropdown: Array.from({ length: 120 }, (_, i) => `第 ${i} 类处罚类别`),
    },
    { key: 'remark', header: '备注', required: false, example: '_x0041_' },
  ],
  instructions: ['每行一条。'],
};

async function opened(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  return book;
}

test('a template has codes, names, frozen header, comments, drop-downs and text columns', async () => {
  const bytes = await writeTemplate(template);
  const book = await opened(bytes);
  const sheet = book.worksheets[0]!;
  assert.equal(sheet.name, '行政处罚');
  assert.deepEqual(
    [1, 2, 3].map((i) => sheet.getCell(1, i).value),
    ['number', 'kind', 'remark'],
  );
  assert.deepEqual(
    [1, 2, 3].map((i) => sheet.getCell(2, i).value),
    ['文号', '类别', '备注'],
  );
  assert.equal(sheet.rowCount, 2, 'no example row that could be submitted');
  assert.deepEqual([sheet.views[0]?.state, Reflect.get(sheet.views[0]!, 'ySplit')], ['frozen', 2]);
  assert.equal(sheet.getColumn(1).numFmt, '@');
  assert.match(JSON.stringify(sheet.getCell('A2').note), /必填。不超过 128 字/);
  const rules = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!);
  assert.match(rules, /<dataValidation [^>]*type="list"[^>]*sqref="B3:B5002"/);
  assert.match(rules, /<formula1>&apos;选项&apos;!\$A\$1:\$A\$120<\/formula1>/);
  assert.equal(book.getWorksheet('选项')?.state, 'veryHidden');
  assert.equal(book.getWorksheet('填写说明')?.state, 'visible');
});

test('a template comes back empty: only its header is read, other sheets are not mentioned', async () => {
  const { sheet, rows } = await readAll(await writeTemplate(template));
  assert.equal(sheet.sheetName, '行政处罚');
  assert.deepEqual(sheet.otherSheets, []);
  assert.deepEqual(
    sheet.columns.map(({ header }) => header),
    ['number', 'kind', 'remark'],
  );
  assert.deepEqual(
    rows.map(({ cells }) => cells),
    [['文号', '类别', '备注']],
  );
});

test('examples of a template are text, not formulas', async () => {
  const sheet = (await opened(await writeTemplate(template))).getWorksheet('填写说明')!;
  const values: unknown[] = [];
  sheet.eachRow((row) => row.eachCell((cell) => values.push(cell.value)));
  assert.ok(values.includes('=1+1'));
  assert.ok(values.every((value) => typeof value === 'string'));
});

const columns = [
  { key: 'name', header: '名称' },
  { key: 'code', header: '代码' },
];

async function annotated(
  rows: AsyncIterable<AnnotatedRow> | Iterable<AnnotatedRow>,
): Promise<Buffer> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([
    buffer(output),
    writeAnnotated({ sheetName: '行政处罚', columns, rows }, output),
  ]);
  return bytes;
}

test('an annotated workbook colours and explains cells', async () => {
  const bytes = await annotated([
    {
      rowNumber: 7,
      cells: { name: '王益', code: '1' },
      findings: [
        { column: 'name', severity: 'warning', message: '名称过短' },
        { column: 'code', severity: 'error', message: '代码应为 18 位' },
        { column: 'code', severity: 'warning', message: '代码未登记' },
        { column: '', severity: 'error', message: '整行重复' },
      ],
    },
    { rowNumber: 8, cells: { name: '好' }, findings: [] },
  ]);
  const sheet = (await opened(bytes)).worksheets[0]!;
  assert.equal(sheet.getCell('A1').value, '问题说明');
  assert.equal(
    sheet.getCell('A3').value,
    '原第 7 行　名称：名称过短。代码：代码应为 18 位。代码：代码未登记。整行重复。',
  );
  assert.match(JSON.stringify(sheet.getCell('B3').fill), /FFFFF2AB/);
  assert.match(JSON.stringify(sheet.getCell('C3').fill), /FFFFC7CE/);
  assert.match(JSON.stringify(sheet.getCell('C3').note), /代码应为 18 位\\n代码未登记/);
  assert.equal(sheet.getCell('C4').note, undefined);
});

test('an annotated workbook can be sent again: same cells, findings left out, nothing a formula', async () => {
  const rows = DANGEROUS.map((name, i) => ({
    rowNumber: i + 3,
    cells: { name, code: '\u0001坏\uD800字符' },
    findings: [{ column: 'name', severity: 'error', message: name }],
  }));
  const bytes = await annotated(rows);
  const { sheet, rows: read } = await readAll(bytes);
  assert.deepEqual(
    sheet.columns.map(({ letters, header }) => `${letters} ${header}`),
    ['B name', 'C code'],
  );
  assert.deepEqual(
    read.slice(1).map(({ cells }) => cells),
    DANGEROUS.map((name) => ['', name, '坏\uFFFD字符']),
  );
  assert.ok(read.every(({ marks }) => marks === null));
  assert.doesNotMatch(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!), /<f>/);
});

async function* manyRows(): AsyncGenerator<AnnotatedRow> {
  for (let i = 0; i < 5_000; i += 1) {
    const findings = [{ column: 'code', severity: 'error', message: `第 ${i} 个问题` }];
    yield { rowNumber: i + 3, cells: { name: `甲${i}`, code: `${i}` }, findings };
  }
}

test('a long annotated workbook is streamed and waits for its reader', async () => {
  const { rows: read } = await readAll(await annotated(manyRows()));
  assert.equal(read.length, 5_001);
  assert.deepEqual(read.at(-1)?.cells, ['', '甲4999', '4999']);
});

test('writing stops when the output is gone', async () => {
  const output = new PassThrough();
  output.resume();
  function* rows(): Generator<AnnotatedRow> {
    for (let i = 0; ; i += 1) {
      if (i === 300) output.destroy();
      yield { rowNumber: i, cells: {}, findings: [] };
    }
  }
  await assert.rejects(
    writeAnnotated({ sheetName: '表', columns, rows: rows() }, output),
    /closed/,
  );
});

test('a CSV begins with a byte order mark and holds no formula', async () => {
  const bytes = await buffer(
    writeCsv([
      ['名称', '值'],
      ['=1+1', '-5'],
      ['@a', '＝1'],
      ['a"b', 'c\nd'],
      ['-', '+1.5'],
    ]),
  );
  assert.equal(
    bytes.toString('utf8'),
    '\uFEFF名称,值\r\n\'=1+1,-5\r\n\'@a,\'＝1\r\n"a""b","c\nd"\r\n\'-,+1.5\r\n',
  );
});

test('every harmless table survives CSV writing and reading', async () => {
  const cell = fc.string({ unit: fc.constantFrom('甲', 'a', ',', '"', '\n', '1', ';', ' ') });
  const [sample] = fc.sample(fc.array(fc.tuple(cell, cell), { minLength: 40, maxLength: 80 }), {
    numRuns: 1,
    seed: 5,
  });
  const expected = (sample ?? []).filter((cells) => cells.some((one) => one.trim() !== ''));
  const bytes = await buffer(writeCsv([['甲', '乙'], ...(sample ?? [])]));
  const { rows } = await readAll(bytes);
  assert.deepEqual(
    rows.map(({ cells }) => cells),
    expected,
  );
});

test('no cell written to CSV begins with a sign a spreadsheet would compute', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const written = csvRecord([value]).replace(/^"/, '');
      assert.ok(!/^[=@＝＋－＠]/.test(written));
      assert.ok(!/^[+-]/.test(written) || /^[+-]\d+(\.\d+)?\r\n$/.test(written));
    }),
  );
});
