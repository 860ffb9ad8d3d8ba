import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { setBackWords } from '../ledger/index.ts';
import { audit } from './audit.ts';
import { problem } from './problem.ts';

/** A finding that the ledger was set back, as the desk shows it to those who may acknowledge it. */
export interface SetBack {
  readonly setBackId: string;
  readonly zh: string;
  readonly en: string;
  readonly foundAt: string;
  readonly firstBy: string | null;
  readonly firstReason: string | null;
  readonly firstAt: string | null;
  readonly secondBy: string | null;
  readonly secondReason: string | null;
  readonly secondAt: string | null;
}

const SHOWN = 100;

/** All findings, newest first; acknowledged ones stay visible. */
export async function setBacks(ctx: Context): Promise<SetBack[]> {
  const rows = await ctx.db.app
    .selectFrom('ledger.set_back')
    .selectAll()
    .orderBy('found_at', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map((row) => ({
    setBackId: row.set_back_id,
    ...setBackWords(row),
    foundAt: row.found_at.toISOString(),
    firstBy: row.first_by,
    firstReason: row.first_reason,
    firstAt: row.first_at?.toISOString() ?? null,
    secondBy: row.second_by,
    secondReason: row.second_reason,
    secondAt: row.second_at?.toISOString() ?? null,
  }));
}

/**
 * One of two different persons acknowledges, with his reason, that the ledger was set back. After
 * the second the platform signs and changes again; what was lost stays on record for everybody.
 */
export function acknowledgeSetBack(
  ctx: Context,
  actor: Actor,
  setBackId: string,
  reason: string,
): Promise<{ persons: 1 | 2 }> {
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const row = await tx
      .selectFrom('ledger.set_back')
      .selectAll()
      .where('set_back_id', '=', setBackId)
      .where('second_by', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw problem('SET_BACK_NOT_FOUND');
    if (row.first_by === actor.account) throw problem('ACKNOWLEDGED_BY_YOU');
    const persons = row.first_by === null ? 1 : 2;
    const at = ctx.clock.now();
    await tx
      .updateTable('ledger.set_back')
      .set(
        persons === 1
          ? { first_by: actor.account, first_reason: reason, first_at: at }
          : { second_by: actor.account, second_reason: reason, second_at: at },
      )
      .where('set_back_id', '=', setBackId)
      .execute();
    await audit(tx, actor, {
      action: 'ledger.acknowledge',
      object: setBackId,
      detail: { kind: row.kind, head: row.head_digest.toString('hex'), persons, reason },
    });
    return { persons };
  });
}
