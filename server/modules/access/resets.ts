import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { giveOneTimeCode } from './accounts.ts';
import { audit } from './audit.ts';
import { problem } from './problem.ts';

/** First of two persons: asks for a new one-time code for an account of the rows he sees. */
export function requestReset(
  ctx: Context,
  actor: Actor,
  account: string,
  reason: string,
): Promise<{ resetId: string }> {
  return inTransaction(ctx.db.app, actor, async (tx) => {
    if (account === actor.account) throw problem('NOT_ONESELF');
    const target = await tx
      .selectFrom('account')
      .select(['organisation_code', 'demonstration'])
      .where('account', '=', account)
      .where('disabled_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    const visible =
      target && (actor.scope === 'all' || target.organisation_code === actor.organisation);
    if (!visible || target.demonstration) throw problem('ACCOUNT_NOT_FOUND', { account });
    const waiting = await tx
      .selectFrom('password_reset')
      .select('reset_id')
      .where('account', '=', account)
      .where('approved_by', 'is', null)
      .executeTakeFirst();
    if (waiting) return { resetId: waiting.reset_id };
    const { reset_id } = await tx
      .insertInto('password_reset')
      .values({ account, requested_by: actor.account, requested_at: ctx.clock.now(), reason })
      .returning('reset_id')
      .executeTakeFirstOrThrow();
    await audit(tx, actor, {
      action: 'account.requestReset',
      object: account,
      detail: { reset: reset_id },
    });
    return { resetId: reset_id };
  });
}

/** Second person, neither the first nor the owner: gives out the code to hand over in person. */
export function approveReset(
  ctx: Context,
  actor: Actor,
  resetId: string,
): Promise<{ account: string; oneTimeCode: string }> {
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const row = await tx
      .selectFrom('password_reset')
      .select(['account', 'requested_by', 'approved_by'])
      .where('reset_id', '=', resetId)
      .forUpdate()
      .executeTakeFirst();
    if (!row || row.approved_by !== null) throw problem('RESET_NOT_FOUND');
    if (row.requested_by === actor.account || row.account === actor.account)
      throw problem('TWO_PERSONS_NEEDED');
    await tx
      .updateTable('password_reset')
      .set({ approved_by: actor.account, approved_at: ctx.clock.now() })
      .where('reset_id', '=', resetId)
      .execute();
    const oneTimeCode = await giveOneTimeCode(ctx, tx, row.account);
    await audit(tx, actor, {
      action: 'account.approveReset',
      object: row.account,
      detail: { reset: resetId },
    });
    return { account: row.account, oneTimeCode };
  });
}
