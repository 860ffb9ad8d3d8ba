import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Actor } from './actor.ts';
import type { DB } from './db.gen.ts';

// `date` stays 'YYYY-MM-DD', bigint and numeric stay strings: no silent change of a day or an amount.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

export type Database = Kysely<DB>;
export type Tx = Transaction<DB>;

/** Roles a process connects as; none of them is superuser (design: database rules). */
export const roleNames = ['app', 'portal', 'ledger', 'erase', 'auditor'] as const;
export type RoleName = (typeof roleNames)[number];

export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

export interface Pools {
  readonly app: Database;
  readonly portal: Database;
  readonly ledger: Database;
  readonly erase: Database;
  readonly auditor: Database;
  /** Raw pool of role app, for COPY and for the job queue. */
  readonly raw: pg.Pool;
  /** Raw pool of role portal, for statements whose plan is kept under a name. */
  readonly rawPortal: pg.Pool;
  /** How many connections of each role are open, idle, and waited for. */
  use(): PoolUse[];
  close(): Promise<void>;
}

export interface PoolUse {
  readonly role: RoleName;
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
}

const POOL_SIZE: Record<RoleName, number> = { app: 12, portal: 8, ledger: 2, erase: 2, auditor: 2 };

/** How long a request waits for a connection before it is told to come again. */
const WAIT_MS = 10_000;

/** One pool per role. Broken connections are dropped, idle or in use, never thrown at the process. */
export function openPools(
  settings: (role: RoleName) => ConnectionSettings,
  waitMs = WAIT_MS,
): Pools {
  const pools = new Map<RoleName, pg.Pool>();
  const open = (role: RoleName): Database => {
    const pool = new pg.Pool({
      ...settings(role),
      max: POOL_SIZE[role],
      application_name: `xinyong ${role}`,
      connectionTimeoutMillis: waitMs,
      options: '-c search_path=credit,public',
    });
    pool.on('error', () => {});
    // A connection in use that breaks between two statements says so by an event, and the next
    // statement fails: without a listener the event would end the whole program.
    pool.on('connect', (client) => client.on('error', () => {}));
    pools.set(role, pool);
    return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  };
  const app = open('app');
  const opened = {
    app,
    portal: open('portal'),
    ledger: open('ledger'),
    erase: open('erase'),
    auditor: open('auditor'),
    raw: pools.get('app') as pg.Pool,
    rawPortal: pools.get('portal') as pg.Pool,
  };
  return {
    ...opened,
    use: () =>
      [...pools].map(([role, pool]) => ({
        role,
        open: pool.totalCount,
        idle: pool.idleCount,
        waiting: pool.waitingCount,
      })),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

const MAX_TRIES = 5;
// deadlock_detected and serialization_failure: the server ended one of two that waited for each
// other; done again, the same work succeeds.
const AGAIN = new Set(['40P01', '40001']);

/**
 * Runs `work` in one transaction in the name of `actor`; row security sees the actor's
 * organisation. Commits when `work` resolves, rolls back when it throws; does it again, at most
 * five times, when the server ended it to break a deadlock. `work` touches the database alone.
 */
export async function inTransaction<T>(
  db: Database,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(async (tx) => {
        await setCaller(tx, actor);
        return work(tx);
      });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!AGAIN.has(code) || tries === MAX_TRIES) throw error;
    }
  }
}

/**
 * Runs reading `work` on one picture of the database: what others commit meanwhile stays out of
 * all its statements, so that they agree with each other. Writing is refused.
 */
export function inSnapshot<T>(
  db: Database,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const transaction = db.transaction().setIsolationLevel('repeatable read');
  return transaction.setAccessMode('read only').execute(async (tx) => {
    await setCaller(tx, actor);
    return work(tx);
  });
}

/**
 * Lets the running transaction end before it is on the disk: for steps whose work is done again
 * when it is lost. Whatever is committed later and waits for the disk takes it along, in its order.
 */
export async function mayBeRepeated(tx: Tx): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(tx);
}

/** Sets the caller's identity until the end of the running transaction. */
export async function setCaller(tx: Tx, actor: Actor): Promise<void> {
  await sql`select set_config('xinyong.account', ${actor.account}, true),
                   set_config('xinyong.organisation', ${actor.organisation ?? ''}, true),
                   set_config('xinyong.scope', ${actor.scope}, true)`.execute(tx);
}
