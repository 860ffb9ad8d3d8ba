import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const STOP_MS = 20_000;
const REVIVE_PAUSE_MS = 1000;

/** How the server is started again. */
export interface Revival {
  readonly say: (line: string) => void;
  readonly reason: () => string;
  readonly revive: () => Promise<ChildProcess>;
  readonly ready: (child: ChildProcess) => Promise<void>;
}

/**
 * Starts the server again whenever it ends by itself, until it is up: a disk that was full for its
 * log ends it for good (PANIC), and nobody but us is there to try again. Answers how to stop it.
 */
export function keepRunning(first: ChildProcess, revival: Revival): () => Promise<void> {
  let child = first;
  const stop = new AbortController();
  let reviving: Promise<void> = Promise.resolve();
  const revive = async (): Promise<void> => {
    const reason = revival.reason();
    revival.say(
      `数据库意外停止（${reason}），正在恢复…… The database ended by itself and is started again.`,
    );
    while (!stop.signal.aborted) {
      await sleep(REVIVE_PAUSE_MS);
      if (stop.signal.aborted) return;
      try {
        child = await revival.revive();
        await revival.ready(child);
        revival.say('数据库已恢复。 The database is back.');
        watch(child);
        return;
      } catch {
        // Whatever it was: with the next try it may be gone.
        await stopChild(child);
      }
    }
  };
  const watch = (running: ChildProcess): void => {
    const ended = (): void => {
      if (!stop.signal.aborted) reviving = revive();
    };
    if (hasEnded(running)) ended();
    else running.once('exit', ended);
  };
  watch(first);
  return async () => {
    stop.abort();
    await stopChild(child);
    await reviving;
    // One that was just being started while we stopped its predecessor.
    await stopChild(child);
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Stops a server in order, or at once when it does not want to. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_MS);
  await gone;
  clearTimeout(timer);
}
