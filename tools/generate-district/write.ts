import { writeFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import type { Layout, Sheet, SheetCell } from './layout.ts';
import { xlsxBytes } from './workbook.ts';

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

/** Writes one sheet as a file of its layout's format. */
export async function writeSheet(path: string, sheet: Sheet, layout: Layout): Promise<void> {
  await writeFile(
    path,
    layout.format === 'csv' ? csvBytes(sheet, layout) : xlsxBytes(sheet, layout),
  );
}
