import { inPairs, pairsOutcome, type BenchOptions, type Outcome } from '../frame.ts';
import { answersOf, type Answers } from './answers.ts';
import { newBase } from './base.ts';
import { writeFiles, type Format, type RowsFile } from './files.ts';
import { ingest } from './product.ts';
import { copyRows, keepRows } from './ref-copy.ts';

/** The product's way in and REF_COPY in turn, each on a database of its own; answers of every round. */
export async function againstCopy(
  format: Format,
  { scale, seed, pairs, say }: BenchOptions,
  besides: (files: readonly RowsFile[]) => Promise<Partial<Outcome>> = async () => ({}),
): Promise<Outcome> {
  const base = await newBase(scale);
  try {
    const files = await writeFiles(base.folder, format, scale, seed);
    const answers: Answers[] = [];
    let peak = 0;
    const product = async () => {
      const database = await base.fresh();
      const round = await ingest(database, files, base.keys);
      answers.push(await answersOf(database, files, round.batchIds, seed));
      if (answers.length === 1) await keepRows(database);
      await database.drop();
      peak = Math.max(peak, round.peakMiB);
      say(
        `product ${Math.round(round.n / round.wallSeconds)} rows/s, ${round.peakMiB} MB, ${JSON.stringify(answers.at(-1)?.quality)}`,
      );
      return round;
    };
    const limit = async () => {
      const database = await base.fresh();
      const round = await copyRows(database, scale);
      await database.drop();
      say(`REF_COPY ${Math.round(round.n / round.wallSeconds)} rows/s`);
      return round;
    };
    // What is copied in the first pair must have been stored once before.
    await product();
    const measured = await inPairs(pairs, product, limit);
    const more = await besides(files);
    return {
      ...pairsOutcome(measured, 'REF_COPY'),
      unit: 'rows',
      peak_rss_mb: peak,
      quality: answers[0]?.quality ?? {},
      reached: true,
      ...more,
      right: answers.every((one) => one.right) && more.right !== false,
    };
  } finally {
    await base.remove();
  }
}
