import type { Workbook, Worksheet } from '@cj-tech-master/excelts';
import { columnLetters } from './address.ts';
import { INSTRUCTIONS_SHEET } from './header.ts';
import { cellText } from './write-text.ts';

export interface TemplateColumn {
  /** Field code, first row. */
  readonly key: string;
  /** Name for people, second row. */
  readonly header: string;
  readonly required: boolean;
  /** Width in characters. */
  readonly width?: number;
  /** Comment of the header and line of the instructions. */
  readonly note?: string;
  readonly dropdown?: readonly string[];
  readonly example?: string;
}

export interface TemplateSpec {
  readonly title: string;
  readonly sheetName: string;
  readonly columns: readonly TemplateColumn[];
  readonly instructions: readonly string[];
  /** Rows below the header that get drop-downs; default 5,000. */
  readonly rows?: number;
}

const OPTIONS_SHEET = '选项';
const HEADER_ROWS = 2;
const REQUIRED_FILL = 'FFFCE4D6';
const OPTIONAL_FILL = 'FFDDEBF7';

/**
 * An .xlsx to fill in: codes, names, frozen, comments, drop-downs, every column text so that 18
 * digits stay. Examples stand on a second sheet, so that none can be submitted by mistake.
 */
export async function writeTemplate(spec: TemplateSpec): Promise<Buffer> {
  // Loaded only when something is written: reading must not wait for it.
  const { Workbook } = await import('@cj-tech-master/excelts');
  const book = new Workbook();
  book.title = cellText(spec.title);
  const sheet = book.addWorksheet(spec.sheetName, {
    views: [{ state: 'frozen', xSplit: 0, ySplit: HEADER_ROWS, topLeftCell: 'A3' }],
  });
  writeHeader(sheet, spec.columns);
  writeInstructions(book.addWorksheet(INSTRUCTIONS_SHEET), spec);
  writeDropdowns(book, sheet, spec);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function writeHeader(sheet: Worksheet, columns: readonly TemplateColumn[]): void {
  for (const [index, column] of columns.entries()) {
    const place = sheet.getColumn(index + 1);
    place.width = column.width ?? 16;
    place.numFmt = '@';
    const code = sheet.getCell(1, index + 1);
    code.value = cellText(column.key);
    code.font = { size: 9, color: { argb: 'FF7F7F7F' } };
    const name = sheet.getCell(2, index + 1);
    name.value = cellText(column.header);
    name.font = { bold: true, color: { argb: column.required ? 'FFC00000' : 'FF000000' } };
    name.note = cellText(noteOf(column));
    for (const cell of [code, name]) {
      cell.numFmt = '@';
      cell.fill = {
        type: 'pattern',
        pattern: 'solid',
        fgColor: { argb: column.required ? REQUIRED_FILL : OPTIONAL_FILL },
      };
      cell.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true };
      cell.border = { bottom: { style: 'thin', color: { argb: 'FFBFBFBF' } } };
    }
  }
}

function noteOf(column: TemplateColumn): string {
  const example = column.example === undefined ? '' : `\n示例：${column.example}`;
  return `${column.required ? '必填。' : '选填。'}${column.note ?? ''}${example}`;
}

function writeInstructions(sheet: Worksheet, spec: TemplateSpec): void {
  const lines = [
    [spec.title],
    ...spec.instructions.map((line) => [line]),
    ['前两行是字段代码和名称，请不要修改；从第三行起逐行填写。本页不会被读取。'],
    [],
    ['字段名称', '字段代码', '是否必填', '填写要求', '示例（仅供参考，不会提交）'],
    ...spec.columns.map((column) => [
      column.header,
      column.key,
      column.required ? '必填' : '选填',
      column.note ?? '',
      column.example ?? '',
    ]),
  ];
  for (const [index, width] of [28, 18, 10, 60, 40].entries()) {
    sheet.getColumn(index + 1).width = width;
  }
  for (const [rowIndex, line] of lines.entries()) {
    for (const [columnIndex, text] of line.entries()) {
      const cell = sheet.getCell(rowIndex + 1, columnIndex + 1);
      cell.value = cellText(text);
      cell.numFmt = '@';
      if (line.length > 1) cell.alignment = { vertical: 'top', wrapText: true };
    }
  }
  sheet.getCell(1, 1).font = { bold: true, size: 14 };
  sheet.getRow(lines.length - spec.columns.length).font = { bold: true };
}

/** Lists stand on a very hidden sheet, because a list written in the rule ends at 255 characters. */
function writeDropdowns(book: Workbook, sheet: Worksheet, spec: TemplateSpec): void {
  const listed = [...spec.columns.entries()].filter(([, column]) => column.dropdown?.length);
  if (listed.length === 0) return;
  const options = book.addWorksheet(OPTIONS_SHEET, { state: 'veryHidden' });
  const lastRow = HEADER_ROWS + (spec.rows ?? 5_000);
  for (const [at, [index, column]] of listed.entries()) {
    const values = column.dropdown ?? [];
    for (const [row, value] of values.entries()) {
      const cell = options.getCell(row + 1, at + 1);
      cell.value = cellText(value);
      cell.numFmt = '@';
    }
    const list = columnLetters(at);
    const target = columnLetters(index);
    sheet.dataValidations.add(`${target}${HEADER_ROWS + 1}:${target}${lastRow}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`'${OPTIONS_SHEET}'!$${list}$1:$${list}$${values.length}`],
      showErrorMessage: true,
      errorStyle: 'stop',
      errorTitle: cellText(column.header).slice(0, 32),
      error: '请从下拉列表中选择。',
    });
  }
}
