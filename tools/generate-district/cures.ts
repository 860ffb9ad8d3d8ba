import type { PlannedRow } from './assemble.ts';
import type { Profile } from './profiles.ts';
import type { Random } from './random.ts';

/** One way clerks write a good value that normalisation brings back. */
interface Variant {
  readonly kind: string;
  /** Field and typed text, or null when the row has no such cell. */
  readonly write: (
    row: PlannedRow,
    random: Random,
  ) => readonly [field: string, typed: string] | null;
}

const fullWidth = (text: string): string =>
  text.replace(/[0-9A-Z]/gu, (character) =>
    String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0),
  );

function codeVariant(kind: string, write: (code: string) => string): Variant {
  return {
    kind,
    write: (row) => {
      const field = row.cls.subject.uscc;
      const code = field === null ? undefined : row.cells[field];
      return field === null || code === undefined ? null : [field, write(code)];
    },
  };
}

function dateVariant(
  kind: string,
  write: (year: number, month: number, day: number) => string,
): Variant {
  return {
    kind,
    write: (row, random) => {
      const fields = row.cls.items.filter(
        (item) => item.type === 'date' && !['', '2099/12/31'].includes(row.cells[item.code] ?? ''),
      );
      if (fields.length === 0) return null;
      const field = random.pick(fields).code;
      const [year = 0, month = 0, day = 0] = (row.cells[field] ?? '').split('/').map(Number);
      return [field, write(year, month, day)];
    },
  };
}

const padded = (value: number): string => String(value).padStart(2, '0');

function amountVariant(
  kind: string,
  write: (amount: string, unit: string) => string | null,
): Variant {
  return {
    kind,
    write: (row, random) => {
      const fields = row.cls.items.filter(
        (item) => typeof item.moneyUnit === 'string' && (row.cells[item.code] ?? '') !== '',
      );
      if (fields.length === 0) return null;
      const item = random.pick(fields);
      const typed = write(
        row.cells[item.code] ?? '',
        item.moneyUnit === 'WAN_YUAN' ? '万元' : '元',
      );
      return typed === null ? null : [item.code, typed];
    },
  };
}

const variants: readonly Variant[] = [
  codeVariant('FULL_WIDTH_CODE', fullWidth),
  codeVariant('LOWER_CASE_CODE', (code) => code.toLowerCase()),
  codeVariant(
    'SPACES_IN_CODE',
    (code) => `${code.slice(0, 8)} ${code.slice(8, 16)} ${code.slice(16)}`,
  ),
  dateVariant('DOTTED_DATE', (year, month, day) => `${year}.${month}.${day}`),
  dateVariant('CHINESE_DATE', (year, month, day) => `${year}年${month}月${day}日`),
  dateVariant('COMPACT_DATE', (year, month, day) => `${year}${padded(month)}${padded(day)}`),
  dateVariant('HYPHENED_DATE', (year, month, day) => `${year}-${month}-${day}`),
  amountVariant('UNIT_IN_AMOUNT', (amount, unit) => `${amount}${unit}`),
  amountVariant('THOUSANDS_SEPARATORS', (amount) =>
    /^\d{4,}$/u.test(amount) ? `¥${Number(amount).toLocaleString('en-US')}` : null,
  ),
  {
    kind: 'LONG_TERM_IN_WORDS',
    write: (row, random) => {
      const fields = row.cls.items.filter(
        (item) => item.longTerm === true && row.cells[item.code] === '2099/12/31',
      );
      return fields.length === 0
        ? null
        : [random.pick(fields).code, random.pick(['长期', '长期有效', '永久'])];
    },
  },
  {
    kind: 'FULL_WIDTH_SEPARATOR',
    write: (row) => {
      const kinds = row.cells['CF_CFLB'] ?? row.cells['QZ_LB'] ?? '';
      return kinds.includes(';')
        ? [row.cls.code === 'ADMIN_PENALTY' ? 'CF_CFLB' : 'QZ_LB', kinds.replaceAll(';', '；')]
        : null;
    },
  },
  {
    kind: 'HALF_WIDTH_BRACKETS',
    write: (row) => {
      const field = row.cls.subject.name;
      const name = field === null ? '' : (row.cells[field] ?? '');
      return field !== null && name.includes('（')
        ? [field, name.replace('（', '(').replace('）', ')')]
        : null;
    },
  },
  {
    kind: 'IDEOGRAPHIC_SPACE',
    write: (row) => {
      const field = row.cls.subject.name;
      const name = field === null ? '' : (row.cells[field] ?? '');
      return field === null || name === '' ? null : [field, `${name}\u3000`];
    },
  },
];

const byKind = new Map(variants.map((variant) => [variant.kind, variant]));

/** Every curable way of writing there is. */
export const cureKinds: readonly string[] = [...byKind.keys()];

/** Writes about `share` of the good rows in a curable way, every variant in turn. */
export function writeCurably(rows: readonly PlannedRow[], share: number, random: Random): void {
  const wanted = Math.max(variants.length, Math.round(rows.length * share));
  for (let index = 0; index < wanted; index += 1) {
    const variant = variants[index % variants.length];
    if (variant === undefined) break;
    for (let tries = 0; tries < 60; tries += 1) {
      if (writeOne(random.pick(rows), variant, random)) break;
    }
  }
}

/** Writes good rows in the curable ways of the sender's profile, as often as it does. */
export function writeByProfile(
  rows: readonly PlannedRow[],
  profile: Profile,
  random: Random,
): void {
  const kinds = Object.entries(profile.cures);
  for (const row of rows) {
    if (!random.chance(profile.curablePercent / 100)) continue;
    const variant = byKind.get(random.weighted(kinds));
    if (variant) writeOne(row, variant, random);
  }
}

function writeOne(row: PlannedRow, variant: Variant, random: Random): boolean {
  if (row.labels.length > 0 || row.cures.length > 0) return false;
  const written = variant.write(row, random);
  if (written === null) return false;
  const [field, typed] = written;
  row.typed[field] = typed;
  row.cures.push({ field, kind: variant.kind });
  return true;
}
