import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db.ts';
import { appendLeaves, canonicalJson } from '../ledger/index.ts';
import { markDone } from './done-once.ts';

export interface AuditEntry {
  /** What was done, as `thing.verb`, such as `apiKey.create`. */
  readonly action: string;
  /** What it was done to: an id, never a name or number of a person. */
  readonly object: string;
  readonly subjectId?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Columns of an entry that its ledger leaf commits to. */
export interface AuditRow {
  readonly audit_id: string;
  readonly at: Date;
  readonly account: string;
  readonly organisation_code: string | null;
  readonly channel: string;
  readonly action: string;
  readonly subject_id: string | null;
  readonly object: string;
  readonly detail: unknown;
}

/** What the leaf of an entry commits to; the self-check builds it again from the stored row. */
export function auditContent(row: AuditRow): string {
  return canonicalJson({
    auditId: row.audit_id,
    at: row.at.toISOString(),
    account: row.account,
    organisation: row.organisation_code,
    channel: row.channel,
    action: row.action,
    subjectId: row.subject_id,
    object: row.object,
    detail: row.detail,
  });
}

/**
 * Writes who did what, with its ledger leaf, in the transaction of the act; returns the entry's id.
 * Throws DONE_BEFORE when the request was done before and only its answer was lost.
 */
export async function audit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<string> {
  await markDone(tx);
  const leafId = randomUUIDv7();
  const row = await tx
    .insertInto('audit_entry')
    .values({
      audit_id: randomUUID(),
      // Whole milliseconds: the leaf's content must be the same when built from the row again.
      at: sql<Date>`date_trunc('milliseconds', now())`,
      account: actor.account,
      organisation_code: actor.organisation,
      channel: actor.channel,
      action: entry.action,
      subject_id: entry.subjectId ?? null,
      object: entry.object,
      detail: JSON.stringify(entry.detail ?? {}),
      leaf_id: leafId,
    })
    .returning([
      'audit_id',
      'at',
      'account',
      'organisation_code',
      'channel',
      'action',
      'subject_id',
      'object',
      'detail',
    ])
    .executeTakeFirstOrThrow();
  const content = auditContent(row);
  await appendLeaves(tx, [
    { leafId, kind: 'audit', subjectId: row.subject_id, recordId: null, seq: null, content },
  ]);
  return row.audit_id;
}
