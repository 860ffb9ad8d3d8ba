import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildPages } from '../tools/build-web.ts';
import { buildApp } from './app.ts';
import { loadDemonstration } from './demonstration.ts';
import { openInstance, type Instance } from './instance.ts';
import {
  assertSafeExposure,
  demonstrationSignIn,
  firstAdministratorCode,
  loadAccounts,
} from './modules/access/index.ts';
import type { Config } from './platform/config.ts';
import { defineProblems } from './platform/problem.ts';
import { announceLock } from './platform/lock.ts';
import { pages } from './pages.ts';
import { allRoutes } from './routes.ts';

const problem = defineProblems({
  PORT_TAKEN: {
    status: 503,
    zh: '端口 {port} 已被占用。请用 --port 指定别的端口，或停止占用它的程序。',
    en: 'Port {port} is taken. Name another by --port, or stop the program that uses it.',
  },
});

const RESTART_PAUSE_MS = 1000;

/** Starts everything and resolves when it has been stopped by Ctrl-C or SIGTERM. */
export async function start(config: Config, say: (line: string) => void): Promise<void> {
  const began = performance.now();
  assertSafeExposure(config);
  await buildPages(say);
  const instance = await openInstance(config, 'serve');
  const stop = stopSignal();
  let worker: WorkerHandle | null = null;
  try {
    if (instance.recovered)
      say(
        '上次未正常停止，数据库已自动恢复。 The last run was cut off; the database has recovered.',
      );
    const { context } = instance;
    await loadAccounts(context);
    const app = await buildApp(context, { routes: allRoutes(context), pages: pages(context) });
    await listen(app, config);
    const address = `http://${config.host}:${(app.server.address() as { port: number }).port}`;
    announceLock(config.dataFolder, address);
    worker = superviseWorker(config, say);
    await worker.ready;
    if (config.demonstration !== 'none')
      await loadDemonstration(context, config.demonstration, say);
    greet(instance, address, await signInLines(instance), (performance.now() - began) / 1000, say);
    await stop;
    say('正在停止…… Stopping …');
    await app.close();
  } finally {
    await worker?.end();
    await instance.close();
  }
}

async function listen(
  app: { listen(to: { host: string; port: number }): Promise<string> },
  config: Config,
): Promise<void> {
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw problem('PORT_TAKEN', { port: config.port });
    throw error;
  }
}

interface WorkerHandle {
  readonly ready: Promise<void>;
  end(): Promise<void>;
}

/** Keeps one worker process alive; a crashed one is started again after a pause. */
function superviseWorker(config: Config, say: (line: string) => void): WorkerHandle {
  let child: ChildProcess;
  let ending = false;
  let markReady: () => void;
  const ready = new Promise<void>((resolve) => (markReady = resolve));
  const launch = (): void => {
    child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), {
      env: { ...process.env, XINYONG_WORKER_CONFIG: JSON.stringify(config) },
      stdio: 'inherit',
    });
    child.once('message', () => markReady());
    child.once('exit', () => {
      if (ending) return;
      say('后台进程意外结束，正在重新启动。 The worker ended unexpectedly and is started again.');
      void sleep(RESTART_PAUSE_MS).then(() => (ending ? undefined : launch()));
    });
  };
  launch();
  return {
    ready,
    async end() {
      ending = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

async function signInLines(instance: Instance): Promise<string[]> {
  if (instance.context.config.demonstration !== 'none')
    return demonstrationSignIn(instance.context);
  const code = await firstAdministratorCode(instance.context);
  return code ? [`首个管理员的一次性口令 One-time code of the first administrator：${code}`] : [];
}

function greet(
  instance: Instance,
  address: string,
  signIn: readonly string[],
  seconds: number,
  say: (line: string) => void,
): void {
  say('');
  say(`信用王益已就绪（${seconds.toFixed(1)} 秒） Xinyong is ready`);
  say(`  门户 Portal   ${address}/`);
  say(`  工作台 Desk   ${address}/desk/`);
  say(`  接口 API      ${address}/api/v1/openapi.json`);
  say(`  数据 Data     ${instance.context.config.dataFolder}`);
  for (const line of signIn) say(`  ${line}`);
  say('按 Ctrl-C 停止。 Press Ctrl-C to stop.');
}
