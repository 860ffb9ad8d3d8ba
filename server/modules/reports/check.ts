import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inSnapshot, type Tx } from '../../platform/db.ts';
import { Problem } from '../../platform/problem.ts';
import { commitmentOf } from '../ledger/index.ts';
import { endContent, leafContent } from './store.ts';

/** One difference between an issued report, or its end, and what its leaf commits to. */
export interface ReportFinding {
  readonly code:
    | 'REPORT_UNPROVED'
    | 'REPORT_CHANGED'
    | 'REPORT_FILE_CHANGED'
    | 'REPORT_FILE_MISSING'
    | 'REPORT_END_UNPROVED'
    | 'REPORT_END_CHANGED'
    | 'REPORT_DELETED';
  /** The report; null when it is gone and only a leaf is left. */
  readonly number: string | null;
  readonly message: string;
}

interface Proof {
  readonly commitment: Buffer | null;
  readonly salt: Buffer | null;
}

interface Issued extends Proof {
  readonly number: string;
  readonly subjectId: string;
  readonly version: 'PUBLIC';
  readonly issuedAt: Date;
  readonly fileDigest: Buffer;
  readonly bodyDigest: Buffer;
  readonly sealed: Buffer | null;
  /** A record it showed was erased, and the file with it (K7): then none may be there. */
  readonly erased: boolean;
}

interface Ended extends Proof {
  readonly number: string;
  readonly kind: 'withdrawn' | 'superseded';
  readonly reason: string;
  readonly successor: string | null;
  readonly at: Date;
  readonly account: string;
}

/** Files of a few hundred kilobytes each stand in memory together. */
const PAGE = 50;

/**
 * Compares every issued report, its kept bytes and its end with their leaves, and every such leaf
 * with its report: what was changed, slipped in, taken away or emptied is named.
 */
export async function checkReports(
  ctx: Context,
  signal?: AbortSignal,
): Promise<{ checked: number; findings: ReportFinding[] }> {
  const findings: ReportFinding[] = [];
  let checked = 0;
  for (let after = ''; ;) {
    signal?.throwIfAborted();
    const last = after;
    const page = await inSnapshot(ctx.db.app, system, (tx) => nextReports(tx, last));
    findings.push(...page.flatMap((report) => differences(ctx, report)));
    checked += page.length;
    after = page.at(-1)?.number ?? '';
    if (page.length < PAGE) break;
  }
  const ends = await inSnapshot(ctx.db.app, system, allEnds);
  findings.push(...ends.flatMap(endDifference));
  findings.push(...(await inSnapshot(ctx.db.app, system, deletedReports)));
  return { checked, findings };
}

async function nextReports(tx: Tx, after: string): Promise<Issued[]> {
  const { rows } = await sql<Issued>`
    select r.number, r.subject_id as "subjectId", r.version, r.issued_at as "issuedAt",
      r.file_digest as "fileDigest", r.body_digest as "bodyDigest", f.sealed, l.commitment, s.salt,
      f.number is null and exists (select from record_state e where e.subject_id = r.subject_id
        and e.record_id = any(r.record_ids) and e.status = 'ERASED') as erased
    from report r
    left join report_file f on f.number = r.number
    left join ledger.leaf l on l.leaf_id = r.leaf_id and l.kind = 'report'
    left join ledger.salt s on s.leaf_id = r.leaf_id
    where r.number > ${after} order by r.number limit ${PAGE}`.execute(tx);
  return rows;
}

function differences(ctx: Context, report: Issued): ReportFinding[] {
  const { number, sealed, erased } = report;
  const said = ofReport(report);
  if (sealed === null)
    return erased
      ? said
      : [...said, found('REPORT_FILE_MISSING', number, `信用报告 ${number} 的文件已不存在`)];
  if (isFileOf(ctx, sealed, report.fileDigest)) return said;
  const what = `信用报告 ${number} 留存的文件与出具时的摘要不符，被改动或者替换过`;
  return [...said, found('REPORT_FILE_CHANGED', number, what)];
}

function ofReport(report: Issued): ReportFinding[] {
  const { number } = report;
  const what = {
    UNPROVED: `信用报告 ${number} 在存证中没有对应的条目`,
    CHANGED: `信用报告 ${number} 的登记与存证不符，被改动过`,
  };
  return proofDifference(report, leafContent(report)).map((kind) =>
    found(`REPORT_${kind}`, number, what[kind]),
  );
}

function endDifference(end: Ended): ReportFinding[] {
  const { number } = end;
  const what = {
    UNPROVED: `信用报告 ${number} 的作废或者更正在存证中没有对应的条目`,
    CHANGED: `信用报告 ${number} 的作废或者更正与存证不符，被改动过`,
  };
  return proofDifference(end, endContent(end)).map((kind) =>
    found(`REPORT_END_${kind}`, number, what[kind]),
  );
}

function proofDifference({ commitment, salt }: Proof, content: string): ('UNPROVED' | 'CHANGED')[] {
  if (commitment === null || salt === null) return ['UNPROVED'];
  return commitmentOf(salt, content).equals(commitment) ? [] : ['CHANGED'];
}

function isFileOf(ctx: Context, sealed: Buffer, digest: Buffer): boolean {
  try {
    const pdf = ctx.keys.openBlob('reports', sealed);
    return createHash('sha256').update(pdf).digest().equals(digest);
  } catch (error) {
    if (error instanceof Problem && error.code === 'SEALED_UNREADABLE') return false;
    throw error;
  }
}

async function allEnds(tx: Tx): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
    select a.number, a.kind, a.reason, a.successor, a.at, a.account, l.commitment, s.salt
    from report_act a
    left join ledger.leaf l on l.leaf_id = a.leaf_id and l.kind = 'report'
    left join ledger.salt s on s.leaf_id = a.leaf_id order by a.number`.execute(tx);
  return rows;
}

/** Leaves of reports, or of their ends, that are gone. */
async function deletedReports(tx: Tx): Promise<ReportFinding[]> {
  const { rows } = await sql<{ leaf_id: string; at: Date }>`
    select l.leaf_id, l.at from ledger.leaf l where l.kind = 'report'
      and not exists (select from report r where r.leaf_id = l.leaf_id)
      and not exists (select from report_act a where a.leaf_id = l.leaf_id)
    order by l.at, l.leaf_id`.execute(tx);
  return rows.map(({ leaf_id, at }) =>
    found(
      'REPORT_DELETED',
      null,
      `${at.toISOString()} 出具、作废或者更正的一份信用报告（存证条目 ${leaf_id}）已被删除`,
    ),
  );
}

function found(code: ReportFinding['code'], number: string | null, what: string): ReportFinding {
  return { code, number, message: `${what}。请由安全管理员核查数据库操作日志。` };
}
