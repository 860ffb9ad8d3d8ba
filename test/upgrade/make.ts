// Writes the database of a release as plain SQL, with its made-up keys and what must be found in it
// after every later upgrade. Was run once, on the schema of the migrations 0001–0007; run it anew
// only for another release: node test/upgrade/make.ts FOLDER LAST_MIGRATION
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Context } from '../../server/context.ts';
import { loadAccounts } from '../../server/modules/access/index.ts';
import { ledgerHead, sequence } from '../../server/modules/ledger/index.ts';
import { openPayloads } from '../../server/modules/records/index.ts';
import { openKeyring } from '../../server/platform/keyring.ts';
import { testContext, movingClock } from '../context.ts';
import { company, codeOf, registration, rowAbout } from '../rights/rows.ts';
import { asSystem, send, TODAY } from '../rights/stage.ts';
import { newReleaseDatabase } from './release-database.ts';

const [folder = '', last = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const db = await newReleaseDatabase(last);
const context = await testContext(db, { clock: movingClock(`${TODAY}T04:00:00Z`) });
const ctx: Context = {
  ...context,
  keys: openKeyring(join(folder, 'keys')),
  config: { ...context.config, dataFolder: folder },
};
await loadAccounts(ctx);
const firm = company(951, '王益区旧版商贸有限公司');
const registered = await send({ ctx }, 'REG_BASIC', [registration(firm)]);
const penalised = await send({ ctx }, 'ADMIN_PENALTY', [
  rowAbout('ADMIN_PENALTY', firm, { CF_CFLB: '没收违法所得、没收非法财物', CF_NR_WFFF: '1.2' }),
  { ...rowAbout('ADMIN_PENALTY', firm), CF_JDRQ: '2026/02/30' },
]);
await sequence(ctx);
const ids = [...registered.records, ...penalised.records].map(({ recordId }) => recordId);
const opened = await asSystem(ctx, (tx) => openPayloads(tx, ctx, ids));
const { size, root } = await ledgerHead(ctx);
const expected = {
  uscc: codeOf(firm),
  name: firm.name,
  batchId: penalised.batchId,
  head: { size, root },
  records: opened.map(({ fact, values, state }) => ({
    recordId: fact.recordId,
    values,
    status: state.status,
  })),
};
writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 1)}\n`);
const superuser = await db.superuser();
writeFileSync(join(folder, 'data.sql'), await dataOf(superuser));
await superuser.end();
await ctx.jobs.stop();
await db.drop();

/** Every row of our schemas as INSERT statements, and the digests of the scripts that made the tables. */
async function dataOf(client: pg.Client): Promise<string> {
  const tables = await client.query<{ name: string; columns: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name, string_agg(format('%I', a.attname), ',' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname in ('migration', 'credit', 'ledger', 'portal') group by 1 order by 1`,
  );
  const lines = [
    '-- A database as it was under the last of these migrations; every name and code is made up.',
  ];
  for (const { name, columns } of tables.rows) {
    const values = columns.split(',').map((column) => `quote_nullable(${column}::text)`);
    const { rows } = await client.query<{ row: string }>(
      `select ${values.join(` || ',' || `)} as row from ${name} order by 1`,
    );
    for (const { row } of rows)
      lines.push(`INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE VALUES (${row});`);
  }
  return `${lines.join('\n')}\n`;
}
