import type { Context } from '../../context.ts';
import type { KeptAnswer, Repeats } from '../../platform/http/gate.ts';
import { problem } from './problem.ts';

const KEPT_HOURS = 24;
// A request that has not ended after this time was cut off by a crash; its work did not commit or is found again by its content.
const CUT_OFF_SECONDS = 120;

/** Deletes kept answers whose day is over, of every account: they may hold content (K8). */
export async function expireRepeats(ctx: Context): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - KEPT_HOURS * 3_600_000);
  await ctx.db.app.deleteFrom('idempotency').where('created_at', '<', since).execute();
}

/** Answers kept for a day, sealed, so that a repeated request is answered and not done again. */
export function idempotentRepeats(ctx: Context): Repeats {
  const { app } = ctx.db;
  return {
    async begin(actor, key, route, content) {
      const now = ctx.clock.now();
      const requestHash = ctx.keys.hmac('access.idempotency', content);
      await expireRepeats(ctx);
      const fresh = await app
        .insertInto('idempotency')
        .values({ account: actor.account, key, route, request_hash: requestHash, created_at: now })
        .onConflict((conflict) =>
          conflict
            .columns(['account', 'key'])
            .doUpdateSet({ created_at: now })
            .where('idempotency.status', 'is', null)
            .where('idempotency.request_hash', '=', requestHash)
            .where('idempotency.created_at', '<', new Date(now.getTime() - CUT_OFF_SECONDS * 1000)),
        )
        .returning('key')
        .executeTakeFirst();
      if (fresh) return null;
      const known = await app
        .selectFrom('idempotency')
        .select(['route', 'request_hash', 'status', 'sealed'])
        .where('account', '=', actor.account)
        .where('key', '=', key)
        .executeTakeFirst();
      if (!known) throw problem('REQUEST_RUNNING');
      if (known.route !== route || !known.request_hash.equals(requestHash))
        throw problem('KEY_REUSED');
      if (known.status === null || !known.sealed) throw problem('REQUEST_RUNNING');
      const text = ctx.keys.openBlob('access.idempotency', known.sealed).toString('utf8');
      const { body, readings } = JSON.parse(text) as Omit<KeptAnswer, 'status'>;
      return { status: known.status, body, readings };
    },
    async keep(actor, key, answer) {
      const sealed = ctx.keys.sealBlob(
        'access.idempotency',
        Buffer.from(JSON.stringify({ body: answer.body, readings: answer.readings })),
      );
      await app
        .updateTable('idempotency')
        .set({ status: answer.status, sealed })
        .where('account', '=', actor.account)
        .where('key', '=', key)
        .execute();
    },
    async forget(actor, key) {
      await app
        .deleteFrom('idempotency')
        .where('account', '=', actor.account)
        .where('key', '=', key)
        .where('status', 'is', null)
        .execute();
    },
  };
}
