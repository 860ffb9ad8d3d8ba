import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { defineProblems, type Problem } from '../../platform/problem.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { assertRoom } from '../../platform/room.ts';
import { system } from '../../platform/actor.ts';
import { signCheckpoint } from './checkpoint.ts';
import { keepOutside } from './outside.ts';
import { assertWritable, watchForSetBack } from './set-back.ts';
import { nodesOf, newestCheckpoint, type StoredCheckpoint } from './store.ts';
import { completeSubtrees, extend, leafHash, type StoredNode } from './tree.ts';

const problem = defineProblems({
  LEDGER_CLOCK_BACKWARDS: {
    status: 503,
    zh: '系统时间早于最近一次签名（{last}），存证暂停签名。请校正本机时间。',
    en: 'The clock is before the last signature ({last}); the ledger does not sign. Correct the clock.',
  },
});

const AT_ONCE = 20_000;
// Clocks of one machine may be corrected by moments; more than this is a clock set back.
const TOLERATED_MS = 60_000;

/**
 * Gives every waiting leaf its position, extends the tree and signs a checkpoint: one
 * transaction for each portion, one sequencer at a time. Returns the size of the tree.
 * After a crash it goes on from the last committed position (RFC 6962 §2.1). Refuses to sign
 * (LEDGER_READ_ONLY) what no longer contains a checkpoint that was handed out.
 */
export async function sequence(ctx: Context): Promise<number> {
  await watchForSetBack(ctx);
  await assertWritable(ctx);
  for (;;) {
    assertRoom(ctx.config);
    const { size, note, more } = await inTransaction(ctx.db.ledger, system, (tx) =>
      sequencePortion(tx, ctx),
    );
    if (note !== null) keepOutside(ctx.config.dataFolder, size, note);
    if (!more) return size;
  }
}

async function sequencePortion(
  tx: Tx,
  ctx: Context,
): Promise<{ size: number; note: string | null; more: boolean }> {
  await sql`select pg_advisory_xact_lock(hashtext('xinyong ledger'))`.execute(tx);
  const last = await newestCheckpoint(tx);
  const size = last?.size ?? 0;
  const waiting = await waitingLeaves(tx);
  if (waiting.length === 0) return { size, note: null, more: false };
  const now = ctx.clock.now();
  const refusal = clockRefusal(last, now);
  if (refusal) throw refusal;
  const edge = await nodesOf(tx)(completeSubtrees(0, size));
  const hashes = waiting.map((leaf) => leafHash(leaf.commitment));
  const { nodes, root } = extend(size, edge, hashes);
  const ids = waiting.map((leaf) => leaf.leaf_id);
  const positions = waiting.map((_, i) => size + i);
  await sql`insert into ledger.entry (position, leaf_id, leaf_hash)
    select * from unnest(${positions}::bigint[], ${ids}::uuid[], ${hashes}::bytea[])`.execute(tx);
  await insertNodes(tx, nodes);
  await tx
    .deleteFrom('ledger.pending')
    .where('leaf_id', 'in', sql<string>`(select unnest(${ids}::uuid[]))`)
    .execute();
  const grown = size + waiting.length;
  const note = signCheckpoint(grown, root, ctx.keys.checkpointSigner);
  await tx
    .insertInto('ledger.checkpoint')
    .values({ size: String(grown), root, note, at: now })
    .execute();
  return { size: grown, note, more: waiting.length === AT_ONCE };
}

/** The oldest leaves without a position. Each is looked up by its key: the planner, left to itself, reads the whole log. */
async function waitingLeaves(tx: Tx): Promise<{ leaf_id: string; commitment: Buffer }[]> {
  const { rows } = await sql<{ leaf_id: string; commitment: Buffer }>`
    select l.leaf_id, l.commitment from ledger.pending p
    cross join lateral (select * from ledger.leaf where leaf_id = p.leaf_id offset 0) l
    order by l.at, l.leaf_id limit ${AT_ONCE}`.execute(tx);
  return rows;
}

function clockRefusal(last: StoredCheckpoint | null, now: Date): Problem | null {
  return last && last.at.getTime() - now.getTime() > TOLERATED_MS
    ? problem('LEDGER_CLOCK_BACKWARDS', { last: last.at.toISOString() })
    : null;
}

/** Says that the clock was set back behind the last signature, in words, or null. */
export async function clockSetBack(ctx: Context): Promise<Problem | null> {
  return clockRefusal(await newestCheckpoint(ctx.db.app), ctx.clock.now());
}

async function insertNodes(tx: Tx, nodes: readonly StoredNode[]): Promise<void> {
  await sql`insert into ledger.node (level, index, hash)
    select * from unnest(${nodes.map((node) => node.level)}::int[], ${nodes.map((node) => node.index)}::bigint[],
      ${nodes.map((node) => node.hash)}::bytea[])`.execute(tx);
}
