import { cellAddress, type CellMark, type SheetRow } from '../../platform/spreadsheet/index.ts';
import type { SheetColumns } from './columns.ts';
import type { SheetFinding } from './finding.ts';

interface Sentence {
  readonly rule: string;
  readonly zh: string;
  readonly en: string;
}

/** What is wrong with the cell itself, whatever its field demands. */
const MARKS: Readonly<Partial<Record<CellMark, Sentence>>> = {
  imprecise: {
    rule: 'SHEET-IMPRECISE',
    zh: '该单元格是数值格式，超过 15 位的数字已被表格软件改动。请把单元格设为“文本”，对照原件重新填写。',
    en: 'The spreadsheet keeps only 15 digits of a number: format the cell as text and enter it again.',
  },
  error: {
    rule: 'SHEET-ERROR-VALUE',
    zh: '该单元格是公式错误值。请改为实际内容。',
    en: 'The cell holds the error of a formula. Enter the value itself.',
  },
  uncalculated: {
    rule: 'SHEET-UNCALCULATED',
    zh: '该单元格的公式还没有计算结果。请用 Excel 或 WPS 打开并保存一次，或改为实际内容。',
    en: 'The formula in this cell was never calculated. Open and save the file once, or enter the value.',
  },
};

/** Findings about the sheet itself in one row: odd cells and rows wider or narrower than the header. */
export function sheetFindings(
  row: SheetRow,
  columns: SheetColumns,
  nameOf: (field: string) => string,
): SheetFinding[] {
  const findings: SheetFinding[] = [];
  const { width } = columns;
  for (const [index, mark] of Object.entries(row.marks ?? {})) {
    const sentence = MARKS[mark];
    const field = columns.fields.find((each) => each.index === Number(index))?.code;
    if (!sentence || field === undefined) continue;
    const cell = cellAddress(row.rowNumber, Number(index));
    findings.push(finding(row.rowNumber, cell, 'error', sentence, field, nameOf(field)));
  }
  if (row.extraCells > 0) {
    const sentence = {
      rule: 'SHEET-EXTRA-CELLS',
      zh: `本行比表头多出 ${row.extraCells} 格，内容可能已错位。请检查多余的逗号，含逗号的内容须用双引号括起来。`,
      en: `The row has ${row.extraCells} cells more than the header; a comma may lack its quotes.`,
    };
    findings.push(finding(row.rowNumber, cellAddress(row.rowNumber, width), 'error', sentence));
  }
  if (row.missingCells > 0) {
    const sentence = {
      rule: 'SHEET-MISSING-CELLS',
      zh: `本行比表头少 ${row.missingCells} 格，缺少的格按空白处理。请核对本行内容有没有错位。`,
      en: `The row has ${row.missingCells} cells fewer than the header; they count as blank.`,
    };
    const at = cellAddress(row.rowNumber, width - row.missingCells);
    findings.push(finding(row.rowNumber, at, 'warning', sentence));
  }
  return findings;
}

/** Columns that name no field of the class: said once, at the header. */
export function unknownColumns(
  { headerRow, unknown }: SheetColumns,
  className: string,
): SheetFinding[] {
  return unknown.map(({ index, text }) => {
    const sentence = {
      rule: 'SHEET-UNKNOWN-COLUMN',
      zh: `“${text}”不是“${className}”的字段，这一列没有读取。若是字段名称写错，请改正后重新上传。`,
      en: `${text} is not a field of this class; the column was not read.`,
    };
    return {
      ...finding(headerRow, cellAddress(headerRow, index), 'warning', sentence),
      value: text,
    };
  });
}

function finding(
  row: number,
  cell: string,
  severity: 'error' | 'warning',
  sentence: Sentence,
  ...[field = '', fieldName = '']: string[]
): SheetFinding {
  return {
    row,
    cell,
    field,
    fieldName,
    value: '',
    rule: sentence.rule,
    severity,
    message: sentence.zh,
    messageEn: sentence.en,
    feedback: severity === 'error' ? 'E1001' : 'W4008',
  };
}
