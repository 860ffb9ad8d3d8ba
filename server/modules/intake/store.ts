import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Context } from '../../context.ts';
import type { BatchHead, BatchState, Progress, RowContent, RowState } from './batch.ts';
import type { FindingCount } from './finding.ts';
import { sealValue } from './sealed.ts';

/** A row with findings, to be written. */
export interface NewRow extends RowContent {
  readonly rowNumber: number;
  readonly version?: number;
  readonly state: RowState;
  readonly subjectId?: string | null;
  readonly recordId?: string | null;
  readonly decidedBy?: string | null;
  readonly reason?: string | null;
}

const headColumns = [
  'batch_id',
  'class_code',
  'organisation_code',
  'account',
  'channel',
  'file_extension',
  'file_digest',
  'judged_on',
  'received_at',
  'state',
] as const;

/** A batch the caller may see; with `lock` nobody else changes it meanwhile. */
export async function findBatch(
  tx: Tx,
  batchId: string,
  options: { readonly lock?: boolean } = {},
): Promise<BatchHead | null> {
  const query = tx.selectFrom('batch').select(headColumns).where('batch_id', '=', batchId);
  const row = await (options.lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return null;
  return {
    batchId: row.batch_id,
    classCode: row.class_code,
    organisation: row.organisation_code,
    account: row.account,
    channel: row.channel as Actor['channel'],
    fileExtension: row.file_extension,
    fileDigest: row.file_digest,
    judgedOn: row.judged_on,
    receivedAt: new Date(row.received_at),
    state: row.state as BatchState,
  };
}

/** Writes rows with findings, values and findings sealed (K8); one statement for thousands. */
export async function insertRows(
  tx: Tx,
  ctx: Context,
  batch: Pick<BatchHead, 'batchId' | 'organisation' | 'classCode'>,
  rows: readonly NewRow[],
  expiresOn: string,
): Promise<void> {
  if (rows.length === 0) return;
  const now = ctx.clock.now();
  const written = rows.map((row) => ({
    row_number: row.rowNumber,
    version: row.version ?? 1,
    state: row.state,
    rules: [...new Set(row.findings.map(({ rule }) => rule))],
    fields: [...new Set(row.findings.map(({ field }) => field).filter(Boolean))],
    sealed: sealValue(ctx.keys, {
      values: row.values,
      cures: row.cures,
      findings: row.findings,
      ...(row.suggestions ? { suggestions: row.suggestions } : {}),
    } satisfies RowContent).toString('base64'),
    subject_id: row.subjectId ?? null,
    record_id: row.recordId ?? null,
    decided_by: row.decidedBy ?? null,
    decided_at: row.decidedBy ? now : null,
    reason: row.reason ?? null,
  }));
  await sql`
    insert into credit.batch_row (batch_id, organisation_code, class_code, expires_on, row_number,
      version, state, rules, fields, sealed, subject_id, record_id, decided_by, decided_at, reason)
    select ${batch.batchId}, ${batch.organisation}, ${batch.classCode}, ${expiresOn}::date,
      r.row_number, r.version, r.state, array(select jsonb_array_elements_text(r.rules)),
      array(select jsonb_array_elements_text(r.fields)), decode(r.sealed, 'base64'), r.subject_id,
      r.record_id, r.decided_by, r.decided_at, r.reason
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) r (row_number int, version int,
      state text, rules jsonb, fields jsonb, sealed text, subject_id uuid, record_id uuid,
      decided_by text, decided_at timestamptz, reason text)`.execute(tx);
}

/** Adds to the numbers of findings of a batch; entries that reach zero disappear. */
export async function addFindingCounts(
  tx: Tx,
  batchId: string,
  counts: readonly FindingCount[],
): Promise<void> {
  if (counts.length === 0) return;
  await sql`
    insert into credit.batch_finding_count (batch_id, rule, field, severity, count)
    select ${batchId}, c.rule, c.field, c.severity, c.count
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) c (rule text, field text, severity text, count int)
    on conflict (batch_id, rule, field, severity)
    do update set count = batch_finding_count.count + excluded.count`.execute(tx);
  await tx
    .deleteFrom('batch_finding_count')
    .where('batch_id', '=', batchId)
    .where('count', '<=', 0)
    .execute();
}

/** Numbers of a batch that change together with its rows. */
export type CountChanges = Partial<
  Record<
    | 'rows'
    | 'accepted'
    | 'rejected'
    | 'quarantined'
    | 'warned'
    | 'new'
    | 'duplicate'
    | 'corrected'
    | 'revoked'
    | 'deleted',
    number
  >
>;

/** Adds to the numbers of a batch. */
export async function addCounts(tx: Tx, batchId: string, changes: CountChanges): Promise<void> {
  const entries = Object.entries(changes).filter(([, by]) => by !== 0);
  if (entries.length === 0) return;
  const sets = entries.map(([name, by]) => sql`${sql.ref(name)} = ${sql.ref(name)} + ${by}`);
  await sql`update credit.batch set ${sql.join(sets)} where batch_id = ${batchId}`.execute(tx);
}

/** Shows how far the work is and answers whether somebody asked to stop it. */
export async function showProgress(tx: Tx, batchId: string, progress: Progress): Promise<boolean> {
  const row = await tx
    .updateTable('batch')
    .set({ progress: JSON.stringify(progress) })
    .where('batch_id', '=', batchId)
    .returning('cancel_requested_at')
    .executeTakeFirst();
  return row !== undefined && row.cancel_requested_at !== null;
}

/** Removes everything a first pass left, so that it can start again. */
export async function forgetRows(tx: Tx, batchId: string): Promise<void> {
  await tx.deleteFrom('batch_chunk').where('batch_id', '=', batchId).execute();
  await tx.deleteFrom('batch_row').where('batch_id', '=', batchId).execute();
  await tx.deleteFrom('batch_finding_count').where('batch_id', '=', batchId).execute();
}
