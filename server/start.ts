import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { buildPages } from '../tools/build-web.ts';
import { buildApp } from './app.ts';
import type { Context } from './context.ts';
import { loadDemonstration } from './demonstration.ts';
import { openInstance, refuseWhileServed, type Instance } from './instance.ts';
import {
  assertSafeExposure,
  demonstrationSignIn,
  firstAdministratorCode,
  loadAccounts,
} from './modules/access/index.ts';
import { readOnlyReason, watchForSetBack } from './modules/ledger/index.ts';
import { expireDue, keepErasures } from './modules/publication/index.ts';
import { pages } from './pages.ts';
import type { Config } from './platform/config.ts';
import { announceLock } from './platform/lock.ts';
import { allRoutes } from './routes.ts';
import { assertPortFree, sayPortProblems } from './start/port.ts';
import { stopRequest, type StopRequest } from './start/stop-request.ts';
import { superviseWorker, type WorkerHandle } from './start/worker-process.ts';

const LAST_ANSWERS_MS = 5000;

type Say = (line: string) => void;

/** Starts everything and resolves when it has been stopped by Ctrl-C or SIGTERM. */
export async function start(config: Config, say: Say): Promise<void> {
  const stop = stopRequest();
  try {
    assertSafeExposure(config);
    refuseWhileServed(config.dataFolder);
    await assertPortFree(config);
    await buildPages(say);
    stop.signal.throwIfAborted();
    await serve(config, stop, say);
  } catch (error) {
    // A start that is stopped half-way may fail in any way; that is what was asked for.
    if (!stop.signal.aborted) throw error;
  } finally {
    stop.forget();
  }
}

async function serve(config: Config, stop: StopRequest, say: Say): Promise<void> {
  const began = performance.now();
  const instance = await openInstance(config, 'serve', say);
  let app: FastifyInstance | null = null;
  let worker: WorkerHandle | null = null;
  try {
    if (instance.recovered)
      say('上次未正常停止，已自动恢复。 The last run was cut off; everything has been recovered.');
    stop.signal.throwIfAborted();
    const { context } = instance;
    await sayWhenReadOnly(context, say);
    await loadAccounts(context);
    await keepErasures(context);
    // The day may have changed while nobody was running.
    await expireDue(context);
    app = await buildApp(context, { routes: allRoutes(context), pages: pages(context) });
    await sayPortProblems(config, app.listen({ host: config.host, port: config.port }));
    const address = addressOf(app, config.host);
    announceLock(config.dataFolder, address);
    worker = superviseWorker(config, say);
    await Promise.race([worker.ready, stop.asked]);
    stop.signal.throwIfAborted();
    await loadWished(instance, stop, say);
    greet(instance, address, await signInLines(instance), (performance.now() - began) / 1000, say);
    await stop.asked;
  } finally {
    if (stop.signal.aborted) {
      say('正在停止…… Stopping …');
      announceLock(config.dataFolder, '', true);
    }
    await closeApp(app);
    await worker?.end();
    await instance.close(stop.cutOff());
  }
}

/** A database set back behind what was handed out is served for reading only, and says so at once. */
async function sayWhenReadOnly(context: Context, say: Say): Promise<void> {
  await watchForSetBack(context);
  const reason = await readOnlyReason(context);
  if (reason) say(`只读启动：${reason.zh} Started read-only: ${reason.en}`);
}

/** Loads the demonstration; a wish to stop leaves it for the next start to go on with. */
async function loadWished({ context }: Instance, stop: StopRequest, say: Say): Promise<void> {
  const kind = context.config.demonstration;
  if (kind === 'none' || kind === 'empty' || (await readOnlyReason(context))) return;
  const loading = loadDemonstration(context, kind, (line) => {
    if (!stop.signal.aborted) say(line);
  });
  loading.catch(() => {});
  await Promise.race([loading, stop.asked]);
  stop.signal.throwIfAborted();
}

function addressOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as { port: number };
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Lets running answers finish, but not for ever: a browser may hold its connection open. */
async function closeApp(app: FastifyInstance | null): Promise<void> {
  if (!app) return;
  const closed = app.close();
  await Promise.race([closed, sleep(LAST_ANSWERS_MS, undefined, { ref: false })]);
  app.server.closeAllConnections();
  await closed;
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
  say: Say,
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
