import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_SECONDS = 30;

/**
 * Ends a server that outlived the program which started it, with all its processes. True when
 * there was one, or when the last one ended without being stopped.
 */
export async function stopLeftOver(cluster: string): Promise<boolean> {
  const file = join(cluster, 'postmaster.pid');
  const cutOff = existsSync(file);
  const postmaster = cutOff ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    const alive = processesIn(cluster);
    if (alive.length === 0) break;
    const target = alive.includes(postmaster) && signal !== 'SIGKILL' ? [postmaster] : alive;
    for (const pid of target) send(pid, signal);
    await ended(cluster);
  }
  // Only now: the file guards against two servers, and a stranger may have its process number.
  rmSync(file, { force: true });
  return cutOff;
}

async function ended(cluster: string): Promise<void> {
  for (let i = 0; i < PATIENCE_SECONDS * 20; i += 1) {
    if (processesIn(cluster).length === 0) return;
    await sleep(50);
  }
}

/** Every process of a server works inside its cluster's folder, whatever it calls itself. */
function processesIn(cluster: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => linkOf(`/proc/${name}/cwd`) === cluster)
    .filter((name) => (linkOf(`/proc/${name}/exe`) ?? '').includes('postgres'))
    .map(Number);
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in between.
  }
}
