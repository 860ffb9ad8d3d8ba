import { randomFillSync } from 'node:crypto';
import { sql } from 'kysely';
import { byteas, ints, texts, uuids } from '../../platform/column.ts';
import type { Tx } from '../../platform/db.ts';
import { commitmentOf, type Content } from './canonical.ts';

/** One act to be proved; `content` is canonical JSON and never stored, only its salted commitment. */
export interface NewLeaf {
  /** Of version 7: neighbours in time are neighbours in the indexes, however long the log has become. */
  readonly leafId: string;
  readonly kind: string;
  readonly subjectId: string | null;
  readonly recordId: string | null;
  readonly seq: number | null;
  readonly content: Content;
}

const SALT_BYTES = 32;

/**
 * Adds leaves with fresh salts in the transaction of the acts they prove. They have no position
 * yet: the sequencer gives it later, so that writers never wait for each other. `at` is the
 * instant of the acts, the start of the transaction when absent.
 */
export async function appendLeaves(tx: Tx, leaves: readonly NewLeaf[], at?: Date): Promise<void> {
  if (leaves.length === 0) return;
  const random = randomFillSync(Buffer.allocUnsafe(leaves.length * SALT_BYTES));
  const salts = leaves.map((_leaf, index) =>
    random.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES),
  );
  const commitments = leaves.map((leaf, index) =>
    commitmentOf(salts[index] ?? Buffer.alloc(0), leaf.content),
  );
  const ids = leaves.map((leaf) => leaf.leafId);
  await sql`with new as (select * from unnest(${uuids(ids)}::uuid[], ${byteas(commitments)}::bytea[], ${byteas(salts)}::bytea[],
      ${texts(leaves.map((leaf) => leaf.kind))}::text[], ${uuids(leaves.map((leaf) => leaf.subjectId))}::uuid[],
      ${uuids(leaves.map((leaf) => leaf.recordId))}::uuid[], ${ints(leaves.map((leaf) => leaf.seq))}::int[])
      n (leaf_id, commitment, salt, kind, subject_id, record_id, seq)),
    leaves as (insert into ledger.leaf (leaf_id, commitment, kind, subject_id, record_id, seq, at)
      select leaf_id, commitment, kind, subject_id, record_id, seq, coalesce(${at ?? null}::timestamptz, now())
      from new),
    salts as (insert into ledger.salt (leaf_id, salt) select leaf_id, salt from new)
    insert into ledger.pending (leaf_id) select leaf_id from new`.execute(tx);
}
