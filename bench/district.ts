// Loads the whole made-up district (18,000 subjects, 108,000 records, 36 departments) as a first
// start does: files are made from a seed, received, judged, entered, published and sequenced, on a
// durable database. Every labelled cell, every held row and every number of each file is compared
// with what the generator had sown before the time counts. Memory is that of our processes together,
// PostgreSQL left out. `node bench/start.ts --demo district` times the same through the command.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { loadDistrict, type LoadedFile } from '../server/demonstration.ts';
import { loadAccounts } from '../server/modules/access/index.ts';
import { systemClock } from '../server/platform/clock.ts';
import { testContext } from '../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../test/database.ts';
import { compareWithSown, type SownAnswers } from '../test/sown.ts';
import { wholeDistrictPlan } from '../tools/generate-district/index.ts';
import { onDurableCluster } from './cluster.ts';
import { timed, type Benchmark, type BenchOptions, type Outcome } from './frame.ts';
import { MemoryWatch } from './measure.ts';

const FULL = { subjects: 18_000, records: 108_000 };
const MUST_SECONDS = 180;

interface Load {
  readonly files: readonly LoadedFile[];
  readonly seconds: number;
  /** CPU seconds of this process, readers of sheets and the database left out. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

interface Stored {
  readonly records: number;
  readonly subjects: number;
  readonly waiting: number;
  readonly unpublished: number;
}

/** The first start with the whole district. */
export const district: Benchmark = {
  name: 'district',
  must: `18,000 subjects and 108,000 records through the intake in ${MUST_SECONDS} s, every labelled cell found, none else`,
  scale: { of: 'records', full: FULL.records, smoke: 2160 },
  pairs: 1,
  async run(options) {
    return onDurableCluster(async () => measured(await newTestDatabase(), options));
  },
};

async function measured(db: TestDatabase, options: BenchOptions): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-bench-'));
  const base = await testContext(db, { demonstration: 'district', clock: systemClock });
  const ctx = { ...base, config: { ...base.config, dataFolder: folder } };
  const client = await db.superuser();
  try {
    await loadAccounts(ctx);
    const load = await loadOnce(ctx, options);
    const sown = await compareWithSown(client, ctx.policy, load.files);
    for (const problem of sown.problems.slice(0, 20)) options.say(problem);
    return outcomeOf(options, load, sown, await storedIn(client));
  } finally {
    await client.end();
    await ctx.jobs.stop();
    await db.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function loadOnce(
  ctx: Parameters<typeof loadDistrict>[0],
  { scale, seed, say }: BenchOptions,
): Promise<Load> {
  const subjects = Math.round((FULL.subjects * scale) / FULL.records);
  const today = ctx.clock.today();
  const plan = wholeDistrictPlan(ctx.policy);
  const memory = new MemoryWatch(process.pid);
  let files: LoadedFile[] = [];
  try {
    const { wallSeconds, cpuSeconds = 0 } = await timed(async () => {
      files = await loadDistrict(ctx, { seed, subjects, records: scale, today, plan }, say);
      return scale;
    });
    return { files, seconds: wallSeconds, cpuSeconds, peakMiB: memory.together };
  } finally {
    memory.stop();
  }
}

async function storedIn(client: pg.Client): Promise<Stored> {
  const { rows } = await client.query<Stored>(`select
    (select count(*)::int from credit.record_fact) as records,
    (select count(*)::int from credit.subject) as subjects,
    (select count(*)::int from ledger.pending) as waiting,
    (select count(*)::int from credit.record_state where status = 'REGISTERED') as unpublished`);
  return rows[0] as Stored;
}

function outcomeOf(
  { scale }: BenchOptions,
  { files, seconds, cpuSeconds, peakMiB }: Load,
  sown: SownAnswers,
  stored: Stored,
): Outcome {
  const sum = (of: (file: LoadedFile) => number): number =>
    files.reduce((total, file) => total + of(file), 0);
  const changes = sum(({ expected }) => expected.corrected);
  const accepted = sum(({ expected }) => expected.accepted);
  const rows = sum((file) => file.rows);
  const { problems, ...cells } = sown;
  const right =
    problems.length === 0 &&
    rows === scale &&
    stored.records >= accepted - changes &&
    stored.records <= accepted &&
    stored.waiting === 0 &&
    stored.unpublished === 0;
  return {
    n: rows,
    unit: 'rows loaded',
    wall_s: [Number(seconds.toPrecision(3))],
    cpu_s: [Number(cpuSeconds.toPrecision(3))],
    per_s: Math.round(rows / seconds),
    peak_rss_mb: Math.round(peakMiB),
    quality: {
      files: files.length,
      records: stored.records,
      subjects: stored.subjects,
      cells_expected: cells.cellsExpected,
      cells_found: cells.cellsFound,
      cells_false: cells.cellsFalse,
      held_expected: cells.heldExpected,
      held: cells.held,
    },
    right,
    reached: seconds <= (MUST_SECONDS * scale) / FULL.records,
  };
}
