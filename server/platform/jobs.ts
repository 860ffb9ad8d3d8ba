import { sql } from 'kysely';
import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { faultOf } from './fault.ts';
import type { Logger } from './log.ts';
import type { ConnectionSettings, Tx } from './db.ts';
import { outageOf } from './outage.ts';

export type JobData = Readonly<Record<string, string | number | boolean | null>>;

/** Work done outside the request. Must be idempotent: it may run again after a crash. */
export interface JobDefinition {
  readonly queue: string;
  /** Five-field cron in Asia/Shanghai for jobs that come round by themselves. */
  readonly cron?: string;
  /** Jobs of the queue a process may run at the same time; one when absent. */
  readonly atOnce?: number;
  /** Also once at each start: a machine that is off at that hour would never come round. */
  readonly atStart?: true;
  run(data: JobData, signal: AbortSignal): Promise<void>;
}

export interface Jobs {
  /** Inserts the job in the running transaction: it exists if and only if the change does. */
  enqueue(
    tx: Tx,
    queue: string,
    data: JobData,
    options?: { readonly singletonKey?: string },
  ): Promise<void>;
  /** Puts a failed job back into its queue in the running transaction; does nothing to any other. */
  retry(tx: Tx, queue: string, jobId: string): Promise<void>;
  /** Starts working on all queues until `stop`. */
  start(definitions: readonly JobDefinition[]): Promise<void>;
  /** Runs waiting jobs of the given queues here and now until none is left (command line, tests). */
  drain(definitions: readonly JobDefinition[]): Promise<void>;
  stop(): Promise<void>;
}

const SCHEMA = 'pgboss';
const POLL_SECONDS = 0.5;
const RETRIES = 5;
const EXPIRE_SECONDS = 3600;
const SAY_OUTAGE_MS = 60_000;

/** Creates or upgrades the queue's tables as owner and lets `appRole` use them. */
export async function installJobs(
  owner: pg.Client,
  settings: ConnectionSettings,
  queues: readonly string[],
  appRole: string,
): Promise<void> {
  const boss = new PgBoss({ ...settings, schema: SCHEMA, supervise: false, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  const existing = new Set((await boss.getQueues()).map((queue) => queue.name));
  for (const name of queues) {
    if (!existing.has(name))
      await boss.createQueue(name, {
        retryLimit: RETRIES,
        retryBackoff: true,
        expireInSeconds: EXPIRE_SECONDS,
      });
  }
  await boss.stop({ graceful: false });
  await owner.query(`grant usage on schema ${SCHEMA} to "${appRole}";
    grant select, insert, update, delete on all tables in schema ${SCHEMA} to "${appRole}";
    grant usage on all sequences in schema ${SCHEMA} to "${appRole}";
    grant execute on all functions in schema ${SCHEMA} to "${appRole}"`);
}

/** The job queue on role app's pool; nothing runs before `start` or `drain`. */
export async function openJobs(pool: pg.Pool, log: Logger): Promise<Jobs> {
  const executeSql = (text: string, values?: unknown[]) => pool.query(text, values as never[]);
  const boss = new PgBoss({
    db: { executeSql },
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    supervise: true,
    schedule: true,
  });
  let saidAt = -Infinity;
  boss.on('error', (error) => {
    // Each queue asks twice a second: one line a minute says as much about an outage.
    const isOutage = outageOf(error) !== null;
    if (isOutage && performance.now() - saidAt < SAY_OUTAGE_MS) return;
    if (isOutage) saidAt = performance.now();
    log.error({ err: error }, 'job queue');
  });
  let started = false;
  const ensureStarted = async (): Promise<void> => {
    if (!started) await boss.start();
    started = true;
  };
  await ensureStarted();
  return {
    async enqueue(tx, queue, data, options) {
      const db = {
        executeSql: async (text: string, values?: unknown[]) => runInside(tx, text, values ?? []),
      };
      await boss.send(queue, data, { ...options, db });
    },
    async retry(tx, queue, jobId) {
      const db = {
        executeSql: async (text: string, values?: unknown[]) => runInside(tx, text, values ?? []),
      };
      await boss.retry(queue, jobId, { db });
    },
    async start(definitions) {
      for (const definition of definitions) {
        if (definition.cron)
          await boss.schedule(definition.queue, definition.cron, {}, { tz: 'Asia/Shanghai' });
        if (definition.atStart) await boss.send(definition.queue, {});
        await boss.work<JobData>(
          definition.queue,
          {
            pollingIntervalSeconds: POLL_SECONDS,
            localConcurrency: definition.atOnce ?? 1,
          },
          async ([job]) => {
            if (!job) return;
            await runOne(definition, job.data ?? {}, job.signal, log).catch((error: unknown) => {
              throw new JobFailed(error);
            });
          },
        );
      }
    },
    async drain(definitions) {
      for (let ran = true; ran;) {
        ran = false;
        for (const definition of definitions) {
          for (const job of await boss.fetch<JobData>(definition.queue, { batchSize: 10 })) {
            ran = true;
            try {
              await runOne(definition, job.data ?? {}, new AbortController().signal, log);
              await boss.complete(definition.queue, job.id);
            } catch (error) {
              await boss.fail(definition.queue, job.id, new JobFailed(error));
              throw error;
            }
          }
        }
      }
    },
    async stop() {
      if (started) await boss.stop({ graceful: true, timeout: 10_000, close: false });
      started = false;
    },
  };
}

/** What the queue keeps of a failure, for days and unsealed: never the message, which may quote a row (K8). */
class JobFailed extends Error {
  constructor(error: unknown) {
    const { name, code, where } = faultOf(error);
    super(code === undefined ? name : `${name} ${code}`);
    this.name = 'JobFailed';
    this.stack = [this.message, ...where].join('\n');
  }
}

async function runOne(
  definition: JobDefinition,
  data: JobData,
  signal: AbortSignal,
  log: Logger,
): Promise<void> {
  try {
    await definition.run(data, signal);
  } catch (error) {
    log.error({ err: error, queue: definition.queue }, 'job failed');
    throw error;
  }
}

/** Runs the queue's numbered-parameter SQL on the connection of the open transaction. */
async function runInside(
  tx: Tx,
  text: string,
  values: readonly unknown[],
): Promise<{ rows: unknown[] }> {
  const pieces = text.split(/\$(\d+)/);
  const built = pieces.map((piece, i) =>
    i % 2 === 0 ? sql.raw(piece) : sql`${values[Number(piece) - 1]}`,
  );
  return sql`${sql.join(built, sql.raw(''))}`.execute(tx);
}
