import { Readable } from 'node:stream';
import { Type } from '@sinclair/typebox';
import type { Context } from '../../context.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { takeCosignature } from './commands.ts';
import { exportLog } from './log.ts';
import { consistency, inclusion, ledgerHead } from './queries.ts';
import { keptChecks } from './self-check.ts';
import { readOnlyReason } from './set-back.ts';

const Head = Type.Object({
  size: Type.Integer(),
  root: Type.String(),
  note: Type.String(),
  signedAt: Type.String(),
  verifierKey: Type.String(),
  handOvers: Type.Array(Type.String()),
  witnessed: Type.Array(
    Type.Object({ witness: Type.String(), size: Type.Integer(), note: Type.String() }),
  ),
});
const State = Type.Object({
  readOnly: Type.Boolean(),
  reason: Type.Union([Type.Null(), Type.Object({ zh: Type.String(), en: Type.String() })]),
});
const NOTE_MAX = 4000;
const LOG_TYPE = 'text/plain; charset=utf-8';
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
      name: Type.Union([
        Type.Literal('ledger'),
        Type.Literal('records'),
        Type.Literal('publication'),
        Type.Literal('reports'),
        Type.Literal('audit'),
      ]),
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
      summary: 'Newest signed checkpoint, and the newest that each witness cosigned',
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
      summary: 'Proof that an older tree is a prefix of a newer one, the newest unless told',
      tags: ['ledger'],
      schema: {
        query: Type.Object({ from: Position, to: Type.Optional(Position) }),
        response: { 200: Consistency },
      },
      handle: async ({ query: { from, to } }) => ({
        status: 200,
        body: await consistency(ctx, from, to),
      }),
    }),
    route({
      method: 'GET',
      path: '/ledger/log',
      permission: 'ledger.read',
      summary: 'The whole log: leaf hashes and signed checkpoints, for tools/verify-ledger.mjs',
      tags: ['ledger'],
      schema: { response: {} },
      download: LOG_TYPE,
      handle: async () => ({
        download: Readable.from(exportLog(ctx)),
        fileName: 'xinyong-ledger.log',
        contentType: LOG_TYPE,
      }),
    }),
    route({
      method: 'GET',
      path: '/ledger/state',
      permission: 'ledger.read',
      summary: 'Whether the platform is read-only, and why',
      tags: ['ledger'],
      schema: { response: { 200: State } },
      async handle() {
        const reason = await readOnlyReason(ctx);
        return { status: 200, body: { readOnly: reason !== null, reason } };
      },
    }),
    route({
      method: 'POST',
      path: '/ledger/cosignatures',
      permission: 'ledger.cosign',
      summary: 'A checkpoint with the cosignature of a witness this instance knows',
      tags: ['ledger'],
      schema: {
        body: Type.Object({ note: Type.String({ minLength: 1, maxLength: NOTE_MAX }) }),
        response: { 201: Type.Object({ witness: Type.String(), size: Type.Integer() }) },
      },
      handle: async ({ body }) => ({ status: 201, body: await takeCosignature(ctx, body.note) }),
    }),
    route({
      method: 'GET',
      path: '/ledger/self-check',
      permission: 'ledger.check',
      summary: 'What the nightly comparison of ledger, records, reports and audit log found last',
      tags: ['ledger'],
      schema: { response: { 200: SelfCheck } },
      handle: async () => ({ status: 200, body: { checks: await keptChecks(ctx) } }),
    }),
  ];
}
