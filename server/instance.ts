import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Context } from './context.ts';
import { loadPolicy } from './modules/policy/index.ts';
import { systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { openPools, type ConnectionSettings, type RoleName } from './platform/db.ts';
import { installJobs, openJobs } from './platform/jobs.ts';
import { openKeyring } from './platform/keyring.ts';
import { createLog } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { startCluster, type Cluster } from './platform/postgres/index.ts';
import { defineProblems } from './platform/problem.ts';
import {
  ensureRoles,
  newRolePasswords,
  rolesOf,
  roleStatements,
  type RolePasswords,
} from './platform/roles.ts';
import { takeLock, runningInstance, type Lock } from './platform/lock.ts';
import { queues } from './queues.ts';

const problem = defineProblems({
  DATA_NOT_WRITABLE: {
    status: 503,
    zh: '数据文件夹 {folder} 不可写（{reason}）。请改正权限，或用 --data 指定别的文件夹。',
    en: 'The data folder {folder} cannot be written ({reason}). Correct its permissions or name another by --data.',
  },
  DATA_FULL: {
    status: 503,
    zh: '数据文件夹 {folder} 所在磁盘只剩 {free} MB，至少需要 {needed} MB。请清理磁盘后再启动。',
    en: 'The disk of {folder} has {free} MB left; at least {needed} MB are needed. Free some space, then start again.',
  },
  ALREADY_RUNNING: {
    status: 503,
    zh: '这个数据文件夹已有程序在使用（进程 {pid}，地址 {address}）。请直接访问该地址，或先停止它。',
    en: 'A program already uses this data folder (process {pid}, address {address}). Open that address, or stop it first.',
  },
  ROLES_NEEDED: {
    status: 503,
    zh: 'DATABASE_URL 的账号不能建立角色。请让数据库管理员先执行下列语句，再启动：\n{sql}',
    en: 'The account of DATABASE_URL may not create roles. Ask the administrator to run the statements above, then start again.',
  },
  DATABASE_UNREACHABLE: {
    status: 503,
    zh: '连接不上 DATABASE_URL 指定的数据库：{reason}。请检查地址、账号和网络。',
    en: 'The database of DATABASE_URL cannot be reached: {reason}. Check address, account and network.',
  },
});

const MINIMUM_FREE_MB = 300;
const POLICY = fileURLToPath(new URL('../policy/', import.meta.url));
const MIGRATIONS = fileURLToPath(new URL('../migrations/', import.meta.url));

/** How other processes of this instance reach the database; kept in `run.json`. */
interface Reach {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

export interface Instance {
  readonly context: Context;
  /** True when the program before us was killed and its database had to be recovered. */
  readonly recovered: boolean;
  readonly ownsDatabase: boolean;
  close(): Promise<void>;
}

/**
 * Opens the instance of `config.dataFolder`. With `serve` it takes the folder's lock; without,
 * it joins a running instance or starts the database just for this command.
 */
export async function openInstance(config: Config, use: 'serve' | 'command'): Promise<Instance> {
  const running = runningInstance(config.dataFolder);
  if (running && use === 'serve') {
    throw problem('ALREADY_RUNNING', { pid: running.pid, address: running.address || '—' });
  }
  if (running) return connect(config, readReach(config.dataFolder), async () => {}, false, false);
  prepareFolder(config.dataFolder);
  const lock = takeLock(config.dataFolder);
  try {
    return await openOwn(config, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Joins the instance that started us (worker process). */
export function joinInstance(config: Config): Promise<Instance> {
  return connect(config, readReach(config.dataFolder), async () => {}, false, false);
}

async function openOwn(config: Config, lock: Lock): Promise<Instance> {
  const passwords = keepPasswords(config.dataFolder);
  const cluster = config.databaseUrl
    ? null
    : await startCluster({ folder: join(config.dataFolder, 'postgres') });
  try {
    const owner = cluster
      ? await embeddedOwner(cluster)
      : await externalOwner(config.databaseUrl ?? '');
    await prepareDatabase(owner, passwords);
    const reach: Reach = { host: owner.host, port: owner.port, database: owner.database };
    writeFileSync(join(config.dataFolder, 'run.json'), JSON.stringify(reach), { mode: 0o600 });
    const close = async (): Promise<void> => {
      await cluster?.stop();
      rmSync(join(config.dataFolder, 'run.json'), { force: true });
      lock.release();
    };
    return await connect(config, reach, close, cluster?.recovered ?? false, true);
  } catch (error) {
    await cluster?.stop();
    throw error;
  }
}

async function connect(
  config: Config,
  reach: Reach,
  release: () => Promise<void>,
  recovered: boolean,
  ownsDatabase: boolean,
): Promise<Instance> {
  const passwords = keepPasswords(config.dataFolder);
  const roles = rolesOf(reach.database);
  const settings = (role: RoleName): ConnectionSettings => ({
    ...reach,
    user: roles[role],
    password: passwords[role],
  });
  const log = createLog(config.logLevel);
  const policy = loadPolicy(POLICY, join(config.dataFolder, 'policy'));
  const db = openPools(settings);
  const jobs = await openJobs(db.raw, log);
  const context: Context = {
    config,
    log,
    clock: systemClock,
    db,
    policy,
    keys: openKeyring(process.env['XINYONG_KEYS_DIR'] ?? join(config.dataFolder, 'keys')),
    jobs,
  };
  return {
    context,
    recovered,
    ownsDatabase,
    async close() {
      await jobs.stop();
      await db.close();
      await release();
    },
  };
}

async function prepareDatabase(owner: pg.Client & Reach, passwords: RolePasswords): Promise<void> {
  const roles = rolesOf(owner.database);
  try {
    if (await mayCreateRoles(owner)) await ensureRoles(owner, roles, passwords);
    else if (!(await rolesExist(owner, Object.values(roles)))) {
      throw problem('ROLES_NEEDED', { sql: `${roleStatements(roles, passwords).join(';\n')};` });
    }
    await migrate(owner, MIGRATIONS, roles);
    await installJobs(
      owner,
      {
        host: owner.host,
        port: owner.port,
        database: owner.database,
        user: owner.user ?? '',
        password: owner.password ?? '',
      },
      queues,
      roles.app,
    );
  } finally {
    await owner.end();
  }
}

async function mayCreateRoles(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query<{ may: boolean }>(
    'select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user',
  );
  return rows[0]?.may ?? false;
}

async function rolesExist(owner: pg.Client, names: readonly string[]): Promise<boolean> {
  const { rows } = await owner.query<{ n: number }>(
    'select count(*)::int as n from pg_roles where rolname = any($1)',
    [names],
  );
  return rows[0]?.n === names.length;
}

const DATABASE = 'xinyong';

async function embeddedOwner(cluster: Cluster): Promise<pg.Client & Reach> {
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
  const owner = new pg.Client({ ...base, database: DATABASE });
  await owner.connect();
  return owner as pg.Client & Reach;
}

async function externalOwner(url: string): Promise<pg.Client & Reach> {
  const owner = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await owner.connect();
  } catch (error) {
    throw problem('DATABASE_UNREACHABLE', {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  return owner as pg.Client & Reach;
}

function prepareFolder(folder: string): void {
  try {
    // 711: as root, the database's own user must be able to pass through.
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 });
    const probe = join(folder, '.write-test');
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code !== 'ENOSPC') throw problem('DATA_NOT_WRITABLE', { folder, reason: code });
  }
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1_048_576);
  if (free < MINIMUM_FREE_MB) throw problem('DATA_FULL', { folder, free, needed: MINIMUM_FREE_MB });
}

function keepPasswords(folder: string): RolePasswords {
  const file = join(folder, 'keys', 'database.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(newRolePasswords()), { mode: 0o600 });
  return JSON.parse(readFileSync(file, 'utf8')) as RolePasswords;
}

function readReach(folder: string): Reach {
  return JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as Reach;
}
