import {
  madeUpRegistrationNumber,
  madeUpUscc,
  withWrongCheck,
} from '../../tools/generate-district/codes.ts';

/** The class of all rows, and who reports them. */
export const CLASS = 'ADMIN_PENALTY';
export const ORGANISATION = 'SCJG';
/** The day the rows are received; every decision is a few working days older. */
export const NOW = '2026-03-02T02:00:00Z';

const DIVISION = '610202';
const UNIT = { name: '铜川市王益区市场监督管理局', uscc: '11610202MAF2000067' };
const ROWS_OF_A_SUBJECT = 4;
/** One subject in so many is not in the register. */
const UNKNOWN_EVERY = 50;

export const COLUMNS = [
  'CF_XDR_MC',
  'CF_XDR_LB',
  'CF_XDR_SHXYM',
  'CF_XDR_GSZC',
  'CF_XDR_ZZJG',
  'CF_XDR_SWDJ',
  'CF_XDR_SYDW',
  'CF_XDR_SHZZ',
  'CF_FRDB',
  'CF_WSH',
  'CF_WFXW',
  'CF_SY',
  'CF_YJ',
  'CF_CFLB',
  'CF_NR',
  'CF_NR_FK',
  'CF_NR_WFFF',
  'CF_NR_ZKDX',
  'CF_JDRQ',
  'CF_YXQ',
  'CF_GSJZQ',
  'CF_CFJG',
  'CF_CFJGDM',
  'CF_SJLY',
  'CF_SJLYDM',
] as const;
type Column = (typeof COLUMNS)[number];
export type Cells = Readonly<Record<Column, string>>;

/** What a row is: good, written oddly but good, repeated, or wrong in one cell. */
export type Label =
  | { readonly kind: 'GOOD' | 'CURED' | 'UNKNOWN_SUBJECT' }
  | { readonly kind: 'REPEAT'; readonly of: number }
  | { readonly kind: 'WRONG'; readonly field: Column; readonly mistake: string };

export interface Penalty {
  readonly cells: Cells;
  /** The cells as they must be stored. */
  readonly clean: Cells;
  readonly label: Label;
}

interface Change {
  readonly name: string;
  readonly field: Column;
  readonly make: (cells: Cells) => string;
}

const MISTAKES: readonly Change[] = [
  { name: 'missing', field: 'CF_WSH', make: () => '' },
  {
    name: 'check character',
    field: 'CF_XDR_SHXYM',
    make: (row) => withWrongCheck(row.CF_XDR_SHXYM),
  },
  { name: 'short code', field: 'CF_XDR_SHXYM', make: (row) => row.CF_XDR_SHXYM.slice(0, 17) },
  { name: 'code list', field: 'CF_CFLB', make: (row) => `${row.CF_CFLB};罚金` },
  { name: 'impossible date', field: 'CF_JDRQ', make: () => '2026/02/30' },
  { name: 'order of dates', field: 'CF_YXQ', make: () => '2020/01/01' },
  { name: 'not a number', field: 'CF_NR_FK', make: () => '两千元' },
  { name: 'other cell says no', field: 'CF_NR_FK', make: () => '' },
  { name: 'too long', field: 'CF_FRDB', make: () => '李'.repeat(51) },
  { name: 'no article', field: 'CF_YJ', make: () => '有关规定' },
];

const VARIANTS: readonly Change[] = [
  { name: 'dashes', field: 'CF_JDRQ', make: (row) => row.CF_JDRQ.replaceAll('/', '-') },
  {
    name: '年月日',
    field: 'CF_JDRQ',
    make: (row) => row.CF_JDRQ.replace('/', '年').replace('/', '月').concat('日'),
  },
  { name: 'full width', field: 'CF_XDR_SHXYM', make: (row) => fullWidth(row.CF_XDR_SHXYM) },
  { name: 'lower case', field: 'CF_XDR_SHXYM', make: (row) => row.CF_XDR_SHXYM.toLowerCase() },
  { name: 'spaces', field: 'CF_XDR_MC', make: (row) => ` ${row.CF_XDR_MC} ` },
];

