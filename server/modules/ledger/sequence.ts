import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { defineProblems } from '../../platform/problem.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { assertRoom } from '../../platform/room.ts';
import { system } from '../../platform/actor.ts';
import { signCheckpoint } from './checkpoint.ts';
import { nodesOf, newestCheckpoint } from './store.ts';
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
 * After a crash it goes on from the last committed position (RFC 6962 §2.1).
 */
export async function sequence(ctx: Context): Promise<number> {
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
  const waiting = await tx
    .selectFrom('ledger.pending as p')
    .innerJoin('ledger.leaf as l', 'l.leaf_id', 'p.leaf_id')
    .select(['l.leaf_id', 'l.commitment'])
    .orderBy('l.at')
    .orderBy('l.leaf_id')
    .limit(AT_ONCE)
    .execute();
  if (waiting.length === 0) return { size, note: null, more: false };
  const now = ctx.clock.now();
  if (last && last.at.getTime() - now.getTime() > TOLERATED_MS) {
    throw problem('LEDGER_CLOCK_BACKWARDS', { last: last.at.toISOString() });
  }
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

async function insertNodes(tx: Tx, nodes: readonly StoredNode[]): Promise<void> {
  await sql`insert into ledger.node (level, index, hash)
    select * from unnest(${nodes.map((node) => node.level)}::int[], ${nodes.map((node) => node.index)}::bigint[],
      ${nodes.map((node) => node.hash)}::bytea[])`.execute(tx);
}

/** The newest checkpoint also lives outside the database, where a set-back database is noticed. */
function keepOutside(dataFolder: string, size: number, note: string): void {
  const folder = checkpointFolder(dataFolder);
  mkdirSync(folder, { recursive: true });
  for (const file of [`${String(size).padStart(12, '0')}.txt`, 'newest.txt']) {
    // Whole or not at all: half a file would look like a forged one.
    const draft = join(folder, '.draft');
    writeFileSync(draft, note, { flush: true });
    renameSync(draft, join(folder, file));
  }
}

/** Folder of the checkpoints kept outside the database. */
export function checkpointFolder(dataFolder: string): string {
  return join(dataFolder, 'checkpoints');
}
