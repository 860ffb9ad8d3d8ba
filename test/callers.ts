import type { Context } from '../server/context.ts';
import { SESSION_COOKIE } from '../server/platform/http/gate.ts';
import { inTransaction } from '../server/platform/db.ts';
import { createApiKey } from '../server/modules/access/api-keys.ts';
import { actorFor } from '../server/modules/access/actors.ts';
import { apiScopes } from '../server/modules/access/permissions.ts';
import type { Role } from '../server/modules/access/roles.ts';
import { findSession, openSession } from '../server/modules/access/sessions.ts';

/** What a caller of some role shows at the door. */
export type ShownCaller =
  | { readonly kind: 'session'; readonly cookie: string; readonly csrf: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'nobody' };

/** A caller of a role for the walk over all routes, from the demonstration's accounts; a key has all scopes. */
export async function newCaller(
  ctx: Context,
  role: Role,
  secondFactor: boolean,
): Promise<ShownCaller> {
  if (role === 'PUBLIC') return { kind: 'nobody' };
  const wanted = role === 'API_KEY' ? 'LIAISON_MAIN' : role;
  const entry = ctx.policy.organisations.accounts.find((account) => account.role === wanted);
  if (!entry) throw new Error(`no demonstration account has the role ${wanted}`);
  const actor = await actorFor(ctx, entry.account, 'web');
  if (role === 'API_KEY') {
    const { key } = await createApiKey(ctx, actor, {
      label: 'walk',
      scopes: apiScopes,
      expiresInDays: 1,
    });
    return { kind: 'key', key };
  }
  const token = await inTransaction(ctx.db.app, actor, (tx) =>
    openSession(tx, entry.account, secondFactor, ctx.clock.now()),
  );
  const session = await findSession(ctx, token);
  return { kind: 'session', cookie: `${SESSION_COOKIE}=${token}`, csrf: session?.csrfToken ?? '' };
}
