// Thirty-two connections ask the running program, with a key, for heads of archives at random; in turn
// with it, a bare fastify with one prepared lookup of the same codes in the same database (its own
// process, no permission, no log). Every answer is compared with what the tables say, and every round
// must have left as many committed log rows as answers. One round of each goes before and is not
// counted: afterwards the server knows the archives and is told by the database, each time anew,
// whether they have changed.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { API_ROOT } from '../server/app.ts';
import { demonstrationSecrets } from '../server/modules/access/index.ts';
import { createRandom } from '../tools/generate-district/random.ts';
import { apiOf } from '../test/start/api.ts';
import { newFolder, startProgram } from '../test/start/program.ts';
import {
  inPairs,
  median,
  pairsOutcome,
  percentile,
  type Benchmark,
  type BenchOptions,
  type Outcome,
  type Round,
} from './frame.ts';
import { round } from './measure.ts';
import { loadPaths, type LoadResult } from './http-load.ts';
import { ACCOUNT, CLASS, ROWS_OF_A_SUBJECT, writeRows } from './rows.ts';

const MUST = { ratio: 0.7, p99: 3 };
const CONNECTIONS = 32;
const REQUESTS = { full: 20_000, smoke: 300 };
const PURPOSE = encodeURIComponent('核对主体情况');
const PATIENCE_MS = 600_000;

export const benchmark: Benchmark = {
  name: 'lookup',
  must: `heads of archives over HTTP with permission and log row: ≥ ${MUST.ratio} of fastify with one prepared lookup, p99 ≤ ${MUST.p99} × its p99`,
  scale: { of: 'subjects, each with ten records', full: 2000, smoke: 30 },
  run,
};

interface Stage {
  readonly address: string;
  readonly limit: ChildProcess;
  readonly limitAddress: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly database: pg.Client;
  /** Records of each code, as the tables themselves say. */
  readonly expected: ReadonlyMap<string, number>;
}

