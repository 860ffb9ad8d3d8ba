import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { problem } from './problem.ts';

const FREE_ATTEMPTS = 5;
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 900;
const MEMORY_HOURS = 24;

/**
 * Seconds until the next attempt is allowed after so many failures in a row. Counted per account
 * and origin: guessing from elsewhere never keeps the owner out.
 */
export function waitSeconds(failures: number, secondsSinceLast: number): number {
  if (failures < FREE_ATTEMPTS) return 0;
  const wait = Math.min(FIRST_WAIT_SECONDS * 2 ** (failures - FREE_ATTEMPTS), LONGEST_WAIT_SECONDS);
  return Math.max(0, Math.ceil(wait - secondsSinceLast));
}

/**
 * Counts an attempt as failed before it is judged, so that a thousand at once are not a thousand
 * guesses; throws SIGN_IN_WAIT when it comes too early. Unknown accounts are treated alike.
 */
export async function beginAttempt(
  tx: Tx,
  account: string,
  origin: string,
  now: Date,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${account} ${origin}`}, 0))`.execute(
    tx,
  );
  const since = new Date(now.getTime() - MEMORY_HOURS * 3_600_000);
  await tx.deleteFrom('sign_in_attempt').where('at', '<', since).execute();
  const attempts = await tx
    .selectFrom('sign_in_attempt')
    .select(['at', 'succeeded'])
    .where('account', '=', account)
    .where('origin', '=', origin)
    .orderBy('attempt_id', 'desc')
    .execute();
  const lastSuccess = attempts.findIndex((attempt) => attempt.succeeded);
  const failures = lastSuccess === -1 ? attempts : attempts.slice(0, lastSuccess);
  const latest = failures[0]?.at ?? now;
  const seconds = waitSeconds(failures.length, (now.getTime() - latest.getTime()) / 1000);
  if (seconds > 0) throw problem('SIGN_IN_WAIT', { seconds });
  const { attempt_id } = await tx
    .insertInto('sign_in_attempt')
    .values({ account, origin, at: now, succeeded: false })
    .returning('attempt_id')
    .executeTakeFirstOrThrow();
  return attempt_id;
}

/** Takes the failure back: the step was passed, though the sign-in may not be complete. */
export async function forgetAttempt(tx: Tx, attemptId: string): Promise<void> {
  await tx.deleteFrom('sign_in_attempt').where('attempt_id', '=', attemptId).execute();
}

/** Ends the row of failures of this account and origin. */
export async function succeedAttempt(
  tx: Tx,
  account: string,
  origin: string,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('sign_in_attempt')
    .values({ account, origin, at: now, succeeded: true })
    .execute();
}
