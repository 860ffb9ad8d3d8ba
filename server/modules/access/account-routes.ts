import { Type } from '@sinclair/typebox';
import type { Context } from '../../context.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { createAccount, disableAccount } from './accounts.ts';
import { createApiKey, revokeApiKey } from './api-keys.ts';
import { apiScopes } from './permissions.ts';
import { listAccounts, listApiKeys, listResets } from './queries.ts';
import { approveReset, requestReset } from './resets.ts';
import { staffRoles } from './roles.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const nullableText = Type.Union([Type.String(), Type.Null()]);
const AccountName = Type.String({ pattern: '^[a-z][a-z0-9-]{2,63}$' });
const byAccount = Type.Object({ account: text(64) });

const AccountRow = Type.Object({
  account: Type.String(),
  organisation: Type.String(),
  organisationName: Type.String(),
  role: Type.String(),
  display: Type.String(),
  enrolled: Type.Boolean(),
  disabled: Type.Boolean(),
});
const ResetRow = Type.Object({
  resetId: Type.String(),
  account: Type.String(),
  requestedBy: Type.String(),
  requestedAt: Type.String(),
  reason: Type.String(),
});
const KeyRow = Type.Object({
  keyId: Type.String(),
  organisation: Type.String(),
  label: Type.String(),
  scopes: Type.Array(Type.String()),
  createdBy: Type.String(),
  createdAt: Type.String(),
  expiresAt: Type.String(),
  revokedAt: nullableText,
  lastUsedAt: nullableText,
});

/** People's accounts, resets by two persons, and interface keys. */
export function accountRoutes(ctx: Context): Route[] {
  return [...peopleRoutes(ctx), ...keyRoutes(ctx)];
}

function peopleRoutes(ctx: Context): Route[] {
  const tags = ['accounts'];
  return [
    route({
      method: 'GET',
      path: '/accounts',
      permission: 'account.read',
      summary: 'Accounts of the own organisation, or all',
      tags,
      schema: { response: { 200: Type.Object({ items: Type.Array(AccountRow) }) } },
      handle: async ({ actor }) => ({
        status: 200,
        body: { items: await listAccounts(ctx, actor) },
      }),
    }),
    route({
      method: 'POST',
      path: '/accounts',
      permission: 'account.manage',
      summary: 'Create an account; answers its one-time code once',
      tags,
      schema: {
        body: Type.Object({
          account: AccountName,
          organisation: text(20),
          role: Type.Union(staffRoles.map((role) => Type.Literal(role))),
          displayZh: text(60),
        }),
        response: { 201: Type.Object({ oneTimeCode: Type.String() }) },
      },
      handle: async ({ actor, body }) => ({
        status: 201,
        body: await createAccount(ctx, actor, body),
      }),
    }),
    route({
      method: 'DELETE',
      path: '/accounts/:account',
      permission: 'account.manage',
      summary: 'Disable an account and end its sessions',
      tags,
      schema: { params: byAccount, response: { 204: Type.Null() } },
      handle: async ({ actor, params }) => {
        await disableAccount(ctx, actor, params.account);
        return { status: 204, body: null };
      },
    }),
    route({
      method: 'POST',
      path: '/accounts/:account/resets',
      permission: 'account.requestReset',
      summary: 'First of two persons: ask for a new one-time code',
      tags,
      schema: {
        params: byAccount,
        body: Type.Object({ reason: text(200) }),
        response: { 201: Type.Object({ resetId: Type.String() }) },
      },
      handle: async ({ actor, params, body }) => ({
        status: 201,
        body: await requestReset(ctx, actor, params.account, body.reason),
      }),
    }),
    route({
      method: 'GET',
      path: '/resets',
      permission: 'account.approveReset',
      summary: 'Resets that wait for a second person',
      tags,
      schema: { response: { 200: Type.Object({ items: Type.Array(ResetRow) }) } },
      handle: async () => ({ status: 200, body: { items: await listResets(ctx) } }),
    }),
    route({
      method: 'POST',
      path: '/resets/:resetId/approval',
      permission: 'account.approveReset',
      summary: 'Second person: approve; answers the one-time code once',
      tags,
      schema: {
        params: Type.Object({ resetId: Type.String({ format: 'uuid' }) }),
        response: { 200: Type.Object({ account: Type.String(), oneTimeCode: Type.String() }) },
      },
      handle: async ({ actor, params }) => ({
        status: 200,
        body: await approveReset(ctx, actor, params.resetId),
      }),
    }),
  ];
}

function keyRoutes(ctx: Context): Route[] {
  const tags = ['interface keys'];
  return [
    route({
      method: 'GET',
      path: '/api-keys',
      permission: 'apiKey.read',
      summary: 'Interface keys without their secrets',
      tags,
      schema: { response: { 200: Type.Object({ items: Type.Array(KeyRow) }) } },
      handle: async ({ actor }) => ({
        status: 200,
        body: { items: await listApiKeys(ctx, actor) },
      }),
    }),
    route({
      method: 'POST',
      path: '/api-keys',
      permission: 'apiKey.manage',
      summary: 'Create a key of the own organisation; answers the whole key once',
      tags,
      schema: {
        body: Type.Object({
          label: text(60),
          scopes: Type.Array(Type.Union(apiScopes.map((scope) => Type.Literal(scope))), {
            minItems: 1,
            maxItems: 20,
          }),
          expiresInDays: Type.Integer({ minimum: 1, maximum: 366 }),
        }),
        response: { 201: Type.Object({ keyId: Type.String(), key: Type.String() }) },
      },
      handle: async ({ actor, body }) => ({
        status: 201,
        body: await createApiKey(ctx, actor, body),
      }),
    }),
    route({
      method: 'DELETE',
      path: '/api-keys/:keyId',
      permission: 'apiKey.manage',
      summary: 'Revoke a key at once',
      tags,
      schema: { params: Type.Object({ keyId: text(40) }), response: { 204: Type.Null() } },
      handle: async ({ actor, params }) => {
        await revokeApiKey(ctx, actor, params.keyId);
        return { status: 204, body: null };
      },
    }),
  ];
}
