import { createHash } from 'node:crypto';
import type { Context } from '../../context.ts';
import { defineProblems } from '../../platform/problem.ts';
import { openCheckpointWith, type TreeHead } from './checkpoint.ts';
import { noteParts } from './note-text.ts';
import { newestOutside, outsideNotes, setAside, type OutsideNote } from './outside.ts';
import { newestCheckpoint, NodeMissing, nodesOf } from './store.ts';
import { rootOf } from './tree.ts';

const problem = defineProblems({
  LEDGER_READ_ONLY: {
    status: 503,
    zh: '系统目前只能查询，不能办理：{reason}须由两名不同的负责人在“存证自检”页写明理由确认后，才能恢复办理。',
    en: 'Only reading is possible at present: {reasonEn} Two different persons must acknowledge it with their reasons on the self-check page before work can go on.',
  },
});

export type SetBackKind = 'SET_BACK' | 'HISTORY_CHANGED' | 'KEY_CHANGED';

/** A checkpoint kept outside that the log no longer contains. */
interface Misfit {
  readonly kind: SetBackKind;
  readonly file: string;
  readonly ownSize: number;
  readonly headSize: number | null;
  readonly digest: Buffer;
}

/** What was found set back, in words of both languages. */
export interface SetBackWords {
  readonly zh: string;
  readonly en: string;
}

interface Told {
  readonly kind: string;
  readonly source: string;
  readonly own_size: string | number;
  readonly head_size: string | number | null;
}

/** The sentence about one finding. */
export function setBackWords({ kind, source, own_size, head_size }: Told): SetBackWords {
  const whose = source.startsWith('witness-')
    ? {
        zh: `见证方联署的检查点（${source}）`,
        en: `a checkpoint cosigned by a witness (${source})`,
      }
    : {
        zh: `库外保存的检查点（${source}）`,
        en: `a checkpoint kept outside the database (${source})`,
      };
  if (kind === 'SET_BACK')
    return {
      zh: `数据库中的存证日志只有 ${own_size} 条，而${whose.zh}已有 ${head_size} 条，数据库被倒退到了较早的状态。`,
      en: `the log in the database has ${own_size} entries but ${whose.en} has ${head_size}: the database was set back to an earlier state.`,
    };
  if (kind === 'HISTORY_CHANGED')
    return {
      zh: `数据库中的存证日志与${whose.zh}的前 ${head_size} 条不一致，历史被改写。`,
      en: `the log in the database differs from the first ${head_size} entries of ${whose.en}: history was rewritten.`,
    };
  return {
    zh: `${whose.zh}不是用现在的日志密钥签名的，密钥被更换或检查点被改写。`,
    en: `${whose.en} is not signed by the present key of the log: the key was replaced or the checkpoint overwritten.`,
  };
}

/**
 * Compares the log with the newest checkpoints kept outside and notes what does not fit, so that
 * every process refuses to sign or change. What two persons have acknowledged is set aside.
 */
export async function watchForSetBack(ctx: Context): Promise<void> {
  // Files first: a checkpoint is kept outside only after it was committed.
  const notes = newestOutside(ctx.config.dataFolder);
  const misfits = await misfitsAmong(ctx, notes);
  if (misfits.length === 0) return;
  await noteMisfits(ctx, misfits);
  await setAsideAcknowledged(ctx, misfits);
}

/** What of these notes the log does not contain. */
export async function misfitsAmong(ctx: Context, notes: readonly OutsideNote[]): Promise<Misfit[]> {
  const { name } = ctx.keys.checkpointSigner;
  const ownSize = (await newestCheckpoint(ctx.db.app))?.size ?? 0;
  const found: Misfit[] = [];
  for (const { file, note } of notes) {
    const head = openCheckpointWith(note, name, ctx.keys.checkpointKeys);
    const digest = digestOf(note);
    const told = { file, ownSize, headSize: head?.size ?? null, digest };
    if (head === null) found.push({ ...told, kind: 'KEY_CHANGED' });
    else if (head.size > ownSize) found.push({ ...told, kind: 'SET_BACK' });
    else if (!(await hasRoot(ctx, head))) found.push({ ...told, kind: 'HISTORY_CHANGED' });
  }
  return found;
}

async function hasRoot(ctx: Context, { size, root }: TreeHead): Promise<boolean> {
  try {
    return (await rootOf(size, nodesOf(ctx.db.app))).equals(root);
  } catch (error) {
    if (error instanceof NodeMissing) return false;
    throw error;
  }
}

/** Notes findings once each; the same head found again in another file is the same finding. */
export async function noteMisfits(ctx: Context, misfits: readonly Misfit[]): Promise<void> {
  for (const { kind, file, ownSize, headSize, digest } of misfits) {
    const told = { kind, source: file, own_size: String(ownSize), head_size: headSize };
    const { numInsertedOrUpdatedRows: isNew } = await ctx.db.app
      .insertInto('ledger.set_back')
      .values({ ...told, head_digest: digest, found_at: ctx.clock.now() })
      .onConflict((conflict) => conflict.column('head_digest').doNothing())
      .executeTakeFirst();
    if (isNew) ctx.log.error({ setBack: setBackWords(told).zh }, 'the ledger was set back');
  }
}

/** Moves the notes of an acknowledged history out of the way: every one the log does not contain. */
async function setAsideAcknowledged(ctx: Context, misfits: readonly Misfit[]): Promise<void> {
  const open = await openSetBacks(ctx);
  if (open.length > 0 || misfits.length === 0) return;
  const all = await misfitsAmong(ctx, outsideNotes(ctx.config.dataFolder));
  const files = all.map(({ file }) => file);
  setAside(ctx.config.dataFolder, files, ctx.clock.now());
}

/** Findings that two persons have not acknowledged yet, oldest first. */
export function openSetBacks(ctx: Context) {
  return ctx.db.app
    .selectFrom('ledger.set_back')
    .selectAll()
    .where('second_by', 'is', null)
    .orderBy('found_at')
    .execute();
}

/** Why nothing may be signed or changed at present, or null. */
export async function readOnlyReason(ctx: Context): Promise<SetBackWords | null> {
  const [first] = await openSetBacks(ctx);
  return first ? setBackWords(first) : null;
}

/** Refuses (LEDGER_READ_ONLY) while a finding waits for its two persons. */
export async function assertWritable(ctx: Context): Promise<void> {
  const reason = await readOnlyReason(ctx);
  if (reason)
    throw problem('LEDGER_READ_ONLY', { reason: reason.zh, reasonEn: capital(reason.en) });
}

/** A head is the same head in whatever file and with whatever cosignatures. */
function digestOf(note: string): Buffer {
  return createHash('sha256')
    .update(noteParts(note).text || note)
    .digest();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