async function run(options: BenchOptions): Promise<Outcome> {
  const folder = newFolder();
  const program = await startProgram(['--demo', 'empty', '--data', join(folder, 'data')]);
  try {
    await fill(program.address, folder, options);
    const stage = await openStage(program.address, join(folder, 'data'), options);
    try {
      return await measure(stage, options);
    } finally {
      await stage.database.end();
      stage.limit.kill();
      await once(stage.limit, 'exit');
    }
  } finally {
    program.signal('SIGTERM');
    await program.ended();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sends the records through the door of a department and waits until they are stored. */
async function fill(address: string, folder: string, { scale, say }: BenchOptions): Promise<void> {
  const file = join(folder, 'rows.csv');
  await writeRows(file, 'csv', scale * ROWS_OF_A_SUBJECT, 1);
  const api = await apiOf(address, ACCOUNT);
  const form = new FormData();
  form.set('class', CLASS);
  form.set('file', new Blob([new Uint8Array(readFileSync(file))]), 'rows.csv');
  const { body } = await api.post<{ batchId: string }>('/batches', form);
  const began = performance.now();
  for (let state = ''; state !== 'DONE'; await sleep(200)) {
    ({ state } = (await api.get<{ state: string }>(`/batches/${body.batchId}`)).body);
    if (state === 'FAILED' || performance.now() - began > PATIENCE_MS) throw new Error(state);
  }
  say(`${scale} subjects stored`);
}

/** A key of the department, the limit's server, and a look into the database for the log rows. */
async function openStage(address: string, data: string, { smoke }: BenchOptions): Promise<Stage> {
  const reach = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as pg.ClientConfig;
  const password = readFileSync(join(data, 'postgres', 'superuser'), 'utf8').trim();
  const connection = { ...reach, user: 'postgres', password };
  const database = new pg.Client(connection);
  await database.connect();
  if (!smoke) await untilQuiet(database);
  const { rows } = await database.query<{ code: string; records: number }>(
    "select i.value as code, count(*)::int as records from credit.subject_identifier i join credit.record_state r using (subject_id) where i.kind = 'USCC' group by 1",
  );
  const expected = new Map(rows.map(({ code, records }) => [code, records]));
  const limit = fork(fileURLToPath(new URL('lookup-limit.ts', import.meta.url)), [
    JSON.stringify(connection),
  ]);
  const [limitAddress] = (await once(limit, 'message')) as [string];
  const headers = { authorization: `Bearer ${await newKey(address)}`, 'x-purpose': PURPOSE };
  return { address, limit, limitAddress, headers, database, expected };
}

/** Publishing and sequencing go on behind a stored batch; figures wait for their end. */
async function untilQuiet(database: pg.Client): Promise<void> {
  const waiting = `select (select count(*) from credit.record_state where status = 'REGISTERED')
    + (select count(*) from ledger.pending) as n`;
  const began = performance.now();
  while (Number((await database.query<{ n: string }>(waiting)).rows[0]?.n) > 0) {
    if (performance.now() - began > PATIENCE_MS) throw new Error('publication never ended');
    await sleep(500);
  }
  await database.query('vacuum analyze');
}

async function newKey(address: string): Promise<string> {
  const root = address + API_ROOT;
  const json = { 'content-type': 'application/json' };
  const opened = await fetch(`${root}/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ account: ACCOUNT, ...demonstrationSecrets }),
  });
  const { csrfToken } = (await opened.json()) as { csrfToken: string };
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const made = await fetch(`${root}/api-keys`, {
    method: 'POST',
    headers: { ...json, cookie, 'x-csrf-token': csrfToken },
    body: JSON.stringify({ label: '测量', scopes: ['records:read'], expiresInDays: 1 }),
  });
  return ((await made.json()) as { key: string }).key;
}

async function measure(stage: Stage, options: BenchOptions): Promise<Outcome> {
  const { smoke, seed, pairs, say } = options;
  const requests = smoke ? REQUESTS.smoke : REQUESTS.full;
  const random = createRandom(seed);
  const all = [...stage.expected.keys()];
  const codes = Array.from({ length: requests }, () => random.pick(all));
  const { headers } = stage;
  const found: Record<'product' | 'limit', LoadResult[]> = { product: [], limit: [] };
  let wrong = 0;

  const product = async (): Promise<Round> => {
    const paths = codes.map((code) => `${API_ROOT}/subjects/${code}/head`);
    const settings = { address: stage.address, headers, connections: CONNECTIONS };
    const before = await readings(stage.database);
    const load = await loadPaths(settings, paths, (place, status, body) => {
      const { subject, total } = JSON.parse(body) as { subject: { uscc: string }; total: number };
      const code = codes[place] ?? '';
      return status === 200 && subject.uscc === code && total === stage.expected.get(code);
    });
    // K14: as many log rows as answers, each committed before its answer left.
    const unlogged = requests - ((await readings(stage.database)) - before);
    wrong += load.wrong + Math.abs(unlogged);
    found.product.push(load);
    return { n: requests, wallSeconds: load.wallSeconds };
  };
  const limit = async (): Promise<Round> => {
    const paths = codes.map((code) => `/subjects/${code}`);
    const settings = { address: stage.limitAddress, headers, connections: CONNECTIONS };
    const load = await loadPaths(settings, paths, (place, status, body) => {
      const { uscc } = JSON.parse(body) as { uscc: string };
      return status === 200 && uscc === codes[place];
    });
    wrong += load.wrong;
    found.limit.push(load);
    return { n: requests, wallSeconds: load.wallSeconds };
  };
  await limit();
  await product();
  found.product.length = 0;
  found.limit.length = 0;
  const measured = await inPairs(pairs, product, limit);
  const p99 = (loads: readonly LoadResult[]): number =>
    median(loads.map(({ latencies }) => percentile(latencies, 0.99)));
  const [ours, theirs] = [p99(found.product), p99(found.limit)];
  say(`p99 ${ours.toFixed(1)} ms, of the limit ${theirs.toFixed(1)} ms`);
  const outcome = pairsOutcome(measured, 'fastify with one prepared lookup');
  return {
    ...outcome,
    unit: 'requests',
    p50_ms: round(median(found.product.map(({ latencies }) => percentile(latencies, 0.5)))),
    p99_ms: round(ours),
    quality: { p99_of_limit_ms: round(theirs), p99_ratio: round(ours / theirs), wrong },
    right: wrong === 0,
    reached: outcome.ratio >= MUST.ratio && ours <= MUST.p99 * theirs,
  };
}

async function readings(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ n: number }>(
    "select count(*)::int as n from credit.reading where output = 'subjects.head'",
  );
  return rows[0]?.n ?? 0;
}
