import type { TestDatabase } from '../../test/database.ts';
import type { RowsFile } from './files.ts';
import { penalty } from './penalties.ts';

/** What the store says after an ingest, compared with the labels of the rows. */
export interface Answers {
  readonly quality: Readonly<Record<string, number>>;
  readonly right: boolean;
}

interface Found {
  readonly row: number;
  readonly state: string;
  readonly fields: readonly string[];
}

const CELLS_OF_A_REPEAT = 'CF_XDR_MC';
const CELL_OF_AN_UNKNOWN = 'CF_XDR_SHXYM';

/** Compares every row of the files, of `rows` that were made, with its label: which cells were found, which rows entered, one leaf for each. */
export async function answersOf(
  database: TestDatabase,
  files: readonly RowsFile[],
  batchIds: readonly string[],
  seed: number,
  rows = files.at(-1)?.to ?? 0,
): Promise<Answers> {
  const client = await database.superuser();
  const quality = { cells_expected: 0, cells_found: 0, cells_false: 0, records_expected: 0 };
  for (const [index, file] of files.entries()) {
    const { rows: found } = await client.query<Found>(
      'select row_number as row, state, fields from credit.batch_row where batch_id = $1',
      [batchIds[index]],
    );
    const byRow = new Map(found.map((one) => [one.row, one]));
    for (let at = file.from; at < file.to; at += 1) {
      const one = byRow.get(at - file.from + 2);
      const expected = expectedOf(at, rows, seed);
      const fields = one?.fields ?? [];
      if (expected.enters) quality.records_expected += 1;
      if (expected.field !== null) quality.cells_expected += 1;
      const isFound =
        fields.includes(expected.field ?? '') && expected.states.includes(one?.state ?? '');
      if (isFound) quality.cells_found += 1;
      quality.cells_false += fields.filter((field) => field !== expected.field).length;
    }
  }
  const { rows: stored } = await client.query<Record<string, number>>(
    `with mine as (select record_id from credit.record_fact where batch_id = any($1))
    select (select count(*)::int from mine) as facts,
    (select count(*)::int from mine join credit.record_action a using (record_id)
      join ledger.leaf using (leaf_id) join ledger.salt using (leaf_id)
      join ledger.pending using (leaf_id) where a.seq = 1) as leaves,
    (select count(*)::int from mine join credit.record_identity using (record_id)
      join credit.record_state using (record_id) where status = 'REGISTERED') as live,
    (select count(*)::int from credit.batch where state = 'DONE' and batch_id = any($1)) as done`,
    [batchIds],
  );
  await client.end();
  const { facts = 0, leaves = 0, live = 0, done = 0 } = stored[0] ?? {};
  const right =
    quality.cells_found === quality.cells_expected &&
    quality.cells_false === 0 &&
    [facts, leaves, live].every((count) => count === quality.records_expected) &&
    done === files.length;
  return { quality: { ...quality, records: facts, leaves }, right };
}

function expectedOf(
  at: number,
  rows: number,
  seed: number,
): { readonly enters: boolean; readonly field: string | null; readonly states: readonly string[] } {
  const { label } = penalty(at, rows, seed);
  if (label.kind === 'WRONG') return { enters: false, field: label.field, states: ['REJECTED'] };
  if (label.kind === 'REPEAT') {
    return { enters: false, field: CELLS_OF_A_REPEAT, states: ['REJECTED', 'DUPLICATE'] };
  }
  if (label.kind === 'UNKNOWN_SUBJECT') {
    return { enters: true, field: CELL_OF_AN_UNKNOWN, states: ['WARNED'] };
  }
  return { enters: true, field: null, states: [] };
}
