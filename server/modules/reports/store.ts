import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { appendLeaves, canonicalJson } from '../ledger/index.ts';

/** A report as it is kept: digests and references; the bytes stand beside it, sealed. */
export interface StoredReport {
  readonly number: string;
  readonly subjectId: string;
  readonly version: 'PUBLIC';
  readonly template: string;
  readonly issuedAt: Date;
  readonly codeHash: Buffer;
  readonly bodyDigest: Buffer;
  readonly contentDigest: Buffer;
  readonly fileDigest: Buffer;
  readonly recordIds: readonly string[];
  readonly corrects: string | null;
  readonly policyHash: string;
}

/** What ended the validity of a report. */
export interface ReportEnd {
  readonly number: string;
  readonly kind: 'withdrawn' | 'superseded';
  readonly reason: string;
  readonly successor: string | null;
}

/** The next place in the numbers of a day; it stays taken even when no report comes of it. */
export async function nextSequence(tx: Tx, day: PlainDate): Promise<number> {
  const { rows } = await sql<{ last: number }>`insert into report_counter as c (day, last)
    values (${day}, 1) on conflict (day) do update set last = c.last + 1 returning last`.execute(
    tx,
  );
  return rows[0]?.last ?? 1;
}

/** Keeps an issued report with its bytes and its leaf, which commits to both digests. */
export async function insertReport(
  tx: Tx,
  actor: Actor,
  report: StoredReport,
  sealed: Buffer,
): Promise<void> {
  const leafId = randomUUIDv7();
  await tx
    .insertInto('report')
    .values({
      number: report.number,
      subject_id: report.subjectId,
      version: report.version,
      template: report.template,
      issued_at: report.issuedAt,
      account: actor.account,
      organisation_code: actor.organisation,
      channel: actor.channel,
      code_hash: report.codeHash,
      body_digest: report.bodyDigest,
      content_digest: report.contentDigest,
      file_digest: report.fileDigest,
      record_ids: [...report.recordIds],
      corrects: report.corrects,
      policy_hash: report.policyHash,
      leaf_id: leafId,
    })
    .execute();
  await tx.insertInto('report_file').values({ number: report.number, sealed }).execute();
  await appendReportLeaf(tx, leafId, report.subjectId, leafContent(report));
}

/** What the leaf of a report commits to. */
export function leafContent(
  report: Pick<
    StoredReport,
    'number' | 'subjectId' | 'version' | 'issuedAt' | 'fileDigest' | 'bodyDigest'
  >,
): string {
  return canonicalJson({
    number: report.number,
    subjectId: report.subjectId,
    version: report.version,
    issuedAt: report.issuedAt.toISOString(),
    fileDigest: report.fileDigest.toString('hex'),
    bodyDigest: report.bodyDigest.toString('hex'),
  });
}

/** Ends a report with its leaf; false when it had ended before. */
export async function insertEnd(
  tx: Tx,
  actor: Actor,
  end: ReportEnd & { readonly subjectId: string; readonly at: Date },
): Promise<boolean> {
  const leafId = randomUUIDv7();
  const { subjectId, ...said } = end;
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('report_act')
    .values({
      ...said,
      account: actor.account,
      organisation_code: actor.organisation,
      leaf_id: leafId,
    })
    .onConflict((conflict) => conflict.column('number').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) return false;
  await appendReportLeaf(tx, leafId, subjectId, endContent({ ...said, account: actor.account }));
  return true;
}

/** What the leaf of an end commits to. */
export function endContent(
  end: ReportEnd & { readonly at: Date; readonly account: string },
): string {
  const { number, kind, reason, successor, at, account } = end;
  return canonicalJson({ number, kind, reason, successor, at: at.toISOString(), account });
}

async function appendReportLeaf(
  tx: Tx,
  leafId: string,
  subjectId: string,
  content: string,
): Promise<void> {
  await appendLeaves(tx, [
    { leafId, kind: 'report', subjectId, recordId: null, seq: null, content },
  ]);
}

/** Reports with what ended them, for looking one up by number or by the digest of its file. */
export function reportsWithEnd(tx: Tx) {
  return tx
    .selectFrom('report as r')
    .leftJoin('report_act as a', 'a.number', 'r.number')
    .leftJoin('subject as s', 's.subject_id', 'r.subject_id')
    .select([
      'r.number',
      'r.subject_id',
      'r.template',
      'r.issued_at',
      'r.code_hash',
      'r.body_digest',
      'r.content_digest',
      'r.file_digest',
      's.uscc',
      'a.kind as ended',
      'a.at as ended_at',
      'a.successor',
    ]);
}
