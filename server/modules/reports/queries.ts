import { timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { logReading } from '../access/index.ts';
import { publicFile } from '../publication/index.ts';
import type { ReportStatus, VerificationAnswer } from './answers.ts';
import { digestOf, reportContent, templateOn } from './body.ts';
import { codeHash } from './commands.ts';
import { readCode, readNumber } from './number.ts';
import { reportOutputs } from './outputs.ts';
import { problem } from './problem.ts';
import { statusWords } from './status.ts';
import { reportsWithEnd } from './store.ts';

type Found = NonNullable<
  Awaited<ReturnType<ReturnType<typeof reportsWithEnd>['executeTakeFirst']>>
>;

/** No answer is faster than this, so that its time does not tell which numbers exist. */
const LEAST_MS = 80;
const NO_HASH = Buffer.alloc(32);

/**
 * What the register says about a report whose number and code are known. A wrong code and an
 * invented number get the same answer from the same work (K10); who asked is written down.
 */
export async function verifyByCode(
  ctx: Context,
  actor: Actor,
  given: { readonly number: string; readonly code: string },
): Promise<VerificationAnswer> {
  return inEqualTime(() =>
    inTransaction(ctx.db.app, actor, async (tx) => {
      const report = await reportOf(tx, ctx, given);
      return verified(tx, ctx, actor, report, 'CODE');
    }),
  );
}

/** What the register says about a file by the SHA-256 of its bytes in hex. */
export async function verifyByDigest(
  ctx: Context,
  actor: Actor,
  digest: string,
): Promise<VerificationAnswer> {
  return inEqualTime(() =>
    inTransaction(ctx.db.app, actor, async (tx) => {
      const report = await reportsWithEnd(tx)
        .where('r.file_digest', '=', Buffer.from(digest, 'hex'))
        .executeTakeFirst();
      return verified(tx, ctx, actor, report, 'FILE');
    }),
  );
}

/**
 * The issued bytes for whoever knows number and code, while everything in them is still what the
 * public sees; afterwards the same refusal as for a report that never was (K10, K12).
 */
export async function reportFile(
  ctx: Context,
  actor: Actor,
  given: { readonly number: string; readonly code: string },
): Promise<{ readonly number: string; readonly pdf: Buffer }> {
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const report = await reportOf(tx, ctx, given);
    if (!report || (await statusOf(tx, ctx, report)) !== 'VALID') throw problem('REPORT_NOT_FOUND');
    const { number, subject_id: subjectId } = report;
    const file = await tx
      .selectFrom('report_file')
      .select('sealed')
      .where('number', '=', number)
      .executeTakeFirst();
    if (!file) throw problem('REPORT_NOT_FOUND');
    const { name: output, zh: purpose } = reportOutputs.download;
    await logReading(tx, actor, { output, purpose, subjectId, detail: { number } });
    return { number, pdf: ctx.keys.openBlob('reports', file.sealed) };
  });
}

async function reportOf(
  tx: Tx,
  ctx: Context,
  given: { readonly number: string; readonly code: string },
): Promise<Found | undefined> {
  const number = readNumber(given.number) ?? '';
  const code = readCode(given.code) ?? '';
  const report = await reportsWithEnd(tx).where('r.number', '=', number).executeTakeFirst();
  const matches = timingSafeEqual(codeHash(ctx, number, code), report?.code_hash ?? NO_HASH);
  return matches ? report : undefined;
}

async function verified(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  report: Found | undefined,
  by: 'CODE' | 'FILE',
): Promise<VerificationAnswer> {
  const status = report ? await statusOf(tx, ctx, report) : 'UNKNOWN';
  await logReading(tx, actor, {
    output: reportOutputs.verify.name,
    purpose: reportOutputs.verify.zh,
    ...(report ? { subjectId: report.subject_id } : {}),
    detail: { by, status, ...(report ? { number: report.number } : {}) },
  });
  const shown = report ? await publicName(tx, report.subject_id) : undefined;
  const words = statusWords[status];
  return {
    status,
    zh: words.zh,
    en: words.en,
    by,
    number: report?.number ?? null,
    subject: shown ?? null,
    issuedAt: report?.issued_at.toISOString() ?? null,
    template: report?.template ?? null,
    fileDigest: report?.file_digest.toString('hex') ?? null,
    bodyDigest: report?.body_digest.toString('hex') ?? null,
    endedAt: report?.ended_at?.toISOString() ?? null,
    successor: report?.successor ?? null,
    askedAt: ctx.clock.now().toISOString(),
  };
}

/** Ended reports say so first; of the others, whether the same report would be issued today. */
async function statusOf(tx: Tx, ctx: Context, report: Found): Promise<ReportStatus> {
  if (report.ended === 'withdrawn') return 'WITHDRAWN';
  if (report.ended === 'superseded') return 'SUPERSEDED';
  const today = ctx.clock.today();
  const template = templateOn(ctx.policy, today);
  const file = report.uscc === null ? undefined : await publicFile(tx, ctx, report.uscc, today);
  if (!template || !file) return 'CHANGED_SINCE';
  const same = digestOf(reportContent(file, template)).equals(report.content_digest);
  return same ? 'VALID' : 'CHANGED_SINCE';
}

/** Name and code as the public reads them now; undefined once the subject has no page. */
function publicName(tx: Tx, subjectId: string) {
  return tx
    .selectFrom('portal.subject')
    .select(['name', 'uscc'])
    .where('subject_id', '=', subjectId)
    .executeTakeFirst();
}

async function inEqualTime<T>(work: () => Promise<T>): Promise<T> {
  const [answer] = await Promise.all([work(), sleep(LEAST_MS)]);
  return answer;
}
