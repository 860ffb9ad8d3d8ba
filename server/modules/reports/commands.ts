import { createHash } from 'node:crypto';
import type { Context } from '../../context.ts';
import { publicAddress } from '../../platform/config.ts';
import { randomPiece } from '../../platform/crypto-suite.ts';
import { inTransaction } from '../../platform/db.ts';
import type { Actor } from '../../platform/actor.ts';
import { audit, isDemonstration, logReading, requirePermission } from '../access/index.ts';
import { assertWritable } from '../ledger/index.ts';
import { DEMONSTRATION_NOTICE, holdPublicSubject, publicFile } from '../publication/index.ts';
import type { ReportTemplate } from '../policy/index.ts';
import { digestOf, reportContent, templateOn, type ReportBody } from './body.ts';
import { drawSigned } from './draw.ts';
import { newCode, reportNumber } from './number.ts';
import { reportOutputs } from './outputs.ts';
import { problem } from './problem.ts';
import {
  insertEnd,
  insertReport,
  nextSequence,
  reportsWithEnd,
  type StoredReport,
} from './store.ts';

/** A report as its first receiver gets it; the code is told this once. */
export interface IssuedReport {
  readonly number: string;
  readonly code: string;
  readonly issuedAt: string;
  readonly fileDigest: string;
  readonly bodyDigest: string;
  readonly pdf: Buffer;
}

interface Correction {
  readonly number: string;
  readonly reason: string;
}

const MOST_TRIES = 3;
const SHORTEST_REASON = 4;
const LONGEST_REASON = 500;

/**
 * Issues the public report of an organisation: what everybody may read about it now, drawn, signed
 * and kept. It says nothing about reports issued before. Throws LEDGER_READ_ONLY while the log is
 * set back, also for whoever asks by a page.
 */
export async function issueReport(
  ctx: Context,
  actor: Actor,
  uscc: string,
  correction: Correction | null = null,
): Promise<IssuedReport> {
  await assertWritable(ctx);
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const draft = await draftOf(ctx, actor, uscc);
    const signed = await drawn(ctx, draft);
    if (await kept(ctx, actor, draft, signed, correction)) return answerOf(draft, signed);
  }
  throw problem('REPORT_CHANGING');
}

/** Ends the validity of a report by a named person, with a reason; throws REPORT_NOT_VALID when it had ended before. */
export async function withdrawReport(
  ctx: Context,
  actor: Actor,
  number: string,
  reason: string,
): Promise<void> {
  requirePermission(actor, 'report.end');
  const said = checkedReason(reason);
  await inTransaction(ctx.db.app, actor, async (tx) => {
    const report = await reportsWithEnd(tx).where('r.number', '=', number).executeTakeFirst();
    if (!report) throw problem('REPORT_NOT_FOUND');
    const { subject_id: subjectId } = report;
    const end = { number, kind: 'withdrawn', reason: said, successor: null } as const;
    const ended = await insertEnd(tx, actor, { ...end, subjectId, at: ctx.clock.now() });
    if (!ended) throw problem('REPORT_NOT_VALID', { number });
    await audit(tx, actor, { action: 'report.withdraw', object: number, subjectId });
    await logReading(tx, actor, {
      output: reportOutputs.end.name,
      purpose: reportOutputs.end.zh,
      subjectId,
      detail: { number },
    });
  });
}

/** Issues a report anew as things are now and marks the wrong one superseded by it. */
export async function correctReport(
  ctx: Context,
  actor: Actor,
  number: string,
  reason: string,
): Promise<IssuedReport> {
  requirePermission(actor, 'report.end');
  const said = checkedReason(reason);
  const report = await inTransaction(ctx.db.app, actor, (tx) =>
    reportsWithEnd(tx).where('r.number', '=', number).executeTakeFirst(),
  );
  if (!report) throw problem('REPORT_NOT_FOUND');
  if (report.ended !== null) throw problem('REPORT_NOT_VALID', { number });
  return issueReport(ctx, actor, report.uscc ?? '', { number, reason: said });
}

interface Draft {
  readonly body: ReportBody;
  readonly template: ReportTemplate;
  readonly code: string;
  readonly subjectId: string;
  readonly uscc: string;
  readonly recordIds: readonly string[];
}

