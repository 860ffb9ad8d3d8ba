import type { PlannedRow } from './assemble.ts';
import type { SheetEncoding, SheetFormat } from './manifest.ts';
import type { Profile } from './profiles.ts';
import type { Random } from './random.ts';
import type { InformationClass } from './rows.ts';
import type { Policy } from '../../server/modules/policy/index.ts';

/** How the header of a sheet looks: habits of clerks, all of which intake has to understand. */
export type HeaderStyle = 'CODES' | 'NAMES' | 'TITLED' | 'DOUBLE' | 'SPACED';
export type DateStyle = 'WIRE' | 'CELL' | 'HYPHENED' | 'DOTTED' | 'CHINESE';

/** Everything that decides how the rows of a file are written down. */
export interface Layout {
  readonly format: SheetFormat;
  readonly encoding: SheetEncoding;
  readonly header: HeaderStyle;
  readonly dates: DateStyle;
  /** Amounts as text instead of numbers. */
  readonly numbersAsText: boolean;
  /** Labels of code lists instead of their values, where a label stands for one value. */
  readonly labels: boolean;
  /** Formatted but empty rows below the data. */
  readonly emptyRows: number;
  readonly hiddenColumn: boolean;
}

/** A cell as it is written. */
export type SheetCell = string | number | Date;

/** A sheet ready to be written: header rows, then data from row `firstDataRow` on. */
export interface Sheet {
  readonly name: string;
  readonly title: string | null;
  readonly header: readonly (readonly string[])[];
  readonly body: readonly (readonly SheetCell[])[];
  readonly firstDataRow: number;
}

/** The layout of the file at that place: the habits take turns. */
export function layoutOf(place: number, random: Random): Layout {
  const csv = place % 3 === 2;
  const encodings: readonly SheetEncoding[] = ['utf-8-bom', 'gb18030', 'utf-8', 'gb18030'];
  if (csv) {
    return {
      format: 'csv',
      encoding: encodings[Math.floor(place / 3) % encodings.length] ?? 'utf-8',
      header: random.pick(['CODES', 'NAMES', 'NAMES']),
      dates: random.pick(['WIRE', 'HYPHENED', 'CHINESE']),
      numbersAsText: true,
      labels: random.chance(0.4),
      emptyRows: 0,
      hiddenColumn: false,
    };
  }
  const headers: readonly HeaderStyle[] = [
    'NAMES',
    'TITLED',
    'CODES',
    'DOUBLE',
    'SPACED',
    'TITLED',
  ];
  return {
    format: 'xlsx',
    encoding: 'utf-8',
    header: headers[(Math.floor(place / 3) * 2 + (place % 3)) % headers.length] ?? 'NAMES',
    dates: random.weighted([
      ['CELL', 4],
      ['WIRE', 3],
      ['HYPHENED', 1],
      ['DOTTED', 1],
      ['CHINESE', 1],
    ]),
    numbersAsText: random.chance(0.4),
    labels: random.chance(0.4),
    emptyRows: random.pick([0, 0, 3, 20]),
    hiddenColumn: random.chance(0.2),
  };
}

/** The layout of every file of a sender with habits of its own. */
export function layoutOfProfile(profile: Profile): Layout {
  const { format, encoding, header, dates, numbersAsText, labels, emptyRows, hiddenColumn } =
    profile;
  const csv = format === 'csv';
  return {
    format,
    encoding: csv ? encoding : 'utf-8',
    header,
    dates: csv && dates === 'CELL' ? 'HYPHENED' : dates,
    numbersAsText: csv || numbersAsText,
    labels,
    emptyRows: csv ? 0 : emptyRows,
    hiddenColumn: !csv && hiddenColumn,
  };
}

interface Column {
  readonly code: string;
  readonly nameZh: string;
  readonly type: string;
  /** Value to label, where labels are understood. */
  readonly labelOf: ReadonlyMap<string, string>;
}

