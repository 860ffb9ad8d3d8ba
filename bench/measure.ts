import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { remove } from '../test/start/program.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SAMPLE_MS = 200;

/** What a figure depends on: machine, its load at this moment, and the commit. */
export function facts(): Record<string, unknown> {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  return {
    at: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD'),
    // A result saved before says nothing about what runs.
    changed: git('status', '--porcelain', '--', '.', ':!bench/results') !== '',
    machine: {
      cpu: cpus()[0]?.model ?? '',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    load: load(),
  };
}

/** Load averages of one, five and fifteen minutes. */
export function load(): number[] {
  return loadavg().map((one) => Math.round(one * 100) / 100);
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** When we are asked to end, ends what was started on `folder` and removes it. */
export function tidyWhenStopped(folder: string): void {
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => void remove(folder).finally(() => process.exit(1)));
}

/** Watches the memory of a program and of what it starts, PostgreSQL left out (D22). */
export class MemoryWatch {
  readonly #root: number;
  readonly #timer: NodeJS.Timeout;
  readonly #peaks = new Map<string, number>();
  #together = 0;

  constructor(root: number) {
    this.#root = root;
    this.#timer = setInterval(() => this.#look(), SAMPLE_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Highest resident memory in MiB of all together at one moment. */
  get together(): number {
    return this.#together;
  }

  /** Highest resident memory in MiB: of all together at one moment, and of each kind of process. */
  result(): Record<string, unknown> {
    return { peakMiB: this.#together, peakMiBOfEach: Object.fromEntries(this.#peaks) };
  }

  #look(): void {
    let sum = 0;
    for (const { command, residentMiB } of below(this.#root)) {
      sum += residentMiB;
      const kind = /([\w-]+)\.(?:ts|mjs)\b/.exec(command)?.[1] ?? 'other';
      this.#peaks.set(kind, Math.max(this.#peaks.get(kind) ?? 0, Math.round(residentMiB)));
    }
    this.#together = Math.max(this.#together, Math.round(sum));
  }
}

interface Resident {
  readonly command: string;
  readonly residentMiB: number;
}

/** The process and all it has started, without PostgreSQL. */
function below(root: number): Resident[] {
  const parents = new Map<number, number>();
  const found = new Map<number, Resident>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const field = (key: string): string =>
        new RegExp(`^${key}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '';
      if (field('Name') === 'postgres') continue;
      parents.set(Number(name), Number(field('PPid')));
      found.set(Number(name), {
        command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '),
        residentMiB: Number(field('VmRSS') || 0) / 1024,
      });
    } catch {
      // It has ended between the two looks.
    }
  }
  const ours = (pid: number): boolean =>
    pid === root || (parents.has(pid) && ours(parents.get(pid) ?? 0));
  return [...found].filter(([pid]) => ours(pid)).map(([, resident]) => resident);
}
