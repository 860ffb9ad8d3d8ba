import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { dropReferences, forgetPerson } from '../subjects/index.ts';
import { actOn } from './act.ts';
import { foldState } from './fold.ts';
import { dropIdentity } from './identities.ts';
import { problem } from './problem.ts';
import { lockStates, readRecords, refsOf } from './store.ts';

/**
 * Destroys the content of a sealed record by deleting its key, its salts and the hashes that could
 * confirm a guess; the leaves stay as proof that something was there and was erased (K7, K9). What
 * the intake still holds of it goes in the same transaction (function forget_erased), and with the
 * last record of a natural person his name and the hash of his number. Runs
 * as the erasing role only; `basis` is the rule that orders it. Throws RECORD_STILL_SHOWN while
 * the public sees it.
 */
export async function eraseRecord(
  ctx: Context,
  actor: Actor,
  input: { readonly recordId: string; readonly basis: string },
): Promise<void> {
  if (actor.scope !== 'all') throw problem('ERASURE_FORBIDDEN');
  const basis = input.basis.trim();
  if (basis === '') throw problem('REASON_MISSING');
  const destroyed = await inTransaction(ctx.db.erase, actor, async (tx) => {
    const [ref] = await refsOf(tx, [input.recordId]);
    if (!ref) throw problem('RECORD_NOT_FOUND');
    await lockStates(tx, [ref]);
    const [record] = await readRecords(tx, ctx, [ref]);
    if (!record) throw problem('RECORD_NOT_FOUND');
    if (!record.isSealed) throw problem('RECORD_NOT_ERASABLE');
    if (foldState(record.actions).status === 'PUBLISHED') throw problem('RECORD_STILL_SHOWN');
    const leaves = record.actions.map((action) => action.leafId);
    await actOn(tx, ctx, actor, { ref, kind: 'erased', detail: { basis } });
    await sql`select forget_erased(${ref.subjectId}::uuid, ${ref.recordId}::uuid)`.execute(tx);
    const { rows } = await sql<{ id: string }>`delete from record_key k using record_fact f
      where f.subject_id = ${ref.subjectId} and f.record_id = ${ref.recordId}
        and k.key_id = f.key_id returning k.key_id as id`.execute(tx);
    await sql`delete from ledger.salt where leaf_id = any(${leaves}::uuid[])`.execute(tx);
    await dropIdentity(tx, ref.recordId);
    await dropReferences(tx, ref.recordId);
    const person = (await hasContent(tx, ref.subjectId))
      ? null
      : await forgetPerson(tx, ref.subjectId);
    return [...rows.map(({ id }) => id), ...(person ? [person] : [])];
  });
  // After the commit, or a key that lives would be called destroyed; what a crash leaves out, the next start adds.
  ctx.keys.destroyed.add(destroyed);
}

async function hasContent(tx: Tx, subjectId: string): Promise<boolean> {
  const left = await tx
    .selectFrom('record_state')
    .select('record_id')
    .where('subject_id', '=', subjectId)
    .where('status', '<>', 'ERASED')
    .limit(1)
    .executeTakeFirst();
  return left !== undefined;
}
