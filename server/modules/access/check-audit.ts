import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inSnapshot, type Tx } from '../../platform/db.ts';
import { commitmentOf } from '../ledger/index.ts';
import { auditContent, type AuditRow } from './audit.ts';

/** One difference between an entry of who did what and its proof. */
export interface AuditFinding {
  readonly code: 'AUDIT_CHANGED' | 'AUDIT_DELETED' | 'AUDIT_UNPROVED';
  /** The entry; null when it is gone and only its leaf is left. */
  readonly auditId: string | null;
  readonly message: string;
}

interface Proved extends AuditRow {
  readonly leaf_id: string | null;
  readonly commitment: Buffer | null;
  readonly salt: Buffer | null;
}

const PAGE = 1000;

/**
 * Compares every entry of who did what with its leaf, and every such leaf with its entry: one
 * that was changed or removed is named. Each page is read from one picture of the database.
 */
export async function checkAudit(
  ctx: Context,
  signal?: AbortSignal,
): Promise<{ checked: number; findings: AuditFinding[] }> {
  const findings: AuditFinding[] = [];
  let checked = 0;
  for (let after: string | null = null; ;) {
    signal?.throwIfAborted();
    const last = after;
    const page: Proved[] = await inSnapshot(ctx.db.app, system, (tx) => nextEntries(tx, last));
    findings.push(...page.flatMap(difference));
    checked += page.length;
    after = page.at(-1)?.audit_id ?? null;
    if (page.length < PAGE || after === null) break;
  }
  findings.push(...(await inSnapshot(ctx.db.app, system, deletedEntries)));
  return { checked, findings };
}

async function nextEntries(tx: Tx, after: string | null): Promise<Proved[]> {
  const { rows } = await sql<Proved>`
    select e.*, l.commitment, s.salt from audit_entry e
    left join ledger.leaf l on l.leaf_id = e.leaf_id and l.kind = 'audit'
    left join ledger.salt s on s.leaf_id = e.leaf_id
    where ${after === null ? sql`true` : sql`e.audit_id > ${after}::uuid`}
    order by e.audit_id limit ${PAGE}`.execute(tx);
  return rows;
}

function difference(row: Proved): AuditFinding[] {
  const { audit_id: auditId, commitment, salt } = row;
  const at = row.at.toISOString();
  if (commitment === null || salt === null) {
    return [found('AUDIT_UNPROVED', auditId, `操作日志 ${auditId}（${at}）在存证中没有对应的条目`)];
  }
  return commitmentOf(salt, auditContent(row)).equals(commitment)
    ? []
    : [found('AUDIT_CHANGED', auditId, `操作日志 ${auditId}（${at}）与存证不符，被改动过`)];
}

/** Leaves of entries that are gone. */
async function deletedEntries(tx: Tx): Promise<AuditFinding[]> {
  const { rows } = await sql<{ leaf_id: string; at: Date }>`
    select l.leaf_id, l.at from ledger.leaf l where l.kind = 'audit'
      and not exists (select from audit_entry e where e.leaf_id = l.leaf_id)
    order by l.at, l.leaf_id`.execute(tx);
  return rows.map(({ leaf_id, at }) =>
    found(
      'AUDIT_DELETED',
      null,
      `${at.toISOString()} 的一条操作日志（存证条目 ${leaf_id}）已被删除`,
    ),
  );
}

function found(code: AuditFinding['code'], auditId: string | null, what: string): AuditFinding {
  return { code, auditId, message: `${what}。请由安全管理员核查数据库操作日志。` };
}
