import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db.ts';
import type { ReadNodes } from './tree.ts';

export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  readonly at: Date;
}

/** A hash of the tree that was once stored is gone. */
export class NodeMissing extends Error {}

/** Reads hashes of complete subtrees in one query; rejects with NodeMissing when one is gone. */
export function nodesOf(db: Database | Tx): ReadNodes {
  return async (addresses) => {
    if (addresses.length === 0) return [];
    const levels = addresses.map((address) => address.level);
    const indexes = addresses.map((address) => address.index);
    const { rows } = await sql<{ hash: Buffer | null }>`select n.hash
      from unnest(${levels}::int[], ${indexes}::bigint[]) with ordinality as a(level, index, place)
      left join ledger.node n on n.level = a.level and n.index = a.index order by a.place`.execute(
      db,
    );
    return rows.map(({ hash }, i) => {
      if (!hash) throw new NodeMissing(`ledger node ${levels[i]}/${indexes[i]} is missing`);
      return hash;
    });
  };
}

/** The newest signed checkpoint, or null before the first. */
export async function newestCheckpoint(db: Database | Tx): Promise<StoredCheckpoint | null> {
  const row = await db
    .selectFrom('ledger.checkpoint')
    .selectAll()
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { size: Number(row.size), root: row.root, note: row.note, at: row.at } : null;
}
