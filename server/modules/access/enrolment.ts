import type { Context } from '../../context.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { actorOf } from './actors.ts';
import { audit } from './audit.ts';
import { beginAttempt, forgetAttempt } from './lockout.ts';
import {
  acceptedStep,
  newPaperCode,
  newSharedSecret,
  paperCodeHash,
  sameDigest,
} from './one-time.ts';
import { checkNewPassword, hashPassword } from './password.ts';
import { problem } from './problem.ts';
import { publicActor } from './roles.ts';

const RECOVERY_CODES = 8;

export interface Enrolment {
  readonly account: string;
  readonly oneTimeCode: string;
}

/** What the owner must keep: the secret for the authenticator and the recovery codes, shown once. */
export interface EnrolmentSecrets {
  readonly secret: string;
  readonly uri: string;
  readonly recoveryCodes: string[];
}

/** First step: the owner of a one-time code sets a password and receives a second factor. */
export async function beginEnrolment(
  ctx: Context,
  origin: string,
  given: Enrolment & { readonly password: string },
): Promise<EnrolmentSecrets> {
  checkNewPassword(given.account, given.password);
  const passwordHash = await hashPassword(given.password);
  const { secret, uri } = newSharedSecret(given.account);
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, () => newPaperCode(3));
  await withOneTimeCode(ctx, origin, given, async (tx) => {
    await tx
      .updateTable('account')
      .set({
        password_hash: passwordHash,
        totp_secret: ctx.keys.sealBlob('access.totp', Buffer.from(secret)),
        totp_last_step: null,
        recovery_hashes: recoveryCodes.map((code) => paperCodeHash(code).toString('hex')),
      })
      .where('account', '=', given.account)
      .execute();
  });
  return { secret, uri, recoveryCodes };
}

/** Second step: a code of the authenticator proves that it works; from now on the account can sign in. */
export async function confirmEnrolment(
  ctx: Context,
  origin: string,
  given: Enrolment & { readonly code: string },
): Promise<void> {
  const now = ctx.clock.now();
  await withOneTimeCode(ctx, origin, given, async (tx) => {
    const row = await tx
      .selectFrom('account')
      .select(['account', 'organisation_code', 'role', 'totp_secret'])
      .where('account', '=', given.account)
      .executeTakeFirstOrThrow();
    const secret =
      row.totp_secret && ctx.keys.openBlob('access.totp', row.totp_secret).toString('utf8');
    const step = secret ? acceptedStep(secret, given.code, null, now) : null;
    if (step === null) throw problem('SECOND_FACTOR_FAILED');
    await tx
      .updateTable('account')
      .set({
        totp_confirmed_at: now,
        totp_last_step: String(step),
        one_time_hash: null,
        one_time_expires_at: null,
      })
      .where('account', '=', given.account)
      .execute();
    await audit(tx, actorOf(row, 'web'), { action: 'account.enrol', object: given.account });
  });
}

/** Runs a step in one transaction for the owner of a live one-time code; throws ONE_TIME_CODE_FAILED otherwise. */
async function withOneTimeCode(
  ctx: Context,
  origin: string,
  given: Enrolment,
  step: (tx: Tx) => Promise<void>,
): Promise<void> {
  const now = ctx.clock.now();
  const attempt = await inTransaction(ctx.db.app, publicActor, (tx) =>
    beginAttempt(tx, given.account, origin, now),
  );
  await inTransaction(ctx.db.app, publicActor, async (tx) => {
    const row = await tx
      .selectFrom('account')
      .select(['one_time_hash', 'one_time_expires_at'])
      .where('account', '=', given.account)
      .where('disabled_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    const stored = row?.one_time_hash ?? null;
    const live = row?.one_time_expires_at ? row.one_time_expires_at > now : false;
    if (!stored || !live || !sameDigest(stored, paperCodeHash(given.oneTimeCode)))
      throw problem('ONE_TIME_CODE_FAILED');
    await step(tx);
    await forgetAttempt(tx, attempt);
  });
}
