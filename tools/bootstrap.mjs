// Plain JavaScript for Node 20 or newer (D13): installs what the lock file names when it is
// missing, then hands over to the project's own Node 24.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { leanArguments, leanEnvironment } from '../server/platform/lean-process.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.installed-from');
const NEEDED_MAJOR = 24;
const OLDEST_MAJOR = 20;
const COULD_NOT_RUN = 2;

function fail(zh, en) {
  process.stderr.write(`${zh}\n${en}\n`);
  process.exit(COULD_NOT_RUN);
}

function major(version) {
  return Number(version.replace(/^v/, '').split('.')[0]);
}

if (major(process.version) < OLDEST_MAJOR) {
  fail(
    `需要 Node.js ${OLDEST_MAJOR} 或更新版本，本机为 ${process.version}。请先升级 Node.js。`,
    `Node.js ${OLDEST_MAJOR} or newer is needed; this is ${process.version}. Please upgrade Node.js.`,
  );
}

function ownNode() {
  const packaged = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  return major(process.version) >= NEEDED_MAJOR ? process.execPath : null;
}

function lockDigest() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function installed() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === lockDigest();
}

const lock = join(root, '.installing');

/** Number and start time of a process: a reused number is not the same program. */
function identity(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return '';
  }
}

/** Whether one of the programs that the lock names (we, our npm) still lives. */
function installerLives() {
  try {
    const names = readFileSync(lock, 'utf8').split(' ');
    return names.some((name) => name !== '' && identity(name.split(':')[0]) === name);
  } catch {
    return false;
  }
}

/** Two first starts at once: one installs, the other waits for it; a lock of dead programs counts for nothing. */
async function takeInstallLock() {
  const mine = `${lock}.${process.pid}`;
  for (;;) {
    try {
      writeFileSync(mine, identity(process.pid));
      // A link appears whole and only once.
      linkSync(mine, lock);
      if (!installed()) return true;
      // The one before us has finished between our look and our lock.
      rmSync(lock, { force: true });
      return false;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        fail(
          `程序文件夹 ${root} 不可写，无法安装依赖（${error.code}）。请检查权限或剩余空间。`,
          `The program folder ${root} cannot be written, so dependencies cannot be installed (${error.code}). Check permissions and free space.`,
        );
      }
    } finally {
      rmSync(mine, { force: true });
    }
    if (!installerLives()) rmSync(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 500));
    if (installed()) return false;
  }
}

async function install() {
  if (!(await takeInstallLock())) return;
  process.stderr.write(
    '正在按锁定文件安装依赖，约需一两分钟…… Installing dependencies from the lock file …\n',
  );
  const npm = spawn(
    'npm',
    ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  );
  // Should we be killed, npm goes on: nobody may start a second one beside it.
  // Written beside and moved over: a reader never meets half a lock.
  if (npm.pid) {
    const mine = `${lock}.${process.pid}`;
    writeFileSync(mine, `${identity(process.pid)} ${identity(npm.pid)}`);
    renameSync(mine, lock);
  }
  const good = await new Promise((resolve) => {
    npm.on('error', () => resolve(false));
    npm.on('close', (code) => resolve(code === 0));
  });
  if (good) writeFileSync(stamp, `${lockDigest()}\n`);
  rmSync(lock, { force: true });
  if (!good) {
    fail(
      '依赖安装未完成。请检查网络与 npm 设置后重试。',
      'Installing the dependencies failed. Check the network and npm settings, then try again.',
    );
  }
}

if (!installed()) await install();
const node = ownNode();
if (!node) {
  fail(
    `没有适用于 ${process.platform}-${process.arch} 的 Node ${NEEDED_MAJOR}。请安装 Node ${NEEDED_MAJOR} 后重试。`,
    `No Node ${NEEDED_MAJOR} for ${process.platform}-${process.arch}. Install Node ${NEEDED_MAJOR}, then try again.`,
  );
}

const [command = 'help', ...rest] = process.argv.slice(2);
const entry =
  command === 'test'
    ? [join(root, 'tools', 'test.ts'), ...rest]
    : [join(root, 'server', 'cli.ts'), command, ...rest];
const child = spawn(node, [...leanArguments, ...entry], {
  // The fourth is a line that breaks when we are killed: what we started then stops in order.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: leanEnvironment({
    ...process.env,
    PATH: `${dirname(node)}:${join(modules, '.bin')}:${process.env.PATH ?? ''}`,
  }),
});
// Ctrl-C reaches the whole group; a signal sent to us alone is passed on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGTERM'));
if (process.env.npm_lifecycle_event) {
  // `npm start` killed: nobody could press Ctrl-C any more.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && child.connected) child.disconnect();
  }, 500).unref();
}
child.on('error', (error) => {
  fail(
    `无法运行 ${node}（${error.code}）。请删除 node_modules 后重试。`,
    `${node} cannot be run (${error.code}). Delete node_modules, then try again.`,
  );
});
child.on('exit', (code, signal) => process.exit(signal ? COULD_NOT_RUN : (code ?? COULD_NOT_RUN)));
