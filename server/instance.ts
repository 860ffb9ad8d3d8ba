import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Context } from './context.ts';
import { embeddedOwner, externalOwner, prepareDatabase, type Reach } from './instance/database.ts';
import {
  asFolderProblem,
  forgetReach,
  keepPasswords,
  keepReach,
  keyFilesOf,
  prepareFolder,
  readReach,
} from './instance/folder.ts';
import { loadPolicy } from './modules/policy/index.ts';
import { systemClock } from './platform/clock.ts';
import { keepDemonstration, type Config } from './platform/config.ts';
import { openPools, type ConnectionSettings, type RoleName } from './platform/db.ts';
import { openJobs } from './platform/jobs.ts';
import { openKeyring } from './platform/keyring.ts';
import { isLock, runningInstance, takeLock, type Lock, type Use } from './platform/lock.ts';
import { createLog } from './platform/log.ts';
import { startCluster } from './platform/postgres/index.ts';
import { defineProblems } from './platform/problem.ts';
import { rolesOf } from './platform/roles.ts';

const problem = defineProblems({
  ALREADY_RUNNING: {
    status: 503,
    zh: '这个数据文件夹已有程序在使用（进程 {pid}，地址 {address}）。请直接访问该地址，或先停止它。',
    en: 'A program already uses this data folder (process {pid}, address {address}). Open that address, or stop it first.',
  },
  FOLDER_BUSY: {
    status: 503,
    zh: '数据文件夹 {folder} 一直被进程 {pid} 占用。请等它结束，或停止它后重试。',
    en: 'The data folder {folder} is kept busy by process {pid}. Wait for its end or stop it, then try again.',
  },
});

const POLICY = fileURLToPath(new URL('../policy/', import.meta.url));
const POLL_MS = 200;
const PATIENCE_MS = 600_000;
const STOP_MS = 15_000;

export interface Instance {
  readonly context: Context;
  /** True when the program before us was cut off and left work for the database to recover. */
  readonly recovered: boolean;
  readonly ownsDatabase: boolean;
  /** Stops what was started; `cutOff` leaves the lock, by which the next start sees and says it. */
  close(cutOff?: boolean): Promise<void>;
}

/**
 * Opens the instance of `config.dataFolder`. With `serve` it takes the folder's lock; without,
 * it joins a running instance or starts the database just for this command. Waits while another
 * command works on the folder; `say` gets a line then.
 */
export async function openInstance(
  config: Config,
  use: Use,
  say: (line: string) => void = () => {},
): Promise<Instance> {
  if (use === 'serve') refuseWhileServed(config.dataFolder);
  const began = performance.now();
  for (let waited = false; performance.now() - began < PATIENCE_MS; waited = true) {
    const joined = await joinServed(config, use);
    if (joined) return joined;
    if (!runningInstance(config.dataFolder)) {
      prepareFolder(config.dataFolder);
      const taken = takeFolder(config.dataFolder, use);
      if (isLock(taken)) return openOwn(config, taken, say);
    } else if (!waited) {
      say('另一个程序正在使用这个数据文件夹，等它结束…… Waiting for another program to finish …');
    }
    await sleep(POLL_MS);
  }
  const pid = runningInstance(config.dataFolder)?.pid ?? 0;
  throw problem('FOLDER_BUSY', { folder: config.dataFolder, pid });
}

/** Joins the instance that started us (worker process). */
export function joinInstance(config: Config): Promise<Instance> {
  const reach = readReach(config.dataFolder);
  if (!reach) throw problem('FOLDER_BUSY', { folder: config.dataFolder, pid: process.ppid });
  return connect(config, reach, { recovered: false, ownsDatabase: false }, async () => {});
}

/** Throws ALREADY_RUNNING when a program serves this folder. */
export function refuseWhileServed(folder: string): void {
  const holder = runningInstance(folder);
  if (holder?.use === 'serve' && !holder.stopping)
    throw problem('ALREADY_RUNNING', { pid: holder.pid, address: holder.address || '—' });
}

/** A command joins the program that serves its folder once that says how to reach its database. */
async function joinServed(config: Config, use: Use): Promise<Instance | null> {
  const holder = runningInstance(config.dataFolder);
  if (holder?.use !== 'serve' || holder.stopping) return null;
  if (use === 'serve') refuseWhileServed(config.dataFolder);
  const reach = readReach(config.dataFolder);
  if (!reach) return null;
  return connect(config, reach, { recovered: false, ownsDatabase: false }, async () => {});
}

function takeFolder(folder: string, use: Use): ReturnType<typeof takeLock> {
  try {
    return takeLock(folder, use);
  } catch (error) {
    throw asFolderProblem(folder, error);
  }
}

async function openOwn(config: Config, lock: Lock, say: (line: string) => void): Promise<Instance> {
  let stopDatabase = async (): Promise<void> => {};
  try {
    forgetReach(config.dataFolder);
    const passwords = keepPasswords(config.dataFolder);
    const cluster = config.databaseUrl
      ? null
      : await startCluster({ folder: join(config.dataFolder, 'postgres'), say });
    if (cluster) stopDatabase = () => cluster.stop();
    const owner = cluster
      ? await embeddedOwner(cluster)
      : await externalOwner(config.databaseUrl ?? '');
    await prepareDatabase(owner, passwords);
    keepDemonstration(config);
    keepReach(config.dataFolder, owner.reach);
    const recovered = lock.leftBehind || (cluster?.recovered ?? false);
    return await connect(config, owner.reach, { recovered, ownsDatabase: true }, async (cutOff) => {
      forgetReach(config.dataFolder);
      await stopDatabase();
      if (!cutOff) lock.release();
    });
  } catch (error) {
    await stopDatabase();
    lock.release();
    throw asFolderProblem(config.dataFolder, error);
  }
}

async function connect(
  config: Config,
  reach: Reach,
  facts: Pick<Instance, 'recovered' | 'ownsDatabase'>,
  release: (cutOff: boolean) => Promise<void>,
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
  const keys = openKeyring(keyFilesOf(config.dataFolder));
  const db = openPools(settings);
  try {
    const jobs = await openJobs(db.raw, log);
    const context: Context = { config, log, clock: systemClock, db, policy, keys, jobs };
    const leave = async (): Promise<void> => {
      await jobs.stop();
      await db.close();
    };
    return {
      context,
      ...facts,
      async close(cutOff = false) {
        // Work that does not end must not keep the database from being stopped.
        await Promise.race([leave(), sleep(STOP_MS, undefined, { ref: false })]);
        await release(cutOff);
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}
