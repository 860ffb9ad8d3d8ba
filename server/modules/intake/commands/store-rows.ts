import type { Context } from '../../../context.ts';
import { inTransaction, mayBeRepeated, type Tx } from '../../../platform/db.ts';
import { assertRoom } from '../../../platform/room.ts';
import { audit } from '../../access/index.ts';
import { compileClass, type Finding } from '../../catalogue/index.ts';
import {
  finishedStates,
  senderActor,
  type BatchHead,
  type BatchState,
  type GoodRow,
  type Progress,
  type RowState,
} from '../batch.ts';
import { enterRows, type Entered } from '../enter.ts';
import { paceAfter, secondsLeftFor } from '../estimate.ts';
import { uploadExpiry } from '../expiry.ts';
import { FindingCounts, type SheetFinding } from '../finding.ts';
import { locate } from '../judge-sheet.ts';
import type { ReadyRow } from '../ready.ts';
import { readyChunk } from '../ready-chunk.ts';
import { openPacked } from '../sealed.ts';
import {
  addCounts,
  addFindingCounts,
  insertRows,
  showProgress,
  type CountChanges,
  type NewRow,
} from '../store.ts';
import { BatchCancelled } from './cancelled.ts';

/** Places of fields in the sheet, to locate findings of the store. */
export type Columns = Readonly<Record<string, number>>;

const STATE_OF: Readonly<Record<Entered['kind'], RowState>> = {
  NEW: 'WARNED',
  CORRECTED: 'WARNED',
  REVOKED: 'WARNED',
  DELETED: 'WARNED',
  DUPLICATE: 'DUPLICATE',
  REJECTED: 'REJECTED',
  QUARANTINED: 'QUARANTINED',
};

const COUNT_OF: Readonly<Record<Entered['kind'], keyof CountChanges>> = {
  NEW: 'new',
  CORRECTED: 'corrected',
  REVOKED: 'revoked',
  DELETED: 'deleted',
  DUPLICATE: 'duplicate',
  REJECTED: 'rejected',
  QUARANTINED: 'quarantined',
};

/**
 * Second pass: enters the judged rows, one transaction per chunk, which also marks the chunk as
 * stored. After a crash the next chunk that is not marked comes next. The transaction of the last
 * chunk makes the batch DONE, enqueues publication and is the one that waits for the disk.
 */
export async function storeBatch(
  ctx: Context,
  batch: BatchHead,
  signal: AbortSignal,
): Promise<void> {
  let pace: number | null = null;
  let ahead: Promise<OpenChunk | null> | null = null;
  for (;;) {
    signal.throwIfAborted();
    const began = performance.now();
    const done = await inTransaction(ctx.db.app, senderActor(batch), async (tx) => {
      const state = await lockForStoring(tx, batch.batchId);
      if (state === null) return true;
      assertRoom(ctx.config);
      const next = await nextChunk(tx, batch.batchId);
      if (!next) {
        await finish(tx, ctx, batch, state.progress);
        return true;
      }
      const opened = await ahead;
      const isAhead = opened?.chunk === next.chunk;
      const rows = isAhead ? opened.rows : (await openChunk(tx, ctx, batch, next.chunk)).rows;
      ahead = null;
      // While the database stores this one, the next is opened.
      const whileStoring = (): void => {
        if (!next.isLast) ahead ??= openAhead(ctx, batch, next.chunk + 1);
      };
      await storeChunk(tx, ctx, batch, rows, { columns: state.columns, whileStoring });
      await tx
        .updateTable('batch_chunk')
        .set({ stored_at: ctx.clock.now() })
        .where('batch_id', '=', batch.batchId)
        .where('chunk', '=', next.chunk)
        .execute();
      const rowsStored = state.progress.rowsStored + rows.length;
      const left = (state.progress.rowsToStore ?? rowsStored) - rowsStored;
      pace = paceAfter(pace, rows.length, performance.now() - began);
      const secondsLeft = secondsLeftFor(pace, left);
      const progress = { ...state.progress, rowsStored, secondsLeft };
      if (next.isLast) await finish(tx, ctx, batch, progress);
      else {
        await showProgress(tx, batch.batchId, progress);
        await mayBeRepeated(tx);
      }
      return next.isLast;
    });
    if (done) return;
  }
}

async function lockForStoring(
  tx: Tx,
  batchId: string,
): Promise<{ progress: Progress; columns: Columns } | null> {
  const row = await tx
    .selectFrom('batch')
    .select(['state', 'cancel_requested_at', 'progress', 'sheet_info'])
    .where('batch_id', '=', batchId)
    .forUpdate()
    .executeTakeFirst();
  if (!row || finishedStates.includes(row.state as BatchState)) return null;
  if (row.cancel_requested_at !== null) throw new BatchCancelled();
  const info = row.sheet_info as unknown as { columnIndexes?: Columns };
  return { progress: row.progress as unknown as Progress, columns: info.columnIndexes ?? {} };
}

