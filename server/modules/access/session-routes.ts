import { Type } from '@sinclair/typebox';
import type { Context } from '../../context.ts';
import { SESSION_COOKIE } from '../../platform/http/gate.ts';
import { route, type Route, type RouteAnswer } from '../../platform/http/route.ts';
import { demonstrationSecrets, isDemonstration } from './demonstration.ts';
import { beginEnrolment, confirmEnrolment } from './enrolment.ts';
import { permissionsOf } from './permissions.ts';
import { closeSession, findSession } from './sessions.ts';
import { passSecondFactor, signIn } from './sign-in.ts';

const Account = Type.String({ minLength: 1, maxLength: 64 });
const Password = Type.String({ minLength: 1, maxLength: 128 });
const Code = Type.String({ minLength: 4, maxLength: 40 });
const nullable = <T extends ReturnType<typeof Type.String>>(schema: T) =>
  Type.Union([schema, Type.Null()]);

const WhoAmI = Type.Object({
  state: Type.Union([
    Type.Literal('SIGNED_OUT'),
    Type.Literal('SECOND_FACTOR'),
    Type.Literal('SIGNED_IN'),
  ]),
  account: nullable(Type.String()),
  display: nullable(Type.String()),
  organisation: nullable(Type.String()),
  organisationName: nullable(Type.String()),
  role: nullable(Type.String()),
  roleName: nullable(Type.String()),
  permissions: Type.Array(Type.String()),
  csrfToken: nullable(
    Type.String({ description: 'Send as X-CSRF-Token with everything that changes something' }),
  ),
  today: Type.String({ description: 'Calendar day of the platform' }),
  demonstration: Type.Union([
    Type.Object({
      password: Type.String(),
      code: Type.String(),
      accounts: Type.Array(
        Type.Object({
          account: Type.String(),
          display: Type.String(),
          organisation: Type.String(),
          role: Type.String(),
        }),
      ),
    }),
    Type.Null(),
  ]),
});

const Recovery = Type.Object({
  secret: Type.String({ description: 'For typing into an authenticator' }),
  uri: Type.String({ description: 'otpauth address, shown as a QR code' }),
  recoveryCodes: Type.Array(Type.String()),
});

/** Signing in and out, and putting an account into use. */
export function sessionRoutes(ctx: Context): Route[] {
  const tags = ['session'];
  return [
    route({
      method: 'GET',
      path: '/session',
      permission: 'session.open',
      summary: 'Who is signed in, what he may do; in a demonstration how to sign in',
      tags,
      schema: { response: { 200: WhoAmI } },
      handle: async ({ caller }) => ({ status: 200, body: await whoAmI(ctx, caller.sessionToken) }),
    }),
    route({
      method: 'POST',
      path: '/session',
      permission: 'session.open',
      summary: 'Sign in by password, with the one-time code or before it is asked for',
      tags,
      schema: {
        body: Type.Object({ account: Account, password: Password, code: Type.Optional(Code) }),
        response: { 200: WhoAmI },
      },
      handle: async ({ body, caller }) => {
        const token = await signIn(ctx, caller.origin, { ...body, account: body.account.trim() });
        return signedIn(ctx, token, caller.secure);
      },
    }),
    route({
      method: 'POST',
      path: '/session/second-factor',
      permission: 'session.secondFactor',
      summary: 'Finish signing in by a one-time code or a recovery code',
      tags,
      schema: { body: Type.Object({ code: Code }), response: { 200: WhoAmI } },
      handle: async ({ body, caller }) => {
        const token = await passSecondFactor(
          ctx,
          caller.origin,
          caller.sessionToken ?? '',
          body.code,
        );
        return signedIn(ctx, token, caller.secure);
      },
    }),
    route({
      method: 'DELETE',
      path: '/session',
      permission: 'session.close',
      summary: 'Sign out',
      tags,
      schema: { response: { 204: Type.Null() } },
      handle: async ({ caller }) => {
        await closeSession(ctx.db.app, caller.sessionToken ?? '');
        return { status: 204, body: null, headers: { 'set-cookie': cookie('', caller.secure, 0) } };
      },
    }),
    route({
      method: 'POST',
      path: '/enrolment',
      permission: 'account.enrol',
      summary: 'Set a password by a one-time code and receive a second factor',
      tags,
      schema: {
        body: Type.Object({ account: Account, oneTimeCode: Code, password: Password }),
        response: { 200: Recovery },
      },
      handle: async ({ body, caller }) => ({
        status: 200,
        body: await beginEnrolment(ctx, caller.origin, body),
      }),
    }),
    route({
      method: 'POST',
      path: '/enrolment/confirmation',
      permission: 'account.enrol',
      summary: 'Prove that the second factor works; the account can sign in from now on',
      tags,
      schema: {
        body: Type.Object({ account: Account, oneTimeCode: Code, code: Code }),
        response: { 204: Type.Null() },
      },
      handle: async ({ body, caller }) => {
        await confirmEnrolment(ctx, caller.origin, body);
        return { status: 204, body: null };
      },
    }),
  ];
}

async function signedIn(ctx: Context, token: string, secure: boolean): Promise<RouteAnswer> {
  return {
    status: 200,
    body: await whoAmI(ctx, token),
    headers: { 'set-cookie': cookie(token, secure) },
  };
}

function cookie(token: string, secure: boolean, maxAge?: number): string {
  const age = maxAge === undefined ? '' : `; Max-Age=${maxAge}`;
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${age}`;
}

async function whoAmI(ctx: Context, token: string | null): Promise<unknown> {
  const { organisations, accounts, roles } = ctx.policy.organisations;
  const session = token === null ? null : await findSession(ctx, token);
  const organisation = organisations.find((entry) => entry.code === session?.organisation_code);
  const complete = session?.secondFactor === true;
  return {
    state: session ? (complete ? 'SIGNED_IN' : 'SECOND_FACTOR') : 'SIGNED_OUT',
    account: session?.account ?? null,
    display: session?.displayZh ?? null,
    organisation: session?.organisation_code ?? null,
    organisationName: organisation?.nameZh ?? null,
    role: session?.role ?? null,
    roleName: session ? (roles[session.role] ?? session.role) : null,
    permissions: complete ? permissionsOf(session.role) : [],
    csrfToken: session?.csrfToken ?? null,
    today: ctx.clock.today(),
    demonstration: isDemonstration(ctx)
      ? {
          ...demonstrationSecrets,
          accounts: accounts
            .filter((entry) => entry.demonstration === true)
            .map((entry) => ({
              account: entry.account,
              display: entry.displayZh,
              organisation: entry.organisation,
              role: entry.role,
            })),
        }
      : null,
  };
}
