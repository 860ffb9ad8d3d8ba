import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db.ts';
import { logReading, requirePermission } from '../access/index.ts';
import { requiredClass } from '../catalogue/index.ts';
import { subjectClaim } from '../subjects/index.ts';
import { classificationChoice, type ClassificationChoice } from './classification.ts';
import type { RecordNeed } from './fold.ts';
import type { Page, PageRequest } from './page.ts';
import { linesWhere } from './queries.ts';
import { readRecords, type StoredRecord } from './store.ts';
import { subjectsShown, type ShownSubject } from './shown-subject.ts';
import { viewOf, type RecordView } from './view.ts';

/** A record that waits for a level, with what policy proposes. */
export interface WaitingRecord extends RecordView {
  readonly choice: ClassificationChoice;
}

/** A record reported under a name that the register contradicts. */
export interface DoubtfulRecord extends RecordView {
  /** The name it was reported under; registered and former names stand in `subject`. */
  readonly reportedName: string;
}

type QueueRequest = PageRequest & { readonly purpose: string };

/** Records that wait for a level, newest first: those of the own department, or all for the centre. */
export async function classificationQueue(
  tx: Tx,
  ctx: Context,
  given: Actor,
  page: QueueRequest,
): Promise<Page<WaitingRecord>> {
  const actor = requirePermission(given, 'classification.read');
  const { waiting, next } = await waitingFor(tx, ctx, actor, 'CLASSIFICATION', page);
  const items = waiting.map(({ record, view }) => ({
    ...view,
    choice: classificationChoice(ctx.policy, record.values ?? {}),
  }));
  return { items, next };
}

/**
 * Records of which somebody must say whether they are their subject's, newest first (D4). They are
 * withdrawn today: the centre sees them here because it decides them, in an output of its own (K12).
 */
export async function doubtQueue(
  tx: Tx,
  ctx: Context,
  given: Actor,
  page: QueueRequest,
): Promise<Page<DoubtfulRecord>> {
  const actor = requirePermission(given, 'doubt.read');
  const { waiting, next } = await waitingFor(tx, ctx, actor, 'SUBJECT', page);
  const items = waiting.map(({ view }) => {
    const definition = requiredClass(ctx.policy, view.classCode, view.factDate);
    // From the masked cells: no more of the name than of the record.
    return { ...view, reportedName: subjectClaim(definition, view.values ?? {}).name };
  });
  return { items, next };
}

const outputs: Readonly<Record<RecordNeed, string>> = {
  CLASSIFICATION: 'records.classification',
  SUBJECT: 'records.doubts',
};

async function waitingFor(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  need: RecordNeed,
  page: QueueRequest,
): Promise<{ waiting: { record: StoredRecord; view: RecordView }[]; next: string | null }> {
  const own = actor.scope === 'all' ? null : sql`f.organisation_code = ${actor.organisation ?? ''}`;
  const { lines, next } = await linesWhere(tx, [sql`s.needs = ${need}`, own], page);
  const refs = lines.map((line) => ({ subjectId: line.subject_id, recordId: line.record_id }));
  const records = await readRecords(tx, ctx, refs);
  await logReading(tx, actor, {
    output: outputs[need],
    purpose: page.purpose,
    recordIds: refs.map((ref) => ref.recordId),
  });
  const subjects = await subjectsShown(
    tx,
    ctx,
    refs.map((ref) => ref.subjectId),
  );
  const waiting = records.map((record) => ({
    record,
    view: viewOf(ctx.policy, record, subjects.get(record.fact.subjectId) as ShownSubject),
  }));
  return { waiting, next };
}

/** How many records wait for a person, at most `most`; a number tells nothing about any of them. */
export async function countWaiting(
  tx: Tx,
  actor: Actor,
  need: RecordNeed,
  most: number,
): Promise<number> {
  const own = actor.scope === 'all' ? sql`true` : sql`organisation_code = ${actor.organisation}`;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
    select from record_state where needs = ${need} and ${own} limit ${most}) waiting`.execute(tx);
  return rows[0]?.n ?? 0;
}
