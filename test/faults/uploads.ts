import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { refusalFor, parse } from '../../server/platform/spreadsheet/parse.ts';
import { withLimits } from '../../server/platform/spreadsheet/limits.ts';
import { SheetRefused } from '../../server/platform/spreadsheet/refusal.ts';
import { Source } from '../../server/platform/spreadsheet/source.ts';
import { readAll } from '../../server/platform/spreadsheet/testing.ts';
import { processBatch } from '../../server/modules/intake/index.ts';
import { newStage, type Stage } from '../rights/stage.ts';
import type { SignedIn } from '../desk.ts';
import { Dice } from './dice.ts';
import { mutated } from './mutate.ts';

const MIB = 1024 * 1024;
const LOOK_MS = 15;

export interface UploadsResult {
  readonly files: {
    readonly inProcess: number;
    readonly throughParser: number;
    readonly throughUpload: number;
  };
  /** How they ended: read, or refused with which code. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly parserPeakMiB: number;
  readonly grownMiB: number;
  readonly wrong: readonly string[];
}

/**
 * Reads so many damaged files: by the parser itself, by its process, and by the whole upload over
 * HTTP. None may crash, fail as a fault of ours, take long or leave a process behind.
 */
export async function runUploads(options: {
  readonly seed: number;
  readonly inProcess: number;
  readonly throughParser: number;
  readonly throughUpload: number;
  readonly say?: (line: string) => void;
}): Promise<UploadsResult> {
  const { seed, inProcess, throughParser, throughUpload, say } = options;
  const run = new Uploads();
  const dice = new Dice(seed);
  for (let i = 0; i < inProcess; i += 1) {
    if (i % 2000 === 0) say?.(`${i} read in process`);
    await run.read(`file ${i}`, mutated(dice), parseHere);
  }
  // What the reading itself keeps is kept by now.
  const before = process.memoryUsage().rss;
  for (let i = 0; i < throughParser; i += 1) {
    if (i % 500 === 0) say?.(`${i} read through the parser process`);
    await run.read(`process ${i}`, mutated(dice), readWhole);
  }
  await uploadAll(run, dice, throughUpload, say);
  const grownMiB = Math.round((process.memoryUsage().rss - before) / MIB);
  return { files: { inProcess, throughParser, throughUpload }, ...(await run.end()), grownMiB };
}

async function uploadAll(
  run: Uploads,
  dice: Dice,
  count: number,
  say?: (line: string) => void,
): Promise<void> {
  const stage = await newStage();
  try {
    const as = await stage.signIn('shichangjianguan');
    for (let i = 0; i < count; i += 1) {
      if (i % 200 === 0) say?.(`${i} uploaded`);
      await run.upload(`upload ${i}`, stage, as, mutated(dice));
    }
  } finally {
    await stage.close();
  }
}

/** Files of one run, and what they did. */
export class Uploads {
  readonly #outcomes: Record<string, number> = {};
  readonly #wrong: string[] = [];
  readonly #watch = new ParserWatch();
  #slowestMs = 0;

  /** Reads a file in the given way; answers how it ended, or null when it did in no way it may. */
  async read(
    name: string,
    bytes: Uint8Array,
    reader: (bytes: Uint8Array) => Promise<void>,
  ): Promise<{ readonly outcome: string; readonly ms: number } | null> {
    const began = performance.now();
    const outcome = await reader(bytes).then(
      () => 'read',
      (error: unknown) => {
        if (error instanceof SheetRefused) return error.code;
        this.#wrong.push(`${name}: ${String(error)}`);
        return null;
      },
    );
    const ms = performance.now() - began;
    this.#note(outcome ?? 'WRONG', ms);
    return outcome === null ? null : { outcome, ms };
  }

  /** Sends a file as a browser does and lets the intake finish it. */
  async upload(name: string, stage: Stage, as: SignedIn, bytes: Uint8Array): Promise<void> {
    const began = performance.now();
    const answer = await stage.call('/batches', { method: 'POST', as, ...formOf(bytes) });
    let outcome = String(answer.statusCode);
    if (answer.statusCode === 202) {
      const { batchId } = answer.json<{ batchId: string }>();
      await processBatch(stage.ctx, batchId).catch((error: unknown) =>
        this.#wrong.push(`${name}: ${String(error)}`),
      );
      const batch = (await stage.call(`/batches/${batchId}`, { as })).json<{ state: string }>();
      outcome = batch.state;
      if (!['DONE', 'REFUSED'].includes(outcome)) this.#wrong.push(`${name}: ended as ${outcome}`);
    } else if (answer.statusCode !== 422) this.#wrong.push(`${name}: ${answer.body}`);
    this.#note(outcome, performance.now() - began);
  }

  #note(outcome: string, ms: number): void {
    this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
    this.#slowestMs = Math.max(this.#slowestMs, ms);
  }

  /** Totals; a parser that is still there by now was left behind. */
  async end(): Promise<Omit<UploadsResult, 'files' | 'grownMiB'>> {
    for (let i = 0; i < 100 && parsers().length > 0; i += 1) await sleep(20);
    if (parsers().length > 0) this.#wrong.push(`${parsers().length} parser processes left behind`);
    return {
      outcomes: this.#outcomes,
      slowestMs: Math.round(this.#slowestMs),
      parserPeakMiB: this.#watch.stop(),
      wrong: this.#wrong,
    };
  }
}

/** Reads through the parser process to the end. */
export async function readWhole(bytes: Uint8Array): Promise<void> {
  await readAll(bytes);
}

async function parseHere(bytes: Uint8Array): Promise<void> {
  try {
    const output = { meta: () => undefined, frame: () => undefined };
    await parse(new Source(Buffer.from(bytes)), withLimits({ maxInflatedBytes: 64 * MIB }), output);
  } catch (error) {
    // As the parser process says it: what no check foresaw comes from the content.
    throw refusalFor(error);
  }
}

function formOf(bytes: Uint8Array): { payload: Buffer; headers: Record<string, string> } {
  const head = (what: string): string =>
    `--made-up\r\nContent-Disposition: form-data; ${what}\r\n\r\n`;
  const start = `${head('name="class"')}ADMIN_PENALTY\r\n${head('name="file"; filename="a.xlsx"')}`;
  const payload = Buffer.concat([Buffer.from(start), bytes, Buffer.from('\r\n--made-up--\r\n')]);
  return { payload, headers: { 'content-type': 'multipart/form-data; boundary=made-up' } };
}

/** Looks again and again how much memory the parser processes of this program hold. */
class ParserWatch {
  #peakKiB = 0;
  readonly #timer = setInterval(() => this.#look(), LOOK_MS);

  stop(): number {
    clearInterval(this.#timer);
    return Math.round(this.#peakKiB / 1024);
  }

  #look(): void {
    for (const pid of parsers()) {
      try {
        const peak = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        this.#peakKiB = Math.max(this.#peakKiB, Number(peak ?? 0));
      } catch {
        // It has ended between the two looks.
      }
    }
  }
}

function parsers(): string[] {
  return readdirSync('/proc/self/task').flatMap((task) => {
    try {
      const children = readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim();
      return children.split(' ').filter((pid) => pid !== '' && isParser(pid));
    } catch {
      return [];
    }
  });
}

function isParser(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--input-type=module');
  } catch {
    return false;
  }
}
