import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { system } from '../platform/actor.ts';
import { inTransaction } from '../platform/db.ts';

export interface JobCount {
  readonly queue: string;
  readonly state: string;
  readonly count: number;
}

/** What stands in the database at this moment: the one home of these numbers, for the metrics and for the desk. */
export interface StoredFigures {
  readonly jobs: readonly JobCount[];
  readonly batches: readonly { readonly state: string; readonly count: number }[];
  readonly unsequenced: number;
  /** Outside witnesses that cosigned a checkpoint. */
  readonly witnesses: number;
  readonly head: { readonly size: number; readonly at: Date } | null;
}

/** Counts jobs, batches and leaves; numbers only. */
export function storedFigures(ctx: Context): Promise<StoredFigures> {
  return inTransaction(ctx.db.app, system, async (tx) => {
    const jobs =
      await sql<JobCount>`select name as queue, state::text as state, count(*)::int as count
      from pgboss.job group by 1, 2 order by 1, 2`.execute(tx);
    const batches = await sql<{ state: string; count: number }>`select state, count(*)::int as count
      from batch group by 1 order by 1`.execute(tx);
    const pending = await sql<{ count: number }>`select count(*)::int as count
      from ledger.pending`.execute(tx);
    const cosigned = await sql<{ count: number }>`select count(distinct witness)::int as count
      from ledger.cosignature`.execute(tx);
    const head = await sql<{ size: string; at: Date }>`select size, at from ledger.checkpoint
      order by size desc limit 1`.execute(tx);
    const [newest] = head.rows;
    return {
      jobs: jobs.rows,
      batches: batches.rows,
      unsequenced: pending.rows[0]?.count ?? 0,
      witnesses: cosigned.rows[0]?.count ?? 0,
      head: newest ? { size: Number(newest.size), at: newest.at } : null,
    };
  });
}
