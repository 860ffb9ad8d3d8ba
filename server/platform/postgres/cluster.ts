import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { defineProblems } from '../problem.ts';
import {
  bundledPostgres,
  copyBinaries,
  postgresUser,
  reachable,
  type UnixUser,
} from './binaries.ts';

const problem = defineProblems({
  POSTGRES_INIT_FAILED: {
    status: 503,
    zh: '数据库初始化失败：{reason}。请检查数据文件夹 {folder} 的剩余空间和权限。',
    en: 'The database could not be initialised: {reason}. Check free space and permissions of {folder}.',
  },
  POSTGRES_START_FAILED: {
    status: 503,
    zh: '数据库未能启动：{reason}。详情见 {log}。',
    en: 'The database did not start: {reason}. See {log}.',
  },
});

/** A PostgreSQL of our own: reachable only through a Unix socket in a private folder. */
export interface Cluster {
  readonly socketFolder: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly password: string;
  /** True when a server left behind by a killed program was found and stopped first. */
  readonly recovered: boolean;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Folder that belongs to this cluster alone, e.g. `data/postgres`. */
  readonly folder: string;
  /** Extra server settings, `name=value`. */
  readonly settings?: readonly string[];
}

const SUPERUSER = 'postgres';
const PORT = 5432;
const START_SECONDS = 60;
const run = promisify(execFile);

/**
 * Starts the cluster in `folder`, creating it on first use. A server that survived our own
 * death is stopped first. Works as root (drops to a system user) and as an ordinary user.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const place = choosePlace(options.folder);
  const { binaries, home, user } = place;
  const password = keepPassword(join(home, 'superuser'), user);
  const dataFolder = join(home, 'cluster');
  const logFile = join(home, 'postgres.log');
  if (!existsSync(join(dataFolder, 'PG_VERSION')))
    await initialise(binaries, home, dataFolder, user);
  const recovered = await stopLeftOver(dataFolder);
  const socketFolder = makeSocketFolder(dataFolder, user);
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
  const log: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    log.push(chunk.toString());
    if (log.length > 200) log.shift();
  });
  const client = {
    host: socketFolder,
    port: PORT,
    user: SUPERUSER,
    password,
    database: 'postgres',
  };
  await waitUntilReady(child, client, () => {
    writeFileSync(logFile, log.join(''));
    return problem('POSTGRES_START_FAILED', { reason: lastReason(log), log: logFile });
  });
  await assertOurs(client, dataFolder);
  return {
    socketFolder,
    port: PORT,
    dataFolder,
    password,
    recovered,
    stop: () => stopChild(child, socketFolder),
  };
}

interface Place {
  readonly binaries: string;
  readonly home: string;
  readonly user: UnixUser | null;
}

/** Where binaries and cluster live (D14): beside the data, unless the database's user cannot get there. */
function choosePlace(folder: string): Place {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const user = postgresUser();
  const native = bundledPostgres();
  if (!user) return { binaries: native, home: folder, user };
  const shared = join('/var/lib/xinyong');
  const real = realpathSync(folder);
  const binaries = reachable(native, user)
    ? native
    : copyBinaries(native, join(shared, 'postgres-17.10'));
  const pointer = join(folder, 'moved-to');
  let home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : real;
  if (home === real && !reachable(real, user)) {
    home = join(shared, createHash('sha256').update(real).digest('hex').slice(0, 12));
    writeFileSync(pointer, `${home}\n`);
  }
  mkdirSync(home, { recursive: true, mode: 0o711 });
  chownSync(home, user.uid, user.gid);
  return { binaries, home, user };
}

function keepPassword(file: string, user: UnixUser | null): string {
  if (!existsSync(file))
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

/** Stops a postmaster that outlived the program which started it. */
async function stopLeftOver(dataFolder: string): Promise<boolean> {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (runsIn(pid, dataFolder)) {
    process.kill(pid, 'SIGINT');
    for (let i = 0; i < START_SECONDS * 10 && runsIn(pid, dataFolder); i += 1) await sleep(100);
    if (runsIn(pid, dataFolder)) process.kill(pid, 'SIGQUIT');
  }
  rmSync(file, { force: true });
  return true;
}

/** A process number can be reused by a stranger: only a postgres of this very folder counts. */
function runsIn(pid: number, dataFolder: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return command.includes(dataFolder);
  } catch {
    return false;
  }
}

/** Short, because a socket's path may have at most 107 bytes; private, because it is the way in. */
function makeSocketFolder(dataFolder: string, user: UnixUser | null): string {
  const folder = join(
    tmpdir(),
    `xinyong-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 10)}`,
  );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  const owner = statSync(folder).uid;
  if (owner !== (user?.uid ?? process.getuid?.() ?? owner))
    throw new Error(`${folder} belongs to somebody else`);
  return folder;
}

async function waitUntilReady(
  child: ChildProcess,
  client: pg.ClientConfig,
  failed: () => Error,
): Promise<void> {
  let exited = false;
  child.once('exit', () => (exited = true));
  for (let i = 0; i < START_SECONDS * 20; i += 1) {
    if (exited) throw failed();
    const probe = new pg.Client(client);
    probe.on('error', () => {});
    try {
      await probe.connect();
      await probe.end();
      return;
    } catch {
      await sleep(50);
    }
  }
  child.kill('SIGQUIT');
  throw failed();
}

async function assertOurs(client: pg.ClientConfig, dataFolder: string): Promise<void> {
  const probe = new pg.Client(client);
  await probe.connect();
  const { rows } = await probe.query<{ data_directory: string }>('show data_directory');
  await probe.end();
  if (realpathSync(rows[0]?.data_directory ?? '/') !== realpathSync(dataFolder)) {
    throw new Error('connected to a PostgreSQL that is not ours');
  }
}

async function stopChild(child: ChildProcess, socketFolder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGQUIT'), 20_000);
    await gone;
    clearTimeout(timer);
  }
  rmSync(socketFolder, { recursive: true, force: true });
}

function lastReason(log: readonly string[]): string {
  const lines = log
    .join('')
    .split('\n')
    .filter((line) => /FATAL|PANIC|ERROR|error|could not/.test(line));
  return (lines.at(-1) ?? log.join('').trim().split('\n').at(-1) ?? '')
    .replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '')
    .trim();
}
