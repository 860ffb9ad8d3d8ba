import pg from 'pg';
import type { ConnectionSettings } from '../platform/db.ts';
import type { KeyFiles } from '../platform/key-files.ts';
import { dropOlderMasters, openKeyring, replaceMaster, type Keyring } from '../platform/keyring.ts';

/** A column that holds what a master sealed, and for what purpose; `wraps` are wrapped record keys. */
interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly purpose: string;
  /** How many go together, when they are large. */
  readonly atOnce?: number;
}

/** Every column sealed under the master; a test compares the list with the schema. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'credit.record_key', column: 'wrapped', purpose: 'wraps' },
  { table: 'credit.account', column: 'totp_secret', purpose: 'access.totp' },
  { table: 'credit.idempotency', column: 'sealed', purpose: 'access.idempotency' },
  { table: 'credit.batch', column: 'file_name', purpose: 'intake' },
  { table: 'credit.batch', column: 'sheet_text', purpose: 'intake' },
  { table: 'credit.batch_file', column: 'sealed', purpose: 'intake', atOnce: 8 },
  { table: 'credit.batch_chunk', column: 'sealed', purpose: 'intake' },
  { table: 'credit.batch_row', column: 'sealed', purpose: 'intake' },
  { table: 'credit.report_file', column: 'sealed', purpose: 'reports' },
];

const AT_ONCE = 200;

/**
 * Gives the instance a new master key: everything sealed under the old one is sealed anew, in small
 * transactions, then the old one is forgotten. Cut off at any moment, the next call goes on; until
 * the end both open. No other program may use the keys meanwhile: it would seal under the old one.
 * Answers how many values were sealed anew.
 */
export async function rotateMaster(files: KeyFiles, owner: ConnectionSettings): Promise<number> {
  replaceMaster(files);
  const count = await renewAll(owner, openKeyring(files));
  dropOlderMasters(files);
  return count;
}

async function renewAll(owner: ConnectionSettings, keys: Keyring): Promise<number> {
  const client = new pg.Client({ ...owner });
  client.on('error', () => {});
  await client.connect();
  try {
    let count = 0;
    for (const column of sealedColumns) count += await renewColumn(client, keys, column);
    return count;
  } finally {
    await client.end();
  }
}

/** Walks through the table as it lies on disk: a changed row moves to its end and is met once more, as done. */
async function renewColumn(
  client: pg.Client,
  keys: Keyring,
  { table, column, purpose, atOnce = AT_ONCE }: SealedColumn,
): Promise<number> {
  let count = 0;
  for (let after = '(0,0)'; ;) {
    await client.query('begin');
    // The owner of an external database is under row security like everybody.
    await client.query(`select set_config('xinyong.scope', 'all', true)`);
    const { rows } = await client.query<{ place: string; sealed: Buffer }>(
      `select ctid::text as place, ${column} as sealed from ${table}
       where ctid > $1::tid and ${column} is not null order by ctid limit ${atOnce} for update`,
      [after],
    );
    const changed = rows.flatMap(({ place, sealed }) => {
      const renewed = keys.renew(sealed, purpose);
      return renewed ? [{ place, renewed }] : [];
    });
    await client.query(
      `update ${table} t set ${column} = n.sealed
       from unnest($1::text[], $2::bytea[]) n (place, sealed) where t.ctid = n.place::tid`,
      [changed.map(({ place }) => place), changed.map(({ renewed }) => renewed)],
    );
    await client.query('commit');
    count += changed.length;
    const last = rows.at(-1)?.place;
    if (last === undefined) return count;
    after = last;
  }
}
