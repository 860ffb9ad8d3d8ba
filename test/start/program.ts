import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { leanArguments, leanMemory } from '../../server/platform/lean-process.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = join(ROOT, 'server', 'cli.ts');
const PATIENCE_MS = 90_000;

/** What a program said and how it ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Launch {
  readonly env?: NodeJS.ProcessEnv;
  /** Run by these words instead of directly, e.g. `runuser -u nobody --`. */
  readonly by?: readonly string[];
  /** Script to run in place of the command line's own. */
  readonly through?: string;
  /** How long a line may take, when it is more than the usual. */
  readonly patienceMs?: number;
}

/** A server started as a program of its own, in a process group of its own. */
export interface Program {
  readonly pid: number;
  /** `http://127.0.0.1:…`, as its ready line says. */
  readonly address: string;
  readonly text: () => string;
  signal(name: NodeJS.Signals, to?: 'group' | 'process'): void;
  said(pattern: RegExp): Promise<void>;
  ended(): Promise<Ended>;
}

/** A new folder that another user can pass through; the caller removes it. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-start-'));
  chmodSync(folder, 0o711);
  return folder;
}

const started: ChildProcess[] = [];

/** Ends what a failed test has left running and removes its folder. */
export async function remove(folder: string): Promise<void> {
  for (const child of started)
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await noneLeft(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** Runs `./xinyong` with `args` to its end. */
export async function xinyong(args: readonly string[], launch: Launch = {}): Promise<Ended> {
  return collect(launchCli(args, launch)).ended;
}

/** Starts the server and waits for its ready line. Throws with all it said when it ends before. */
export async function startProgram(args: readonly string[], launch: Launch = {}): Promise<Program> {
  const child = launchCli(['start', '--port', '0', ...args], launch);
  const { ended, text } = collect(child);
  const pid = child.pid ?? 0;
  const said = async (pattern: RegExp): Promise<void> => {
    for (let waited = 0; !pattern.test(text()); waited += 50) {
      if (child.exitCode !== null || waited > (launch.patienceMs ?? PATIENCE_MS))
        throw new Error(`never said ${pattern}:\n${text()}`);
      await sleep(50);
    }
  };
  await said(/Ctrl-C to stop/);
  return {
    pid,
    address: /http:\/\/127\.0\.0\.1:\d+/.exec(text())?.[0] ?? '',
    text,
    signal: (name, to = 'process') => process.kill(to === 'group' ? -pid : pid, name),
    said,
    ended: () => ended,
  };
}

/** Numbers of all processes that name `folder` in their command or work inside it. */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => touches(name, folder))
    .map(Number);
}

/** Waits until no process works on `folder` any more; answers those that stay. */
export async function noneLeft(folder: string): Promise<number[]> {
  for (let i = 0; i < 300 && processesOf(folder).length > 0; i += 1) await sleep(50);
  return processesOf(folder);
}

function touches(pid: string, folder: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
    return (
      command.includes(folder) ||
      (command.includes('worker.ts') && environment.includes(folder)) ||
      readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
    );
  } catch {
    return false;
  }
}

function launchCli(
  args: readonly string[],
  { env = {}, by = [], through = CLI }: Launch,
): ChildProcess {
  // Started directly it gets what the script for `npm start` would give it.
  const isDirect = through === CLI;
  const command = [process.execPath, ...(isDirect ? leanArguments : []), through, ...args];
  const [program = process.execPath, ...words] = [...by, ...command];
  const inherited = { ...process.env };
  // The runner of these tests talks to its files by these; the program is nobody's test.
  for (const name of Object.keys(inherited))
    if (/^NODE_|^XINYONG_/.test(name)) delete inherited[name];
  const child = spawn(program, words, {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...(isDirect ? leanMemory : {}), ...inherited, DATABASE_URL: '', PORT: '', ...env },
  });
  started.push(child);
  return child;
}

function collect(child: ChildProcess): { ended: Promise<Ended>; text: () => string } {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
  return { ended, text: () => out + err };
}

/** Whether the process is a worker that `start` has launched. */
export function isWorker(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('worker.ts');
}
