import assert from 'node:assert/strict';
import { test } from 'node:test';
import { penaltyCells } from '../../../test/build.ts';
import { testPolicy as policy } from '../../../test/context.ts';
import { classOf } from '../policy/index.ts';
import { checkFile } from './index.ts';
import { numbered, sheetOf } from './testing.ts';

const today = '2026-02-11';
const items = classOf(policy, 'ADMIN_PENALTY')!.items;
const check = (file: Uint8Array | string, sender?: string) =>
  checkFile({ policy, file, classCode: 'ADMIN_PENALTY', today, ...(sender ? { sender } : {}) });

function lines(header: readonly string[], ...rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from([header, ...rows].map((row) => row.join(',')).join('\n'));
}
const refused = (refusal: string) => (error: unknown) => {
  assert.equal((error as { code?: string }).code, 'FILE_REFUSED');
  assert.equal((error as { detail?: { refusal?: string } }).detail?.refusal, refusal);
  return true;
};

test('a good row has no finding, whether headed by code or by Chinese name, in any order', async () => {
  const cells = penaltyCells();
  const byCode = await check(sheetOf([cells]));
  assert.deepEqual(byCode.findings, []);
  assert.deepEqual([byCode.rows, byCode.accepted, byCode.rejected], [1, 1, 0]);
  const shuffled = [...items].reverse();
  const names = shuffled.map(({ nameZh }) => ` ${nameZh.replace('(', '（').replace(')', '）')} *`);
  const byName = await check(
    lines(
      names,
      shuffled.map(({ code }) => cells[code] ?? ''),
    ),
  );
  assert.deepEqual(byName.findings, []);
});

test('codes above names are one header, and titles above it are passed by', async () => {
  const cells = penaltyCells();
  const codes = items.map(({ code }) => code);
  const title = ['行政处罚信息报送表'];
  const names = items.map(({ nameZh }) => nameZh);
  const row = codes.map((code) => cells[code] ?? '');
  const file = lines(
    title,
    codes,
    names,
    row,
    names,
    row.map((text) => text.replace('1号', '2号')),
  );
  const report = await check(file);
  assert.equal(report.rows, 2, 'a header repeated further down is no row');
  assert.equal(report.sheet.headerRow, 2);
});

test('findings name row and cell as the person sees them, and the same day gives the same number', async () => {
  const rows = [
    ...numbered(penaltyCells(), 3),
    { ...penaltyCells(), CF_CFLB: '罰金', CF_WSH: 'x9' },
  ];
  const one = await check(sheetOf(rows));
  assert.deepEqual([...new Set(one.findings.map(({ row }) => row))], [5]);
  assert.ok(one.findings.every(({ cell, field }) => cell === `${one.sheet.columns[field]}5`));
  const other = await check(sheetOf(rows));
  assert.equal(one.reportId, other.reportId);
  const changed = await check(sheetOf(rows.slice(1)));
  assert.notEqual(one.reportId, changed.reportId);
});

test('who sends adds findings but does not change the report number', async () => {
  const file = sheetOf([penaltyCells()]);
  const [dry, own, foreign] = [
    await check(file),
    await check(file, 'SCJG'),
    await check(file, 'CGJ'),
  ];
  assert.equal(own.findings.length, 0);
  assert.ok(foreign.findings.length > 0);
  assert.deepEqual([own.reportId, foreign.reportId], [dry.reportId, dry.reportId]);
});

test('a ragged row is a finding at the cell where it begins', async () => {
  const cells = penaltyCells();
  const codes = Object.keys(cells);
  const row = codes.map((code) => cells[code] ?? '');
  const wider = await check(lines(codes, [...row, '多']));
  assert.deepEqual(
    wider.findings.map(({ rule, cell }) => [rule, cell]),
    [['SHEET-EXTRA-CELLS', 'R2']],
  );
  assert.equal(wider.rejected, 1);
});

test('columns that name no field are said once and not read; a column of numbers is nobody’s business', async () => {
  const cells = penaltyCells();
  const codes = Object.keys(cells);
  const report = await check(
    lines([...codes, '联系人', '序号'], [...Object.values(cells), '某', '1']),
  );
  assert.deepEqual(
    report.findings.map(({ rule, row, severity }) => [rule, row, severity]),
    [['SHEET-UNKNOWN-COLUMN', 1, 'warning']],
  );
  assert.equal(report.accepted, 1);
});

test('a file that cannot be judged is refused as a whole, with a sentence', async () => {
  const licence = classOf(policy, 'ADMIN_LICENCE')!.items.map(({ nameZh }) => nameZh);
  const codes = items.map(({ code }) => code);
  await assert.rejects(check(lines(licence, ['1'])), refused('OTHER_CLASS'));
  await assert.rejects(check(lines(['甲', '乙'], ['1', '2'])), refused('NO_HEADER'));
  await assert.rejects(check(lines(codes.slice(0, 20), ['1'])), refused('MISSING_COLUMNS'));
  await assert.rejects(check(lines([...codes, 'CF_WSH'], ['1'])), refused('REPEATED_COLUMN'));
  await assert.rejects(check(lines(codes)), refused('NO_ROWS'));
  await assert.rejects(check(Buffer.alloc(0)), refused('EMPTY_FILE'));
  await assert.rejects(check('/nonexistent/file.xlsx'), refused('NOT_FOUND'));
});

test('beyond the limit findings are counted, not listed', async () => {
  const file = sheetOf(numbered({ ...penaltyCells(), CF_CFLB: '罰金' }, 5));
  const report = await checkFile({
    policy,
    file,
    classCode: 'ADMIN_PENALTY',
    today,
    maxFindings: 2,
  });
  assert.equal(report.findings.length, 2);
  assert.equal(report.findingsLeftOut, 3);
  assert.equal(report.rejected, 5);
});
