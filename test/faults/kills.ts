import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newFolder, noneLeft, remove, xinyong } from '../start/program.ts';
import {
  classifyWaiting,
  decideWaiting,
  nothingYet,
  sendAndCorrect,
  sendRegister,
  sendRows,
  type Acknowledged,
} from './acts.ts';
import { registrationCells } from '../build.ts';
import { Dice } from './dice.ts';
import { PatientClient } from './patient-client.ts';
import { differences, insider } from './truth.ts';
import { Victims, type Victim } from './victims.ts';

const [SENDER, OPERATOR, APPROVER] = ['shichangjianguan', 'zhengxin', 'zhengxin-shenhe'];
const SETTLE_MS = 60_000;
/** Until every process of the database works by new settings. */
const RELOAD_MS = 1000;

export interface KillsOptions {
  readonly seed: number;
  readonly kills: Readonly<Record<Victim, number>>;
  /** The first negative control: requests are repeated without a key. */
  readonly keys?: boolean;
  /** Stops killing after so many minutes, however many were wished. */
  readonly minutes?: number;
  readonly say?: (line: string) => void;
}

export interface KillsResult {
  /** Kills done, of those that were wished. */
  readonly kills: Readonly<Record<Victim, number>>;
  readonly acknowledged: Readonly<Record<string, number>>;
  /** Requests sent again though they had been answered. */
  readonly repeated: number;
  /** Longest recovery of each part in milliseconds. */
  readonly longestRecoveryMs: Readonly<Record<Victim, number>>;
  /** Every difference between what was acknowledged and what is there. */
  readonly wrong: readonly string[];
}

/** The real program under clients whose parts are killed; at the end every acknowledged act must be there once. */
export async function runKills(options: KillsOptions): Promise<KillsResult> {
  const folder = newFolder();
  const victims = new Victims(join(folder, 'data'));
  try {
    await victims.start();
    const run = new Run(victims, options);
    await run.work();
    return await run.result();
  } finally {
    await remove(folder);
  }
}

/**
 * The same on a program that was started and runs on afterwards, with all it has stored. Answers
 * every difference between what was acknowledged and what is there.
 */
export async function workUnderKills(
  victims: Victims,
  options: KillsOptions,
): Promise<readonly string[]> {
  const run = new Run(victims, options);
  await run.work();
  return run.differences();
}

/**
 * The second negative control, and its counterpart: whether a batch that was acknowledged is still
 * there after the database was cut off. Without durable commits it must be lost.
 */
export async function keepsAcknowledged(durable: boolean): Promise<boolean> {
  const folder = newFolder();
  const victims = new Victims(join(folder, 'data'));
  try {
    await victims.start();
    const habits = { dice: new Dice(1), keys: true, lost: 0 };
    const client = new PatientClient(() => victims.address, SENDER, habits);
    await client.get('/batches');
    if (!durable) await makeCommitsWeak(victims.data);
    const batchId = await sendRows(client, 'REG_BASIC', [registrationCells()]);
    victims.cutDatabaseOff();
    const { status } = await client.get(`/batches/${batchId}`);
    await victims.stop();
    return status === 200;
  } finally {
    await remove(folder);
  }
}

async function makeCommitsWeak(data: string): Promise<void> {
  const client = await insider(data);
  await client.query('alter system set synchronous_commit = off');
  await client.query("alter system set wal_writer_delay = '10s'");
  await client.query('select pg_reload_conf()');
  await client.end();
  await sleep(RELOAD_MS);
}

class Run {
  readonly #victims: Victims;
  readonly #options: KillsOptions;
  readonly #dice: Dice;
  readonly #done: Acknowledged = nothingYet();
  readonly #clients: PatientClient[] = [];
  #stopping = false;

  constructor(victims: Victims, options: KillsOptions) {
    this.#victims = victims;
    this.#options = options;
    this.#dice = new Dice(options.seed);
  }

