import type { PoolClient } from 'pg';
import type { Context } from '../../../context.ts';

/**
 * Runs work while no other process works on the same batch; answers false without running it when
 * somebody else does. The hold lives with its connection, so that a killed process leaves none.
 */
export async function whileHolding(
  ctx: Context,
  batchId: string,
  work: () => Promise<void>,
): Promise<boolean> {
  const client: PoolClient = await ctx.db.raw.connect();
  const key = `intake ${batchId}`;
  let broken: Error | undefined;
  const onError = (error: Error): void => void (broken = error);
  client.on('error', onError);
  try {
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
      [key],
    );
    if (rows[0]?.held !== true) return false;
    await work();
    return true;
  } finally {
    if (!broken) {
      await client
        .query('select pg_advisory_unlock(hashtextextended($1, 0))', [key])
        .catch((error: unknown) => {
          broken = error instanceof Error ? error : new Error(String(error));
        });
    }
    // A connection that broke may say so once more while it is thrown away.
    if (!broken) client.off('error', onError);
    client.release(broken);
  }
}
