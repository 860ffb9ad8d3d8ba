import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { roleNames, type RoleName } from '../../server/platform/db.ts';
import { newTestDatabase, type TestDatabase } from '../database.ts';

let db: TestDatabase;
let superuser: pg.Client;
before(async () => {
  db = await newTestDatabase();
  superuser = await db.superuser();
});
after(async () => {
  await superuser.end();
  await db.drop();
});

const OURS = ['credit', 'ledger', 'portal'];
const roleOf = (role: RoleName): string => db.connection(role).user;
const allRoles = (): string[] => roleNames.map(roleOf);

async function rows<T extends pg.QueryResultRow>(
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  return (await superuser.query<T>(sql, values)).rows;
}

async function names(sql: string, values: unknown[] = []): Promise<string[]> {
  return (await rows<{ name: string }>(sql, values)).map(({ name }) => name);
}

const OUR_TABLES = `select format('%I.%I', n.nspname, c.relname) as name, c.*
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname = any($1)`;

/** Tables nothing in which is ever changed or removed by anybody. */
const WRITTEN_ONCE = [
  'credit.record_fact',
  'credit.record_action',
  'credit.reading',
  'credit.audit_entry',
  'credit.policy_version',
  'ledger.leaf',
  'ledger.entry',
  'ledger.node',
  'ledger.checkpoint',
];

/**
 * Tables that name an organisation and are read across organisations on purpose: matching and
 * uniqueness need every live key (hashes and ids only), accounts and keys are bounded by the table
 * of permissions, logs are narrowed by their queries, issued reports hold digests only and are
 * verified by everybody.
 */
const READ_ACROSS = [
  'credit.account',
  'credit.api_key',
  'credit.audit_entry',
  'credit.organisation',
  'credit.reading',
  'credit.record_identity',
  'credit.report',
  'credit.report_act',
  'credit.subject_reference',
  'portal.item',
];

