import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { todayIn } from '../../platform/plain-date.ts';
import { classOf } from '../policy/index.ts';
import type { PublicSubject, SectionItems } from './answers.ts';
import { fieldAnswers } from './field-answers.ts';
import { isPublicId } from './items.ts';
import { sectionCounts, shownItems, summary, type ItemRow } from './queries.ts';
import { sections } from './sections.ts';
import { itemShown, subjectShown } from './shown.ts';

const FIRST = 10;
const PAGE = 20;
const CODE = /^[0-9A-Z]{18}$/;

/** Where the basics of a subject come from; empty while no registration facts have arrived. */
export interface BasicsSource {
  readonly classCode?: string;
  readonly publicId?: string;
  readonly sourceUnit?: string;
  readonly factDate?: string;
  readonly publishedAt?: string;
  /** Field code of the registration state, such as 存续. */
  readonly statusField?: string;
  readonly registeredOn?: string;
}

/** A row of portal.subject. */
export interface SubjectRow {
  readonly subject_id: string;
  readonly uscc: string;
  readonly name: string;
  readonly kind: string;
  readonly provisional: boolean;
  readonly former_names: string[];
  readonly basics: unknown;
  readonly basics_source: unknown;
}

/**
 * The public page of a subject, or undefined when there is none. `section` asks for one section in
 * full, page by page (`after` = the last public id seen); otherwise each section shows its newest items.
 */
export async function publicSubject(
  ctx: Context,
  uscc: string,
  today: PlainDate,
  only?: { readonly section: string; readonly after?: string },
): Promise<PublicSubject | undefined> {
  if (!CODE.test(uscc) || (only?.after !== undefined && !isPublicId(only.after))) return undefined;
  const row = await ctx.db.portal
    .selectFrom('portal.subject as s')
    .selectAll()
    .where('s.uscc', '=', uscc)
    .where(subjectShown(today))
    .executeTakeFirst();
  if (!row) return undefined;
  const counted = await countByClass(ctx, row.subject_id, today);
  const counts = sectionCounts(ctx.policy, today, counted.byClass);
  const wanted = sections.filter((section) => only === undefined || section.id === only.section);
  const shown: SectionItems[] = [];
  for (const section of wanted) {
    const { id, zh, en } = section;
    const count = counts.find((entry) => entry.id === id)?.count ?? 0;
    const page =
      count === 0
        ? { items: [], next: null }
        : await sectionPage(ctx, row.subject_id, id, today, only);
    shown.push({ id, zh, en, count, ...page });
  }
  return {
    ...subjectHead(ctx, row, today),
    counts,
    countedOn: today,
    sections: shown,
    negative: counted.negative,
  };
}

/** Name, code, kind and register entry of a subject, as its page begins. */
export function subjectHead(ctx: Context, row: SubjectRow, today: PlainDate) {
  const source = row.basics_source as BasicsSource;
  const values = row.basics as Record<string, string>;
  const basics = source.classCode
    ? fieldAnswers(ctx.policy, source.classCode, source.factDate ?? today, values)
    : [];
  return {
    uscc: row.uscc,
    name: row.name,
    kind: kindWord(ctx, row.kind),
    kindCode: row.kind,
    provisional: row.provisional,
    household: row.kind === 'INDIVIDUAL_BUSINESS',
    status: basics.find((field) => field.code === source.statusField)?.value ?? null,
    formerNames: row.former_names,
    basics,
    basicsSource: basicsSource(source),
  };
}

/** The Chinese word for a kind of subject. */
export function kindWord(ctx: Context, kind: string): string {
  return (
    ctx.policy.codelists.lists['SUBJECT_KIND']?.values.find((entry) => entry.value === kind)?.zh ??
    kind
  );
}

function basicsSource(source: BasicsSource): PublicSubject['basicsSource'] {
  if (!source.publicId || !source.publishedAt) return null;
  return {
    publicId: source.publicId,
    sourceUnit: source.sourceUnit ?? '',
    factDate: source.factDate ?? '',
    publishedOn: todayIn('Asia/Shanghai', new Date(source.publishedAt)),
  };
}

async function countByClass(ctx: Context, subjectId: string, today: PlainDate) {
  const rows = await ctx.db.portal
    .selectFrom('portal.item as i')
    .where('i.subject_id', '=', subjectId)
    .where(itemShown(today))
    .select([
      'class_code',
      sql<string>`count(*)`.as('count'),
      sql<boolean>`bool_or(negative)`.as('negative'),
    ])
    .groupBy('class_code')
    .execute();
  return {
    byClass: new Map(rows.map((row) => [row.class_code, Number(row.count)])),
    negative: rows.some((row) => row.negative),
  };
}

/** Newest decision first; the register entry itself stands in the basics, not in a list. */
async function sectionPage(
  ctx: Context,
  subjectId: string,
  section: string,
  today: PlainDate,
  only?: { readonly after?: string },
): Promise<Pick<SectionItems, 'items' | 'next'>> {
  const limit = only === undefined ? FIRST : PAGE;
  let query = shownItems(ctx, today)
    .where('i.subject_id', '=', subjectId)
    .where('i.section', '=', section);
  if (only?.after !== undefined) {
    const { after } = only;
    query = query.where(
      sql<boolean>`(i.fact_date, i.public_id) < (select fact_date, public_id from portal.item where public_id = ${after} and subject_id = ${subjectId})`,
    );
  }
  const rows: ItemRow[] = await query
    .orderBy('i.fact_date', 'desc')
    .orderBy('i.public_id', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const items = shown
    .filter((row) => classOf(ctx.policy, row.class_code, row.fact_date)?.subject.creates !== true)
    .map((row) => summary(ctx.policy, row));
  return { items, next: rows.length > limit ? (shown.at(-1)?.public_id ?? null) : null };
}
