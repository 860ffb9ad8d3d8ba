import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Database, Tx } from '../../platform/db.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { todayIn } from '../../platform/plain-date.ts';
import { classOf, type InformationClass, type Policy } from '../policy/index.ts';
import type {
  ItemSummary,
  NewestAnswer,
  OverviewAnswer,
  PublicItem,
  SectionCount,
} from './answers.ts';
import { englishName } from './english-name.ts';
import { fieldAnswers } from './field-answers.ts';
import { listRows } from './list-queries.ts';
import { isRegistration, publicClasses, sectionOf, sections } from './sections.ts';
import { isPublicId } from './items.ts';
import { itemShown, subjectShown } from './shown.ts';

const NEWEST = 12;
/** Counts about people below this number are not shown (K2). */
const SMALLEST_CELL = 10;

/** A row of portal.item with the subject it belongs to. */
export interface ItemRow {
  readonly public_id: string;
  readonly class_code: string;
  readonly section: string;
  readonly title: string;
  readonly fields: unknown;
  readonly negative: boolean;
  readonly level: string | null;
  readonly source_unit: string;
  readonly authority: string | null;
  readonly fact_date: string;
  readonly shown_from: string;
  readonly shown_until: string | null;
  readonly basis: string;
  readonly published_at: Date;
  readonly uscc: string;
  readonly name: string;
  readonly kind: string;
}

/** Items the public sees on the day; `db` may be a transaction of the caller's. */
export function shownItems(ctx: Context, today: PlainDate, db: Database | Tx = ctx.db.portal) {
  return db
    .selectFrom('portal.item as i')
    .innerJoin('portal.subject as s', 's.subject_id', 'i.subject_id')
    .where(itemShown(today))
    .select([
      'i.public_id',
      'i.class_code',
      'i.section',
      'i.title',
      'i.fields',
      'i.negative',
      'i.level',
      'i.source_unit',
      'i.authority',
      'i.fact_date',
      'i.shown_from',
      'i.shown_until',
      'i.basis',
      'i.published_at',
      's.uscc',
      's.name',
      's.kind',
    ]);
}

/** One published record with all its public fields; undefined for unknown, withdrawn and expired alike. */
export async function publicItem(
  ctx: Context,
  publicId: string,
  today: PlainDate,
): Promise<PublicItem | undefined> {
  if (!isPublicId(publicId)) return undefined;
  const row: ItemRow | undefined = await shownItems(ctx, today)
    .where('i.public_id', '=', publicId)
    .executeTakeFirst();
  if (!row) return undefined;
  return itemAnswer(ctx.policy, row);
}

/** An item with all its public fields. */
export function itemAnswer(policy: Policy, row: ItemRow): PublicItem {
  const values = row.fields as Record<string, string>;
  return {
    ...summary(policy, row),
    fields: fieldAnswers(policy, row.class_code, row.fact_date, values),
    household: row.kind === 'INDIVIDUAL_BUSINESS',
  };
}

/** The newest published items of organisations; households are never put in a list (K2). */
export async function newestItems(
  ctx: Context,
  today: PlainDate,
  limit = NEWEST,
): Promise<NewestAnswer> {
  const classes = publicClasses(ctx.policy, today)
    .map(({ code }) => code)
    .filter((code) => !isRegistration(ctx.policy, code));
  return { items: await newestOf(ctx, classes, today, limit), asOf: today };
}

/** The newest published items of the classes, as far as the public may see these at all. */
export async function newestOf(
  ctx: Context,
  classes: readonly string[],
  today: PlainDate,
  limit: number,
): Promise<ItemSummary[]> {
  const open = publicClasses(ctx.policy, today).map(({ code }) => code);
  const filter = { by: 'publication' } as const;
  const question = { classes: classes.filter((code) => open.includes(code)), filter, today };
  const rows = await listRows(ctx, question, undefined, limit);
  return rows.map((row) => summary(ctx.policy, row));
}

