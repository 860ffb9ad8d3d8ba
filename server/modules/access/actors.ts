import type { Context } from '../../context.ts';
import type { Actor, Channel } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { audit } from './audit.ts';
import { problem } from './problem.ts';
import { scopeOf } from './roles.ts';

/** What is known of a person with a desk, without any secret. */
export interface AccountRow {
  readonly account: string;
  readonly organisation_code: string;
  readonly role: string;
}

/** The actor of an account on a channel. */
export function actorOf(row: AccountRow, channel: Channel): Actor {
  return {
    account: row.account,
    role: row.role,
    organisation: row.organisation_code,
    scope: scopeOf(row.role),
    channel,
  };
}

/**
 * The actor of an account for the command line's `--as`, which is for the owner of the data
 * folder and is audited (D15). Throws ACCOUNT_NOT_FOUND for an unknown or disabled account.
 */
export async function actorFor(ctx: Context, account: string, channel: Channel): Promise<Actor> {
  const row = await ctx.db.app
    .selectFrom('account')
    .select(['account', 'organisation_code', 'role', 'demonstration'])
    .where('account', '=', account)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row || (row.demonstration && ctx.config.demonstration === 'none')) {
    throw problem('ACCOUNT_NOT_FOUND', { account });
  }
  const actor = actorOf(row, channel);
  if (channel === 'cli') {
    await inTransaction(ctx.db.app, actor, (tx) =>
      audit(tx, actor, { action: 'account.actAs', object: account }),
    );
  }
  return actor;
}
