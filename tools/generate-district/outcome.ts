import type { PlannedRow } from './assemble.ts';
import type { Lateness, PlainDate } from './dates.ts';
import type { Expected } from './manifest.ts';

/** Whether a good row is reported later than its class allows. */
function isLate(row: PlannedRow, today: PlainDate, late: Lateness): boolean {
  return row.cls.rules.some((rule) => {
    if (rule.kind !== 'reportedInTime') return false;
    const field = rule.args.firstPresent.find((candidate) => (row.cells[candidate] ?? '') !== '');
    return (
      field !== undefined &&
      late((row.cells[field] ?? '').replaceAll('/', '-'), rule.args.workdays, today)
    );
  });
}

/** Financing data waits until its subject's authorisation comes along (K1). */
export function waitsForAuthorisation(cls: PlannedRow['cls']): boolean {
  return cls.code.startsWith('FIN_');
}

/** How the rows of a file end when they are received on the day. */
export function expectedOf(
  rows: readonly PlannedRow[],
  today: PlainDate,
  late: Lateness,
): Expected {
  const count = {
    accepted: 0,
    warnings: 0,
    late: 0,
    rejected: 0,
    quarantined: 0,
    duplicates: 0,
    corrected: 0,
  };
  for (const row of rows) {
    if (row.labels.some((label) => label.kind === 'SENT_BEFORE')) count.duplicates += 1;
    else if (row.labels.some((label) => label.severity === 'error')) count.rejected += 1;
    else if (
      row.labels.some((label) => label.severity === 'quarantine') ||
      waitsForAuthorisation(row.cls)
    )
      count.quarantined += 1;
    else {
      count.accepted += 1;
      const comesLate = isLate(row, today, late);
      if (comesLate) count.late += 1;
      if (row.labels.length > 0 || comesLate) count.warnings += 1;
      if (row.cells['OPERATION'] !== undefined) count.corrected += 1;
    }
  }
  return count;
}

/** The sum over all files. */
export function sumOf(all: readonly Expected[]): Expected {
  const sum = {
    accepted: 0,
    warnings: 0,
    late: 0,
    rejected: 0,
    quarantined: 0,
    duplicates: 0,
    corrected: 0,
  };
  for (const one of all) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += one[key];
  }
  return sum;
}
