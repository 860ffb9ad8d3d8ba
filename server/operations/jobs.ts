import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { audit } from '../modules/access/index.ts';
import type { Actor } from '../platform/actor.ts';
import { inTransaction } from '../platform/db.ts';
import { defineProblems } from '../platform/problem.ts';
import { queues } from '../queues.ts';

const problem = defineProblems({
  JOB_NOT_FAILED: {
    status: 404,
    zh: '没有这个失败的任务，或已经重新执行。请刷新列表。',
    en: 'There is no such failed job, or it runs again already. Reload the list.',
  },
});

const SHOWN = 100;
/** The longest kept reason of a failure: its kind and code, never a message (K8). */
const REASON = 200;

export interface QueueState {
  readonly queue: string;
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
  /** When a job of it last ended well. */
  readonly lastDoneAt: string | null;
}

export interface FailedJob {
  readonly jobId: string;
  readonly queue: string;
  readonly failedAt: string | null;
  readonly attempts: number;
  readonly reason: string | null;
  /** The batch it belongs to, where there is one. */
  readonly batchId: string | null;
}

/** All queues with what waits in them, and the newest failed jobs. */
export async function jobsOf(ctx: Context): Promise<{ queues: QueueState[]; failed: FailedJob[] }> {
  const counted = await sql<{
    queue: string;
    waiting: number;
    running: number;
    failed: number;
    done: Date | null;
  }>`select name as queue, count(*) filter (where state in ('created', 'retry'))::int as waiting,
      count(*) filter (where state = 'active')::int as running,
      count(*) filter (where state = 'failed')::int as failed,
      max(completed_on) filter (where state = 'completed') as done
    from pgboss.job group by 1`.execute(ctx.db.app);
  const failed = await sql<{
    id: string;
    name: string;
    at: Date | null;
    attempts: number;
    reason: string | null;
    batch: string | null;
  }>`select id, name, completed_on as at, retry_count + 1 as attempts,
      left(output->>'message', ${REASON}) as reason, data->>'batchId' as batch
    from pgboss.job where state = 'failed' order by completed_on desc, id limit ${SHOWN}`.execute(
    ctx.db.app,
  );
  const found = new Map(counted.rows.map((row) => [row.queue, row]));
  return {
    queues: queues.map((queue) => {
      const { waiting = 0, running = 0, failed: broken = 0, done = null } = found.get(queue) ?? {};
      return { queue, waiting, running, failed: broken, lastDoneAt: done?.toISOString() ?? null };
    }),
    failed: failed.rows.map((row) => ({
      jobId: row.id,
      queue: row.name,
      failedAt: row.at?.toISOString() ?? null,
      attempts: row.attempts,
      reason: row.reason,
      batchId: row.batch,
    })),
  };
}

/** A named person runs a failed job again, with his reason; it does its work once more from the start. */
export function retryJob(
  ctx: Context,
  actor: Actor,
  jobId: string,
  reason: string,
): Promise<{ queue: string }> {
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const { rows } = await sql<{ name: string }>`select name from pgboss.job
      where id = ${jobId} and state = 'failed' for update`.execute(tx);
    const queue = queues.find((name) => name === rows[0]?.name);
    if (!queue) throw problem('JOB_NOT_FAILED');
    await ctx.jobs.retry(tx, queue, jobId);
    await audit(tx, actor, { action: 'job.retry', object: jobId, detail: { queue, reason } });
    return { queue };
  });
}
