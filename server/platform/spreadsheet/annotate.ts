import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { WorksheetWriter } from '@cj-tech-master/excelts';
import { FINDINGS_HEADER } from './header.ts';
import { cellText } from './write-text.ts';

export interface AnnotatedRow {
  /** Row number in the person's own file, named in the findings column. */
  readonly rowNumber: number;
  /** Texts by column key, as the person wrote them. */
  readonly cells: Readonly<Record<string, string>>;
  readonly findings: readonly CellFinding[];
}

export interface CellFinding {
  /** Column key; a finding about the whole row has none of the written columns. */
  readonly column: string;
  /** `error` is red, everything else yellow. */
  readonly severity: string;
  readonly message: string;
}

export interface AnnotatedSpec {
  readonly sheetName: string;
  readonly columns: readonly {
    readonly key: string;
    readonly header: string;
    readonly width?: number;
  }[];
  readonly rows: AsyncIterable<AnnotatedRow> | Iterable<AnnotatedRow>;
}

/** Spreadsheet programs become slow with more comments; the findings column has every message. */
const MAX_COMMENTS = 10_000;
const ROWS_BETWEEN_PAUSES = 200;
const RED = 'FFFFC7CE';
const YELLOW = 'FFFFF2AB';

/**
 * Streams an .xlsx with red and yellow cells, comments, and a first column `FINDINGS_HEADER` that
 * the reader leaves out, so that the corrected file can be sent again. Resolves with the row count.
 */
export async function writeAnnotated(spec: AnnotatedSpec, output: Writable): Promise<number> {
  // Loaded only when something is written: reading must not wait for it.
  const { WorkbookWriter } = await import('@cj-tech-master/excelts');
  const book = new WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(spec.sheetName, {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 2, topLeftCell: 'B3' }],
  });
  writeHeader(sheet, spec);
  let count = 0;
  let comments = 0;
  for await (const row of spec.rows) {
    count += 1;
    comments += writeRow(sheet, spec, row, MAX_COMMENTS - comments);
    if (count % ROWS_BETWEEN_PAUSES === 0) await pause(output);
  }
  sheet.commit();
  await book.commit();
  return count;
}

/** Lets other work run and waits for a slow reader; throws when the output is gone. */
async function pause(output: Writable): Promise<void> {
  if (output.destroyed) throw output.errored ?? new Error('the output was closed');
  if (output.writableNeedDrain) await Promise.race([once(output, 'drain'), once(output, 'close')]);
  else await setImmediate();
}

function writeHeader(sheet: WorksheetWriter, spec: AnnotatedSpec): void {
  const widths = [60, ...spec.columns.map(({ width }) => width ?? 16)];
  for (const [index, width] of widths.entries()) {
    sheet.getColumn(index + 1).width = width;
    sheet.getColumn(index + 1).numFmt = '@';
  }
  const lines = [
    [FINDINGS_HEADER, ...spec.columns.map(({ key }) => key)],
    ['改好后可直接上传，本列不会被读取', ...spec.columns.map(({ header }) => header)],
  ];
  for (const texts of lines) {
    const line = sheet.addRow(texts.map(cellText));
    line.font = { bold: true };
    line.commit();
  }
}

/** Writes one row and answers how many comments it got. */
function writeRow(
  sheet: WorksheetWriter,
  spec: AnnotatedSpec,
  row: AnnotatedRow,
  commentsLeft: number,
): number {
  const texts = spec.columns.map(({ key }) => cellText(row.cells[key] ?? ''));
  const line = sheet.addRow([cellText(summaryOf(row, spec)), ...texts]);
  line.getCell(1).alignment = { vertical: 'top', wrapText: true };
  let comments = 0;
  for (const [index, { key }] of spec.columns.entries()) {
    const findings = row.findings.filter(({ column }) => column === key);
    if (findings.length === 0) continue;
    const cell = line.getCell(index + 2);
    const red = findings.some(({ severity }) => severity === 'error');
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: red ? RED : YELLOW } };
    if (comments < commentsLeft) {
      cell.note = cellText(findings.map(({ message }) => message).join('\n'));
      comments += 1;
    }
  }
  line.commit();
  return comments;
}

function summaryOf(row: AnnotatedRow, { columns }: AnnotatedSpec): string {
  if (row.findings.length === 0) return '';
  const names = new Map(columns.map(({ key, header }) => [key, header]));
  const messages = row.findings.map(({ column, message }) => {
    const name = names.get(column);
    return name === undefined ? message : `${name}：${message}`;
  });
  return `原第 ${row.rowNumber} 行　${messages.map((one) => (one.endsWith('。') ? one : `${one}。`)).join('')}`;
}
