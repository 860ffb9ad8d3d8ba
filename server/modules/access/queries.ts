import { sql, type Expression, type SqlBool } from 'kysely';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { isMilliseconds, isUuid } from '../../platform/marks.ts';
import { accessOutputs } from './outputs.ts';
import { problem } from './problem.ts';
import { logReading } from './reading.ts';

const PAGE = 50;

export interface Page<T> {
  readonly items: readonly T[];
  /** Pass it back to read on; null at the end. */
  readonly next: string | null;
}

/** Accounts the actor may know: his organisation's, or all. */
export async function listAccounts(ctx: Context, actor: Actor) {
  const rows = await ctx.db.app
    .selectFrom('account')
    .innerJoin('organisation', 'organisation.organisation_code', 'account.organisation_code')
    .select([
      'account.account',
      'account.organisation_code',
      'organisation.name_zh',
      'account.role',
      'account.display_zh',
      'account.demonstration',
      'account.totp_confirmed_at',
      'account.disabled_at',
    ])
    .$if(actor.scope !== 'all', (query) =>
      query.where('account.organisation_code', '=', actor.organisation ?? ''),
    )
    .orderBy('account.organisation_code')
    .orderBy('account.account')
    .execute();
  return rows.map((row) => ({
    account: row.account,
    organisation: row.organisation_code,
    organisationName: row.name_zh,
    role: row.role,
    display: row.display_zh,
    enrolled: row.demonstration || row.totp_confirmed_at !== null,
    disabled: row.disabled_at !== null,
  }));
}

/** Resets that wait for their second person. */
export async function listResets(ctx: Context) {
  const rows = await ctx.db.app
    .selectFrom('password_reset')
    .select(['reset_id', 'account', 'requested_by', 'requested_at', 'reason'])
    .where('approved_by', 'is', null)
    .orderBy('requested_at')
    .execute();
  return rows.map((row) => ({
    resetId: row.reset_id,
    account: row.account,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    reason: row.reason,
  }));
}

/** Keys of the rows the actor sees, without their secrets. */
export async function listApiKeys(ctx: Context, actor: Actor) {
  const rows = await ctx.db.app
    .selectFrom('api_key')
    .selectAll()
    .$if(actor.scope !== 'all', (query) =>
      query.where('organisation_code', '=', actor.organisation ?? ''),
    )
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    keyId: row.key_id,
    organisation: row.organisation_code,
    label: row.label,
    scopes: row.scopes,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}

export interface ReadingFilter {
  readonly subjectId?: string | undefined;
  readonly after?: string | undefined;
}

/**
 * Who received non-public data, newest first: of everybody, or by the actor's own organisation.
 * Reading the log is itself a reading.
 */
export function listReadings(ctx: Context, actor: Actor, purpose: string, filter: ReadingFilter) {
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const rows = await tx
      .selectFrom('reading')
      .selectAll()
      .$if(actor.scope !== 'all', (query) =>
        query.where('organisation_code', '=', actor.organisation ?? ''),
      )
      .$if(filter.subjectId !== undefined, (query) => query.where(about(filter.subjectId ?? '')))
      .where(before('reading_id', filter.after))
      .orderBy('at', 'desc')
      .orderBy('reading_id', 'desc')
      .limit(PAGE + 1)
      .execute();
    await logReading(tx, actor, {
      output: accessOutputs.readings.name,
      purpose,
      subjectId: filter.subjectId ?? null,
      detail: { count: Math.min(rows.length, PAGE) },
    });
    return paged(
      rows,
      (row) => cursorOf(row.at, row.reading_id),
      (row) => ({
        readingId: row.reading_id,
        at: row.at.toISOString(),
        account: row.account,
        organisation: row.organisation_code,
        channel: row.channel,
        output: row.output,
        purpose: row.purpose,
        basis: row.basis,
        subjectId: row.subject_id,
        records: row.record_ids.length,
      }),
    );
  });
}

/** Who did what, newest first; for the security administrator and the auditor. */
export function listAudit(
  ctx: Context,
  actor: Actor,
  purpose: string,
  filter: { readonly object?: string | undefined; readonly after?: string | undefined },
) {
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const rows = await tx
      .selectFrom('audit_entry')
      .selectAll()
      .$if(filter.object !== undefined, (query) => query.where('object', '=', filter.object ?? ''))
      .where(before('audit_id', filter.after))
      .orderBy('at', 'desc')
      .orderBy('audit_id', 'desc')
      .limit(PAGE + 1)
      .execute();
    const detail = { count: Math.min(rows.length, PAGE) };
    await logReading(tx, actor, { output: accessOutputs.audit.name, purpose, detail });
    return paged(
      rows,
      (row) => cursorOf(row.at, row.audit_id),
      (row) => ({
        auditId: row.audit_id,
        at: row.at.toISOString(),
        account: row.account,
        organisation: row.organisation_code,
        channel: row.channel,
        action: row.action,
        object: row.object,
      }),
    );
  });
}

/** Readings about a subject, and lists that held a record of it: each is a reading of every subject in it. */
function about(subjectId: string): Expression<SqlBool> {
  return sql<boolean>`(subject_id = ${subjectId}::uuid or record_ids <> '{}' and record_ids && array(
    select s.record_id from record_state s where s.subject_id = ${subjectId}::uuid))`;
}

function paged<R, T>(rows: readonly R[], cursor: (row: R) => string, show: (row: R) => T): Page<T> {
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return { items: shown.map(show), next: rows.length > PAGE && last ? cursor(last) : null };
}

function cursorOf(at: Date, id: string): string {
  return `${at.getTime()}.${id}`;
}

/** Rows older than the cursor. Instants are compared as whole milliseconds, as cursors hold them. */
function before(id: 'reading_id' | 'audit_id', cursor: string | undefined): Expression<SqlBool> {
  if (cursor === undefined) return sql<boolean>`true`;
  const [milliseconds = '', uuid = '', ...rest] = cursor.split('.');
  const isOurs = /^\d+$/.test(milliseconds) && isMilliseconds(Number(milliseconds)) && isUuid(uuid);
  if (!isOurs || rest.length > 0) throw problem('CURSOR_INVALID');
  const at = new Date(Number(milliseconds));
  return sql<boolean>`(date_trunc('milliseconds', at), ${sql.ref(id)}) < (${at}::timestamptz, ${uuid}::uuid)`;
}
