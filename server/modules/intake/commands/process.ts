import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../../context.ts';
import { system } from '../../../platform/actor.ts';
import { inTransaction, type Tx } from '../../../platform/db.ts';
import { outageOf } from '../../../platform/outage.ts';
import { assertRoom } from '../../../platform/room.ts';
import { Turns } from '../../../platform/turns.ts';
import { assertWritable } from '../../ledger/index.ts';
import {
  finishedStates,
  senderActor,
  type BatchHead,
  type BatchState,
  type GoodRow,
} from '../batch.ts';
import { refusalOf } from '../refusal.ts';
import { openValue } from '../sealed.ts';
import { openSheetText, sealSheetText } from '../sheet-text.ts';
import { addCounts, findBatch, forgetRows, type CountChanges } from '../store.ts';
import { BatchCancelled } from './cancelled.ts';
import { whileHolding } from './hold.ts';
import { readBatch } from './read.ts';
import { storeBatch } from './store-rows.ts';

/** Tells this process from others that worked on the same batch. */
const HERE = randomUUID();
/** Attempts after which a batch that fails for reasons of ours is given up. */
const MAX_ATTEMPTS = 5;
const givenUp = {
  code: 'FAILED',
  message:
    '系统多次处理这份文件都未能完成，已停止。请把回执号告知信用中心；问题排除后可重新上传，已入库的行不会重复。',
};

/** One file may correct what the file before it brought: they are stored in the order they came. */
const storings = new Turns();

/**
 * Works on a batch until it is finished: judges the whole file, then stores its good rows chunk by
 * chunk. May be run again at any time, also after a kill: it goes on where the last committed
 * chunk ended, nothing is lost and nothing doubled. An attempt that an outage of the database cut
 * off is not counted. Answers false when another process is at it.
 * Throws DISK_FULL, and leaves the batch as it is, while the disk has no room.
 */
export async function processBatch(
  ctx: Context,
  batchId: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<boolean> {
  const storing = storings.take();
  return whileHolding(ctx, batchId, async () => {
    const begun = await begin(ctx, batchId);
    if (!begun) return;
    const { batch, attempts } = begun;
    if (attempts > MAX_ATTEMPTS) {
      await end(ctx, batch, 'FAILED', givenUp);
      return;
    }
    try {
      if (batch.state !== 'STORING') await readBatch(ctx, batch, signal);
      await storing.comes;
      await storeBatch(ctx, batch, signal);
    } catch (error) {
      await settle(ctx, batch, error, signal);
    }
  }).finally(() => storing.end());
}

/** Batches that were cut off or never begun, oldest first, for the sweep after a restart. */
export async function unfinishedBatches(ctx: Context): Promise<string[]> {
  const rows = await inTransaction(ctx.db.app, system, (tx) =>
    tx
      .selectFrom('batch')
      .select('batch_id')
      .where('state', 'in', ['RECEIVED', 'READING', 'STORING'])
      .orderBy('received_at')
      .execute(),
  );
  return rows.map((row) => row.batch_id);
}

/** Notes the attempt; null when there is nothing left to do. To stop a batch needs no room. */
async function begin(
  ctx: Context,
  batchId: string,
): Promise<{ batch: BatchHead; attempts: number } | null> {
  return inTransaction(ctx.db.app, system, async (tx) => {
    const batch = await findBatch(tx, batchId, { lock: true });
    if (!batch || finishedStates.includes(batch.state)) return null;
    const { attempts, cancelled } = await countAttempt(tx, batchId);
    if (!cancelled) {
      assertRoom(ctx.config);
      await assertWritable(ctx);
    }
    return { batch, attempts };
  });
}

/**
 * Counts one attempt more. One that was never settled counts when its process died of it; not when
 * this process has outlived it or the database has been started since: then an outage cut it off.
 */
async function countAttempt(
  tx: Tx,
  batchId: string,
): Promise<{ attempts: number; cancelled: boolean }> {
  const { rows } = await sql<{ attempts: number; cancelled: boolean }>`
    with run as (select extract(epoch from pg_postmaster_start_time())::text as began)
    update batch set attempt_under = ${HERE} || ' ' || run.began, attempts = attempts + case
        when attempt_under like ${`${HERE} %`} or attempt_under not like '% ' || run.began then 0
        else 1 end
      from run where batch_id = ${batchId}
      returning attempts, cancel_requested_at is not null as cancelled`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('a locked batch cannot be gone');
  return row;
}

async function settle(
  ctx: Context,
  batch: BatchHead,
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  if (error instanceof BatchCancelled) {
    await end(ctx, batch, 'CANCELLED', null);
    return;
  }
  const refusal = refusalOf(error);
  if (refusal && !signal.aborted) {
    await end(ctx, batch, 'REFUSED', refusal);
    return;
  }
  await settleAttempt(ctx, batch, signal.aborted || isPassing(error) ? 0 : 1);
  throw error;
}

/** A stop of the program, a full disk, a lost database or a ledger set back is no failure of the batch: it goes on later. */
function isPassing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return outageOf(error) !== null || code === 'LEDGER_READ_ONLY' || /^40...$/.test(code);
}

