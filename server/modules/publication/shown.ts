import { sql, type RawBuilder } from 'kysely';
import type { PlainDate } from '../../platform/plain-date.ts';

// Asked by every query of the public, whatever the daily job has done (K10).

/** Whether the item `i` of the statement is shown on the day. */
export function itemShown(today: PlainDate): RawBuilder<boolean> {
  return sql<boolean>`(i.shown_from <= ${today} and (i.shown_until is null or i.shown_until > ${today}))`;
}

/** Whether the subject `s` of the statement has a page on the day: one known only by its code has it while something about it is shown (D4). */
export function subjectShown(today: PlainDate): RawBuilder<boolean> {
  return sql<boolean>`(not s.provisional or exists (
    select from portal.item i where i.subject_id = s.subject_id and ${itemShown(today)}))`;
}
