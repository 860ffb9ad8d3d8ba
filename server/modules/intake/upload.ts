import type { Context } from '../../context.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { freeBuffers } from '../../platform/free-buffers.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { senderActor, type BatchHead } from './batch.ts';
import { refuse } from './refusal.ts';
import { openBytes, openPiece, sealPiece } from './sealed.ts';

/** Neither the sender of a file nor its reader ever holds more of it for the database than this. */
const PIECE_BYTES = 1024 * 1024;
/** Sealing, sending and fetching a piece leaves several buffers of its size behind. */
const FREE_EVERY = 4;
/** The number of a file that was kept as one value, before there were pieces. */
const WHOLE = 0;

/** An uploaded file on its way to where it is kept. */
export interface Upload {
  readonly batchId: string;
  readonly bytes: Uint8Array;
  readonly expiresOn: string;
}

/** Keeps the file sealed, piece by piece, in the caller's transaction (K8). */
export async function keepUpload(
  tx: Tx,
  keys: Keyring,
  { batchId, bytes, expiresOn }: Upload,
): Promise<void> {
  const pieces = Math.ceil(bytes.length / PIECE_BYTES);
  for (let piece = 1; piece <= pieces; piece += 1) {
    const part = bytes.subarray((piece - 1) * PIECE_BYTES, piece * PIECE_BYTES);
    const sealed = sealPiece(keys, { batchId, piece, pieces }, part);
    await tx
      .insertInto('batch_file')
      .values({ batch_id: batchId, piece, sealed, expires_on: expiresOn })
      .execute();
    if (piece % FREE_EVERY === 0) freeBuffers();
  }
}

/**
 * The kept file, piece by piece as they are asked for. Throws FILE_REFUSED once it has expired, and
 * an error when a piece is not the one that was kept in its place.
 */
export async function* keptUpload(ctx: Context, batch: BatchHead): AsyncGenerator<Buffer> {
  const { batchId } = batch;
  let pieces = 1;
  for (let piece = 1; piece <= pieces; piece += 1) {
    const kept = await pieceFrom(ctx, batch, piece === 1 ? WHOLE : piece);
    if (!kept) throw refuse('EXPIRED', '上传的文件已过保存期，内容已删除。请重新上传。');
    if (kept.piece === WHOLE) {
      yield openBytes(ctx.keys, kept.sealed);
      return;
    }
    const opened = openPiece(ctx.keys, kept.sealed);
    if (piece === 1) pieces = opened.place.pieces;
    const { place } = opened;
    if (place.batchId !== batchId || place.piece !== piece || place.pieces !== pieces)
      throw new Error(`piece ${piece} of the upload of batch ${batchId} is not in its place`);
    yield opened.bytes;
    if (piece % FREE_EVERY === 0) freeBuffers();
  }
}

function pieceFrom(
  ctx: Context,
  batch: BatchHead,
  piece: number,
): Promise<{ readonly piece: number; readonly sealed: Buffer } | undefined> {
  return inTransaction(ctx.db.app, senderActor(batch), (tx) =>
    tx
      .selectFrom('batch_file')
      .select(['piece', 'sealed'])
      .where('batch_id', '=', batch.batchId)
      .where('piece', '>=', piece)
      .orderBy('piece')
      .limit(1)
      .executeTakeFirst(),
  );
}
