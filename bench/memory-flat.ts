// The rows of ingest-csv, and ten times as many of them, each go the whole way in, in a process of
// their own on a durable database of their own with as many registered subjects as the rows speak of.
// Files hold at most 50,000 rows, so that ten times the rows are ten times the files. Each row is
// compared with its label. Memory is the peak of our processes together, PostgreSQL left out.
import { onDurableCluster } from './cluster.ts';
import type { Benchmark, BenchOptions, Outcome } from './frame.ts';
import { answersOf } from './ingest/answers.ts';
import { newBase } from './ingest/base.ts';
import { writeFiles } from './ingest/files.ts';
import { ingest } from './ingest/product.ts';

const TIMES = 10;
const MUST = 1.2;

/** The same work ten times: memory must depend on the file, not on how much there is. */
export const memoryFlat: Benchmark = {
  name: 'memory-flat',
  must: `peak of ${TIMES} × as many rows ≤ ${MUST} ×`,
  scale: { of: 'rows of the smaller run', full: 200_000, smoke: 200 },
  async run(options) {
    const smaller = await onDurableCluster(() => once(options.scale, options));
    const larger = await onDurableCluster(() => once(options.scale * TIMES, options));
    const growth = larger.peak / smaller.peak;
    return {
      n: larger.n,
      unit: 'rows',
      wall_s: [smaller.wall, larger.wall],
      per_s: Math.round(larger.n / larger.wall),
      peak_rss_mb: larger.peak,
      quality: {
        smaller_mb: smaller.peak,
        larger_mb: larger.peak,
        growth: Number(growth.toPrecision(3)),
      },
      right: smaller.right && larger.right,
      reached: growth <= MUST,
    };
  },
};

async function once(
  rows: number,
  { seed, say }: BenchOptions,
): Promise<{ n: number; wall: number; peak: number; right: Outcome['right'] }> {
  const base = await newBase(rows);
  try {
    const files = await writeFiles(base.folder, 'csv', rows, seed);
    const database = await base.fresh();
    const { n, wallSeconds, batchIds, peakMiB: peak } = await ingest(database, files, base.keys);
    const { right } = await answersOf(database, files, batchIds, seed);
    await database.drop();
    say(`${n} rows: ${peak} MB`);
    return { n, wall: Number(wallSeconds.toPrecision(3)), peak, right };
  } finally {
    await base.remove();
  }
}
