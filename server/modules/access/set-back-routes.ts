import { Type } from '@sinclair/typebox';
import type { Context } from '../../context.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { acknowledgeSetBack, setBacks } from './acknowledge.ts';

const Nullable = Type.Union([Type.String(), Type.Null()]);
const SetBack = Type.Object({
  setBackId: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  foundAt: Type.String(),
  firstBy: Nullable,
  firstReason: Nullable,
  firstAt: Nullable,
  secondBy: Nullable,
  secondReason: Nullable,
  secondAt: Nullable,
});
const REASON_MIN = 2;
const REASON_MAX = 500;

/** Findings that the ledger was set back, and their acknowledgement by two different persons. */
export function setBackRoutes(ctx: Context): Route[] {
  return [
    route({
      method: 'GET',
      path: '/ledger/set-backs',
      permission: 'ledger.check',
      summary: 'Findings that the ledger was set back, with who acknowledged them',
      tags: ['ledger'],
      schema: { response: { 200: Type.Object({ items: Type.Array(SetBack) }) } },
      handle: async () => ({ status: 200, body: { items: await setBacks(ctx) } }),
    }),
    route({
      method: 'POST',
      path: '/ledger/set-backs/:setBackId/acknowledgement',
      permission: 'ledger.acknowledge',
      summary: 'One of two different persons acknowledges that the ledger was set back',
      tags: ['ledger'],
      schema: {
        params: Type.Object({ setBackId: Type.String({ format: 'uuid' }) }),
        body: Type.Object({
          reason: Type.String({ minLength: REASON_MIN, maxLength: REASON_MAX, pattern: '\\S' }),
        }),
        response: { 200: Type.Object({ persons: Type.Integer() }) },
      },
      handle: async ({ actor, params, body }) => ({
        status: 200,
        body: await acknowledgeSetBack(ctx, actor, params.setBackId, body.reason.trim()),
      }),
    }),
  ];
}
