import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { requirePermission } from '../access/index.ts';
import { formSpec, sheetFields, type FormSpec } from '../catalogue/index.ts';
import type { BatchState } from './batch.ts';
import { instant, seesWords, summary, summaryColumns, type BatchSummary } from './batch-summary.ts';
import { classesOf } from './classes.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { FindingCount, SheetFinding } from './finding.ts';
import type { SheetInfo } from './judge-sheet.ts';
import { problem } from './problem.ts';
import { openSheetText, refusalSentence } from './sheet-text.ts';

/** A batch with everything about it except its rows. */
export interface BatchDetail extends BatchSummary {
  readonly reportId: string | null;
  readonly judgedOn: string;
  readonly policyHash: string;
  readonly fileDigest: string;
  readonly refusal: { readonly code: string; readonly message: string } | null;
  readonly sheet: SheetInfo | null;
  readonly headerFindings: readonly SheetFinding[];
  /** How often each cure (field and normaliser) was applied. */
  readonly cures: Readonly<Record<string, number>>;
  readonly findingCounts: readonly (FindingCount & { readonly fieldName: string })[];
  /** When files, rows and findings are deleted (K8); null once they are. */
  readonly expiresOn: string | null;
}

export interface BatchFilter {
  readonly state?: BatchState;
  readonly classCode?: string;
  readonly after?: string;
  readonly limit?: number;
}

const PAGE = 50;

/** Batches the actor may see, newest first; `next` continues the list. */
export async function listBatches(
  ctx: Context,
  given: Actor,
  filter: BatchFilter = {},
): Promise<{ items: BatchSummary[]; next: string | null }> {
  const actor = requirePermission(given, 'batch.read');
  const limit = filter.limit ?? PAGE;
  const after = filter.after === undefined ? null : readCursor(filter.after, ['instant', 'id']);
  const rows = await inTransaction(ctx.db.app, actor, (tx) => {
    let query = tx
      .selectFrom('batch')
      .select(summaryColumns)
      .orderBy('received_at', 'desc')
      .orderBy('batch_id')
      .limit(limit + 1);
    if (filter.state) query = query.where('state', '=', filter.state);
    if (filter.classCode) query = query.where('class_code', '=', filter.classCode);
    if (after) {
      const [at, id] = after;
      query = query.where(
        sql<boolean>`(received_at < ${at}::timestamptz or (received_at = ${at}::timestamptz and batch_id > ${id}::uuid))`,
      );
    }
    return query.execute();
  });
  const items = rows.slice(0, limit).map((row) => summary(ctx, actor, row));
  const last = items.at(-1);
  const next = rows.length > limit && last ? writeCursor([last.receivedAt, last.batchId]) : null;
  return { items, next };
}

/** One batch with progress, numbers and findings by rule; throws BATCH_NOT_FOUND. */
export async function batchDetail(
  ctx: Context,
  given: Actor,
  batchId: string,
): Promise<BatchDetail> {
  const actor = requirePermission(given, 'batch.read');
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const row = await tx
      .selectFrom('batch')
      .selectAll()
      .where('batch_id', '=', batchId)
      .executeTakeFirst();
    if (!row) throw problem('BATCH_NOT_FOUND');
    const findings = await tx
      .selectFrom('batch_finding_count')
      .select(['rule', 'field', 'severity', 'count'])
      .where('batch_id', '=', batchId)
      .orderBy('count', 'desc')
      .orderBy('rule')
      .execute();
    const names = fieldNames(ctx, row.class_code);
    const info = row.sheet_info as unknown as Partial<SheetInfo> & {
      cures?: Record<string, number>;
    };
    const { cures = {}, ...sheet } = info;
    const text = openSheetText(ctx.keys, seesWords(actor, row) ? row.sheet_text : null);
    const { sheetName = null, otherSheets = [], headerFindings = [] } = text;
    return {
      ...summary(ctx, actor, row),
      reportId: row.report_id,
      judgedOn: row.judged_on,
      policyHash: row.policy_hash,
      fileDigest: row.file_digest.toString('hex'),
      refusal: row.refusal_code ? { code: row.refusal_code, message: refusalSentence(text) } : null,
      sheet: sheet.format ? ({ ...sheet, sheetName, otherSheets } as SheetInfo) : null,
      headerFindings,
      cures,
      findingCounts: findings.map((count) => ({
        ...count,
        severity: count.severity as FindingCount['severity'],
        fieldName: names.get(count.field) ?? '',
      })),
      expiresOn: await expiryOf(tx, batchId),
    };
  });
}

/** A class the actor's organisation sends: its form, and when it was sent last. */
export interface SendableClass {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly group: string;
  readonly reportWithinWorkdays: number | null;
  readonly form: FormSpec;
  readonly lastReceivedAt: string | null;
  readonly lastBatchId: string | null;
}

/** Classes the actor's organisation may send. */
export async function listClasses(ctx: Context, given: Actor): Promise<SendableClass[]> {
  const actor = requirePermission(given, 'class.read');
  const classes = classesOf(ctx.policy, actor.organisation, ctx.clock.today());
  if (classes.length === 0) return [];
  const last = await inTransaction(ctx.db.app, actor, (tx) =>
    tx
      .selectFrom('batch')
      .select(['class_code', 'batch_id', 'received_at'])
      .distinctOn('class_code')
      .where('organisation_code', '=', actor.organisation ?? '')
      .where('state', '=', 'DONE')
      .orderBy('class_code')
      .orderBy('received_at', 'desc')
      .execute(),
  );
  const sent = new Map(last.map((row) => [row.class_code, row]));
  return classes.map(({ code, nameZh, nameEn, group, reportWithinWorkdays }) => ({
    code,
    nameZh,
    nameEn,
    group,
    reportWithinWorkdays,
    form: formSpec(ctx.policy, code, ctx.clock.today()),
    lastReceivedAt: instant(sent.get(code)?.received_at),
    lastBatchId: sent.get(code)?.batch_id ?? null,
  }));
}

/** Chinese names of the fields of a class by code, envelope included. */
export function fieldNames(ctx: Context, classCode: string): Map<string, string> {
  const all = [...sheetFields(ctx.policy, classCode), ...ctx.policy.catalogue.envelope];
  return new Map(all.map((field) => [field.code, field.nameZh]));
}

async function expiryOf(tx: Tx, batchId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('batch_file')
    .select('expires_on')
    .where('batch_id', '=', batchId)
    .limit(1)
    .executeTakeFirst();
  return row?.expires_on ?? null;
}
