import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isWorker, processesOf, startProgram, type Program } from '../start/program.ts';
import { RECOVERY_MS } from './patient-client.ts';
import type { Dice } from './dice.ts';

export type Victim = 'server' | 'worker' | 'database';

/** A running program whose parts are killed; who runs it starts it again when it is gone. */
export class Victims {
  readonly data: string;
  #program: Program | null = null;
  readonly recoveriesMs: Record<Victim, number[]> = { server: [], worker: [], database: [] };

  constructor(data: string) {
    this.data = data;
  }

  get address(): string {
    return this.#program?.address ?? 'http://127.0.0.1:1';
  }

  async start(): Promise<void> {
    const words = ['--demo', 'empty', '--data', this.data];
    this.#program = await startProgram(words, { patienceMs: RECOVERY_MS });
  }

  /** Stops it in order; its exit code must be 0. */
  async stop(): Promise<number> {
    this.#program?.signal('SIGTERM');
    return (await this.#program?.ended())?.code ?? -1;
  }

  /** Kills one part without a warning and waits until the whole answers again. */
  async kill(victim: Victim, dice: Dice): Promise<void> {
    const began = performance.now();
    if (victim === 'server') {
      this.#program?.signal('SIGKILL');
      await this.#program?.ended();
      await this.start();
    } else if (victim === 'worker') killAll(this.#workers());
    // The postmaster alone leaves its children to find out; all at once is what a power cut does.
    else
      killAll(dice.chance(50) ? this.#postmaster() : [...this.#postmaster(), ...this.#backends()]);
    while (!(await this.#isBack(victim))) {
      if (performance.now() - began > RECOVERY_MS)
        throw new Error(`no recovery from the death of the ${victim}:\n${this.#program?.text()}`);
      await sleep(50);
    }
    this.recoveriesMs[victim].push(Math.round(performance.now() - began));
  }

  /** Ends all processes of the database at once, as a power cut does: what is not on disk is gone. */
  cutDatabaseOff(): void {
    killAll([...this.#postmaster(), ...this.#backends()]);
  }

  async #isBack(victim: Victim): Promise<boolean> {
    if (victim === 'worker') return this.#workers().length > 0;
    const ready = await fetch(`${this.address}/readyz`).catch(() => null);
    return ready?.status === 200;
  }

  #workers(): number[] {
    return processesOf(this.data).filter((pid) => {
      try {
        return isWorker(pid);
      } catch {
        return false;
      }
    });
  }

  #postmaster(): number[] {
    const pid = Number(
      readFileSync(join(this.#cluster(), 'postmaster.pid'), 'utf8').split('\n')[0],
    );
    return [pid];
  }

  #backends(): number[] {
    const cluster = this.#cluster();
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && cwdOf(name) === cluster)
      .map(Number);
  }

  #cluster(): string {
    return join(this.data, 'postgres', 'cluster');
  }
}

function cwdOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself in between.
    }
  }
}
