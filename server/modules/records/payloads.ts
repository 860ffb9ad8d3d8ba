import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Tx } from '../../platform/db.ts';
import { foldState, type RecordState, type RecordStatus } from './fold.ts';
import { readRecords, refsOf, type RecordRef, type StoredRecord } from './store.ts';

/** A record opened inside the platform: unmasked values, for modules that decide or mask, never for answers. */
export interface OpenRecord extends StoredRecord {
  readonly state: RecordState;
}

/** Opens records by id, in the order given; those that do not exist or are invisible are absent. */
export async function openPayloads(
  tx: Tx,
  ctx: Context,
  recordIds: readonly string[],
): Promise<OpenRecord[]> {
  return (await readRecords(tx, ctx, await refsOf(tx, recordIds))).map(openRecordOf);
}

/** Everything that is live about subjects, or what is of the given classes, by the day of the fact; what the caller may not see is absent. */
export async function liveRecords(
  tx: Tx,
  ctx: Context,
  subjectIds: readonly string[],
  classCodes?: readonly string[],
): Promise<OpenRecord[]> {
  if (subjectIds.length === 0) return [];
  const { rows } = await sql<{ subject_id: string; record_id: string }>`
    select s.subject_id, s.record_id from record_state s join record_fact f using (subject_id, record_id)
    where s.subject_id = any(${[...new Set(subjectIds)]}::uuid[])
      and s.status not in ('SUPERSEDED', 'REVOKED', 'DELETED', 'ERASED')
      and (${classCodes ?? null}::text[] is null or s.class_code = any(${classCodes ?? null}::text[]))
    order by f.fact_date, f.received_at, f.batch_id, f.row_number`.execute(tx);
  const refs = rows.map((row) => ({ subjectId: row.subject_id, recordId: row.record_id }));
  return (await readRecords(tx, ctx, refs)).map(openRecordOf);
}

/** A stored record with its folded state. */
export function openRecordOf(record: StoredRecord): OpenRecord {
  return { ...record, state: foldState(record.actions) };
}

/** How many waiting records one look takes in; the next look sees the rest. */
const LOOK = 10_000;

/** Batches received before an instant of which records still wait for the decision on publicity. */
export async function undecidedBatches(tx: Tx, receivedBefore: Date): Promise<string[]> {
  const { rows } = await sql<{ batch_id: string }>`
    select distinct f.batch_id from (select subject_id, record_id from record_state
      where status = 'REGISTERED' order by last_seq limit ${LOOK}) waiting
    join record_fact f using (subject_id, record_id)
    where f.received_at < ${receivedBefore} order by f.batch_id`.execute(tx);
  return rows.map((row) => row.batch_id);
}

/** Records of a batch in the given states, oldest row first, a page after a row number at a time. */
export async function recordsOfBatch(
  tx: Tx,
  batchId: string,
  statuses: readonly RecordStatus[],
  page: { readonly afterRow?: number; readonly limit: number } = { limit: 1000 },
): Promise<(RecordRef & { readonly rowNumber: number })[]> {
  const rows = await tx
    .selectFrom('record_fact as f')
    .innerJoin('record_state as s', (join) =>
      join.onRef('s.subject_id', '=', 'f.subject_id').onRef('s.record_id', '=', 'f.record_id'),
    )
    .select(['f.subject_id', 'f.record_id', 'f.row_number'])
    .where('f.batch_id', '=', batchId)
    .where('f.row_number', '>', page.afterRow ?? -1)
    .where('s.status', 'in', [...statuses])
    .orderBy('f.row_number')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    subjectId: row.subject_id,
    recordId: row.record_id,
    rowNumber: row.row_number,
  }));
}
