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

export interface RowFilter extends RowQuery {
  readonly severity?: Severity;
}

/** The filters of the findings of a batch, as they stand in the address. */
export function readRowFilter(search: Search): RowFilter {
  return present({
    state: oneOf(search, 'state', rowStates),
    rule: text(search, 'rule'),
    field: text(search, 'field'),
    severity: oneOf(search, 'severity', severities),
    after: text(search, 'after'),
  });
}
