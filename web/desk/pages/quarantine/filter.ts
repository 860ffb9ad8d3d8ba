import type { QuarantineQuery } from '../../calls/intake.ts';
import { present, text, type Search } from '../search-params.ts';

/** The filters of the rows held for a person, as they stand in the address. */
export function readQuarantineFilter(search: Search): QuarantineQuery {
  return present({ classCode: text(search, 'classCode'), after: text(search, 'after') });
}
