// `node bench/intake.ts --rows 300000 [--format csv|xlsx] [--json]`: one file of so many rows through
// the whole running program: sent, judged, stored, published, sequenced. Checks every answer, cancels
// a second file in the middle, and prints one JSON line with rates by thirds of the way (work that is
// not linear shows there), the estimates shown, and peak memory. Exit 1 when an answer is wrong.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { apiOf, type Api } from '../test/start/api.ts';
import { newFolder, remove, startProgram } from '../test/start/program.ts';
import { facts, load, MemoryWatch, round, tidyWhenStopped } from './measure.ts';
import { ACCOUNT, badRows, CLASS, writeRows } from './rows.ts';

const FEWEST_ROWS = 20_000;
const POLL_MS = 250;
const PATIENCE_MS = 60 * 60_000;
const ENDED = ['DONE', 'REFUSED', 'CANCELLED', 'FAILED'];

interface Batch {
  readonly batchId: string;
  readonly state: string;
  readonly progress: {
    readonly phase: string;
    readonly rowsRead: number;
    readonly rowsStored: number;
    readonly secondsLeft: number | null;
  };
  readonly counts: Readonly<Record<string, number>>;
  readonly refusal: { readonly message: string } | null;
}

type Sample = Batch['progress'] & { readonly at: number };
type Point = readonly [at: number, done: number];

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '300000' },
    format: { type: 'string', default: 'csv' },
    json: { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
// A smaller file is stored before it can be stopped in the middle.
if (!Number.isInteger(rows) || rows < FEWEST_ROWS) {
  console.error(`--rows: a whole number from ${FEWEST_ROWS}`);
  process.exit(2);
}
const format = values.format === 'xlsx' ? 'xlsx' : 'csv';
const wrong: string[] = [];
const folder = newFolder();
tidyWhenStopped(folder);
// Taken now: the commit that runs, and the load it runs under.
const begun = facts();
const program = await startProgram(['--demo', 'empty', '--data', join(folder, 'data')]);
const memory = new MemoryWatch(program.pid);
try {
  const api = await apiOf(program.address, ACCOUNT);
  console.log(JSON.stringify(await measure(api), null, values.json ? 0 : 2));
} finally {
  memory.stop();
  program.signal('SIGTERM');
  await program.ended();
  await remove(folder);
}
process.exitCode = wrong.length > 0 ? 1 : 0;

async function measure(api: Api): Promise<Record<string, unknown>> {
  const file = join(folder, `rows.${format}`);
  await writeRows(file, format, rows, 1);
  const bytes = readFileSync(file);
  const began = performance.now();
  const since = (): number => round((performance.now() - began) / 1000);
  const batchId = await send(api, file);
  const received = since();
  const samples: Sample[] = [];
  const done = await follow(api, batchId, (one) => samples.push({ at: since(), ...one.progress }));
  const stored = since();
  const database = await connect();
  const count = async (from: string): Promise<number> => {
    const { rows: found } = await database.query<{ n: string }>(`select count(${from}`);
    return Number(found[0]?.n);
  };
  const items = (): Promise<number> => count('*) as n from portal.item');
  const records = (): Promise<number> => count('*) as n from credit.record_fact');
  const good = rows - badRows(rows);
  expect('state', done.state, 'DONE');
  for (const [name, expected] of Object.entries({ rows, new: good, rejected: badRows(rows) }))
    expect(name, done.counts[name], expected);
  const shown: Point[] = [];
  await until(async () => {
    const now = await items();
    shown.push([since(), now]);
    return now >= good;
  });
  const published = since();
  await until(async () => (await count('*) as n from ledger.pending')) === 0);
  const sequenced = since();
  expect('public items', await items(), good);
  expect('facts', await records(), good);
  const once = 'distinct (batch_id, row_number)) as n from credit.record_fact';
  expect('rows stored once', await count(once), good);
  expect('the same file again', await send(api, file), batchId);
  const cancelled = await cancelInTheMiddle(api, async () => (await records()) - good);
  await database.end();
  const points = (phase: string, of: (one: Sample) => number): Point[] =>
    samples.filter((one) => one.phase === phase).map((one) => [one.at, of(one)]);
  return {
    bench: 'intake',
    ...begun,
    loadAfter: load(),
    format,
    n: rows,
    fileMiB: round(bytes.length / 2 ** 20),
    seconds: { received, stored, published, sequenced },
    rowsPerSecondByThirds: {
      reading: thirds(points('READING', (one) => one.rowsRead)),
      storing: thirds(points('STORING', (one) => one.rowsStored)),
      publishing: thirds(shown),
    },
    estimate: estimates(samples),
    progressSteps: new Set(samples.map((one) => one.rowsRead + one.rowsStored)).size,
    cancelled,
    memory: memory.result(),
    wrong,
    ok: wrong.length === 0,
  };
}

/** A second file of half as many rows, stopped once a third of it is stored. */
async function cancelInTheMiddle(
  api: Api,
  storedSince: () => Promise<number>,
): Promise<Record<string, number>> {
  const half = Math.ceil(rows / 2);
  const file = join(folder, `second.${format}`);
  await writeRows(file, format, half, 2);
  const batchId = await send(api, file);
  let asked: number | null = null;
  const stopped = await follow(api, batchId, async ({ progress }) => {
    if (asked !== null || progress.rowsStored < half / 3) return;
    asked = performance.now();
    await api.post(`/batches/${batchId}/cancel`);
  });
  const seconds = round((performance.now() - (asked ?? Number.NaN)) / 1000);
  const entered = stopped.counts['new'] ?? 0;
  expect('state after cancelling', stopped.state, 'CANCELLED');
  expect('entered in the middle', entered > 0 && entered < half, true);
  expect('facts of the cancelled file', await storedSince(), entered);
  return { rows: half, entered, seconds };
}

async function send(api: Api, path: string): Promise<string> {
  const form = new FormData();
  form.set('class', CLASS);
  form.set('file', new Blob([new Uint8Array(readFileSync(path))]), `rows.${format}`);
  const { status, body } = await api.post<Batch>('/batches', form);
  if (status !== 202) throw new Error(`not received: ${status} ${JSON.stringify(body)}`);
  return body.batchId;
}

async function follow(api: Api, batchId: string, see: (batch: Batch) => unknown): Promise<Batch> {
  const began = performance.now();
  while (performance.now() - began < PATIENCE_MS) {
    const { body } = await api.get<Batch>(`/batches/${batchId}`);
    await see(body);
    if (ENDED.includes(body.state)) return body;
    await sleep(POLL_MS);
  }
  throw new Error('the batch never ended');
}

/** Rows a second in each third of the way. */
function thirds(points: readonly Point[]): number[] {
  const end = points.at(-1)?.[1] ?? 0;
  return [0, 1, 2].map((third) => {
    const part = points.filter(
      ([, done]) => done >= (end * third) / 3 && done <= (end * (third + 1)) / 3,
    );
    const [first, last] = [part[0], part.at(-1)];
    if (!first || !last || first[0] === last[0]) return 0;
    return Math.round((last[1] - first[1]) / (last[0] - first[0]));
  });
}

/** What was shown as the time left, over the time it then took: lowest, middle, highest. */
function estimates(samples: readonly Sample[]): Record<string, unknown> {
  const end = samples.at(-1)?.at ?? 0;
  const shown = samples.filter((one) => one.secondsLeft !== null);
  const sound = shown.every(({ secondsLeft: left }) => Number.isInteger(left) && (left ?? -1) >= 0);
  expect('every estimate is a whole number from 0', sound, true);
  const early = shown.filter((one) => one.phase === 'READING' || one.phase === 'WAITING');
  expect('no estimate while the number of rows is unknown', early.length, 0);
  const ratios = shown
    .filter((one) => end - one.at > 5)
    .map((one) => (one.secondsLeft ?? 0) / (end - one.at))
    .toSorted((one, other) => one - other);
  const picked = [ratios[0], ratios[Math.floor(ratios.length / 2)], ratios.at(-1)];
  return { shown: shown.length, shownOverTrue: picked.map((one) => round(one ?? 0)) };
}

async function connect(): Promise<pg.Client> {
  const read = (name: string): string => readFileSync(join(folder, 'data', name), 'utf8');
  const reach = JSON.parse(read('run.json')) as { host: string; port: number; database: string };
  const password = read('postgres/superuser').trim();
  const client = new pg.Client({ ...reach, user: 'postgres', password });
  // Ctrl-C stops the server first; the folder must still be removed.
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await reached()) && performance.now() - began < PATIENCE_MS) await sleep(POLL_MS);
}

function expect(what: string, found: unknown, expected: unknown): void {
  if (found !== expected) wrong.push(`${what}: ${String(found)}, not ${String(expected)}`);
}
