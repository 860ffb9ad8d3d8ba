import { createHash, randomUUID } from 'node:crypto';
import type { Context } from '../../../context.ts';
import type { Actor } from '../../../platform/actor.ts';
import { inTransaction, type Tx } from '../../../platform/db.ts';
import { assertRoom } from '../../../platform/room.ts';
import { assertWritable } from '../../ledger/index.ts';
import { DEFAULT_LIMITS } from '../../../platform/spreadsheet/index.ts';
import { audit, requirePermission } from '../../access/index.ts';
import { noProgress } from '../batch.ts';
import { senderOf } from '../classes.ts';
import { uploadExpiry } from '../expiry.ts';
import { nextReceiptNumber } from '../receipt-number.ts';
import { refuse } from '../refusal.ts';
import { extensionOf, sealFileName } from '../sheet-text.ts';
import { keepUpload } from '../upload.ts';

export interface Submission {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly classCode: string;
  /** Where the file came from, when that is not the actor's own channel. */
  readonly channel?: Actor['channel'];
}

export interface Received {
  readonly batchId: string;
  readonly receiptNumber: string;
  /** False when the same file was received before: this is that batch, and nothing new happens. */
  readonly isNew: boolean;
}

/**
 * Takes a file of one class from the actor's department: keeps the bytes sealed until they expire,
 * gives a receipt number and enqueues the work. The same file again is the same batch. Throws
 * NOT_A_SENDER for a foreign class, FILE_REFUSED for an empty or too large file, and DISK_FULL.
 */
export async function receiveBatch(
  ctx: Context,
  given: Actor,
  input: Submission,
): Promise<Received> {
  const { bytes, classCode } = input;
  const actor = requirePermission(given, 'batch.submit');
  const today = ctx.clock.today();
  const sender = senderOf(ctx.policy, classCode, actor.organisation, today);
  if (bytes.length === 0) {
    throw refuse('EMPTY_FILE', '文件是空的（0 字节）。请检查是否选错了文件，或重新保存后再上传。');
  }
  if (bytes.length > DEFAULT_LIMITS.maxFileBytes) {
    const limit = Math.floor(DEFAULT_LIMITS.maxFileBytes / 1024 / 1024);
    throw refuse('FILE_TOO_LARGE', `文件超过 ${limit} MB 的上限。请把数据分成几个文件，分别上传。`);
  }
  assertRoom(ctx.config);
  await assertWritable(ctx);
  const digest = createHash('sha256').update(bytes).digest();
  const expiresOn = uploadExpiry(ctx.policy, today);
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const earlier = await sameFile(tx, sender.code, classCode, digest);
    if (earlier) return { ...earlier, isNew: false };
    const receiptNumber = await nextReceiptNumber(tx, sender, today);
    const batchId = randomUUID();
    const inserted = await tx
      .insertInto('batch')
      .values({
        batch_id: batchId,
        receipt_number: receiptNumber,
        class_code: classCode,
        organisation_code: sender.code,
        account: actor.account,
        channel: input.channel ?? actor.channel,
        file_name: sealFileName(ctx.keys, input.fileName),
        file_extension: extensionOf(input.fileName),
        file_size: bytes.length,
        file_digest: digest,
        received_at: ctx.clock.now().toISOString(),
        judged_on: today,
        policy_hash: ctx.policy.hash,
        state: 'RECEIVED',
        progress: JSON.stringify(noProgress),
        expires_on: expiresOn,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      // Received at the same moment by a second click: theirs stands.
      const other = await sameFile(tx, sender.code, classCode, digest);
      if (other) return { ...other, isNew: false };
    }
    await keepUpload(tx, ctx.keys, { batchId, bytes, expiresOn });
    await audit(tx, actor, {
      action: 'batch.receive',
      object: batchId,
      detail: { classCode, receiptNumber, fileSize: bytes.length },
    });
    await ctx.jobs.enqueue(tx, 'intake.process', { batchId }, { singletonKey: batchId });
    return { batchId, receiptNumber, isNew: true };
  });
}

async function sameFile(
  tx: Tx,
  organisation: string,
  classCode: string,
  digest: Buffer,
): Promise<{ batchId: string; receiptNumber: string } | null> {
  const found = await tx
    .selectFrom('batch')
    .select(['batch_id', 'receipt_number'])
    .where('organisation_code', '=', organisation)
    .where('class_code', '=', classCode)
    .where('file_digest', '=', digest)
    .where('state', 'not in', ['REFUSED', 'CANCELLED', 'FAILED'])
    .executeTakeFirst();
  return found ? { batchId: found.batch_id, receiptNumber: found.receipt_number } : null;
}
