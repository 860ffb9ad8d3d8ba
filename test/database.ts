import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import {
  openPools,
  type ConnectionSettings,
  type Pools,
  type RoleName,
} from '../server/platform/db.ts';
import { installJobs } from '../server/platform/jobs.ts';
import { migrate, type RoleMap } from '../server/platform/migrate.ts';
import { startCluster, type Cluster } from '../server/platform/postgres/index.ts';
import { queues } from '../server/queues.ts';
import {
  ensureRoles,
  newRolePasswords,
  rolesOf,
  type RolePasswords,
} from '../server/platform/roles.ts';

/** What a test process must know to clone a database of its own. */
export interface TestCluster {
  readonly socketFolder: string;
  readonly port: number;
  readonly password: string;
  readonly passwords: RolePasswords;
}

export interface TestDatabase extends Pools {
  readonly name: string;
  readonly connection: (role: RoleName) => ConnectionSettings;
  /** The cluster's superuser, for what an insider or an operator would do. */
  superuser(): Promise<pg.Client>;
  drop(): Promise<void>;
}

const TEMPLATE = 'template_xinyong';
const FOR_TESTS = ['fsync=off', 'synchronous_commit=off', 'shared_buffers=128MB'];
const MIGRATIONS = fileURLToPath(new URL('../migrations/', import.meta.url));
// Clones share the template's roles: grants are copied with the template.
const ROLES: RoleMap = rolesOf(TEMPLATE);

/**
 * Starts a throw-away cluster (own temporary folder, socket only, checked to be ours) with a
 * migrated template. `npm test` starts one for all files; a file run alone starts its own. Its
 * settings do not make it durable; a measurement gives its own.
 */
export async function startTestCluster(
  settings: readonly string[] = FOR_TESTS,
): Promise<TestCluster & { stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-test-'));
  // As root the server runs as another user, who must be able to enter.
  chmodSync(folder, 0o711);
  const cluster: Cluster = await startCluster({ folder, settings });
  const passwords = newRolePasswords();
  const admin = superuserClient(cluster, 'postgres');
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await ensureRoles(admin, ROLES, passwords);
  await admin.end();
  const owner = superuserClient(cluster, TEMPLATE);
  await owner.connect();
  await migrate(owner, MIGRATIONS, ROLES);
  await installJobs(owner, ownerSettings(cluster, TEMPLATE), queues, ROLES.app);
  await owner.end();
  return {
    socketFolder: cluster.socketFolder,
    port: cluster.port,
    password: cluster.password,
    passwords,
    async stop() {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let counter = 0;

/**
 * A fresh migrated database for one test file, or a copy of another that nobody is connected to;
 * `drop` also ends a cluster started only for it.
 */
export async function newTestDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const given = process.env['XINYONG_TEST_CLUSTER'];
  const own = given ? null : await startTestCluster();
  const cluster: TestCluster = own ?? (JSON.parse(given ?? '') as TestCluster);
  counter += 1;
  const name = `test_${process.pid}_${counter}`;
  const admin = superuserClient(cluster, 'postgres');
  await admin.connect();
  await admin.query(`create database ${name} template ${template} strategy file_copy`);
  await admin.end();
  const connection = (role: RoleName): ConnectionSettings => ({
    host: cluster.socketFolder,
    port: cluster.port,
    database: name,
    user: ROLES[role],
    password: cluster.passwords[role],
  });
  const pools = openPools(connection);
  return {
    ...pools,
    name,
    connection,
    async superuser() {
      const client = superuserClient(cluster, name);
      await client.connect();
      return client;
    },
    async drop() {
      await pools.close();
      const last = superuserClient(cluster, 'postgres');
      await last.connect();
      await last.query(`drop database ${name} with (force)`);
      await last.end();
      await own?.stop();
    },
  };
}

type Reach = Pick<TestCluster, 'socketFolder' | 'port' | 'password'>;

function ownerSettings(cluster: Reach, database: string): ConnectionSettings {
  return {
    host: cluster.socketFolder,
    port: cluster.port,
    user: 'postgres',
    password: cluster.password,
    database,
  };
}

function superuserClient(cluster: Reach, database: string): pg.Client {
  return new pg.Client({ ...ownerSettings(cluster, database) });
}
