import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { audit } from './audit.ts';
import { demonstrationSecrets, isDemonstration } from './demonstration.ts';
import { newPaperCode, paperCodeHash } from './one-time.ts';
import { hashPassword, passwordFits } from './password.ts';
import { problem } from './problem.ts';
import type { Role } from './roles.ts';
import { closeSessionsOf } from './sessions.ts';

const ONE_TIME_HOURS = 72;
const FIRST_ADMINISTRATOR = 'administrator';

/**
 * Mirrors the organisations of the policy and, in a demonstration, its accounts with their shared
 * password. Safe to run at every start.
 */
export async function loadAccounts(ctx: Context): Promise<void> {
  const register = ctx.policy.organisations;
  const known = await ctx.db.app
    .selectFrom('account')
    .select('password_hash')
    .where('demonstration', '=', true)
    .limit(1)
    .executeTakeFirst();
  const kept = known?.password_hash ?? null;
  const { password } = demonstrationSecrets;
  const fits = isDemonstration(ctx) && kept !== null && (await passwordFits(kept, password));
  const passwordHash = isDemonstration(ctx) ? (fits ? kept : await hashPassword(password)) : null;
  await inTransaction(ctx.db.app, system, async (tx) => {
    await tx
      .insertInto('organisation')
      .values(
        register.organisations.map((entry) => ({
          organisation_code: entry.code,
          name_zh: entry.nameZh,
          name_en: entry.nameEn,
          kind: entry.kind,
          uscc: entry.uscc,
          demonstration: entry.demonstration ?? false,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('organisation_code').doUpdateSet((row) => ({
          name_zh: row.ref('excluded.name_zh'),
          name_en: row.ref('excluded.name_en'),
          kind: row.ref('excluded.kind'),
          uscc: row.ref('excluded.uscc'),
        })),
      )
      .execute();
    const accounts = register.accounts.filter((entry) => entry.demonstration === true);
    if (passwordHash === null || accounts.length === 0) return;
    await tx
      .insertInto('account')
      .values(
        accounts.map((entry) => ({
          account: entry.account,
          organisation_code: entry.organisation,
          role: entry.role,
          display_zh: entry.displayZh,
          password_hash: passwordHash,
          demonstration: true,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .column('account')
          .doUpdateSet((row) => ({ password_hash: row.ref('excluded.password_hash') }))
          .where('account.demonstration', '=', true),
      )
      .execute();
  });
}

/**
 * `administrator / CODE` for the console of a real instance whose first security administrator
 * has not enrolled yet; null otherwise. Each call replaces the code of the last one.
 */
export async function firstAdministratorCode(ctx: Context): Promise<string | null> {
  if (isDemonstration(ctx)) return null;
  return inTransaction(ctx.db.app, system, async (tx) => {
    const enrolled = await tx
      .selectFrom('account')
      .select('account')
      .where('role', '=', 'SECURITY_ADMIN')
      .where('demonstration', '=', false)
      .where('totp_confirmed_at', 'is not', null)
      .executeTakeFirst();
    if (enrolled) return null;
    const centre = ctx.policy.organisations.organisations.find(
      (entry) => entry.kind === 'CREDIT_CENTRE',
    );
    if (!centre) throw problem('NO_CREDIT_CENTRE');
    await tx
      .insertInto('account')
      .values({
        account: FIRST_ADMINISTRATOR,
        organisation_code: centre.code,
        role: 'SECURITY_ADMIN',
        display_zh: `${centre.nameZh}安全管理员`,
      })
      .onConflict((conflict) => conflict.column('account').doNothing())
      .execute();
    const code = await giveOneTimeCode(ctx, tx, FIRST_ADMINISTRATOR);
    await audit(tx, system, { action: 'account.firstAdministrator', object: FIRST_ADMINISTRATOR });
    return `${FIRST_ADMINISTRATOR} / ${code}`;
  });
}

/** Gives an account a new one-time code (three days); password, second factor and sessions of before end. */
export async function giveOneTimeCode(ctx: Context, tx: Tx, account: string): Promise<string> {
  const code = newPaperCode(5);
  await tx
    .updateTable('account')
    .set({
      one_time_hash: paperCodeHash(code),
      one_time_expires_at: new Date(ctx.clock.now().getTime() + ONE_TIME_HOURS * 3_600_000),
      password_hash: null,
      totp_secret: null,
      totp_confirmed_at: null,
      totp_last_step: null,
      recovery_hashes: [],
    })
    .where('account', '=', account)
    .execute();
  await closeSessionsOf(tx, account);
  return code;
}

export interface NewAccount {
  readonly account: string;
  readonly organisation: string;
  readonly role: Role;
  readonly displayZh: string;
}

/** Creates an account and returns the one-time code to hand over in person; the role is in the ledger. */
export function createAccount(
  ctx: Context,
  actor: Actor,
  given: NewAccount,
): Promise<{ oneTimeCode: string }> {
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const organisation = ctx.policy.organisations.organisations.some(
      (entry) => entry.code === given.organisation,
    );
    if (!organisation) throw problem('ORGANISATION_UNKNOWN', { organisation: given.organisation });
    const created = await tx
      .insertInto('account')
      .values({
        account: given.account,
        organisation_code: given.organisation,
        role: given.role,
        display_zh: given.displayZh,
      })
      .onConflict((conflict) => conflict.column('account').doNothing())
      .returning('account')
      .executeTakeFirst();
    if (!created) throw problem('ACCOUNT_EXISTS', { account: given.account });
    const oneTimeCode = await giveOneTimeCode(ctx, tx, given.account);
    const detail = { role: given.role, organisation: given.organisation };
    await audit(tx, actor, { action: 'account.create', object: given.account, detail });
    return { oneTimeCode };
  });
}

/** Disables an account for good and ends its sessions. One's own account is refused. */
export function disableAccount(ctx: Context, actor: Actor, account: string): Promise<void> {
  return inTransaction(ctx.db.app, actor, async (tx) => {
    if (account === actor.account) throw problem('NOT_ONESELF');
    const done = await tx
      .updateTable('account')
      .set({ disabled_at: ctx.clock.now() })
      .where('account', '=', account)
      .where('disabled_at', 'is', null)
      .returning('account')
      .executeTakeFirst();
    if (!done) throw problem('ACCOUNT_NOT_FOUND', { account });
    await closeSessionsOf(tx, account);
    await audit(tx, actor, { action: 'account.disable', object: account });
  });
}
