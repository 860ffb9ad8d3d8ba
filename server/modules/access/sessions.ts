import type { Context } from '../../context.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { isDemonstration } from './demonstration.ts';
import { digest, newToken } from './one-time.ts';

const LIFETIME_HOURS = 12;
const IDLE_HOURS = 2;
const SEEN_AGAIN_SECONDS = 60;

/** A signed-in person; `secondFactor` false means only the password was right so far. */
export interface Session {
  readonly account: string;
  readonly organisation_code: string;
  readonly role: string;
  readonly displayZh: string;
  readonly csrfToken: string;
  readonly secondFactor: boolean;
}

/** Opens a session and returns its token; only a digest of it is stored. */
export async function openSession(
  tx: Tx,
  account: string,
  secondFactor: boolean,
  now: Date,
): Promise<string> {
  const token = newToken();
  await tx.deleteFrom('session').where('expires_at', '<', now).execute();
  await tx
    .insertInto('session')
    .values({
      session_hash: digest(token),
      account,
      csrf_secret: newToken(),
      second_factor_at: secondFactor ? now : null,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + LIFETIME_HOURS * 3_600_000),
    })
    .execute();
  return token;
}

/** The live session of a token, or null: unknown, expired, idle for two hours, account disabled. */
export async function findSession(ctx: Context, token: string): Promise<Session | null> {
  const now = ctx.clock.now();
  const row = await ctx.db.app
    .selectFrom('session')
    .innerJoin('account', 'account.account', 'session.account')
    .select([
      'account.account',
      'account.organisation_code',
      'account.role',
      'account.display_zh',
      'account.demonstration',
      'session.csrf_secret',
      'session.second_factor_at',
      'session.last_seen_at',
    ])
    .where('session_hash', '=', digest(token))
    .where('session.expires_at', '>', now)
    .where('session.last_seen_at', '>', new Date(now.getTime() - IDLE_HOURS * 3_600_000))
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row || (row.demonstration && !isDemonstration(ctx))) return null;
  if (now.getTime() - row.last_seen_at.getTime() > SEEN_AGAIN_SECONDS * 1000) {
    await ctx.db.app
      .updateTable('session')
      .set({ last_seen_at: now })
      .where('session_hash', '=', digest(token))
      .execute();
  }
  return {
    account: row.account,
    organisation_code: row.organisation_code,
    role: row.role,
    displayZh: row.display_zh,
    csrfToken: row.csrf_secret,
    secondFactor: row.second_factor_at !== null,
  };
}

/** Ends one session; an unknown token ends nothing. */
export async function closeSession(db: Database, token: string): Promise<void> {
  await db.deleteFrom('session').where('session_hash', '=', digest(token)).execute();
}

/** Ends all sessions of an account: after a reset, or when it is disabled. */
export async function closeSessionsOf(tx: Tx, account: string): Promise<void> {
  await tx.deleteFrom('session').where('account', '=', account).execute();
}

/** Ends every session, as after a restore: one that was ended since would live again. */
export async function endAllSessions(ctx: Context): Promise<void> {
  await ctx.db.app.deleteFrom('session').execute();
}
