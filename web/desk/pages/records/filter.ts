import type { RecordQuery, RecordStatus } from '../../calls/records.ts';
import { oneOf, present, text, type Search } from '../search-params.ts';

export const recordStatuses: readonly RecordStatus[] = [
  'REGISTERED',
  'HELD',
  'HIDDEN',
  'PUBLISHED',
  'WITHDRAWN',
  'EXPIRED',
  'REPAIRED',
  'SUPERSEDED',
  'REVOKED',
  'DELETED',
  'ERASED',
];

export interface RecordFilter extends RecordQuery {
  /** The record opened in the drawer. */
  readonly record?: string;
}

/** The filters of the list of records, as they stand in the address. */
export function readRecordFilter(search: Search): RecordFilter {
  return present({
    classCode: text(search, 'classCode'),
    status: oneOf(search, 'status', recordStatuses),
    batchId: text(search, 'batchId'),
    after: text(search, 'after'),
    record: text(search, 'record'),
  });
}
