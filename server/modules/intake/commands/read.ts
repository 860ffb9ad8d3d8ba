import type { Context } from '../../../context.ts';
import { inTransaction, mayBeRepeated, type Tx } from '../../../platform/db.ts';
import { assertRoom } from '../../../platform/room.ts';
import { senderActor, type BatchHead, type GoodRow, type Progress } from '../batch.ts';
import { uploadExpiry } from '../expiry.ts';
import { FindingCounts } from '../finding.ts';
import { applyGate, gateOf, type Gate } from '../gate.ts';
import { SheetJudgement, type JudgedSheetRow } from '../judge-sheet.ts';
import { sealValue } from '../sealed.ts';
import { neutralName, sealSheetText } from '../sheet-text.ts';
import { addFindingCounts, forgetRows, insertRows, showProgress, type NewRow } from '../store.ts';
import { keptUpload } from '../upload.ts';
import { BatchCancelled } from './cancelled.ts';

const CHUNK_ROWS = 2_000;
const BAD_ROWS = 1_000;
const SHOW_EVERY_MS = 1_000;

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
  const judgement = await SheetJudgement.open(file, batch.fileDigest.toString('hex'), {
    policy: ctx.policy,
    classCode: batch.classCode,
    today: batch.judgedOn,
    sender: batch.organisation,
    fileName: neutralName(batch.fileExtension),
    signal,
  });
  for await (const rows of judgement.rows()) {
    signal.throwIfAborted();
    for (const row of rows) pass.add(row);
    await pass.writeWhenFull();
  }
  await pass.finish(judgement);
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

class FirstPass {
  readonly #ctx: Context;
  readonly #batch: BatchHead;
  readonly #gate: Gate;
  readonly #expiresOn: string;
  readonly #cured = new Map<string, number>();
  #good: GoodRow[] = [];
  #bad: NewRow[] = [];
  #chunks = 0;
  #read = 0;
  #gated = { rejected: 0, quarantined: 0, warned: 0 };
  readonly #gateCounts = new FindingCounts();
  #shownAt = performance.now();

  constructor(ctx: Context, batch: BatchHead) {
    this.#ctx = ctx;
    this.#batch = batch;
    this.#expiresOn = uploadExpiry(ctx.policy, batch.judgedOn);
    this.#gate = gateOf(ctx, batch);
  }

  add(judged: JudgedSheetRow): void {
    const row = applyGate(this.#gate, judged);
    this.#read += 1;
    for (const { field, normaliser } of row.cures) {
      const key = `${field} ${normaliser}`;
      this.#cured.set(key, (this.#cured.get(key) ?? 0) + 1);
    }
    const { rowNumber, values, cures, findings, outcome } = row;
    for (const held of findings.slice(judged.findings.length)) this.#gateCounts.add(held);
    if (outcome === 'ACCEPTED') {
      this.#good.push({ rowNumber, values, cures, findings });
      return;
    }
    if (judged.outcome === 'ACCEPTED') {
      this.#gated[outcome === 'REFUSED' ? 'rejected' : 'quarantined'] += 1;
      if (judged.findings.length > 0) this.#gated.warned += 1;
    } else if (judged.outcome !== outcome) {
      this.#gated.rejected += 1;
      this.#gated.quarantined -= 1;
    }
    const state = outcome === 'REFUSED' ? 'REJECTED' : 'QUARANTINED';
    this.#bad.push({ rowNumber, values, cures, findings, state });
  }

  async writeWhenFull(): Promise<void> {
    const fullChunks = Math.floor(this.#good.length / CHUNK_ROWS);
    const full = fullChunks > 0 || this.#bad.length >= BAD_ROWS;
    if (!full && performance.now() - this.#shownAt < SHOW_EVERY_MS) return;
    assertRoom(this.#ctx.config);
    await this.#inTransaction(async (tx) => {
      await mayBeRepeated(tx);
      if (full) await this.#write(tx, fullChunks);
      if (await showProgress(tx, this.#batch.batchId, this.#progress())) throw new BatchCancelled();
    });
    if (full) this.#forget(fullChunks);
    this.#shownAt = performance.now();
  }

  /** The last rows, the totals and the next state in one transaction. */
  async finish(judgement: SheetJudgement): Promise<void> {
    const { counts } = judgement;
    const gated = this.#gated;
    const accepted = counts.accepted - gated.rejected - gated.quarantined;
    const { sheetName, otherSheets, ...info } = judgement.info;
    const { headerFindings } = judgement;
    const chunks = Math.ceil(this.#good.length / CHUNK_ROWS);
    await this.#inTransaction(async (tx) => {
      await this.#write(tx, chunks);
      const { batchId } = this.#batch;
      await addFindingCounts(tx, batchId, judgement.findingCounts.list());
      await addFindingCounts(tx, batchId, this.#gateCounts.list());
      const { cancel_requested_at: cancelled } = await tx
        .updateTable('batch')
        .set({
          state: 'STORING',
          report_id: judgement.finish(),
          sheet_info: JSON.stringify({
            ...info,
            cures: Object.fromEntries(this.#cured),
          }),
          sheet_text: sealSheetText(this.#ctx.keys, { sheetName, otherSheets, headerFindings }),
          rows: counts.rows,
          accepted,
          rejected: counts.rejected + gated.rejected,
          quarantined: counts.quarantined + gated.quarantined,
          warned: counts.warned - gated.warned,
          new: 0,
          duplicate: 0,
          corrected: 0,
          revoked: 0,
          deleted: 0,
          progress: JSON.stringify({
            ...this.#progress(),
            phase: 'STORING',
            rowsToStore: accepted,
          } satisfies Progress),
        })
        .where('batch_id', '=', batchId)
        .returning('cancel_requested_at')
        .executeTakeFirstOrThrow();
      if (cancelled !== null) throw new BatchCancelled();
    });
    this.#forget(chunks);
  }

  async #write(tx: Tx, count: number): Promise<void> {
    const { batchId } = this.#batch;
    await insertRows(tx, this.#ctx, this.#batch, this.#bad, this.#expiresOn);
    for (let index = 0; index < count; index += 1) {
      const chunk = this.#good.slice(index * CHUNK_ROWS, (index + 1) * CHUNK_ROWS);
      await tx
        .insertInto('batch_chunk')
        .values({
          batch_id: batchId,
          chunk: this.#chunks + index,
          first_row: chunk[0]?.rowNumber ?? 0,
          row_count: chunk.length,
          sealed: sealValue(this.#ctx.keys, chunk),
          expires_on: this.#expiresOn,
        })
        .execute();
    }
  }

  /** Only after the commit: a transaction that failed is written again. */
  #forget(count: number): void {
    this.#chunks += count;
    this.#good = this.#good.slice(count * CHUNK_ROWS);
    this.#bad = [];
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
