import type pg from 'pg';
import type { TestDatabase } from '../../test/database.ts';
import { timed, type Round } from '../frame.ts';

/** Every table intake writes, and which of its rows; parents first, for the foreign keys. */
const NEW_SUBJECTS = 'select subject_id from credit.subject where provisional';
const WRITTEN: Readonly<Record<string, string>> = {
  'credit.batch': 'true',
  'credit.batch_file': 'true',
  'credit.batch_chunk': 'true',
  'credit.batch_row': 'true',
  'credit.batch_finding_count': 'true',
  'credit.subject': 'provisional',
  'credit.subject_identifier': `subject_id in (${NEW_SUBJECTS})`,
  'credit.record_key': 'true',
  'credit.record_fact': 'true',
  'credit.record_action': 'true',
  'credit.record_state': 'true',
  'credit.record_identity': 'true',
  'ledger.leaf': 'true',
  'ledger.salt': 'true',
  'ledger.pending': 'true',
};

/** Writes what the product stored into files beside the database, by the server itself. */
export async function keepRows(database: TestDatabase): Promise<void> {
  const client = await database.superuser();
  const folder = await dataFolder(client);
  for (const [table, which] of Object.entries(WRITTEN)) {
    await client.query(`copy (select * from ${table} where ${which}) to '${folder}/${table}.copy'`);
  }
  await client.end();
}

/**
 * REF_COPY: the server reads the same rows into the same tables, with their indexes and constraints,
 * in one durable transaction; nothing of ours runs meanwhile.
 */
export async function copyRows(database: TestDatabase, rows: number): Promise<Round> {
  const client = await database.superuser();
  const folder = await dataFolder(client);
  await client.query('checkpoint');
  const round = await timed(async () => {
    await client.query('begin');
    for (const table of Object.keys(WRITTEN)) {
      await client.query(`copy ${table} from '${folder}/${table}.copy'`);
    }
    await client.query('commit');
    return rows;
  });
  await client.end();
  return round;
}

async function dataFolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  return rows[0]?.data_directory ?? '';
}
