import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../context.ts';
import { addDays, type PlainDate } from '../../platform/plain-date.ts';
import type { ListFilter } from './list-answers.ts';
import { writePlace, type Place } from './list-filter.ts';
import type { ItemRow } from './queries.ts';
import { itemShown } from './shown.ts';

/** What is looked for: classes, the filters on them, and the field of the type. */
export interface ListQuestion {
  readonly classes: readonly string[];
  readonly filter: ListFilter;
  readonly typeField?: string;
  readonly today: PlainDate;
}

const orders = { decision: sql.ref('i.fact_date'), publication: sql.ref('i.published_at') };

/** Items of organisations; households and persons are never in a list (K2, K3). */
function inList({ filter, typeField, today }: ListQuestion): RawBuilder<boolean> {
  const conditions = [sql`s.kind <> 'INDIVIDUAL_BUSINESS'`, sql`${itemShown(today)}`];
  if (filter.department !== undefined)
    conditions.push(sql`i.organisation_code = ${filter.department}`);
  if (filter.type !== undefined && typeField !== undefined)
    // 其他 comes with its supplement: 其他-补充.
    conditions.push(sql`exists (select from unnest(string_to_array(i.fields ->> ${typeField}, ';')) one
      where one = ${filter.type} or starts_with(one, ${`${filter.type}-`}))`);
  if (filter.from !== undefined)
    conditions.push(sql`${orders[filter.by]} >= ${dayStart(filter, filter.from)}`);
  if (filter.to !== undefined)
    conditions.push(sql`${orders[filter.by]} < ${dayStart(filter, addDays(filter.to, 1))}`);
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** A day of decision as it is; of publication, the moment it begins here. */
function dayStart({ by }: ListFilter, day: PlainDate): RawBuilder<unknown> {
  return by === 'decision' ? sql`${day}::date` : sql`${`${day}T00:00:00+08:00`}::timestamptz`;
}

/**
 * The next items of a list, newest first. Each class is read along its own index and the pages are
 * merged, so that a rare class costs no search through the common ones.
 */
export async function listRows(
  ctx: Context,
  question: ListQuestion,
  after: Place | undefined,
  limit: number,
): Promise<ItemRow[]> {
  const { classes, filter } = question;
  const order = orders[filter.by];
  const type = sql.raw(filter.by === 'decision' ? 'date' : 'timestamptz');
  const later =
    after === undefined
      ? sql`true`
      : sql`(${order}, i.public_id) < (${after.at}::${type}, ${after.publicId})`;
  const { rows } = await sql<ItemRow>`
    select i.* from unnest(${classes}::text[]) kind (code), lateral (
      select i.public_id, i.class_code, i.section, i.title, i.fields, i.negative, i.level, i.source_unit, i.authority,
        i.fact_date, i.shown_from, i.shown_until, i.basis, i.published_at, s.uscc, s.name, s.kind
      from portal.item i join portal.subject s using (subject_id)
      where i.class_code = kind.code and ${inList(question)} and ${later}
      order by ${order} desc, i.public_id desc limit ${limit}) i
    order by ${order} desc, i.public_id desc limit ${limit}`.execute(ctx.db.portal);
  return rows;
}

/** The place after which the list goes on. */
export function placeOf({ by }: ListFilter, row: ItemRow): string {
  const at = by === 'decision' ? row.fact_date : row.published_at.toISOString();
  return writePlace({ at, publicId: row.public_id });
}

export interface Cell {
  readonly classCode: string;
  readonly organisation: string;
  readonly count: number;
}

/** How many items there are by class and department. */
export async function countCells(ctx: Context, question: ListQuestion): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    select i.class_code as "classCode", i.organisation_code as organisation, count(*)::int as count
    from portal.item i join portal.subject s using (subject_id)
    where i.class_code = any(${question.classes}::text[]) and ${inList(question)}
    group by 1, 2`.execute(ctx.db.portal);
  return rows;
}
