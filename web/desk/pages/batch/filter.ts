import type { RowQuery, RowState, Severity } from '../../calls/intake.ts';
import { oneOf, present, text, type Search } from '../search-params.ts';

export const rowStates: readonly RowState[] = [
  'REJECTED',
  'QUARANTINED',
  'WARNED',
  'DUPLICATE',
  'ENTERED',
  'REFUSED',
];
export const severities: readonly Severity[] = ['error', 'quarantine', 'warning'];

export interface RowFilter extends Omit<RowQuery, 'state'> {
  /** Left out: rows to mend when there are any, else all. */
  readonly state?: RowState | 'ALL';
  readonly severity?: Severity;
}

/** What the filters ask of the server for a batch with so many rows to mend. */
export function rowQueryOf(
  { state, severity: _severity, ...others }: RowFilter,
  toMend: number,
): RowQuery {
  const wanted = state ?? (toMend > 0 ? 'REJECTED' : 'ALL');
  return wanted === 'ALL' ? others : { ...others, state: wanted };
}

/** The filters of the findings of a batch, as they stand in the address. */
export function readRowFilter(search: Search): RowFilter {
  return present({
    state: oneOf(search, 'state', ['ALL' as const, ...rowStates]),
    rule: text(search, 'rule'),
    field: text(search, 'field'),
    severity: oneOf(search, 'severity', severities),
    after: text(search, 'after'),
  });
}
