import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import type { KeptAnswer, Repeats } from '../../platform/http/gate.ts';
import { noteActsOf } from './done-once.ts';
import { problem } from './problem.ts';

const KEPT_HOURS = 24;

/** Deletes kept answers whose day is over, of every account: they may hold content (K8). */
export async function expireRepeats(ctx: Context): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - KEPT_HOURS * 3_600_000);
  await ctx.db.app.deleteFrom('idempotency').where('created_at', '<', since).execute();
}

/**
 * Answers kept for a day, sealed, so that a repeated request is answered and not done again. The key
 * is marked in the transaction of the act: whatever cuts off the answer, the act is done once.
 */
export function idempotentRepeats(ctx: Context): Repeats {
  const { app } = ctx.db;
  // Requests that this server is working on; any other without an answer was cut off.
  const running = new Set<string>();
  const nameOf = (actor: Actor, key: string): string => `${actor.account} ${key}`;

  /** What is known of a request that was begun before; waits for an act that is just committing. */
  async function begun(actor: Actor, key: string) {
    return app
      .selectFrom('idempotency')
      .select(['route', 'request_hash', 'status', 'sealed', 'done'])
      .where('account', '=', actor.account)
      .where('key', '=', key)
      .forUpdate()
      .executeTakeFirst();
  }

  return {
    async begin(actor, key, { route, content, findsItself }) {
      const requestHash = ctx.keys.hmac('access.idempotency', content);
      await expireRepeats(ctx);
      const fresh = await app
        .insertInto('idempotency')
        .values({
          account: actor.account,
          key,
          route,
          request_hash: requestHash,
          created_at: ctx.clock.now(),
        })
        .onConflict((conflict) => conflict.columns(['account', 'key']).doNothing())
        .returning('key')
        .executeTakeFirst();
      if (fresh) return null;
      // Its act holds the row until it has committed, and need not be waited for to say that it runs.
      if (running.has(nameOf(actor, key))) throw problem('REQUEST_RUNNING');
      const known = await begun(actor, key);
      if (!known) throw problem('REQUEST_RUNNING');
      if (known.route !== route || !known.request_hash.equals(requestHash))
        throw problem('KEY_REUSED');
      if (known.status !== null && known.sealed) return opened(ctx, known.status, known.sealed);
      if (known.done && !findsItself) throw problem('DONE_BEFORE');
      return null;
    },
    async perform(actor, key, work) {
      const name = nameOf(actor, key);
      if (running.has(name)) throw problem('REQUEST_RUNNING');
      running.add(name);
      try {
        return await noteActsOf({ account: actor.account, key }, work);
      } finally {
        running.delete(name);
      }
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
      // Waits for a commit on its way whose connection broke: what is done then is not forgotten.
      await app
        .deleteFrom('idempotency')
        .where('account', '=', actor.account)
        .where('key', '=', key)
        .where('status', 'is', null)
        .where('done', '=', false)
        .execute();
    },
  };
}

function opened(ctx: Context, status: number, sealed: Buffer): KeptAnswer {
  const text = ctx.keys.openBlob('access.idempotency', sealed).toString('utf8');
  return { status, ...(JSON.parse(text) as Omit<KeptAnswer, 'status'>) };
}
