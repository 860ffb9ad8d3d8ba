import type { Context } from '../../context.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { actorOf } from './actors.ts';
import { audit } from './audit.ts';
import { demonstrationSecrets, isDemonstration } from './demonstration.ts';
import { beginAttempt, forgetAttempt, succeedAttempt } from './lockout.ts';
import { acceptedStep, paperCodeHash } from './one-time.ts';
import { passwordFits } from './password.ts';
import { problem } from './problem.ts';
import { publicActor } from './roles.ts';
import { closeSession, findSession, openSession } from './sessions.ts';

export interface SignIn {
  readonly account: string;
  readonly password: string;
  /** Sent along to sign in by one request; otherwise the second step asks for it. */
  readonly code?: string | undefined;
}

/**
 * Checks account and password (and the code, when sent) and opens a session; returns its token.
 * An unknown account costs the same time and gets the same answer as a wrong password.
 */
export async function signIn(ctx: Context, origin: string, given: SignIn): Promise<string> {
  const now = ctx.clock.now();
  const attempt = await inTransaction(ctx.db.app, publicActor, (tx) =>
    beginAttempt(tx, given.account, origin, now),
  );
  const row = await ctx.db.app
    .selectFrom('account')
    .select(['password_hash', 'demonstration', 'totp_confirmed_at'])
    .where('account', '=', given.account)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  const usable = row && (row.demonstration ? isDemonstration(ctx) : row.totp_confirmed_at !== null);
  if (!(await passwordFits(usable ? row.password_hash : null, given.password)))
    throw problem('SIGN_IN_FAILED');
  if (given.code === undefined) {
    return inTransaction(ctx.db.app, publicActor, async (tx) => {
      await forgetAttempt(tx, attempt);
      return openSession(tx, given.account, false, now);
    });
  }
  const token = await completeSignIn(ctx, given.account, given.code, { origin, attempt });
  if (token === null) throw problem('SIGN_IN_FAILED');
  return token;
}

/** Checks the second factor of a half-open session and returns the token of a full one in its place. */
export async function passSecondFactor(
  ctx: Context,
  origin: string,
  halfToken: string,
  code: string,
): Promise<string> {
  const session = await findSession(ctx, halfToken);
  if (!session) throw problem('NOT_SIGNED_IN');
  const now = ctx.clock.now();
  const attempt = await inTransaction(ctx.db.app, publicActor, (tx) =>
    beginAttempt(tx, session.account, origin, now),
  );
  const token = await completeSignIn(ctx, session.account, code, { origin, attempt });
  if (token === null) throw problem('SECOND_FACTOR_FAILED');
  await closeSession(ctx.db.app, halfToken);
  return token;
}

interface Attempt {
  readonly origin: string;
  readonly attempt: string;
}

async function completeSignIn(
  ctx: Context,
  account: string,
  code: string,
  begun: Attempt,
): Promise<string | null> {
  const now = ctx.clock.now();
  return inTransaction(ctx.db.app, publicActor, async (tx) => {
    const how = await useSecondFactor(ctx, tx, account, code.replace(/\s/g, ''));
    if (how === null) return null;
    await forgetAttempt(tx, begun.attempt);
    await succeedAttempt(tx, account, begun.origin, now);
    const row = await tx
      .selectFrom('account')
      .select(['account', 'organisation_code', 'role'])
      .where('account', '=', account)
      .executeTakeFirstOrThrow();
    await audit(tx, actorOf(row, 'web'), {
      action: 'session.open',
      object: account,
      detail: { secondFactor: how },
    });
    return openSession(tx, account, true, now);
  });
}

/** Uses up a code of the authenticator or a recovery code, under the account's row lock. */
async function useSecondFactor(
  ctx: Context,
  tx: Tx,
  account: string,
  code: string,
): Promise<string | null> {
  const row = await tx
    .selectFrom('account')
    .select(['demonstration', 'totp_secret', 'totp_last_step', 'recovery_hashes'])
    .where('account', '=', account)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  if (row.demonstration) return code === demonstrationSecrets.code ? 'demonstration' : null;
  if (/^\d{6}$/.test(code)) {
    if (!row.totp_secret) return null;
    const secret = ctx.keys.openBlob('access.totp', row.totp_secret).toString('utf8');
    const last = row.totp_last_step === null ? null : Number(row.totp_last_step);
    const step = acceptedStep(secret, code, last, ctx.clock.now());
    if (step === null) return null;
    await tx
      .updateTable('account')
      .set({ totp_last_step: String(step) })
      .where('account', '=', account)
      .execute();
    return 'authenticator';
  }
  const used = paperCodeHash(code).toString('hex');
  if (!row.recovery_hashes.includes(used)) return null;
  const left = row.recovery_hashes.filter((hash) => hash !== used);
  await tx
    .updateTable('account')
    .set({ recovery_hashes: left })
    .where('account', '=', account)
    .execute();
  return 'recovery code';
}