const FACTS = [
  '当事人销售标签不符合食品安全标准的预包装食品，货值金额较小，案发后主动配合调查并如实陈述。',
  '当事人在经营场所使用未经定期检验的计量器具，违法行为持续时间不长，未造成严重后果。',
  '当事人未按规定建立并执行食品进货查验记录制度，经责令改正后在期限内完成整改。',
];
const LAWS = [
  '《中华人民共和国食品安全法》第一百二十五条第一款',
  '《中华人民共和国计量法》第二十六条',
  '《中华人民共和国食品安全法》第一百二十六条第一款',
];

/** The registered subjects of so many rows. */
export function* subjectsOf(
  rows: number,
): Generator<{ name: string; uscc: string; registration: string }> {
  for (let serial = 0; serial < subjectCount(rows); serial += 1) {
    if (serial % UNKNOWN_EVERY !== 0) yield subject(serial);
  }
}

/** Row `index` of `rows`, the same for the same seed whatever was made before. */
export function penalty(index: number, rows: number, seed: number): Penalty {
  const random = randomOf(seed, index);
  const share = random();
  // 1 % repeats one of the 2,000 rows before it, in the same file or an earlier one.
  if (share < 0.01 && index > 0) {
    const of = Math.max(0, index - 1 - Math.floor(random() * 2_000));
    const first = penalty(of, rows, seed);
    const isFirst = first.label.kind === 'GOOD' || first.label.kind === 'CURED';
    if (isFirst) return { ...first, label: { kind: 'REPEAT', of } };
  }
  const serial = Math.floor(subjectCount(rows) * random() ** 2);
  const clean = goodCells(index, serial, random);
  if (serial % UNKNOWN_EVERY === 0)
    return { cells: clean, clean, label: { kind: 'UNKNOWN_SUBJECT' } };
  if (share >= 0.01 && share < 0.03) {
    const { name, field, make } = pick(MISTAKES, random);
    const label = { kind: 'WRONG', field, mistake: name } as const;
    return { cells: { ...clean, [field]: make(clean) }, clean, label };
  }
  if (share >= 0.03 && share < 0.05) {
    const { field, make } = pick(VARIANTS, random);
    return { cells: { ...clean, [field]: make(clean) }, clean, label: { kind: 'CURED' } };
  }
  return { cells: clean, clean, label: { kind: 'GOOD' } };
}

function subjectCount(rows: number): number {
  return Math.max(1, Math.floor(rows / ROWS_OF_A_SUBJECT));
}

function subject(serial: number): { name: string; uscc: string; registration: string } {
  return {
    name: `王益示例${serial}号商贸有限公司`,
    uscc: madeUpUscc('91', DIVISION, serial),
    registration: madeUpRegistrationNumber(DIVISION, 1, serial),
  };
}

function goodCells(index: number, serial: number, random: () => number): Cells {
  const { name, uscc, registration } = subject(serial);
  const kind = Math.floor(random() * FACTS.length);
  const fine = (Math.floor(random() * 500) + 1) / 100;
  return {
    CF_XDR_MC: name,
    CF_XDR_LB: '法人及非法人组织',
    CF_XDR_SHXYM: uscc,
    CF_XDR_GSZC: registration,
    CF_XDR_ZZJG: uscc.slice(8, 17),
    CF_XDR_SWDJ: uscc,
    CF_XDR_SYDW: '',
    CF_XDR_SHZZ: '',
    CF_FRDB: '李某明',
    CF_WSH: `王市监罚〔2026〕${index + 1}号`,
    CF_WFXW: '违反市场监督管理规定',
    CF_SY: FACTS[kind] ?? '',
    CF_YJ: LAWS[kind] ?? '',
    CF_CFLB: '警告;罚款',
    CF_NR: `给予警告，并处以罚款${Math.round(fine * 10_000)}元`,
    CF_NR_FK: fine.toFixed(6),
    CF_NR_WFFF: '',
    CF_NR_ZKDX: '',
    CF_JDRQ: `2026/02/${24 + Math.floor(random() * 4)}`,
    CF_YXQ: '2099/12/31',
    CF_GSJZQ: '',
    CF_CFJG: UNIT.name,
    CF_CFJGDM: UNIT.uscc,
    CF_SJLY: UNIT.name,
    CF_SJLYDM: UNIT.uscc,
  };
}

function fullWidth(text: string): string {
  return text.replaceAll(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** A small generator (mulberry32) of its own for each row. */
function randomOf(seed: number, index: number): () => number {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
