import type { BatchQuery, BatchState } from '../../calls/intake.ts';
import { oneOf, present, text, type Search } from '../search-params.ts';

export const batchStates: readonly BatchState[] = [
  'RECEIVED',
  'READING',
  'STORING',
  'DONE',
  'REFUSED',
  'CANCELLED',
  'FAILED',
];

/** The filters of the list of batches, as they stand in the address. */
export function readBatchFilter(search: Search): BatchQuery {
  return present({
    state: oneOf(search, 'state', batchStates),
    classCode: text(search, 'classCode'),
    after: text(search, 'after'),
  });
}