/** Number and content; the number is taken for good, as drawing takes too long to hold the counter. */
async function draftOf(ctx: Context, actor: Actor, uscc: string): Promise<Draft> {
  const now = ctx.clock.now();
  const issuedAt = new Date(now.getTime() - now.getUTCMilliseconds()).toISOString();
  const today = ctx.clock.today();
  const template = templateOn(ctx.policy, today);
  if (!template) throw problem('REPORT_TEMPLATE_MISSING');
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const file = await publicFile(tx, ctx, uscc, today);
    if (!file) throw problem('REPORT_SUBJECT_NOT_FOUND');
    if (file.household) throw problem('REPORT_OF_HOUSEHOLD');
    const sequence = await nextSequence(tx, today);
    const body: ReportBody = {
      number: reportNumber(ctx.policy.divisions.district, today, sequence),
      version: 'PUBLIC',
      issuedAt,
      dataUpTo: today,
      notice: isDemonstration(ctx) ? DEMONSTRATION_NOTICE : null,
      policy: ctx.policy.hash,
      content: reportContent(file, template),
    };
    const recordIds = file.items.map((item) => item.recordId);
    return {
      body,
      template,
      code: newCode(randomPiece),
      subjectId: file.subjectId,
      uscc,
      recordIds,
    };
  });
}

function drawn(ctx: Context, { body, template, code }: Draft): Promise<Buffer> {
  return drawSigned({ body, template, code, base: publicAddress(ctx.config) }, ctx.keys);
}

/** Keeps the report when what it shows is still what everybody sees; false when that changed meanwhile. */
async function kept(
  ctx: Context,
  actor: Actor,
  draft: Draft,
  pdf: Buffer,
  correction: Correction | null,
): Promise<boolean> {
  const { body, template, subjectId, recordIds } = draft;
  const { number } = body;
  return inTransaction(ctx.db.app, actor, async (tx) => {
    await holdPublicSubject(tx, draft.uscc);
    const now = await publicFile(tx, ctx, draft.uscc, ctx.clock.today());
    const contentDigest = digestOf(body.content);
    if (!now || !digestOf(reportContent(now, template)).equals(contentDigest)) return false;
    const report: StoredReport = {
      number,
      subjectId,
      version: body.version,
      template: `${template.id} ${template.edition}`,
      issuedAt: new Date(body.issuedAt),
      codeHash: codeHash(ctx, number, draft.code),
      bodyDigest: digestOf(body),
      contentDigest,
      fileDigest: createHash('sha256').update(pdf).digest(),
      recordIds,
      corrects: correction?.number ?? null,
      policyHash: ctx.policy.hash,
    };
    await insertReport(tx, actor, report, ctx.keys.sealBlob('reports', pdf));
    if (correction !== null) {
      const end = { ...correction, kind: 'superseded', successor: number, subjectId } as const;
      const ended = await insertEnd(tx, actor, { ...end, at: ctx.clock.now() });
      if (!ended) throw problem('REPORT_NOT_VALID', { number: correction.number });
    }
    const detail = { number, ...(correction === null ? {} : { corrects: correction.number }) };
    await audit(tx, actor, { action: 'report.issue', object: number, subjectId, detail });
    const { name: output, zh: purpose } = reportOutputs.issue;
    await logReading(tx, actor, { output, purpose, subjectId, recordIds, detail });
    return true;
  });
}

/** The form in which a verification code is kept: bound to its report and to this instance's key. */
export function codeHash(ctx: Context, number: string, code: string): Buffer {
  return ctx.keys.hmac('report code', `${number} ${code}`);
}

function answerOf({ body, code }: Draft, pdf: Buffer): IssuedReport {
  const { number, issuedAt } = body;
  return {
    number,
    code,
    issuedAt,
    fileDigest: createHash('sha256').update(pdf).digest('hex'),
    bodyDigest: digestOf(body).toString('hex'),
    pdf,
  };
}

function checkedReason(reason: string): string {
  const said = reason.trim();
  if (said.length < SHORTEST_REASON || said.length > LONGEST_REASON)
    throw problem('REPORT_REASON_MISSING');
  return said;
}