/** How much is public today, by section and class, zeros included; households only from ten on. */
export async function overview(ctx: Context, today: PlainDate): Promise<OverviewAnswer> {
  const kinds = await ctx.db.portal
    .selectFrom('portal.subject as s')
    .where(subjectShown(today))
    .select(['s.kind', ({ fn }) => fn.countAll<string>().as('count')])
    .groupBy('s.kind')
    .execute();
  const counts = await ctx.db.portal
    .selectFrom('portal.item as i')
    .innerJoin('portal.subject as s', 's.subject_id', 'i.subject_id')
    .where('s.kind', '<>', 'INDIVIDUAL_BUSINESS')
    .where(itemShown(today))
    .select(['i.class_code', sql<string>`count(*)`.as('count')])
    .groupBy('i.class_code')
    .execute();
  const households = Number(kinds.find((row) => row.kind === 'INDIVIDUAL_BUSINESS')?.count ?? 0);
  const all = kinds.reduce((total, row) => total + Number(row.count), 0);
  return {
    organisations: all - households,
    households: households < SMALLEST_CELL ? null : households,
    sections: sectionCounts(
      ctx.policy,
      today,
      new Map(counts.map((row) => [row.class_code, Number(row.count)])),
    ),
    asOf: today,
  };
}

/** Every section and public class with its number, in national order; nothing is left out because it is zero. */
export function sectionCounts(
  policy: Policy,
  today: PlainDate,
  byClass: ReadonlyMap<string, number>,
): SectionCount[] {
  const classes = publicClasses(policy, today);
  return sections.map((section) => {
    const own = classes
      .filter((candidate) => sectionOf(candidate.group) === section.id)
      .map((candidate) => ({
        classCode: candidate.code,
        className: shortName(candidate.nameZh),
        classNameEn: englishName(candidate.nameEn),
        count: byClass.get(candidate.code) ?? 0,
      }));
    const { id, zh, en } = section;
    return {
      id,
      zh,
      en,
      count: own.reduce((total, entry) => total + entry.count, 0),
      classes: own,
    };
  });
}

/** An item as it stands in a list. */
export function summary(policy: Policy, row: ItemRow): ItemSummary {
  const definition = classOf(policy, row.class_code, row.fact_date);
  const values = row.fields as Record<string, string>;
  const number = definition?.documentNumber ? values[definition.documentNumber] : undefined;
  return {
    publicId: row.public_id,
    classCode: row.class_code,
    className: shortName(definition?.nameZh ?? row.class_code),
    classNameEn: englishName(definition?.nameEn ?? row.class_code),
    section: row.section,
    title: row.title,
    documentNumber: number === undefined || number === '' ? null : number,
    ...numberLabel(definition),
    authority: row.authority ?? row.source_unit,
    sourceUnit: row.source_unit,
    factDate: row.fact_date,
    ...dateLabel(definition),
    shownFrom: row.shown_from,
    shownUntil: row.shown_until,
    negative: row.negative,
    level: levelWord(policy, row.level),
    levelCode: row.level,
    publishedOn: todayIn('Asia/Shanghai', row.published_at),
    basis: row.basis,
    subject: { uscc: row.uscc, name: row.name },
  };
}

/** The catalogue's name for the day of the fact, without the kind of act in front: 处罚决定日期 → 决定日期. */
function dateLabel(definition: InformationClass | undefined) {
  const item = definition?.items.find((one) => one.code === definition.factDate);
  return {
    factDateLabel: item?.nameZh.replace(/^.+(?=决定日期$)/, '') ?? '收到日期',
    factDateLabelEn: englishName(item?.nameEn ?? 'receivedOn'),
  };
}

function numberLabel(definition: InformationClass | undefined) {
  const name = definition?.items.find((item) => item.code === definition.documentNumber)?.nameZh;
  return name !== undefined && /[文案]书?号/.test(name)
    ? { documentNumberLabel: '文号', documentNumberLabelEn: 'Document number' }
    : { documentNumberLabel: '编号', documentNumberLabelEn: 'Number' };
}

/** 行政处罚信息 → 行政处罚; brackets full-width. */
export function shortName(nameZh: string): string {
  return nameZh
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(/(?<=..)(?<!基本)信息$/, '');
}

function levelWord(policy: Policy, level: string | null): string | null {
  if (level === null) return null;
  return (
    policy.codelists.lists['DISHONESTY_LEVEL']?.values.find((entry) => entry.value === level)?.zh ??
    level
  );
}