function labelsOf(
  policy: Policy,
  item: InformationClass['items'][number],
): ReadonlyMap<string, string> {
  const list = item.codelist === undefined ? undefined : policy.codelists.lists[item.codelist];
  if (list === undefined || item.type === 'codes' || !item.normalise.includes('LIST_LABEL'))
    return new Map();
  const times = new Map<string, number>();
  for (const { zh } of list.values) times.set(zh, (times.get(zh) ?? 0) + 1);
  return new Map(
    list.values.filter(({ zh }) => times.get(zh) === 1).map(({ value, zh }) => [value, zh]),
  );
}

function columnsOf(
  policy: Policy,
  cls: InformationClass,
  rows: readonly PlannedRow[],
  layout: Layout,
): Column[] {
  const used = new Set<string>();
  for (const row of rows) {
    for (const cells of [row.cells, row.typed]) {
      for (const [field, value] of Object.entries(cells)) if (value !== '') used.add(field);
    }
  }
  const whole = layout.header === 'CODES' || layout.header === 'DOUBLE';
  const items = cls.items.filter(
    (item) =>
      item.type !== 'attachment' && (whole || item.presence === 'required' || used.has(item.code)),
  );
  const envelope = policy.catalogue.envelope.filter((field) => used.has(field.code));
  return [...envelope, ...items].map((item) => ({
    code: item.code,
    nameZh: item.nameZh,
    type: item.type,
    labelOf: labelsOf(policy, { ...item, presence: 'optional' }),
  }));
}

function dateText(value: string, style: DateStyle): SheetCell {
  const [year = 0, month = 0, day = 0] = value.split('/').map(Number);
  switch (style) {
    case 'CELL':
      return new Date(Date.UTC(year, month - 1, day));
    case 'HYPHENED':
      return value.replaceAll('/', '-');
    case 'DOTTED':
      return `${year}.${month}.${day}`;
    case 'CHINESE':
      return `${year}年${month}月${day}日`;
    case 'WIRE':
      return value;
  }
}

function cellOf(row: PlannedRow, column: Column, layout: Layout): SheetCell {
  const typed = row.typed[column.code];
  if (typed !== undefined) return typed;
  const value = row.cells[column.code] ?? '';
  if (value === '') return '';
  if (column.type === 'date') return value === '2099/12/31' ? value : dateText(value, layout.dates);
  if (/^(decimal|integer)/u.test(column.type)) return layout.numbersAsText ? value : Number(value);
  return layout.labels ? (column.labelOf.get(value) ?? value) : value;
}

/** A space inside the name, one behind it, and the other kind of brackets. */
function spaced(name: string): string {
  const swapped = name.replaceAll('(', '（').replaceAll(')', '）');
  return `${swapped.slice(0, 2)} ${swapped.slice(2)}\u3000`;
}

/** Lays the rows out as the clerk of the department would. */
export function laidOut(
  policy: Policy,
  rows: readonly PlannedRow[],
  layout: Layout,
  random: Random,
): Sheet {
  const first = rows[0];
  if (first === undefined) throw new Error('没有可写入的行。');
  const { cls, fact } = first;
  const inOrder = columnsOf(policy, cls, rows, layout);
  const columns = ['NAMES', 'SPACED'].includes(layout.header) ? random.shuffle(inOrder) : inOrder;
  const codes = columns.map((column) => column.code);
  const names = columns.map((column) => column.nameZh);
  const headers: Readonly<Record<HeaderStyle, readonly (readonly string[])[]>> = {
    CODES: [codes],
    NAMES: [names],
    TITLED: [[`填报单位：${fact.sender.nameZh}`], names],
    DOUBLE: [codes, names],
    SPACED: [names.map(spaced)],
  };
  const title =
    layout.header === 'TITLED' ? `${fact.sender.nameZh}${cls.nameZh}报送表（演示）` : null;
  const header = headers[layout.header];
  return {
    name: cls.nameZh.replaceAll(/[\\/?*[\]:]/gu, '').slice(0, 31),
    title,
    header,
    body: rows.map((row) => columns.map((column) => cellOf(row, column, layout))),
    firstDataRow: header.length + (title === null ? 0 : 1) + 1,
  };
}
