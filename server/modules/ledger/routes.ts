import { Type } from '@sinclair/typebox';
import type { Context } from '../../context.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { consistency, inclusion, ledgerHead } from './queries.ts';
import { keptChecks } from './self-check.ts';

const Head = Type.Object({
  size: Type.Integer(),
  root: Type.String(),
  note: Type.String(),
  signedAt: Type.String(),
  verifierKey: Type.String(),
});
const Inclusion = Type.Object({
  position: Type.Integer(),
  size: Type.Integer(),
  leafHash: Type.String(),
  proof: Type.Array(Type.String()),
});
const Consistency = Type.Object({
  from: Type.Integer(),
  to: Type.Integer(),
  proof: Type.Array(Type.String()),
});
const SelfCheck = Type.Object({
  checks: Type.Array(
    Type.Object({
      name: Type.Union([Type.Literal('ledger'), Type.Literal('records'), Type.Literal('audit')]),
      at: Type.Union([Type.String(), Type.Null()]),
      checked: Type.Integer(),
      found: Type.Integer(),
      findings: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
    }),
  ),
});
const Position = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** Checkpoints and proofs are for everybody and hold hashes only, never a code, name or time of a leaf; what the self-check found is for those who must act. */
export function ledgerRoutes(ctx: Context): Route[] {
  return [
    route({
      method: 'GET',
      path: '/ledger/checkpoint',
      permission: 'ledger.read',
      summary: 'Newest signed checkpoint',
      tags: ['ledger'],
      schema: { response: { 200: Head } },
      handle: async () => ({ status: 200, body: await ledgerHead(ctx) }),
    }),
    route({
      method: 'GET',
      path: '/ledger/inclusion/:position',
      permission: 'ledger.read',
      summary: 'Inclusion proof of one position in the newest checkpoint',
      tags: ['ledger'],
      schema: { params: Type.Object({ position: Position }), response: { 200: Inclusion } },
      handle: async ({ params }) => ({ status: 200, body: await inclusion(ctx, params.position) }),
    }),
    route({
      method: 'GET',
      path: '/ledger/consistency',
      permission: 'ledger.read',
      summary: 'Proof that an older tree is a prefix of the newest',
      tags: ['ledger'],
      schema: { query: Type.Object({ from: Position }), response: { 200: Consistency } },
      handle: async ({ query }) => ({ status: 200, body: await consistency(ctx, query.from) }),
    }),
    route({
      method: 'GET',
      path: '/ledger/self-check',
      permission: 'ledger.check',
      summary: 'What the nightly comparison of ledger, records and audit log found last',
      tags: ['ledger'],
      schema: { response: { 200: SelfCheck } },
      handle: async () => ({ status: 200, body: { checks: await keptChecks(ctx) } }),
    }),
  ];
}
