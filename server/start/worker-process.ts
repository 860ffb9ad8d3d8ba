import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Config } from '../platform/config.ts';
import { leanArguments, leanEnvironment } from '../platform/lean-process.mjs';
import { defineProblems } from '../platform/problem.ts';

const problem = defineProblems({
  WORKER_FAILED: {
    status: 503,
    zh: '后台进程连续 {times} 次未能启动。请按上面的提示处理后重试。',
    en: 'The worker failed to start {times} times in a row. Follow the messages above, then try again.',
  },
});

const WORKER = fileURLToPath(new URL('../worker.ts', import.meta.url));
const RESTART_PAUSE_MS = 1000;
const MOST_FAILURES = 5;
const STOP_MS = 25_000;

export interface WorkerHandle {
  /** Resolves when the worker works; rejects with WORKER_FAILED when it cannot be made to. */
  readonly ready: Promise<void>;
  end(): Promise<void>;
}

/** Keeps one worker process alive; a crashed one is started again after a pause. */
export function superviseWorker(config: Config, say: (line: string) => void): WorkerHandle {
  let child: ChildProcess;
  let ending = false;
  let failures = 0;
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  ready.catch(() => {});
  const launch = (): void => {
    child = fork(WORKER, {
      execArgv: [...leanArguments],
      env: leanEnvironment({ ...process.env, XINYONG_WORKER_CONFIG: JSON.stringify(config) }),
      stdio: 'inherit',
      // Ctrl-C goes to us alone: the worker ends after the last request, before the database.
      detached: true,
    });
    failures += 1;
    child.once('message', () => {
      failures = 0;
      resolve();
    });
    child.once('exit', () => {
      if (ending) return;
      if (failures >= MOST_FAILURES) {
        reject(problem('WORKER_FAILED', { times: failures }));
      }
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
      const gone = new Promise<void>((done) => child.once('exit', () => done()));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await gone;
      clearTimeout(timer);
    },
  };
}
