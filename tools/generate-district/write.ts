import { writeFile } from 'node:fs/promises';
import { Workbook } from '@cj-tech-master/excelts';
import iconv from 'iconv-lite';
import type { Layout, Sheet, SheetCell } from './layout.ts';

/** The same on every run, so that equal seeds give equal bytes. */
const WRITTEN_AT = new Date(Date.UTC(2026, 0, 1));
/** Shared, because a style object per cell makes writing several times slower. */
const DATE_STYLE = { numFmt: 'yyyy/mm/dd' };
const EMPTY_STYLE = { border: { bottom: { style: 'thin' as const } } };

function csvCell(cell: SheetCell): string {
  const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvBytes(sheet: Sheet, layout: Layout): Uint8Array {
  const lines = [...sheet.header, ...sheet.body].map((cells) => cells.map(csvCell).join(','));
  const text = `${lines.join('\r\n')}\r\n`;
  if (layout.encoding === 'gb18030') return iconv.encode(text, 'gb18030');
  return new TextEncoder().encode(layout.encoding === 'utf-8-bom' ? `\uFEFF${text}` : text);
}

async function xlsxBytes(sheet: Sheet, layout: Layout): Promise<Uint8Array> {
  const workbook = new Workbook();
  workbook.creator = '演示数据生成程序';
  workbook.created = WRITTEN_AT;
  workbook.modified = WRITTEN_AT;
  const page = workbook.addWorksheet(sheet.name);
  const width = sheet.header.at(-1)?.length ?? 1;
  if (sheet.title !== null) {
    page.addRow([sheet.title]);
    if (width > 1) page.mergeCells(1, 1, 1, width);
    page.getCell(1, 1).font = { bold: true, size: 16 };
    page.getCell(1, 1).alignment = { horizontal: 'center' };
  }
  for (const cells of sheet.header) page.addRow([...cells]).font = { bold: true };
  for (const cells of sheet.body) {
    const row = page.addRow(cells.map((cell) => (cell === '' ? null : cell)));
    for (const [index, cell] of cells.entries()) {
      if (cell instanceof Date) row.getCell(index + 1).style = DATE_STYLE;
    }
  }
  const bottom = sheet.firstDataRow + sheet.body.length;
  for (let row = bottom; row < bottom + layout.emptyRows; row += 1) {
    for (let column = 1; column <= width; column += 1) {
      page.getCell(row, column).style = EMPTY_STYLE;
    }
  }
  if (layout.hiddenColumn) page.getColumn(width).hidden = true;
  const bytes = await workbook.xlsx.writeBuffer({ zip: { modTime: WRITTEN_AT, level: 6 } });
  return new Uint8Array(bytes);
}

/** Writes one sheet as a file of its layout's format. */
export async function writeSheet(path: string, sheet: Sheet, layout: Layout): Promise<void> {
  await writeFile(
    path,
    layout.format === 'csv' ? csvBytes(sheet, layout) : await xlsxBytes(sheet, layout),
  );
}
