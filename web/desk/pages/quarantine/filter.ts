import type { QuarantineQuery, QuarantineWait } from '../../calls/intake.ts';
import { oneOf, present, text, type Search } from '../search-params.ts';

/** What held rows wait for; a person's decision is the usual one. */
export const quarantineWaits: readonly QuarantineWait[] = ['PERSON', 'AUTHORISATION'];

/** The filters of the rows held for a person, as they stand in the address. */
export function readQuarantineFilter(search: Search): QuarantineQuery {
  return present({
    waitsFor: oneOf(search, 'waitsFor', quarantineWaits),
    classCode: text(search, 'classCode'),
    after: text(search, 'after'),
  });
}