  /** Kills and acts until both are done and nothing waits for anybody. */
  async work(): Promise<void> {
    const [sender, operator, approver] = [SENDER, OPERATOR, APPROVER].map((name) =>
      this.#client(name),
    );
    await sendRegister(sender!);
    const work = Promise.all([
      this.#untilStopped(async (round) => {
        await sendAndCorrect(sender!, this.#done, `${this.#options.seed}-${round}`);
        return 0;
      }),
      this.#untilStopped(() => decideWaiting(operator!, this.#done)),
      this.#untilStopped(() => classifyWaiting(approver!, this.#done)),
    ]);
    await Promise.race([work, this.#killAll()]);
    this.#stopping = true;
    await work;
    // What the sender sent last still waits for the others.
    while (
      (await decideWaiting(operator!, this.#done)) +
        (await classifyWaiting(approver!, this.#done)) >
      0
    );
    await this.#settle();
  }

  async differences(): Promise<string[]> {
    return [
      ...this.#clients.flatMap((client) => client.wrong),
      ...(await differences(this.#victims.data, this.#done)),
    ];
  }

  #client(account: string): PatientClient {
    const { keys = true } = this.#options;
    const habits = { dice: this.#dice, keys, lost: keys ? 15 : 100 };
    const client = new PatientClient(() => this.#victims.address, account, habits);
    this.#clients.push(client);
    return client;
  }

  async #untilStopped(work: (round: number) => Promise<number>): Promise<void> {
    for (let round = 0; !this.#stopping; round += 1) {
      await work(round);
      await sleep(20);
    }
  }

  async #killAll(): Promise<void> {
    const { kills, say, minutes = Infinity } = this.#options;
    const began = performance.now();
    const order = Object.entries(kills).flatMap(([victim, count]) =>
      Array.from({ length: count }, () => victim as Victim),
    );
    for (let left = order.length; left > 0; left -= 1) {
      if (performance.now() - began > minutes * 60_000) return;
      const [victim] = order.splice(this.#dice.roll(left), 1);
      await sleep(100 + this.#dice.roll(900));
      await this.#victims.kill(victim ?? 'server', this.#dice);
      if (left % 10 === 0) say?.(`${left} kills left, ${this.#done.batches.size} batches`);
    }
  }

  /** Until nothing waits for the queue: what was acknowledged is then public, too. */
  async #settle(): Promise<void> {
    const client = await insider(this.#victims.data);
    const waiting = `select count(*)::int as n from pgboss.job
      where name in ('intake.process', 'publication.publish') and state in ('created', 'retry', 'active')`;
    for (const began = performance.now(); performance.now() - began < SETTLE_MS; await sleep(200))
      if ((await client.query<{ n: number }>(waiting)).rows[0]?.n === 0) break;
    await client.end();
  }

  /** Stops the program, verifies its ledger and answers what was found. */
  async result(): Promise<KillsResult> {
    const { data, recoveriesMs } = this.#victims;
    const wrong = await this.differences();
    const code = await this.#victims.stop();
    if (code !== 0) wrong.push(`the program ended with ${code}`);
    const verified = await xinyong(['verify', 'ledger', '--json', '--data', data]);
    if (verified.code !== 0) wrong.push(`verify ledger: ${verified.out}${verified.err}`);
    const left = await noneLeft(data);
    if (left.length > 0) wrong.push(`left running: ${left.length}`);
    const { batches, corrected, decided, classified } = this.#done;
    return {
      kills: {
        server: recoveriesMs.server.length,
        worker: recoveriesMs.worker.length,
        database: recoveriesMs.database.length,
      },
      acknowledged: {
        batches: batches.size,
        corrections: corrected.size,
        decisions: decided.size,
        classifications: classified.size,
      },
      repeated: this.#clients.reduce((sum, client) => sum + client.repeated, 0),
      longestRecoveryMs: {
        server: Math.max(0, ...recoveriesMs.server),
        worker: Math.max(0, ...recoveriesMs.worker),
        database: Math.max(0, ...recoveriesMs.database),
      },
      wrong,
    };
  }
}
