import { plannedRow, type PlannedRow } from './assemble.ts';
import { label } from './mistakes/plant.ts';
import type { Random } from './random.ts';

/** Rows that say again, or take back, what an earlier file said. */
export interface Repeats {
  /** Rows to be put into the file of the row they repeat, right behind it. */
  readonly within: ReadonlyMap<PlannedRow, PlannedRow>;
  /** Later files, in order. */
  readonly later: readonly { readonly what: string; readonly rows: readonly PlannedRow[] }[];
}

export interface RepeatCounts {
  readonly within: number;
  readonly sentAgain: number;
  readonly corrections: number;
}

/** How many rows `planRepeats` adds to a small district of that many records, by kind. */
export function smallRepeats(records: number): RepeatCounts {
  const scale = Math.max(1, records / 6000);
  return {
    within: Math.round(4 * scale),
    sentAgain: Math.round(14 * scale),
    corrections: Math.round(16 * scale),
  };
}

/** The same for that share of the whole district, which has few licences and penalties. */
export function wholeDistrictRepeats(share: number): RepeatCounts {
  return {
    within: Math.max(2, Math.round(40 * share)),
    sentAgain: Math.max(2, Math.round(120 * share)),
    corrections: Math.max(2, Math.round(96 * share)),
  };
}

const copyOf = (row: PlannedRow): PlannedRow => plannedRow(row.cls, row.fact, { ...row.cells });

function take(list: PlannedRow[]): PlannedRow {
  const row = list.pop();
  if (row === undefined)
    throw new Error('许可或处罚记录太少，无法安排重复与更正，请增大 records。');
  row.fixed = true;
  return row;
}

/** Chooses good rows, keeps them good, and makes the rows that repeat or correct them. */
export function planRepeats(
  rows: readonly PlannedRow[],
  sizes: RepeatCounts,
  random: Random,
): Repeats {
  const candidates = (code: string, sender: string): PlannedRow[] =>
    random.shuffle(
      rows.filter(
        (row) =>
          row.cls.code === code &&
          row.fact.sender.code === sender &&
          row.fact.person === null &&
          !row.fixed,
      ),
    );
  const licences = candidates('ADMIN_LICENCE', 'SPJ');
  const penalties = candidates('ADMIN_PENALTY', 'SCJG');
  const within = new Map<PlannedRow, PlannedRow>();
  for (let index = 0; index < sizes.within; index += 1) {
    const original = take(index % 2 === 0 ? licences : penalties);
    const copy = copyOf(original);
    const different = index % 4 === 1;
    if (different) copy.cells['CF_NR'] = `${copy.cells['CF_NR'] ?? ''}（以本条为准）`;
    label(
      copy,
      different ? 'SAME_KEY_OTHER_CONTENT' : 'TWICE_IN_FILE',
      copy.cls.subject.name ?? '',
      {
        rule: 'uniqueKey',
        scope: 'file',
        severity: different ? 'quarantine' : 'error',
      },
    );
    within.set(original, copy);
  }

  const sentAgain = Array.from({ length: sizes.sentAgain }, () => {
    const copy = copyOf(take(licences));
    label(copy, 'SENT_BEFORE', copy.cls.subject.name ?? '', { rule: 'uniqueKey', scope: 'store' });
    return copy;
  });

  const correction = (index: number): PlannedRow => {
    const licence = index % 2 === 0;
    const row = copyOf(take(licence ? licences : penalties));
    const step = Math.floor(index / 2);
    if (step === 3) {
      const field = licence ? 'XK_WSH' : 'CF_WSH';
      row.cells[field] = `${row.cells[field] ?? ''}（无此文号）`;
      Object.assign(row.cells, { OPERATION: 'REVOKE', REASON: '经复核依法撤销原决定' });
      label(row, 'CORRECTION_WITHOUT_TARGET', row.cls.subject.name ?? '', {
        rule: 'operationTarget',
        scope: 'store',
      });
    } else if (step % 4 === 2) {
      Object.assign(row.cells, { OPERATION: 'REVOKE', REASON: '经行政复议依法撤销原决定' });
    } else if (step % 8 === 7) {
      Object.assign(row.cells, { OPERATION: 'DELETE', REASON: '重复录入，误报删除' });
    } else {
      const field = licence ? 'XK_NR' : 'CF_WFXW';
      row.cells[field] = `${row.cells[field] ?? ''}（更正）`;
      Object.assign(row.cells, { OPERATION: 'UPDATE', REASON: '原录入文字有误，现予更正' });
    }
    return row;
  };
  const corrections = Array.from({ length: sizes.corrections }, (_, index) => correction(index));
  return {
    within,
    later: [
      { what: '重报', rows: sentAgain },
      { what: '更正', rows: corrections.filter((row) => row.cls.code === 'ADMIN_LICENCE') },
      { what: '更正', rows: corrections.filter((row) => row.cls.code === 'ADMIN_PENALTY') },
    ],
  };
}
