import { randomUUID, randomUUIDv7 } from 'node:crypto';
import type { Context } from '../../server/context.ts';
import { appendLeaves, type NewLeaf } from '../../server/modules/ledger/index.ts';
import { registerRecords, type NewRecord } from '../../server/modules/records/index.ts';
import { system } from '../../server/platform/actor.ts';
import { inTransaction } from '../../server/platform/db.ts';
import { newRecord, penaltyCells, resolveRows } from '../../test/build.ts';
import type { TestDatabase } from '../../test/database.ts';
import { inPairs, timed, type BenchOptions, type Pairs, type Round } from '../frame.ts';
import { answersOf } from './answers.ts';
import type { Base } from './base.ts';
import { writeFiles, type RowsFile } from './files.ts';
import { CLASS } from './penalties.ts';
import { ingest } from './product.ts';

const CHUNK = 1000;
const CHUNKS_A_ROUND = 8;

/** Takes files in, in turn with the log and without it; every row of all of them against its label. */
export async function withAndWithoutLeaves(
  base: Base,
  database: TestDatabase,
  { pairs, seed, rowsOfAFile, say }: BenchOptions & { readonly rowsOfAFile: number },
): Promise<{ intake: Pairs; right: boolean }> {
  const rows = 2 * pairs * rowsOfAFile;
  const files = await writeFiles(base.folder, 'csv', rows, seed, rowsOfAFile);
  let right = true;
  const takeIn = async (file: RowsFile, leaves: boolean): Promise<Round> => {
    const round = await ingest(database, [file], base.keys, { leaves });
    const answers = await answersOf(database, [file], round.batchIds, seed, rows);
    right &&= leaves ? answers.right : answers.quality['leaves'] === 0;
    say(`${leaves ? 'with' : 'without'} leaves ${Math.round(round.n / round.wallSeconds)} rows/s`);
    return { n: round.n, wallSeconds: round.wallSeconds };
  };
  const intake = await inPairs(
    pairs,
    (pair) => takeIn(files[2 * pair + 1] as RowsFile, true),
    (pair) => takeIn(files[2 * pair] as RowsFile, false),
  );
  return { intake, right };
}

/**
 * What a leaf costs a record, over a registration without it. The registration as it is has one leaf
 * already, that of the product one more: nothing is taken out.
 */
export async function registrationWithALeafMore(ctx: Context, pairs: number): Promise<number> {
  const { ratio } = await inPairs(
    pairs,
    (pair) => register(ctx, pair * 2, 1),
    (pair) => register(ctx, pair * 2 + 1, 0),
  );
  const more = 1 / ratio - 1;
  return more / (1 - more);
}

/** Registers rows in chunks as intake does; `more` further leaves for each row. */
async function register(ctx: Context, round: number, more: number): Promise<Round> {
  const chunks: NewRecord[][] = [];
  for (let chunk = 0; chunk < CHUNKS_A_ROUND; chunk += 1)
    chunks.push(await rowsOf(ctx, round * CHUNKS_A_ROUND + chunk));
  return timed(async () => {
    for (const rows of chunks) {
      await inTransaction(ctx.db.app, system, async (tx) => {
        await registerRecords(tx, ctx, system, rows);
        if (more > 0) await appendLeaves(tx, rows.map(leafOf));
      });
    }
    return CHUNKS_A_ROUND * CHUNK;
  });
}

/** A leaf whose content is as long as that of a record. */
function leafOf({ values }: NewRecord): NewLeaf {
  const [leafId, recordId] = [randomUUIDv7(), randomUUID()];
  const content = JSON.stringify({ leafId, recordId, values });
  return { leafId, kind: 'registered', subjectId: null, recordId, seq: 1, content };
}

async function rowsOf(ctx: Context, chunk: number): Promise<NewRecord[]> {
  const cells = Array.from({ length: CHUNK }, (_, i) =>
    penaltyCells({ CF_WSH: `王市监罚〔2025〕${chunk * CHUNK + i}号` }),
  );
  return inTransaction(ctx.db.app, system, async (tx) => {
    const [subject] = await resolveRows(tx, ctx, CLASS, cells.slice(0, 1));
    if (subject?.outcome !== 'LINKED') throw new Error('the subject of the rows was not linked');
    return cells.map((row) => newRecord(ctx, CLASS, row, subject));
  });
}
