import type { Context } from '../../../context.ts';
import { system } from '../../../platform/actor.ts';
import { inTransaction } from '../../../platform/db.ts';
import { audit } from '../../access/index.ts';

/**
 * Deletes uploaded files, judged rows, rows with findings and the clerk's own words (file name,
 * sheet names, headers) whose day has come (K8). The batch itself stays with its numbers and its
 * receipt. Answers how many of each were deleted.
 */
export async function expireUploads(
  ctx: Context,
): Promise<{ files: number; chunks: number; rows: number; texts: number }> {
  const today = ctx.clock.today();
  return inTransaction(ctx.db.app, system, async (tx) => {
    const deleted = async (table: 'batch_chunk' | 'batch_row'): Promise<number> => {
      const result = await tx.deleteFrom(table).where('expires_on', '<=', today).executeTakeFirst();
      return Number(result.numDeletedRows);
    };
    const pieces = await tx
      .deleteFrom('batch_file')
      .where('expires_on', '<=', today)
      .returning('batch_id')
      .execute();
    const texts = await tx
      .updateTable('batch')
      .set({ file_name: null, sheet_text: null })
      .where('expires_on', '<=', today)
      .where((eb) => eb.or([eb('file_name', 'is not', null), eb('sheet_text', 'is not', null)]))
      .executeTakeFirst();
    const counts = {
      files: new Set(pieces.map((piece) => piece.batch_id)).size,
      chunks: await deleted('batch_chunk'),
      rows: await deleted('batch_row'),
      texts: Number(texts.numUpdatedRows),
    };
    if (Object.values(counts).some((count) => count > 0)) {
      await audit(tx, system, { action: 'intake.expire', object: today, detail: counts });
    }
    return counts;
  });
}
