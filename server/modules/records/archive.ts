import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { setCaller, type Tx } from '../../platform/db.ts';
import { isPlainDate, todayIn, type PlainDate } from '../../platform/plain-date.ts';
import { logReading, requirePermission } from '../access/index.ts';
import { findSubject, type Subject } from '../subjects/index.ts';
import { actionsAsOf, stateOn, type AsOf } from './fold.ts';
import { problem } from './problem.ts';
import { isShared, seesFull } from './sight.ts';
import { subjectsShown, type ShownSubject } from './shown-subject.ts';
import { readRecords, type RecordRef, type StoredRecord } from './store.ts';
import { sharedView, viewAt, type RecordView } from './view.ts';

export interface ArchiveRequest {
  readonly uscc: string;
  /** What was true on this day; today when absent. */
  readonly asOf?: PlainDate | undefined;
  /** As far as it was known at the end of this day; today when absent. */
  readonly knownOn?: PlainDate | undefined;
  readonly purpose: string;
}

export interface Archive extends AsOf {
  readonly subject: Subject;
  readonly records: readonly RecordView[];
}

/**
 * All records of a subject as of two dates (D11), newest fact first. What is withdrawn, repaired,
 * expired, replaced or ended *today* is shown on no date, except to the department that decided
 * it and to the auditor (K12): the centre sees what stands, other departments what is shared.
 * Throws SUBJECT_NOT_FOUND; logs the reading.
 */
export async function archive(
  tx: Tx,
  ctx: Context,
  given: Actor,
  request: ArchiveRequest,
): Promise<Archive> {
  const actor = requirePermission(given, 'subject.read');
  const asOf = checkedDate(request.asOf) ?? ctx.clock.today();
  const knownOn = checkedDate(request.knownOn) ?? ctx.clock.today();
  const subject = await findSubject(tx, { uscc: request.uscc });
  if (!subject) throw problem('ARCHIVE_NOT_FOUND', { uscc: request.uscc });
  const records = await allRecords(tx, ctx, actor, subject.subjectId);
  const shown = (await subjectsShown(tx, ctx, [subject.subjectId])).get(subject.subjectId);
  const views: RecordView[] = [];
  for (const record of records) {
    const actions = actionsAsOf(record.actions, { asOf, knownOn }, dayInChina);
    if (actions[0]?.kind !== 'registered') continue;
    const today = stateOn(record.actions, ctx.clock.today());
    const full = seesFull(actor, record.fact, today);
    // No count of these either: it would tell that something was withdrawn.
    if (!full && !isShared(ctx.policy, record.fact, today)) continue;
    const view = viewAt(ctx.policy, record, shown as ShownSubject, actions);
    views.push(full ? view : sharedView(ctx.policy, view));
  }
  await logReading(tx, actor, {
    output: 'subjects.archive',
    purpose: request.purpose,
    subjectId: subject.subjectId,
    recordIds: views.map((view) => view.recordId),
    detail: { asOf, knownOn },
  });
  views.sort((one, other) => (one.factDate < other.factDate ? 1 : -1));
  return { subject, asOf, knownOn, records: views };
}

/** Reads across departments, which row security would hide, and gives the caller's own sight back. */
async function allRecords(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  subjectId: string,
): Promise<StoredRecord[]> {
  await setCaller(tx, { ...actor, scope: 'all' });
  const rows = await tx
    .selectFrom('record_state')
    .select('record_id')
    .where('subject_id', '=', subjectId)
    .execute();
  const refs: RecordRef[] = rows.map((row) => ({ subjectId, recordId: row.record_id }));
  const records = await readRecords(tx, ctx, refs);
  await setCaller(tx, actor);
  return records;
}

function checkedDate(date: PlainDate | undefined): PlainDate | undefined {
  if (date !== undefined && !isPlainDate(date)) throw problem('DATE_UNKNOWN', { value: date });
  return date;
}

function dayInChina(at: Date): PlainDate {
  return todayIn('Asia/Shanghai', at);
}
