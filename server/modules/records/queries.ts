import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db.ts';
import { logReading, requirePermission } from '../access/index.ts';
import type { Level } from '../policy/index.ts';
import { stateOn, type RecordNeed, type RecordStatus } from './fold.ts';
import { pageSize, readMark, writeMark, type Page, type PageRequest } from './page.ts';
import { problem } from './problem.ts';
import { readRecords, refsOf } from './store.ts';
import { seesEnded, seesFull } from './sight.ts';
import { subjectsShown, type ShownSubject } from './shown-subject.ts';
import { viewOf, type RecordView } from './view.ts';

/** A line of a list of records, without their content. */
export interface RecordLine {
  readonly recordId: string;
  readonly classCode: string;
  readonly organisation: string;
  readonly externalId: string;
  readonly batchId: string;
  readonly rowNumber: number;
  readonly factDate: string;
  readonly receivedAt: string;
  readonly status: RecordStatus;
  readonly level: Level | null;
  readonly needs: RecordNeed | null;
  readonly disputed: boolean;
  readonly subject: ShownSubject;
}

export interface RecordFilter {
  readonly organisation?: string | undefined;
  readonly classCode?: string | undefined;
  readonly status?: RecordStatus | undefined;
  readonly batchId?: string | undefined;
}

interface LineRow {
  subject_id: string;
  record_id: string;
  class_code: string;
  organisation_code: string;
  external_id: string;
  batch_id: string;
  row_number: number;
  fact_date: string;
  received_at: Date;
  status: RecordStatus;
  level: Level | null;
  needs: RecordNeed | null;
  disputed: boolean;
}

/**
 * The records an organisation reported, newest first; for the centre all that stand (K12). The
 * reading is logged with its purpose, because the list alone tells who has a negative record.
 */
export async function ownRecords(
  tx: Tx,
  ctx: Context,
  given: Actor,
  filter: RecordFilter,
  page: PageRequest & { readonly purpose: string },
): Promise<Page<RecordLine>> {
  const actor = requirePermission(given, 'record.read');
  const own = actor.scope === 'all' ? filter.organisation : (actor.organisation ?? '');
  const where = [
    own === undefined ? null : sql`f.organisation_code = ${own}`,
    filter.classCode === undefined ? null : sql`f.class_code = ${filter.classCode}`,
    filter.batchId === undefined ? null : sql`f.batch_id = ${filter.batchId}::uuid`,
    filter.status === undefined ? null : sql`s.status = ${filter.status}`,
    seesEnded(actor) ? null : sql`(s.active or f.organisation_code = ${actor.organisation ?? ''})`,
  ];
  const { lines, next } = await linesWhere(tx, where, page);
  const shown = await withSubjects(tx, ctx, lines);
  await logReading(tx, actor, {
    output: 'records.own',
    purpose: page.purpose,
    recordIds: lines.map((line) => line.record_id),
    detail: { ...filter },
  });
  return { items: shown, next };
}

/** Lines of records that fulfil all conditions, newest received first, a page after a mark. */
export async function linesWhere(
  tx: Tx,
  conditions: readonly (ReturnType<typeof sql> | null)[],
  page: PageRequest,
): Promise<{ lines: LineRow[]; next: string | null }> {
  const mark = readMark(page);
  const size = pageSize(page);
  const before = mark
    ? sql`(f.received_at, f.record_id) < (${mark.at}::timestamptz, ${mark.recordId}::uuid)`
    : null;
  const where = [...conditions, before].filter((condition) => condition !== null);
  const { rows } = await sql<LineRow>`
    select f.subject_id, f.record_id, f.class_code, f.organisation_code, f.external_id, f.batch_id,
      f.row_number, f.fact_date, f.received_at, s.status, s.level, s.needs, s.disputed
    from record_fact f join record_state s using (subject_id, record_id)
    where ${where.length === 0 ? sql`true` : sql.join(where, sql` and `)}
    order by f.received_at desc, f.record_id desc limit ${size + 1}`.execute(tx);
  const lines = rows.slice(0, size);
  const last = rows.length > size ? lines.at(-1) : undefined;
  return { lines, next: last ? writeMark(last.received_at, last.record_id) : null };
}

async function withSubjects(
  tx: Tx,
  ctx: Context,
  lines: readonly LineRow[],
): Promise<RecordLine[]> {
  const subjects = await subjectsShown(
    tx,
    ctx,
    lines.map((line) => line.subject_id),
  );
  return lines.map((line) => ({
    recordId: line.record_id,
    classCode: line.class_code,
    organisation: line.organisation_code,
    externalId: line.external_id,
    batchId: line.batch_id,
    rowNumber: line.row_number,
    factDate: line.fact_date,
    receivedAt: line.received_at.toISOString(),
    status: line.status,
    level: line.level,
    needs: line.needs,
    disputed: line.disputed,
    subject: subjects.get(line.subject_id) as ShownSubject,
  }));
}

/**
 * One record in full with its history, numbers of persons masked. Logs the reading with its
 * purpose; a record of another organisation is answered like one that does not exist, and to the
 * centre one that ended or is withdrawn today as well (K12).
 */
export async function recordFile(
  tx: Tx,
  ctx: Context,
  given: Actor,
  recordId: string,
  purpose: string,
): Promise<RecordView> {
  const actor = requirePermission(given, 'record.read');
  const [record] = await readRecords(tx, ctx, await refsOf(tx, [recordId]));
  if (!record || !seesFull(actor, record.fact, stateOn(record.actions, ctx.clock.today()))) {
    throw problem('RECORD_NOT_FOUND');
  }
  const { subjectId } = record.fact;
  await logReading(tx, actor, {
    output: 'records.file',
    purpose,
    subjectId,
    recordIds: [recordId],
  });
  const subjects = await subjectsShown(tx, ctx, [subjectId]);
  return viewOf(ctx.policy, record, subjects.get(subjectId) as ShownSubject);
}
