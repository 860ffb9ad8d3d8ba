import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { Problem } from '../../platform/problem.ts';
import { eraseRecord, type RecordRef } from '../records/index.ts';
import { withdraw } from './take-down.ts';

const BASIS = '恢复备份后重新执行恢复点之后已完成的销毁';
const AT_ONCE = 5000;

/**
 * Lets list and database agree on what was erased: a crash may have kept an id from the list, and
 * a database from a backup may hold a key that was destroyed after it (K7). What came back is taken
 * off the pages and erased anew, with its own leaf, before anybody is served. Answers how many.
 */
export async function keepErasures(ctx: Context): Promise<number> {
  const listed = ctx.keys.destroyed.all();
  const erased = await inTransaction(ctx.db.app, system, erasedKeys);
  ctx.keys.destroyed.add(erased.filter((id) => !listed.has(id)));
  let again = 0;
  const ids = [...listed];
  for (let from = 0; from < ids.length; from += AT_ONCE)
    again += await eraseAgain(ctx, ids.slice(from, from + AT_ONCE));
  return again;
}

async function eraseAgain(ctx: Context, ids: readonly string[]): Promise<number> {
  const alive = await inTransaction(ctx.db.app, system, async (tx) => {
    const found = await sql<{ id: string }>`select key_id as id from record_key
      where key_id = any(${ids}::uuid[])`.execute(tx);
    return found.rows.map(({ id }) => id);
  });
  if (alive.length === 0) return 0;
  for (const ref of await inTransaction(ctx.db.app, system, (tx) => recordsOf(tx, alive))) {
    await inTransaction(ctx.db.app, system, (tx) => withdraw(tx, ctx, system, [ref], BASIS));
    await tryToErase(ctx, ref);
  }
  // Whatever else a key opened, it opens no more.
  await inTransaction(ctx.db.erase, system, async (tx) => {
    await sql`delete from record_key where key_id = any(${alive}::uuid[])`.execute(tx);
  });
  return alive.length;
}

async function tryToErase(ctx: Context, { recordId }: RecordRef): Promise<void> {
  try {
    await eraseRecord(ctx, system, { recordId, basis: BASIS });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    ctx.log.error({ recordId, code: error.code }, 'a record that came back could not be erased');
  }
}

/** Keys of erased records and of persons forgotten with them. */
async function erasedKeys(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select f.key_id as id from record_state s join record_fact f using (subject_id, record_id)
      where s.status = 'ERASED' and f.key_id is not null
    union all select p.key_id from subject p where p.key_id is not null
      and not exists (select from record_key k where k.key_id = p.key_id)`.execute(tx);
  return rows.map(({ id }) => id);
}

async function recordsOf(tx: Tx, keyIds: readonly string[]): Promise<RecordRef[]> {
  const { rows } = await sql<{ subject_id: string; record_id: string }>`
    select subject_id, record_id from record_fact where key_id = any(${keyIds}::uuid[])`.execute(
    tx,
  );
  return rows.map((row) => ({ subjectId: row.subject_id, recordId: row.record_id }));
}
