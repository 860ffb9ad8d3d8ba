import type { Context } from '../../context.ts';
import { defineProblems } from '../../platform/problem.ts';
import { openCheckpointWith, signedText, type NoteKey } from './checkpoint.ts';
import { noteParts } from './note-text.ts';
import { cosignedAt } from './cosignature.ts';
import { keepCosigned, witnessKeys } from './outside.ts';
import { assertWritable, misfitsAmong, noteMisfits, readOnlyReason } from './set-back.ts';

const problem = defineProblems({
  COSIGNATURE_NOT_OURS: {
    status: 400,
    zh: '所交的检查点不是本日志签名的，未予接收。',
    en: 'The checkpoint is not signed by this log; it was not taken.',
  },
  COSIGNATURE_UNKNOWN: {
    status: 400,
    zh: '检查点上没有本平台登记的见证方的有效联署，未予接收。请系统管理员把见证方公钥写入 witnesses.txt。',
    en: 'The checkpoint carries no good cosignature of a witness known here; it was not taken. The administrator writes the key of a witness into witnesses.txt.',
  },
  COSIGNATURE_OLD_HISTORY: {
    status: 409,
    zh: '该检查点属于已经两人确认作废的历史，日志已从较早的状态继续。请见证方核实公告后，用新的状态文件夹重新开始。',
    en: 'The checkpoint belongs to a history that two persons acknowledged as lost; the log went on from an earlier state. Check the announcement, then begin anew with a fresh state folder.',
  },
});

/**
 * Takes a checkpoint that a witness cosigned after its consistency proof, and shows it from then
 * on. One that this log no longer contains proves that the data were set back: it is kept outside
 * the database and everything is refused until two persons have acknowledged it.
 */
export async function takeCosignature(
  ctx: Context,
  note: string,
): Promise<{ witness: string; size: number }> {
  const { name } = ctx.keys.checkpointSigner;
  const head = openCheckpointWith(note, name, ctx.keys.checkpointKeys);
  if (head === null) throw problem('COSIGNATURE_NOT_OURS');
  const witness = witnessKeys(ctx.config.dataFolder).find((key) => cosignedAt(note, key) !== null);
  if (witness === undefined) throw problem('COSIGNATURE_UNKNOWN');
  const misfits = await misfitsAmong(ctx, [{ file: `witness-${witness.name}`, note }]);
  if (misfits.length > 0) {
    await noteMisfits(ctx, misfits);
    if (await readOnlyReason(ctx)) keepCosigned(ctx.config.dataFolder, witness, note);
    await assertWritable(ctx);
    throw problem('COSIGNATURE_OLD_HISTORY');
  }
  await keepNewest(ctx, witness, note, head.size);
  return { witness: witness.name, size: head.size };
}

async function keepNewest(
  ctx: Context,
  witness: NoteKey,
  given: string,
  size: number,
): Promise<void> {
  const note = withoutOthers(ctx, witness, given);
  const kept = { size: String(size), note, at: ctx.clock.now() };
  const { numInsertedOrUpdatedRows: changed } = await ctx.db.app
    .insertInto('ledger.cosignature')
    .values({ witness: witness.name, ...kept })
    .onConflict((conflict) =>
      conflict
        .column('witness')
        .doUpdateSet(kept)
        .where('ledger.cosignature.size', '<=', String(size)),
    )
    .executeTakeFirst();
  if (changed) keepCosigned(ctx.config.dataFolder, witness, note);
}

/** The note with our signature and that of the witness; what else was put on it is not repeated. */
function withoutOthers(ctx: Context, witness: NoteKey, given: string): string {
  const { name } = ctx.keys.checkpointSigner;
  const { text, lines } = noteParts(given);
  const good = lines.filter((line) => {
    const alone = `${text}\n${line}\n`;
    const ours = ctx.keys.checkpointKeys.some((key) => signedText(alone, name, key) !== null);
    return ours || cosignedAt(alone, witness) !== null;
  });
  return `${text}\n${good.join('\n')}\n`;
}
