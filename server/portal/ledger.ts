import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { ledgerHead, readOnlyReason, type LedgerHead } from '../modules/ledger/index.ts';
import { Problem } from '../platform/problem.ts';
import type { Send } from './answer.ts';

const VERIFIER = new URL('../../tools/verify-ledger.mjs', import.meta.url);
const hidden = { schema: { hide: true } };

/**
 * The ledger in plain words with its newest checkpoint, and the verifier as a file. Checkpoints and
 * hashes only: no entry is tied to a name (K9).
 */
export function ledgerPages(app: FastifyInstance, ctx: Context, send: Send): void {
  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const [head, readOnly] = await Promise.all([headOrNull(ctx), readOnlyReason(ctx)]);
    return send(request, reply, {
      content: { page: 'ledger', head, readOnly },
      json: { head, readOnly },
    });
  }
  app.get('/ledger', hidden, (request, reply) => answer(request, reply));
  app.get('/ledger.json', hidden, (request, reply) => answer(request, reply));
  app.get('/ledger/verify-ledger.mjs', hidden, async (_request, reply) =>
    reply
      .header('content-disposition', 'attachment; filename="verify-ledger.mjs"')
      .type('text/javascript; charset=utf-8')
      .send(await readFile(VERIFIER, 'utf8')),
  );
}

/** The newest checkpoint, or null before the first. */
async function headOrNull(ctx: Context): Promise<LedgerHead | null> {
  try {
    return await ledgerHead(ctx);
  } catch (error) {
    if (error instanceof Problem && error.code === 'LEDGER_EMPTY') return null;
    throw error;
  }
}
