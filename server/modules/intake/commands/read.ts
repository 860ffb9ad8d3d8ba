import type { Context } from '../../../context.ts';
import { inTransaction, mayBeRepeated, type Tx } from '../../../platform/db.ts';
import { assertRoom } from '../../../platform/room.ts';
import { parseSheet, type PiecedFile } from '../../../platform/spreadsheet/index.ts';
import { senderActor, type BatchHead, type Progress } from '../batch.ts';
import { uploadExpiry } from '../expiry.ts';
import { isDemonstration } from '../gate.ts';
import { refuse } from '../refusal.ts';
import { sealPacked } from '../sealed.ts';
import { neutralName, sealSheetText } from '../sheet-text.ts';
import {
  judgedPieces,
  type Chunk,
  type Piece,
  type ReadingTask,
  type Told,
  type Totals,
} from '../thread/pieces.ts';
import { piecesFromThread } from '../thread/thread.ts';
import { addFindingCounts, forgetRows, insertRows, showProgress, type NewRow } from '../store.ts';
import { keptUpload } from '../upload.ts';
import { BatchCancelled } from './cancelled.ts';

const BAD_ROWS = 1_000;
const SHOW_EVERY_MS = 1_000;
/** Size of a file: about two thousand rows, which take as long as a thread to begin. */
const WORTH_A_THREAD = 1024 * 1024;

/**
 * First pass: judges the whole file and keeps good rows as sealed chunks, bad rows with their
 * findings. Nothing has entered before it ends, and it starts from the beginning after a crash.
 * Throws FILE_REFUSED for a file that cannot be read and BatchCancelled when asked to stop.
 */
export async function readBatch(
  ctx: Context,
  batch: BatchHead,
  signal: AbortSignal,
): Promise<void> {
  const file = { size: await begin(ctx, batch), pieces: keptUpload(ctx, batch) };
  const pass = new FirstPass(ctx, batch);
  for await (const told of piecesOf(ctx, batch, file, signal)) {
    signal.throwIfAborted();
    if ('refusal' in told) throw refuse(told.refusal.code, told.refusal.message);
    if ('totals' in told) await pass.finish(told.piece, told.totals);
    else await pass.add(told.piece);
  }
}

/** Judged here when that is done before a thread would have begun. */
function piecesOf(
  ctx: Context,
  batch: BatchHead,
  file: PiecedFile,
  signal: AbortSignal,
): AsyncGenerator<Told> {
  const task: ReadingTask = {
    classCode: batch.classCode,
    judgedOn: batch.judgedOn,
    sender: batch.organisation,
    fileDigest: batch.fileDigest.toString('hex'),
    fileName: neutralName(batch.fileExtension),
    demonstration: isDemonstration(ctx),
  };
  if (file.size < WORTH_A_THREAD) return judgedPieces(ctx.policy, task, file, signal);
  const { fileName } = task;
  return piecesFromThread(ctx, task, () => parseSheet(file, { fileName, signal }));
}

/** Begins from the beginning; answers the size of the file. */
async function begin(ctx: Context, batch: BatchHead): Promise<number> {
  return inTransaction(ctx.db.app, senderActor(batch), async (tx) => {
    await forgetRows(tx, batch.batchId);
    const { cancel_requested_at: cancelled, file_size: size } = await tx
      .updateTable('batch')
      .set({ state: 'READING', policy_hash: ctx.policy.hash })
      .where('batch_id', '=', batch.batchId)
      .returning(['cancel_requested_at', 'file_size'])
      .executeTakeFirstOrThrow();
    if (cancelled !== null) throw new BatchCancelled();
    return Number(size);
  });
}

/** Writes what the judging tells, and shows how far it is. */
class FirstPass {
  readonly #ctx: Context;
  readonly #batch: BatchHead;
  readonly #expiresOn: string;
  #waiting: { chunks: Chunk[]; bad: NewRow[] } = { chunks: [], bad: [] };
  #written = 0;
  #read = 0;
  #shownAt = performance.now();

  constructor(ctx: Context, batch: BatchHead) {
    this.#ctx = ctx;
    this.#batch = batch;
    this.#expiresOn = uploadExpiry(ctx.policy, batch.judgedOn);
  }

  async add(piece: Piece): Promise<void> {
    this.#take(piece);
    const full = this.#waiting.chunks.length > 0 || this.#waiting.bad.length >= BAD_ROWS;
    if (!full && performance.now() - this.#shownAt < SHOW_EVERY_MS) return;
    assertRoom(this.#ctx.config);
    await this.#inTransaction(async (tx) => {
      await mayBeRepeated(tx);
      if (full) await this.#write(tx);
      if (await showProgress(tx, this.#batch.batchId, this.#progress())) throw new BatchCancelled();
    });
    if (full) this.#forget();
    this.#shownAt = performance.now();
  }

  /** The last rows, the totals and the next state in one transaction. */
  async finish(piece: Piece, totals: Totals): Promise<void> {
    this.#take(piece);
    const { findingCounts, headerFindings, reportId, cures, info, ...counts } = totals;
    const { sheetName, otherSheets, ...sheet } = info;
    await this.#inTransaction(async (tx) => {
      await this.#write(tx);
      const { batchId } = this.#batch;
      await addFindingCounts(tx, batchId, findingCounts);
      const { cancel_requested_at: cancelled } = await tx
        .updateTable('batch')
        .set({
          state: 'STORING',
          report_id: reportId,
          sheet_info: JSON.stringify({ ...sheet, cures }),
          sheet_text: sealSheetText(this.#ctx.keys, { sheetName, otherSheets, headerFindings }),
          ...counts,
          new: 0,
          duplicate: 0,
          corrected: 0,
          revoked: 0,
          deleted: 0,
          progress: JSON.stringify({
            ...this.#progress(),
            phase: 'STORING',
            rowsToStore: counts.accepted,
          } satisfies Progress),
        })
        .where('batch_id', '=', batchId)
        .returning('cancel_requested_at')
        .executeTakeFirstOrThrow();
      if (cancelled !== null) throw new BatchCancelled();
    });
    this.#forget();
  }

  #take({ rowsRead, chunks, bad }: Piece): void {
    this.#read = rowsRead;
    this.#waiting.chunks.push(...chunks);
    this.#waiting.bad.push(...bad);
  }

  async #write(tx: Tx): Promise<void> {
    const { batchId } = this.#batch;
    const { chunks, bad } = this.#waiting;
    await insertRows(tx, this.#ctx, this.#batch, bad, this.#expiresOn);
    for (const [index, { firstRow, rowCount, packed }] of chunks.entries()) {
      await tx
        .insertInto('batch_chunk')
        .values({
          batch_id: batchId,
          chunk: this.#written + index,
          first_row: firstRow,
          row_count: rowCount,
          sealed: sealPacked(this.#ctx.keys, packed),
          expires_on: this.#expiresOn,
        })
        .execute();
    }
  }

  /** Only after the commit: a transaction that failed is written again. */
  #forget(): void {
    this.#written += this.#waiting.chunks.length;
    this.#waiting = { chunks: [], bad: [] };
  }

  #progress(): Progress {
    return {
      phase: 'READING',
      rowsRead: this.#read,
      rowsToStore: null,
      rowsStored: 0,
      secondsLeft: null,
    };
  }

  #inTransaction(work: (tx: Tx) => Promise<void>): Promise<void> {
    return inTransaction(this.#ctx.db.app, senderActor(this.#batch), work);
  }
}