describe('roles of the database', () => {
  test('none is superuser, passes row security, or may create roles and databases', async () => {
    const mighty = await names(
      `select rolname as name from pg_roles where rolname = any($1)
         and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
      [allRoles()],
    );
    assert.deepEqual(mighty, []);
  });

  test('none is a member of another role, so none inherits what it was not granted', async () => {
    const members = await names(
      `select m.rolname as name from pg_auth_members a join pg_roles m on m.oid = a.member
        where m.rolname = any($1)`,
      [allRoles()],
    );
    assert.deepEqual(members, []);
  });

  test('none owns a table, function or schema, or may create one', async () => {
    const owned = await names(
      `select c.relname as name from pg_class c where c.relowner = any($1::regrole[]::oid[])
       union all select p.proname from pg_proc p where p.proowner = any($1::regrole[]::oid[])
       union all select n.nspname from pg_namespace n where n.nspowner = any($1::regrole[]::oid[])`,
      [allRoles().map((role) => `"${role}"`)],
    );
    assert.deepEqual(owned, []);
    const creators = await names(
      `select r || ' in ' || n.nspname as name from unnest($1::text[]) r, pg_namespace n
        where n.nspname = any($2) and has_schema_privilege(r, n.oid, 'CREATE')`,
      [allRoles(), [...OURS, 'public', 'pgboss']],
    );
    assert.deepEqual(creators, []);
  });

  test('nothing is granted to everybody', async () => {
    const open = await names(
      `select table_schema || '.' || table_name as name from information_schema.table_privileges
        where grantee = 'PUBLIC' and table_schema = any($1)`,
      [[...OURS, 'pgboss']],
    );
    assert.deepEqual(open, []);
  });

  test('K15: role portal reads the tables of schema portal and nothing else, and writes nothing', async () => {
    const grants = await names(
      `select distinct format('%s %I.%I', p, n.nspname, c.relname) as name
         from pg_class c join pg_namespace n on n.oid = c.relnamespace,
           unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
        where c.relkind in ('r', 'p', 'v', 'm') and n.nspname = any($2)
          and has_table_privilege($1, c.oid, p) order by 1`,
      [roleOf('portal'), [...OURS, 'pgboss', 'migration']],
    );
    const tables = await names(`${OUR_TABLES} order by 1`, [['portal']]);
    assert.deepEqual(grants, tables.map((table) => `SELECT ${table}`).toSorted());
    const columns = await names(
      `select distinct table_schema || '.' || table_name as name from information_schema.column_privileges
        where grantee = $1 and table_schema <> 'portal'`,
      [roleOf('portal')],
    );
    assert.deepEqual(columns, []);
  });

  test('facts, actions, logs and the ledger can be changed and removed by no role', async () => {
    const found = await names(
      `select r || ' ' || p || ' ' || t as name from unnest($1::text[]) r, unnest($2::text[]) t,
         unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p
        where has_table_privilege(r, t, p) or (p = 'UPDATE' and has_any_column_privilege(r, t, p))`,
      [allRoles(), WRITTEN_ONCE],
    );
    assert.deepEqual(found, []);
  });

  test('K7: keys and salts can be destroyed by the erasing role alone, and rewritten by nobody', async () => {
    const found = await names(
      `select r || ' ' || p || ' ' || t as name from unnest($1::text[]) r,
         unnest(array['credit.record_key', 'ledger.salt']) t, unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p
        where has_table_privilege(r, t, p) or (p = 'UPDATE' and has_any_column_privilege(r, t, p)) order by 1`,
      [allRoles()],
    );
    const erase = roleOf('erase');
    assert.deepEqual(found, [`${erase} DELETE credit.record_key`, `${erase} DELETE ledger.salt`]);
  });

  test('K7: the auditor, the portal and the sequencer have no way to a key', async () => {
    for (const role of ['auditor', 'portal', 'ledger'] as const) {
      const [held] = await rows<{ may: boolean }>(
        `select has_table_privilege($1, 'credit.record_key', 'SELECT') as may`,
        [roleOf(role)],
      );
      assert.equal(held?.may, false, role);
    }
  });
});

describe('row security', () => {
  test('is forced on every table of a department that is not read across departments on purpose', async () => {
    const open = await names(
      `select t.name from (${OUR_TABLES}) t
        where exists (select from pg_attribute a where a.attrelid = t.oid
            and a.attname in ('organisation_code', 'owner_code'))
          and not (t.relrowsecurity and t.relforcerowsecurity) order by 1`,
      [OURS],
    );
    assert.deepEqual(open, READ_ACROSS);
  });

  test('is forced on every table that hangs on a department’s batch', async () => {
    const open = await names(
      `select t.name from (${OUR_TABLES}) t
        where exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'f'
            and k.confrelid in (select p.polrelid from pg_policy p))
          and not (t.relrowsecurity and t.relforcerowsecurity)`,
      [OURS],
    );
    assert.deepEqual(open, []);
  });

  test('leaves nothing to see or to write for a caller without identity', async () => {
    const guarded = await names(
      `select t.name from (${OUR_TABLES}) t where t.relrowsecurity order by 1`,
      [OURS],
    );
    assert.ok(guarded.length >= 8, guarded.join(' '));
    for (const table of guarded) {
      const policies = await rows<{ cmd: string; roles: string }>(
        `select polcmd as cmd, polroles::text as roles from pg_policy where polrelid = $1::regclass`,
        [table],
      );
      // One policy for every command and every role: no exception can hide in another.
      assert.deepEqual(policies, [{ cmd: '*', roles: '{0}' }], table);
      const { rows: seen } = await db.raw.query<{ n: string }>(
        `select count(*) as n from ${table}`,
      );
      assert.equal(seen[0]?.n, '0', table);
    }
  });
});

describe('what the schema says about itself', () => {
  test('every table has a comment that says what it is for', async () => {
    const silent = await names(
      `select t.name from (${OUR_TABLES}) t
        where coalesce(obj_description(t.oid, 'pg_class'), '') = '' order by 1`,
      [OURS],
    );
    assert.deepEqual(silent, []);
  });

  test('functions that run with their owner’s rights have a fixed search path', async () => {
    const loose = await names(
      `select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.prosecdef and n.nspname = any($1)
          and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')`,
      [[...OURS, 'public', 'pgboss']],
    );
    assert.deepEqual(loose, []);
  });

  test('views read with the rights of whoever asks', async () => {
    const views = await names(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c
         join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('v', 'm') and n.nspname = any($1)
          and not coalesce('security_invoker=true' = any(c.reloptions), false)`,
      [OURS],
    );
    assert.deepEqual(views, []);
  });
});
