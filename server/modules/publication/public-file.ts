import type { Context } from '../../context.ts';
import type { Tx } from '../../platform/db.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { PublicItem } from './answers.ts';
import { itemAnswer, shortName, shownItems, type ItemRow } from './queries.ts';
import { publicClasses } from './sections.ts';
import { subjectShown } from './shown.ts';
import { lockSubjects } from './store.ts';
import { subjectHead } from './subject-page.ts';

/** Everything the public may read about one subject at one moment. */
export interface PublicFile extends ReturnType<typeof subjectHead> {
  readonly subjectId: string;
  /** The newest first; without the register entry, which is the head. */
  readonly items: readonly (PublicItem & { readonly recordId: string })[];
  /** Every class the public may see, also those without an item. */
  readonly classes: readonly { readonly classCode: string; readonly className: string }[];
}

/**
 * Waits for decisions about what is shown of a subject and keeps further ones waiting until the
 * transaction ends: what is read after it is still shown when the caller commits (K12).
 */
export async function holdPublicSubject(tx: Tx, uscc: string): Promise<void> {
  const found = await tx
    .selectFrom('portal.subject')
    .select('subject_id')
    .where('uscc', '=', uscc)
    .executeTakeFirst();
  if (found) await lockSubjects(tx, [found.subject_id]);
}

/** The whole public file of a subject on the day, or undefined when it has no page. */
export async function publicFile(
  tx: Tx,
  ctx: Context,
  uscc: string,
  today: PlainDate,
): Promise<PublicFile | undefined> {
  const row = await tx
    .selectFrom('portal.subject as s')
    .selectAll()
    .where('s.uscc', '=', uscc)
    .where(subjectShown(today))
    .executeTakeFirst();
  if (!row) return undefined;
  const rows: (ItemRow & { record_id: string })[] = await shownItems(ctx, today, tx)
    .select('i.record_id')
    .where('i.subject_id', '=', row.subject_id)
    .orderBy('i.fact_date', 'desc')
    .orderBy('i.public_id', 'desc')
    .execute();
  return {
    ...subjectHead(ctx, row, today),
    subjectId: row.subject_id,
    items: rows.map((item) => ({ ...itemAnswer(ctx.policy, item), recordId: item.record_id })),
    classes: publicClasses(ctx.policy, today).map(({ code, nameZh }) => ({
      classCode: code,
      className: shortName(nameZh),
    })),
  };
}
