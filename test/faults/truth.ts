import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { EXPECTED, TO_CLASSIFY, TO_CORRECT, TO_DECIDE, type Acknowledged } from './acts.ts';

/** A connection to the database of a running program, past every right. */
export async function insider(data: string): Promise<pg.Client> {
  const reach = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as pg.ClientConfig;
  const password = readFileSync(join(data, 'postgres', 'superuser'), 'utf8').trim();
  const client = new pg.Client({ ...reach, user: 'postgres', password });
  client.on('error', () => {});
  await client.connect();
  return client;
}

const ACTS_WITHOUT_LEAF = `
  select 'action ' || a.record_id || ' ' || a.seq as act from credit.record_action a
    where not exists (select from ledger.leaf l where l.leaf_id = a.leaf_id)
  union all
  select 'audit ' || a.audit_id from credit.audit_entry a
    where not exists (select from ledger.leaf l where l.leaf_id = a.leaf_id)`;
const LEAVES_WITHOUT_ACT = `
  select l.kind || ' ' || l.leaf_id as act from ledger.leaf l
    where not exists (select from credit.record_action a where a.leaf_id = l.leaf_id)
      and not exists (select from credit.audit_entry a where a.leaf_id = l.leaf_id)`;

/** Compares what was acknowledged with what the store holds; answers each difference in words. */
export async function differences(data: string, done: Acknowledged): Promise<string[]> {
  const client = await insider(data);
  const column = async (sql: string): Promise<string[]> =>
    (await client.query<{ act: string }>(sql)).rows.map(({ act }) => act);
  try {
    return [
      ...done.refused.map((refused) => `refused without a reason: ${refused}`),
      ...(await batches(client, done)),
      ...compare('correction', done.corrected, await column(audited('row.correct'))),
      ...compare('decision', done.decided, await column(audited('quarantine.decide'))),
      ...compare('classification', done.classified, await column(CLASSIFIED)),
      ...expected('corrections', done.corrected.size, done.batches.size * TO_CORRECT),
      ...expected('decisions', done.decided.size, done.batches.size * TO_DECIDE),
      ...expected('classifications', done.classified.size, done.batches.size * TO_CLASSIFY),
      ...(await column(ACTS_WITHOUT_LEAF)).map((act) => `an act without leaf: ${act}`),
      ...(await column(LEAVES_WITHOUT_ACT)).map((leaf) => `a leaf without act: ${leaf}`),
    ];
  } finally {
    await client.end();
  }
}

const CLASSIFIED = `select record_id::text as act from credit.record_action where kind = 'classified'`;

function audited(action: string): string {
  return `select object as act from credit.audit_entry where action = '${action}'`;
}

/** Receipts against the records that are there: every number of every batch. */
async function batches(client: pg.Client, done: Acknowledged): Promise<string[]> {
  const { rows } = await client.query<Record<string, string>>(`
    select b.batch_id, b.state, b.rows, b.new, b.rejected, b.quarantined, b.file_digest::text as digest,
      count(f.record_id) as facts, count(distinct f.row_number) as places
    from credit.batch b left join credit.record_fact f using (batch_id)
    where b.class_code = 'ADMIN_PENALTY' group by b.batch_id`);
  const kept = rows.map((row) => row['batch_id'] ?? '');
  const digests = new Set(rows.map((row) => row['digest']));
  return [
    ...compare('batch', done.batches, kept),
    ...expected('different files', digests.size, rows.length),
    ...rows.flatMap((row) => [
      ...expected(`state of ${row['batch_id']}`, row['state'], 'DONE'),
      ...expected(`records of ${row['batch_id']}`, Number(row['facts']), EXPECTED.new),
      ...expected(`their places in ${row['batch_id']}`, Number(row['places']), EXPECTED.new),
      ...expected(`rows of ${row['batch_id']}`, Number(row['rows']), EXPECTED.rows),
      ...expected(`new of ${row['batch_id']}`, Number(row['new']), EXPECTED.new),
      ...expected(`rejected of ${row['batch_id']}`, Number(row['rejected']), EXPECTED.rejected),
      ...expected(`waiting of ${row['batch_id']}`, Number(row['quarantined']), 0),
    ]),
  ];
}

function expected(what: string, found: unknown, wanted: unknown): string[] {
  return found === wanted ? [] : [`${what}: ${String(found)}, not ${String(wanted)}`];
}

function compare(what: string, told: ReadonlySet<string>, kept: readonly string[]): string[] {
  const once = new Set<string>();
  const doubled = kept.filter((one) => once.size === once.add(one).size);
  return [
    ...[...told].filter((one) => !once.has(one)).map((one) => `a ${what} was lost: ${one}`),
    ...[...once]
      .filter((one) => !told.has(one))
      .map((one) => `a ${what} nobody was told of: ${one}`),
    ...doubled.map((one) => `a ${what} was done twice: ${one}`),
  ];
}