async function nextChunk(
  tx: Tx,
  batchId: string,
): Promise<{ readonly chunk: number; readonly isLast: boolean } | null> {
  const row = await tx
    .selectFrom('batch_chunk')
    .select((eb) => ['chunk', eb.fn.countAll<string>().over().as('waiting')])
    .where('batch_id', '=', batchId)
    .where('stored_at', 'is', null)
    .orderBy('chunk')
    .limit(1)
    .executeTakeFirst();
  return row ? { chunk: row.chunk, isLast: row.waiting === '1' } : null;
}

/** A chunk as it rests, opened, its rows made ready. */
interface OpenChunk {
  readonly chunk: number;
  readonly rows: readonly ReadyRow<GoodRow>[];
}

async function openChunk(
  tx: Tx,
  ctx: Context,
  batch: BatchHead,
  chunk: number,
): Promise<OpenChunk> {
  const { sealed } = await tx
    .selectFrom('batch_chunk')
    .select('sealed')
    .where('batch_id', '=', batch.batchId)
    .where('chunk', '=', chunk)
    .executeTakeFirstOrThrow();
  return { chunk, rows: await readyChunk(ctx, batch, openPacked(ctx.keys, sealed)) };
}

/** Opens a chunk outside the transaction that stores the one before it; null when that fails. */
async function openAhead(ctx: Context, batch: BatchHead, chunk: number): Promise<OpenChunk | null> {
  try {
    return await inTransaction(ctx.db.app, senderActor(batch), (tx) =>
      openChunk(tx, ctx, batch, chunk),
    );
  } catch {
    // The transaction that stores it opens it again, and says what is wrong.
    return null;
  }
}

async function storeChunk(
  tx: Tx,
  ctx: Context,
  batch: BatchHead,
  rows: readonly ReadyRow<GoodRow>[],
  { columns, whileStoring }: { readonly columns: Columns; readonly whileStoring: () => void },
): Promise<void> {
  const entered = await enterRows(tx, ctx, batch, rows, { whileStoring });
  const located = locator(ctx, batch, columns);
  const kept: NewRow[] = [];
  const counts = new FindingCounts();
  const changes: CountChanges = {};
  const add = (name: keyof CountChanges, by: number): void => {
    changes[name] = (changes[name] ?? 0) + by;
  };
  for (const [index, { row }] of rows.entries()) {
    const one = entered[index] as Entered;
    add(COUNT_OF[one.kind], 1);
    const found = one.findings.map((finding) => located(finding, row.rowNumber));
    for (const finding of found) counts.add(finding);
    const findings = [...row.findings, ...found];
    const stays = one.kind !== 'REJECTED' && one.kind !== 'QUARANTINED';
    if (!stays) add('accepted', -1);
    if (!stays && row.findings.length > 0) add('warned', -1);
    if (stays && row.findings.length === 0 && found.length > 0) add('warned', 1);
    if (findings.length > 0) kept.push(keptRow(row, one, findings));
  }
  const expiresOn = uploadExpiry(ctx.policy, batch.judgedOn);
  await insertRows(tx, ctx, batch, kept, expiresOn);
  await addFindingCounts(tx, batch.batchId, counts.list());
  await addCounts(tx, batch.batchId, changes);
}

function keptRow(row: GoodRow, one: Entered, findings: readonly SheetFinding[]): NewRow {
  return {
    rowNumber: row.rowNumber,
    values: row.values,
    cures: row.cures,
    findings,
    state: STATE_OF[one.kind],
    ...('recordId' in one ? { recordId: one.recordId, subjectId: one.subjectId } : {}),
    ...('suggestions' in one ? { suggestions: one.suggestions } : {}),
  };
}

/** Places findings of the store rules in the sheet. */
export function locator(
  ctx: Context,
  batch: Pick<BatchHead, 'classCode'>,
  columns: Columns,
): (finding: Finding, rowNumber: number) => SheetFinding {
  const { fields } = compileClass(ctx.policy, batch.classCode);
  const names = new Map(fields.map((field) => [field.code, field.nameZh]));
  return (finding, rowNumber) =>
    locate(finding, rowNumber, columns[finding.field], names.get(finding.field) ?? finding.field);
}

async function finish(tx: Tx, ctx: Context, batch: BatchHead, progress: Progress): Promise<void> {
  const { batchId } = batch;
  const counts = await tx
    .updateTable('batch')
    .set({
      state: 'DONE',
      finished_at: ctx.clock.now(),
      progress: JSON.stringify({
        ...progress,
        phase: 'FINISHED',
        secondsLeft: 0,
      } satisfies Progress),
    })
    .where('batch_id', '=', batchId)
    .returning(['rows', 'new', 'duplicate', 'corrected', 'revoked', 'deleted'])
    .returning(['rejected', 'quarantined'])
    .executeTakeFirstOrThrow();
  await audit(tx, senderActor(batch), { action: 'batch.finish', object: batchId, detail: counts });
  await ctx.jobs.enqueue(tx, 'publication.publish', { batchId }, { singletonKey: batchId });
}
