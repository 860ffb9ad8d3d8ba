import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { logReading, requirePermission } from '../access/index.ts';
import { compileClass, maskIdNumber, type AppliedCure, type Values } from '../catalogue/index.ts';
import type { Suggestion } from '../subjects/index.ts';
import type { RowContent, RowState } from './batch.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { SheetFinding } from './finding.ts';
import { AUTHORISATION_MISSING } from './gate.ts';
import { problem } from './problem.ts';
import { openValue } from './sealed.ts';
import { findBatch } from './store.ts';

/** A row with findings as a person sees it; identity numbers are masked. */
export interface ShownRow {
  readonly batchId: string;
  readonly classCode: string;
  readonly organisation: string;
  readonly rowNumber: number;
  readonly version: number;
  readonly state: RowState;
  readonly values: Values;
  readonly findings: readonly SheetFinding[];
  readonly cures: readonly AppliedCure[];
  readonly suggestions: readonly Suggestion[];
  readonly subjectId: string | null;
  readonly recordId: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  readonly expiresOn: string;
}

export interface RowFilter {
  readonly state?: RowState;
  readonly rule?: string;
  readonly field?: string;
  readonly after?: string;
  readonly limit?: number;
}

interface Page {
  readonly items: ShownRow[];
  readonly next: string | null;
}

const PAGE = 50;

/** Rows of a batch that have findings, in the order of the sheet; logged as a reading (K14). */
export async function listRows(
  ctx: Context,
  given: Actor,
  purpose: string,
  batchId: string,
  filter: RowFilter = {},
): Promise<Page> {
  const actor = requirePermission(given, 'row.read');
  const limit = filter.limit ?? PAGE;
  return inTransaction(ctx.db.app, actor, async (tx) => {
    if (!(await findBatch(tx, batchId))) throw problem('BATCH_NOT_FOUND');
    const { state, rule, field, after } = filter;
    let query = rowsOf(tx)
      .where('batch_id', '=', batchId)
      .orderBy('row_number')
      .limit(limit + 1);
    query = state ? query.where('state', '=', state) : query.where('state', '<>', 'REPLACED');
    if (rule) query = query.where(sql<boolean>`${rule} = any(rules)`);
    if (field) query = query.where(sql<boolean>`${field} = any(fields)`);
    if (after) query = query.where('row_number', '>', Number(readCursor(after, ['row'])[0]));
    const rows = await query.execute();
    const items = rows.slice(0, limit).map((row) => shownRow(ctx, row));
    await logReading(tx, actor, {
      output: 'intake.rows',
      purpose,
      recordIds: items.flatMap((item) => item.recordId ?? []),
      detail: { batchId, rows: items.length, state: state ?? null, rule: rule ?? null },
    });
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? writeCursor([last.rowNumber]) : null };
  });
}

/** How many rows wait for a person of the centre, at most `most`. */
export async function countQuarantined(tx: Tx, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
    select from batch_row where state = 'QUARANTINED' and ${waitingFor('PERSON')} limit ${most}) waiting`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** Since when the oldest row waits for a person of the centre; null when none does. */
export async function oldestQuarantined(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`select min(b.received_at) as since
    from batch_row r join batch b using (batch_id)
    where r.state = 'QUARANTINED' and ${waitingFor('PERSON')}`.execute(tx);
  return rows[0]?.since ?? null;
}

export const quarantineWaits = ['PERSON', 'AUTHORISATION'] as const;
/** What a held row waits for: a person's decision, or an authorisation nobody here can replace (K1). */
export type QuarantineWait = (typeof quarantineWaits)[number];

function waitingFor(wait: QuarantineWait) {
  const authorisation = sql<boolean>`${AUTHORISATION_MISSING} = any(rules)`;
  return wait === 'AUTHORISATION' ? authorisation : sql<boolean>`not ${authorisation}`;
}

/** Held rows, oldest batch first; logged as a reading (K14). */
export async function listQuarantine(
  ctx: Context,
  given: Actor,
  purpose: string,
  filter: {
    /** Without: those that wait for a person. */
    readonly waitsFor?: QuarantineWait;
    readonly classCode?: string;
    readonly after?: string;
    readonly limit?: number;
  } = {},
): Promise<Page> {
  const actor = requirePermission(given, 'quarantine.read');
  const limit = filter.limit ?? PAGE;
  const after = filter.after === undefined ? null : readCursor(filter.after, ['id', 'row']);
  return inTransaction(ctx.db.app, actor, async (tx) => {
    let query = rowsOf(tx)
      .where('state', '=', 'QUARANTINED')
      .where(waitingFor(filter.waitsFor ?? 'PERSON'))
      .orderBy('batch_id')
      .orderBy('row_number')
      .limit(limit + 1);
    if (filter.classCode) query = query.where('class_code', '=', filter.classCode);
    if (after) {
      const [batch, row] = after;
      query = query.where(
        sql<boolean>`(batch_id, row_number) > (${batch}::uuid, ${Number(row)}::int)`,
      );
    }
    const rows = await query.execute();
    const items = rows.slice(0, limit).map((row) => shownRow(ctx, row));
    await logReading(tx, actor, {
      output: 'intake.quarantine',
      purpose,
      detail: { rows: items.length, classCode: filter.classCode ?? null },
    });
    const last = items.at(-1);
    const next = rows.length > limit && last ? writeCursor([last.batchId, last.rowNumber]) : null;
    return { items, next };
  });
}

const columns = [
  'batch_id',
  'class_code',
  'organisation_code',
  'row_number',
  'version',
  'state',
  'sealed',
  'subject_id',
  'record_id',
  'decided_by',
  'decided_at',
  'reason',
  'expires_on',
] as const;

export function rowsOf(tx: Tx) {
  return tx
    .selectFrom('batch_row')
    .select(columns)
    .select(
      sql<boolean>`exists (select from record_state s where s.record_id = batch_row.record_id and s.status = 'ERASED')`.as(
        'erased',
      ),
    );
}

type StoredRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

const nothing: RowContent = { values: {}, cures: [], findings: [] };

/** A stored row opened, with identity numbers masked (K8); nothing of one whose record was erased (K7). */
export function shownRow(ctx: Context, row: StoredRow): ShownRow {
  const content = row.erased ? nothing : openValue<RowContent>(ctx.keys, row.sealed);
  const { values, cures } = maskedContent(ctx, row.class_code, content);
  return {
    batchId: row.batch_id,
    classCode: row.class_code,
    organisation: row.organisation_code,
    rowNumber: row.row_number,
    version: row.version,
    state: row.state as RowState,
    values,
    findings: content.findings,
    cures,
    suggestions: content.suggestions ?? [],
    subjectId: row.subject_id,
    recordId: row.record_id,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
    expiresOn: row.expires_on,
  };
}

/** Values and cures with identity numbers masked. */
export function maskedContent(
  ctx: Context,
  classCode: string,
  content: Pick<RowContent, 'values' | 'cures'>,
): { values: Values; cures: AppliedCure[] } {
  const { fields } = compileClass(ctx.policy, classCode);
  const hidden = new Set(fields.filter(({ type }) => type === 'idnumber').map(({ code }) => code));
  const shown = (field: string, text: string): string =>
    hidden.has(field) ? maskIdNumber(text) : text;
  const values = Object.entries(content.values).map(([field, text]) => [field, shown(field, text)]);
  return {
    values: Object.fromEntries(values) as Values,
    cures: content.cures.map((cure) => ({
      ...cure,
      from: shown(cure.field, cure.from),
      to: shown(cure.field, cure.to),
    })),
  };
}
