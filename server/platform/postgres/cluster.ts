import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { defineProblems } from '../problem.ts';
import type { UnixUser } from './binaries.ts';
import { guardAgainstOurDeath } from './guard.ts';
import { keepRunning, stopChild } from './keep-running.ts';
import { stopLeftOver } from './left-over.ts';
import { choosePlace } from './place.ts';
import { makeSocketFolder } from './socket-folder.ts';

const problem = defineProblems({
  POSTGRES_INIT_FAILED: {
    status: 503,
    zh: '数据库初始化失败：{reason}。请检查数据文件夹 {folder} 的剩余空间和权限。',
    en: 'The database could not be initialised: {reason}. Check free space and permissions of {folder}.',
  },
  POSTGRES_START_FAILED: {
    status: 503,
    zh: '数据库未能启动：{reason}。请按此处理后重试，详情见 {log}。',
    en: 'The database did not start: {reason}. Put this right and try again; details are in {log}.',
  },
});

/** A PostgreSQL of our own: reachable only through a Unix socket in a private folder. */
export interface Cluster {
  readonly socketFolder: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly password: string;
  /** True when the server before this one was not stopped in order. */
  readonly recovered: boolean;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Folder that belongs to this cluster alone, e.g. `data/postgres`. */
  readonly folder: string;
  /** Extra server settings, `name=value`. */
  readonly settings?: readonly string[];
  /** Gets a line when the server ended by itself, and when it is back. */
  readonly say?: (line: string) => void;
}

const SUPERUSER = 'postgres';
const PORT = 5432;
const START_SECONDS = 60;
// Reading back the log of a server that was cut off while it wrote much.
const RECOVERY_SECONDS = 900;
const STILL_STARTING = '57P03';
const run = promisify(execFile);

/**
 * Starts the cluster in `folder`, creating it on first use. A server that survived the program
 * before us is stopped first; this one ends with us, however we end, and is started again when it
 * ends by itself. Works as root (drops to a system user) and as an ordinary user.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { binaries, home, user } = choosePlace(options.folder);
  const password = keepPassword(join(home, 'superuser'), user);
  const dataFolder = join(realpathSync(home), 'cluster');
  if (!existsSync(join(dataFolder, 'PG_VERSION')))
    await initialise(binaries, home, dataFolder, user);
  const recovered = await stopLeftOver(dataFolder);
  const socketFolder = makeSocketFolder(dataFolder, user);
  const log: string[] = [];
  const launch = (): ChildProcess => {
    const child = spawn(
      join(binaries, 'bin', 'postgres'),
      serverArguments(dataFolder, socketFolder, options.settings ?? []),
      {
        ...identity(user),
        cwd: home,
        stdio: ['ignore', 'ignore', 'pipe'],
        // Ctrl-C goes to us alone; we then stop the server in order.
        detached: true,
      },
    );
    child.on('error', (error) => log.push(`could not run postgres: ${error.message}`));
    child.stderr?.on('data', (chunk: Buffer) => {
      log.push(chunk.toString());
      if (log.length > 200) log.shift();
    });
    if (child.pid !== undefined) guardAgainstOurDeath(child);
    return child;
  };
  const client = {
    host: socketFolder,
    port: PORT,
    user: SUPERUSER,
    password,
    database: 'postgres',
  };
  const first = launch();
  try {
    await waitUntilReady(first, client);
    await assertOurs(client, dataFolder);
  } catch (error) {
    await stopChild(first);
    rmSync(socketFolder, { recursive: true, force: true });
    const logFile = join(home, 'postgres.log');
    writeFileSync(logFile, log.join(''));
    const reason = lastReason(log) || String(error);
    throw problem('POSTGRES_START_FAILED', { reason, log: logFile });
  }
  const stopServer = keepRunning(first, {
    say: options.say ?? (() => {}),
    reason: () => lastReason(log),
    async revive() {
      await stopLeftOver(dataFolder);
      return launch();
    },
    ready: (child) => waitUntilReady(child, client),
  });
  return {
    socketFolder,
    port: PORT,
    dataFolder,
    password,
    recovered,
    async stop() {
      await stopServer();
      rmSync(socketFolder, { recursive: true, force: true });
    },
  };
}

function keepPassword(file: string, user: UnixUser | null): string {
  if (!existsSync(file) || readFileSync(file, 'utf8').trim() === '')
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (user) chownSync(file, user.uid, user.gid);
  return readFileSync(file, 'utf8').trim();
}

async function initialise(
  binaries: string,
  home: string,
  dataFolder: string,
  user: UnixUser | null,
): Promise<void> {
  // A first start that was killed leaves half a cluster without PG_VERSION: begin again.
  rmSync(dataFolder, { recursive: true, force: true });
  try {
    await run(
      join(binaries, 'bin', 'initdb'),
      [
        '-D',
        dataFolder,
        '-U',
        SUPERUSER,
        '--pwfile',
        join(home, 'superuser'),
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--data-checksums',
      ],
      { ...identity(user), cwd: home },
    );
  } catch (error) {
    rmSync(dataFolder, { recursive: true, force: true });
    const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw problem('POSTGRES_INIT_FAILED', { reason: lastReason([text]), folder: home });
  }
}

function serverArguments(
  dataFolder: string,
  socketFolder: string,
  settings: readonly string[],
): string[] {
  const all = [
    'listen_addresses=',
    `unix_socket_directories=${socketFolder}`,
    'unix_socket_permissions=0700',
    `port=${PORT}`,
    'max_connections=80',
    'shared_buffers=512MB',
    'max_wal_size=4GB',
    'wal_compression=on',
    'timezone=Asia/Shanghai',
    ...settings,
  ];
  return ['-D', dataFolder, ...all.flatMap((setting) => ['-c', setting])];
}

function identity(user: UnixUser | null): { uid?: number; gid?: number; env: NodeJS.ProcessEnv } {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', HOME: '/nonexistent' };
  return user ? { uid: user.uid, gid: user.gid, env } : { env };
}

async function waitUntilReady(child: ChildProcess, client: pg.ClientConfig): Promise<void> {
  let exited = child.pid === undefined;
  child.once('exit', () => (exited = true));
  const began = performance.now();
  for (let patience = START_SECONDS; performance.now() - began < patience * 1000;) {
    if (exited) throw new Error('ended while starting');
    const probe = new pg.Client(client);
    probe.on('error', () => {});
    try {
      await probe.connect();
      await probe.end();
      return;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === STILL_STARTING)
        patience = RECOVERY_SECONDS;
      await sleep(50);
    }
  }
  throw new Error(`not ready after ${START_SECONDS} s`);
}

async function assertOurs(client: pg.ClientConfig, dataFolder: string): Promise<void> {
  const probe = new pg.Client(client);
  await probe.connect();
  const { rows } = await probe.query<{ data_directory: string }>('show data_directory');
  await probe.end();
  if (realpathSync(rows[0]?.data_directory ?? '/') !== dataFolder) {
    throw new Error('connected to a PostgreSQL that is not ours');
  }
}

function lastReason(log: readonly string[]): string {
  const lines = log
    .join('')
    .split('\n')
    .filter((line) => /FATAL|PANIC|ERROR|error|could not/.test(line));
  return (lines.at(-1) ?? log.join('').trim().split('\n').at(-1) ?? '')
    .replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '')
    .replace(/\.$/, '')
    .trim();
}
