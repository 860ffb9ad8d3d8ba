import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openPools, type ConnectionSettings, type RoleName } from '../../server/platform/db.ts';
import { installJobs } from '../../server/platform/jobs.ts';
import { migrate } from '../../server/platform/migrate.ts';
import { rolesOf } from '../../server/platform/roles.ts';
import { queues } from '../../server/queues.ts';
import { newTestDatabase, type TestDatabase } from '../database.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url));
// Roles belong to the cluster; the test's template has made them.
const ROLES = rolesOf('template_xinyong');

export interface ReleaseDatabase extends TestDatabase {
  /** Brings the schema to the newest migration; answers the scripts applied. */
  upgrade(): Promise<string[]>;
}

/** An empty database with the schema of an earlier release: every migration up to `last`. */
export async function newReleaseDatabase(last: string): Promise<ReleaseDatabase> {
  const beside = await newTestDatabase();
  const admin = await beside.superuser();
  const name = `${beside.name}_release`;
  await admin.query(`create database ${name}`);
  const settings: ConnectionSettings = {
    host: admin.host,
    port: admin.port,
    user: 'postgres',
    password: admin.password ?? '',
    database: name,
  };
  const superuser = async (): Promise<pg.Client> => {
    const client = new pg.Client({ ...settings });
    await client.connect();
    return client;
  };
  const applied = async (folder: string): Promise<string[]> => {
    const owner = await superuser();
    const names = await migrate(owner, folder, ROLES);
    await installJobs(owner, settings, queues, ROLES.app);
    await owner.end();
    return names;
  };
  const older = mkdtempSync(join(tmpdir(), 'xinyong-release-'));
  for (const file of readdirSync(MIGRATIONS).filter((one) => one.endsWith('.sql') && one <= last))
    copyFileSync(join(MIGRATIONS, file), join(older, file));
  await applied(older);
  rmSync(older, { recursive: true });
  const connection = (role: RoleName): ConnectionSettings => ({
    ...beside.connection(role),
    database: name,
  });
  const pools = openPools(connection);
  return {
    ...pools,
    name,
    connection,
    superuser,
    upgrade: () => applied(MIGRATIONS),
    async drop() {
      await pools.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      await beside.drop();
    },
  };
}