/** Notes that the attempt has ended, and whether it counts. */
async function settleAttempt(ctx: Context, batch: BatchHead, counted: 0 | 1): Promise<void> {
  const settled = inTransaction(ctx.db.app, system, (tx) =>
    tx
      .updateTable('batch')
      .set((eb) => ({ attempts: eb('attempts', '-', 1 - counted), attempt_under: null }))
      .where('batch_id', '=', batch.batchId)
      .execute(),
  );
  // While the database is away nothing can be noted; the error that counts is the first one.
  await settled.catch((error: unknown) => ctx.log.warn({ err: error }, 'attempt not settled'));
}

/** Ends a batch that is not done; what was only judged is forgotten, what was stored stays. */
async function end(
  ctx: Context,
  batch: BatchHead,
  state: BatchState,
  refusal: { code: string; message: string } | null,
): Promise<void> {
  await inTransaction(ctx.db.app, senderActor(batch), async (tx) => {
    const now = await findBatch(tx, batch.batchId, { lock: true });
    if (!now || finishedStates.includes(now.state)) return;
    const begunStoring = now.state === 'STORING';
    if (!begunStoring) await forgetRows(tx, batch.batchId);
    const unstored = await tx
      .deleteFrom('batch_chunk')
      .where('batch_id', '=', batch.batchId)
      .where('stored_at', 'is', null)
      .returning('sealed')
      .execute();
    if (begunStoring) await addCounts(tx, batch.batchId, neverStored(ctx, unstored));
    await tx
      .updateTable('batch')
      .set({
        state,
        refusal_code: refusal?.code ?? null,
        ...(refusal ? { sheet_text: await withRefusal(tx, ctx, batch, refusal.message) } : {}),
        finished_at: ctx.clock.now(),
        ...(begunStoring ? {} : { rows: 0, accepted: 0, rejected: 0, quarantined: 0, warned: 0 }),
      })
      .where('batch_id', '=', batch.batchId)
      .execute();
    if (begunStoring) {
      await ctx.jobs.enqueue(tx, 'publication.publish', { batchId: batch.batchId });
    }
  });
}

/** Rows that were judged good and will not enter are no accepted rows. */
function neverStored(ctx: Context, chunks: readonly { readonly sealed: Buffer }[]): CountChanges {
  const never = { accepted: 0, warned: 0 };
  // One chunk open at a time: a large file may have been cancelled at its beginning.
  for (const { sealed } of chunks) {
    const rows = openValue<GoodRow[]>(ctx.keys, sealed);
    never.accepted -= rows.length;
    never.warned -= rows.filter(({ findings }) => findings.length > 0).length;
  }
  return never;
}

async function withRefusal(
  tx: Tx,
  ctx: Context,
  { batchId }: BatchHead,
  refusal: string,
): Promise<Buffer> {
  const { sheet_text: sealed } = await tx
    .selectFrom('batch')
    .select('sheet_text')
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  return sealSheetText(ctx.keys, { ...openSheetText(ctx.keys, sealed), refusal });
}
