import { strToU8, zipSync } from 'fflate';
import type { Layout, Sheet, SheetCell } from './layout.ts';

/** The same on every run, so that equal seeds give equal bytes. */
const WRITTEN_AT = new Date(Date.UTC(2026, 0, 1, 12));
const DAY_MS = 86_400_000;
/** Day 0 of the calendar of workbooks. */
const FIRST_DAY = Date.UTC(1899, 11, 30);

/** Places in the list of cell formats below. */
const FORMAT = { plain: 0, title: 1, bold: 2, date: 3, empty: 4 } as const;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const STYLES = `${HEAD}<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy/mm/dd"/></numFmts><fonts count="3"><font><sz val="11"/></font><font><b/><sz val="16"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf><xf fontId="2" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf borderId="1" applyBorder="1"/></cellXfs></styleSheet>`;

/**
 * The sheet as a workbook such as spreadsheet programs save it: shared strings, dates as numbers with
 * a format. Written by hand because a general library takes ten times as long and as much memory.
 */
export function xlsxBytes(sheet: Sheet, layout: Layout): Uint8Array {
  const strings = new SharedStrings();
  const width = sheet.header.at(-1)?.length ?? 1;
  const rows: string[] = [];
  const add = (cells: readonly SheetCell[], format: number): void => {
    const row = rows.length + 1;
    const written = cells.map((cell, column) => cellXml(cell, at(column, row), format, strings));
    rows.push(`<row r="${row}">${written.join('')}</row>`);
  };
  if (sheet.title !== null) add([sheet.title], FORMAT.title);
  for (const cells of sheet.header) add(cells, FORMAT.bold);
  for (const cells of sheet.body) add(cells, FORMAT.plain);
  for (let left = layout.emptyRows; left > 0; left -= 1)
    add(Array<SheetCell>(width).fill(''), FORMAT.empty);
  const hidden = layout.hiddenColumn
    ? `<cols><col min="${width}" max="${width}" width="9" hidden="1"/></cols>`
    : '';
  const merged =
    sheet.title !== null && width > 1
      ? `<mergeCells count="1"><mergeCell ref="A1:${at(width - 1, 1)}"/></mergeCells>`
      : '';
  const name = escaped(sheet.name);
  const parts = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`,
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ),
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet ${MAIN}>${hidden}<sheetData>${rows.join('')}</sheetData>${merged}</worksheet>`,
    'xl/sharedStrings.xml': strings.xml(),
  };
  const bytes = Object.entries(parts).map(([path, text]) => [path, strToU8(text)] as const);
  return zipSync(Object.fromEntries(bytes), { level: 1, mtime: WRITTEN_AT });
}

/** Each text once, in the order in which they come. */
class SharedStrings {
  readonly #places = new Map<string, number>();

  place(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.#places.size);
    return this.#places.size - 1;
  }

  xml(): string {
    const items = [...this.#places.keys()].map(
      (text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`,
    );
    return `${HEAD}<sst ${MAIN} uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}

function cellXml(cell: SheetCell, address: string, format: number, strings: SharedStrings): string {
  if (cell instanceof Date) {
    const day = (cell.getTime() - FIRST_DAY) / DAY_MS;
    return `<c r="${address}" s="${FORMAT.date}"><v>${day}</v></c>`;
  }
  const style = format === FORMAT.plain ? '' : ` s="${format}"`;
  if (cell === '') return style === '' ? '' : `<c r="${address}"${style}/>`;
  if (typeof cell === 'number') return `<c r="${address}"${style}><v>${cell}</v></c>`;
  return `<c r="${address}"${style} t="s"><v>${strings.place(cell)}</v></c>`;
}

/** The address of a column, counted from 0, in a row, such as AB7. */
function at(column: number, row: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCodePoint(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row}`;
}

function relations(...targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
