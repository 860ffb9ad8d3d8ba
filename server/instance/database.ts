import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { ConnectionSettings } from '../platform/db.ts';
import { WEAK_SETTINGS } from '../platform/durable.ts';
import { installJobs } from '../platform/jobs.ts';
import { migrate } from '../platform/migrate.ts';
import type { Cluster } from '../platform/postgres/index.ts';
import { defineProblems } from '../platform/problem.ts';
import { rolesOf, type RolePasswords } from '../platform/roles.ts';
import { queues } from '../queues.ts';
import { assureRights } from './rights.ts';

const problem = defineProblems({
  DATABASE_UNREACHABLE: {
    status: 503,
    zh: '连接不上 DATABASE_URL 指定的数据库：{reason}。请检查地址、账号和网络。',
    en: 'The database of DATABASE_URL cannot be reached: {reason}. Check address, account and network.',
  },
  DATABASE_UNSUITABLE: {
    status: 503,
    zh: 'DATABASE_URL 的数据库不适用：版本 {version}，编码 {encoding}。请使用 PostgreSQL 15 或更新、编码 UTF8 的数据库。',
    en: 'The database of DATABASE_URL does not suit: version {version}, encoding {encoding}. Use PostgreSQL 15 or newer with encoding UTF8.',
  },
  DATABASE_NOT_DURABLE: {
    status: 503,
    zh: '数据库关闭了 {settings}：断电时已经答复的业务可能丢失，程序不予启动。请让数据库管理员改为 on 并重新加载配置。',
    en: 'The database runs with {settings} off: what was acknowledged may be lost in a power cut, so nothing is started. Let its administrator set it to on and reload the configuration.',
  },
});

/** Folder of the schema scripts of this release. */
export const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url));
const DATABASE = 'xinyong';
const OLDEST_VERSION = 150_000;
const CONNECT_MS = 10_000;

/** How the processes of one instance reach its database; kept in `run.json`. */
export interface Reach {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** As the driver takes it; an external server may want TLS. */
  readonly ssl?: boolean | object;
}

/** A connection of the account that owns the schema, and how it was made. */
export interface Owner {
  readonly client: pg.Client;
  readonly reach: Reach;
  readonly settings: ConnectionSettings;
}

/** The owner of our own server's database, which is created on first use. */
export async function embeddedOwner(cluster: Cluster): Promise<Owner> {
  const base = {
    host: cluster.socketFolder,
    port: cluster.port,
    user: 'postgres',
    password: cluster.password,
  };
  const admin = new pg.Client({ ...base, database: 'postgres' });
  await admin.connect();
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [
    DATABASE,
  ]);
  if (!rowCount) await admin.query(`create database ${DATABASE}`);
  await admin.end();
  const settings = { ...base, database: DATABASE };
  const client = new pg.Client(settings);
  await client.connect();
  return {
    client,
    settings,
    reach: { host: base.host, port: base.port, database: DATABASE },
  };
}

/** The account of `DATABASE_URL`. Throws DATABASE_UNREACHABLE or DATABASE_UNSUITABLE. */
export async function externalOwner(url: string): Promise<Owner> {
  let client: pg.Client;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
    client.on('error', () => {});
    await client.connect();
  } catch (error) {
    throw problem('DATABASE_UNREACHABLE', { reason: connectReason(error) });
  }
  const { rows } = await client.query<{ version: string; encoding: string; database: string }>(
    `select current_setting('server_version') as version, current_database() as database,
            pg_encoding_to_char(encoding) as encoding
     from pg_database where datname = current_database()`,
  );
  const { version = '', encoding = '', database = '' } = rows[0] ?? {};
  const number = await client.query<{ n: string }>(
    `select current_setting('server_version_num') as n`,
  );
  if (Number(number.rows[0]?.n) < OLDEST_VERSION || encoding !== 'UTF8') {
    await client.end();
    throw problem('DATABASE_UNSUITABLE', { version, encoding });
  }
  const reach: Reach = {
    host: client.host,
    port: client.port,
    database,
    ...(client.ssl ? { ssl: client.ssl } : {}),
  };
  return {
    client,
    reach,
    settings: { ...reach, user: client.user ?? '', password: client.password ?? '' },
  };
}

/**
 * Brings roles, schema and queue to what this program needs, then ends the owner's connection.
 * Throws DATABASE_NOT_DURABLE when the server does not keep what it has committed.
 */
export async function prepareDatabase(owner: Owner, passwords: RolePasswords): Promise<void> {
  const roles = rolesOf(owner.reach.database);
  try {
    const { rows: weak } = await owner.client.query<{ name: string }>(WEAK_SETTINGS);
    const settings = weak.map(({ name }) => name).join('、');
    if (settings !== '') throw problem('DATABASE_NOT_DURABLE', { settings });
    await assureRights(owner, roles, passwords);
    await migrate(owner.client, MIGRATIONS, roles);
    await installJobs(owner.client, owner.settings, queues, roles.app);
  } finally {
    await owner.client.end();
  }
}

/** A refused connection has several causes when a name has several addresses. */
function connectReason(error: unknown): string {
  if (error instanceof AggregateError && error.errors[0] instanceof Error)
    return error.errors[0].message;
  return error instanceof Error ? error.message : String(error);
}
