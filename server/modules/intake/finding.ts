import type { Finding } from '../catalogue/index.ts';
import type { Severity } from '../policy/index.ts';

/** One mistake as the person sees it in the sheet: row number and cell address included. */
export interface SheetFinding extends Finding {
  readonly row: number;
  /** Address such as `F7`; null when the sheet has no column for the field. */
  readonly cell: string | null;
  readonly fieldName: string;
}

/** Numbers of a report: rows = accepted + rejected + quarantined. */
export interface ReportCounts {
  rows: number;
  accepted: number;
  rejected: number;
  quarantined: number;
  /** Rows that are accepted with a warning. */
  warned: number;
}

/** How often each rule found something, for the overview of a batch. */
export class FindingCounts {
  readonly #counts = new Map<string, FindingCount>();

  add(finding: Pick<SheetFinding, 'rule' | 'field' | 'severity'>, by = 1): void {
    const key = `${finding.rule}\n${finding.field}\n${finding.severity}`;
    const known = this.#counts.get(key);
    if (known) known.count += by;
    else this.#counts.set(key, { ...pick(finding), count: by });
  }

  list(): FindingCount[] {
    return [...this.#counts.values()].filter(({ count }) => count !== 0);
  }
}

export interface FindingCount {
  rule: string;
  field: string;
  severity: Severity;
  count: number;
}

function pick(finding: Pick<SheetFinding, 'rule' | 'field' | 'severity'>) {
  return { rule: finding.rule, field: finding.field, severity: finding.severity };
}
