import type { Benchmark, BenchOptions, Outcome } from './frame.ts';
import { answersOf } from './ingest/answers.ts';
import { startBase } from './ingest/base.ts';
import { writeFiles } from './ingest/files.ts';
import { ingest } from './ingest/product.ts';

const TIMES = 10;
const MUST = 1.2;

/** The same work ten times: memory must depend on the file, not on how much there is. */
export const memoryFlat: Benchmark = {
  name: 'memory-flat',
  must: `peak of ${TIMES} × as many rows ≤ ${MUST} ×`,
  scale: { of: 'rows of the smaller run', full: 200_000, smoke: 1_000 },
  async run(options) {
    const smaller = await once(options.scale, options);
    const larger = await once(options.scale * TIMES, options);
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
  const base = await startBase(rows);
  try {
    const files = await writeFiles(base.folder, 'csv', rows, seed);
    const database = await base.fresh();
    const { n, wallSeconds, batchIds, peakMiB: peak } = await ingest(database, files);
    const { right } = await answersOf(database, files, batchIds, seed);
    await database.drop();
    say(`${n} rows: ${peak} MB`);
    return { n, wall: Number(wallSeconds.toPrecision(3)), peak, right };
  } finally {
    await base.stop();
  }
}
