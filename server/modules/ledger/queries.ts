import type { Context } from '../../context.ts';
import { defineProblems } from '../../platform/problem.ts';
import { signingKey, verifierKey } from './checkpoint.ts';
import { newestCheckpoint, nodesOf } from './store.ts';
import { consistencyProof, inclusionProof } from './tree.ts';

export const problem = defineProblems({
  LEDGER_EMPTY: {
    status: 404,
    zh: '存证日志还没有签名的检查点。首批记录入库后一分钟内产生。',
    en: 'The ledger has no signed checkpoint yet; the first follows within a minute of the first record.',
  },
  LEDGER_POSITION_UNKNOWN: {
    status: 404,
    zh: '位置 {position} 不在大小为 {size} 的存证日志中。',
    en: 'Position {position} is not in a ledger of size {size}.',
  },
});

export interface LedgerHead {
  readonly size: number;
  readonly root: string;
  readonly note: string;
  readonly signedAt: string;
  /** The log's key as one line to pin (C2SP signed-note). */
  readonly verifierKey: string;
  /** Notes by which each earlier key gave its place to the next, newest first. */
  readonly handOvers: readonly string[];
  /** The newest checkpoint that each outside witness cosigned. */
  readonly witnessed: readonly Witnessed[];
}

export interface Witnessed {
  readonly witness: string;
  readonly size: number;
  readonly note: string;
}

/** The newest signed checkpoint with the key that signed it; refuses when there is none. */
export async function ledgerHead(ctx: Context): Promise<LedgerHead> {
  const head = await newestCheckpoint(ctx.db.app);
  if (!head) throw problem('LEDGER_EMPTY');
  const { name, publicKey } = ctx.keys.checkpointSigner;
  return {
    size: head.size,
    root: head.root.toString('base64'),
    note: head.note,
    signedAt: head.at.toISOString(),
    // Until the first leaf after a rotation the newest note bears the key before.
    verifierKey: verifierKey(
      name,
      signingKey(head.note, name, ctx.keys.checkpointKeys) ?? publicKey,
    ),
    handOvers: ctx.keys.handOvers,
    witnessed: await witnessedHeads(ctx),
  };
}

/** Size and root of the newest signed checkpoint, or null before the first. */
export async function currentHead(ctx: Context): Promise<{ size: number; root: string } | null> {
  const head = await newestCheckpoint(ctx.db.app);
  return head ? { size: head.size, root: head.root.toString('base64') } : null;
}

/** Root of the signed checkpoint of exactly this size, or null when there is none. */
export async function checkpointRoot(ctx: Context, size: number): Promise<string | null> {
  const row = await ctx.db.app
    .selectFrom('ledger.checkpoint')
    .select('root')
    .where('size', '=', String(size))
    .executeTakeFirst();
  return row ? row.root.toString('base64') : null;
}

async function witnessedHeads(ctx: Context): Promise<Witnessed[]> {
  const rows = await ctx.db.app
    .selectFrom('ledger.cosignature')
    .select(['witness', 'size', 'note'])
    .orderBy('witness')
    .execute();
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

export interface Inclusion {
  readonly position: number;
  readonly size: number;
  readonly leafHash: string;
  readonly proof: readonly string[];
}

/** Audit path of one position in the newest signed tree; hashes in base64 (RFC 6962 §2.1.1). */
export async function inclusion(ctx: Context, position: number): Promise<Inclusion> {
  const head = await newestCheckpoint(ctx.db.app);
  if (!head) throw problem('LEDGER_EMPTY');
  if (position >= head.size)
    throw problem('LEDGER_POSITION_UNKNOWN', { position, size: head.size });
  const read = nodesOf(ctx.db.app);
  const [leaf] = await read([{ level: 0, index: position }]);
  const proof = await inclusionProof(position, head.size, read);
  return {
    position,
    size: head.size,
    leafHash: (leaf as Buffer).toString('base64'),
    proof: proof.map((hash) => hash.toString('base64')),
  };
}

/** Proof that the tree of `from` leaves is a prefix of that of `to`, the newest when absent; hashes in base64. */
export async function consistency(
  ctx: Context,
  from: number,
  to?: number,
): Promise<{ from: number; to: number; proof: string[] }> {
  const head = await newestCheckpoint(ctx.db.app);
  if (!head) throw problem('LEDGER_EMPTY');
  const end = to ?? head.size;
  if (end > head.size) throw problem('LEDGER_POSITION_UNKNOWN', { position: end, size: head.size });
  if (from > end) throw problem('LEDGER_POSITION_UNKNOWN', { position: from, size: end });
  const proof = await consistencyProof(from, end, nodesOf(ctx.db.app));
  return { from, to: end, proof: proof.map((hash) => hash.toString('base64')) };
}
