import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { RoleName } from './db.ts';
import { defineProblems } from './problem.ts';

const problem = defineProblems({
  DATABASE_NEWER: {
    status: 503,
    zh: '数据库的版本（{database}）比程序（{program}）新。请升级程序，或换用与之相配的数据文件夹。',
    en: 'The database ({database}) is newer than the program ({program}). Upgrade the program or use the data folder that belongs to it.',
  },
  MIGRATION_CHANGED: {
    status: 503,
    zh: '数据库升级脚本 {name} 与当初执行的内容不同。请恢复原脚本后再启动。',
    en: 'Migration {name} differs from what was applied. Restore the original script, then start again.',
  },
});

export type RoleMap = Readonly<Record<RoleName, string>>;

/**
 * Brings the database to the newest schema: every file of `folder` in order, each in one
 * transaction, recorded with its digest. Returns the names applied now. Refuses a newer
 * database and a changed script; two programs starting at once wait for each other.
 */
export async function migrate(
  client: pg.ClientBase,
  folder: string,
  roles: RoleMap,
): Promise<string[]> {
  await client.query(`create schema if not exists migration`);
  await client.query(`create table if not exists migration.applied
    (name text primary key, digest text not null, applied_at timestamptz not null default now())`);
  await client.query(`select pg_advisory_lock(hashtext('xinyong migrate'))`);
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
    const done = await client.query<{ name: string; digest: string }>(
      'select name, digest from migration.applied order by name',
    );
    const newest = names.at(-1) ?? '';
    const applied = new Map(done.rows.map((row) => [row.name, row.digest]));
    for (const name of applied.keys()) {
      if (!names.includes(name))
        throw problem('DATABASE_NEWER', { database: name, program: newest });
    }
    const now: string[] = [];
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8');
      const digest = createHash('sha256').update(text).digest('hex');
      if (applied.has(name)) {
        if (applied.get(name) !== digest) throw problem('MIGRATION_CHANGED', { name });
        continue;
      }
      await applyOne(client, name, text, digest, roles);
      now.push(name);
    }
    return now;
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext('xinyong migrate'))`);
  }
}

async function applyOne(
  client: pg.ClientBase,
  name: string,
  text: string,
  digest: string,
  roles: RoleMap,
): Promise<void> {
  const statements = text.replace(/\{\{(\w+)\}\}/g, (whole, role: string) => {
    const found = roles[role as RoleName];
    if (!found) throw new Error(`${name}: unknown role ${whole}`);
    return pg.escapeIdentifier(found);
  });
  await client.query('begin');
  try {
    await client.query(statements);
    await client.query('insert into migration.applied (name, digest) values ($1, $2)', [
      name,
      digest,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
