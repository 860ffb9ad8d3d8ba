import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { RecordRef } from '../records/index.ts';

/** What the public will see of one record. */
export interface NewItem {
  readonly ref: RecordRef;
  readonly publicId: string;
  readonly classCode: string;
  readonly section: string;
  readonly title: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly negative: boolean;
  readonly level: string | null;
  readonly organisation: string;
  readonly sourceUnit: string;
  readonly authority: string | null;
  readonly factDate: PlainDate;
  readonly shownFrom: PlainDate;
  readonly shownUntil: PlainDate | null;
  readonly basis: string;
}

/** A record that is no longer shown. */
export interface TakenDown {
  readonly ref: RecordRef;
  readonly shownUntil: PlainDate | null;
}

/**
 * Locks records against any other decision and answers those whose publicity may still be decided.
 * Whoever withdraws takes the same lock, so that nothing is shown after its withdrawal.
 */
export async function lockForDecision(
  tx: Tx,
  refs: readonly RecordRef[],
  statuses: readonly string[],
): Promise<RecordRef[]> {
  if (refs.length === 0) return [];
  // The state is judged here: as a condition it makes the planner expect a single row and compare
  // every record with every other.
  const { rows } = await sql<{ subject_id: string; record_id: string; status: string }>`
    select s.subject_id, s.record_id, s.status from record_state s
    where (s.subject_id, s.record_id) in (select * from unnest(
      ${refs.map((ref) => ref.subjectId)}::uuid[], ${refs.map((ref) => ref.recordId)}::uuid[]))
    order by s.subject_id, s.record_id for update`.execute(tx);
  return rows
    .filter((row) => statuses.includes(row.status))
    .map((row) => ({ subjectId: row.subject_id, recordId: row.record_id }));
}

const batchKey = (batchId: string): RawBuilder<bigint> =>
  sql`hashtextextended(${`publish ${batchId}`}, 0)`;

/** Says until the transaction ends that somebody publishes this batch; others may as well. */
export async function holdBatch(tx: Tx, batchId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${batchKey(batchId)})`.execute(tx);
}

/** Whether nobody is publishing this batch at the moment. */
export async function isFree(tx: Tx, batchId: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(${batchKey(batchId)}) as free`.execute(tx);
  return rows[0]?.free === true;
}

/** So many locks at most stand for all subjects: a batch of any size must fit the lock table. */
const SUBJECT_LOCKS = 512;

/**
 * Makes decisions about the same subjects wait for each other until the transaction ends: whether a
 * subject has a public row depends on all its items. Always taken after the locks on records.
 */
export async function lockSubjects(tx: Tx, subjectIds: readonly string[]): Promise<void> {
  if (subjectIds.length === 0) return;
  await sql`select pg_advisory_xact_lock(hashtext('xinyong public subject'), place) from (
      select distinct hashtext(id) & ${SUBJECT_LOCKS - 1}::int as place
      from unnest(${[...new Set(subjectIds)]}::text[]) id order by 1) places`.execute(tx);
}

/**
 * Shows items; one already shown keeps its address and gets the new content and period. Answers the
 * addresses by record.
 */
export async function insertItems(
  tx: Tx,
  items: readonly NewItem[],
  at: Date,
): Promise<Map<string, string>> {
  if (items.length === 0) return new Map();
  const column = <T>(pick: (item: NewItem) => T): T[] => items.map(pick);
  const { rows } = await sql<{ record_id: string; public_id: string }>`
    insert into portal.item (subject_id, record_id, public_id, class_code, section, title, fields, negative, level,
      organisation_code, source_unit, authority, fact_date, shown_from, shown_until, basis, published_at)
    select new.*, ${at}::timestamptz from unnest(
      ${column((item) => item.ref.subjectId)}::uuid[], ${column((item) => item.ref.recordId)}::uuid[],
      ${column((item) => item.publicId)}::text[], ${column((item) => item.classCode)}::text[],
      ${column((item) => item.section)}::text[], ${column((item) => item.title)}::text[],
      ${column((item) => JSON.stringify(item.fields))}::jsonb[], ${column((item) => item.negative)}::boolean[],
      ${column((item) => item.level)}::text[], ${column((item) => item.organisation)}::text[],
      ${column((item) => item.sourceUnit)}::text[], ${column((item) => item.authority)}::text[],
      ${column((item) => item.factDate)}::date[], ${column((item) => item.shownFrom)}::date[],
      ${column((item) => item.shownUntil)}::date[], ${column((item) => item.basis)}::text[]) new
    on conflict (subject_id, record_id) do update set title = excluded.title, fields = excluded.fields,
      level = excluded.level, shown_from = excluded.shown_from, shown_until = excluded.shown_until, basis = excluded.basis
    returning record_id, public_id`.execute(tx);
  return new Map(rows.map((row) => [row.record_id, row.public_id]));
}

/** Removes the items of records; answers those that were shown. */
export async function deleteItems(tx: Tx, refs: readonly RecordRef[]): Promise<TakenDown[]> {
  if (refs.length === 0) return [];
  const { rows } = await sql<TakenDownRow>`
    delete from portal.item where (subject_id, record_id) in (select * from unnest(
      ${refs.map((ref) => ref.subjectId)}::uuid[], ${refs.map((ref) => ref.recordId)}::uuid[]))
    returning subject_id, record_id, shown_until`.execute(tx);
  return rows.map(takenDown);
}

/** Records whose last day of publicity has passed, oldest end first. */
export async function dueItems(tx: Tx, today: PlainDate, limit: number): Promise<TakenDown[]> {
  const rows = await tx
    .selectFrom('portal.item')
    .select(['subject_id', 'record_id', 'shown_until'])
    .where('shown_until', '<=', today)
    .orderBy('shown_until')
    .limit(limit)
    .execute();
  return rows.map(takenDown);
}

interface TakenDownRow {
  readonly subject_id: string;
  readonly record_id: string;
  readonly shown_until: PlainDate | null;
}

function takenDown(row: TakenDownRow): TakenDown {
  return {
    ref: { subjectId: row.subject_id, recordId: row.record_id },
    shownUntil: row.shown_until,
  };
}

/** Ids as one parameter: a list of thousands would be a statement of its own length each time. */
export function anyOf(ids: readonly string[]): RawBuilder<string> {
  return sql<string>`any(${[...new Set(ids)]}::uuid[])`;
}

/** Which of these subjects the public register holds already. */
export async function subjectsWithRow(tx: Tx, subjectIds: readonly string[]): Promise<Set<string>> {
  if (subjectIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('portal.subject')
    .select('subject_id')
    .where('subject_id', '=', anyOf(subjectIds))
    .execute();
  return new Set(rows.map((row) => row.subject_id));
}
