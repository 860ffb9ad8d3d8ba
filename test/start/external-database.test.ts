import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startCluster, type Cluster } from '../../server/platform/postgres/index.ts';
import { newFolder, remove, startProgram, xinyong } from './program.ts';

const folder = newFolder();
let cluster: Cluster;

before(async () => {
  cluster = await startCluster({
    folder: join(folder, 'external'),
    settings: ['shared_buffers=64MB'],
  });
});
after(async () => {
  await cluster.stop();
  await remove(folder);
});

function urlOf(account: string, password: string, database: string): string {
  return `postgres://${account}:${password}@/${database}?host=${encodeURIComponent(cluster.socketFolder)}`;
}

async function asAdministrator(database: string, sql: string): Promise<void> {
  const client = new pg.Client({
    host: cluster.socketFolder,
    port: cluster.port,
    user: 'postgres',
    password: cluster.password,
    database,
  });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function assertServes(url: string, data: string): Promise<void> {
  const program = await startProgram(['--demo', 'none', '--data', data], {
    env: { DATABASE_URL: url },
  });
  assert.equal((await fetch(`${program.address}/readyz`)).status, 200);
  program.signal('SIGTERM');
  assert.equal((await program.ended()).code, 0);
}

test('an account that may create roles needs no help', async () => {
  await asAdministrator('postgres', `create role maker login createrole password 'maker'`);
  await asAdministrator('postgres', 'create database ours owner maker');
  await assertServes(urlOf('maker', 'maker', 'ours'), join(folder, 'maker'));
});

test('an account without rights prints the SQL that, once run, lets it start', async () => {
  await asAdministrator('postgres', `create role plain login password 'plain'`);
  await asAdministrator('postgres', 'create database theirs');
  const url = urlOf('plain', 'plain', 'theirs');
  const data = join(folder, 'plain');
  const { code, err } = await xinyong(['start', '--port', '0', '--demo', 'none', '--data', data], {
    env: { DATABASE_URL: url },
  });
  assert.equal(code, 2);
  assert.match(err, /账号 plain 的权限不够/);
  const sql = err.split('\n').filter((line) => /^(GRANT|ALTER|DO) /.test(line));
  assert.ok(sql.length >= 12, err);
  await asAdministrator('theirs', sql.join('\n'));
  await assertServes(url, data);
});

test('an unreachable or misspelt address is refused with its reason', async () => {
  for (const url of ['postgres://a:b@127.0.0.1:1/x', 'not an address', urlOf('a', 'b', 'none')]) {
    const { code, err } = await xinyong(['verify', 'ledger', '--data', join(folder, 'no')], {
      env: { DATABASE_URL: url },
    });
    assert.equal(code, 2, err);
    assert.match(err, /连接不上 DATABASE_URL 指定的数据库：.+。请检查/);
    assert.doesNotMatch(err, /\n\s+at /);
  }
});

test('a database that may lose what it has committed is refused, and named by the health page when it comes to it later', async () => {
  await asAdministrator('postgres', `create role weak login createrole password 'weak'`);
  await asAdministrator('postgres', 'create database weak owner weak');
  const url = urlOf('weak', 'weak', 'weak');
  const words = ['--demo', 'none', '--data', join(folder, 'weak')];
  const program = await startProgram(words, { env: { DATABASE_URL: url } });
  const reasons = async (): Promise<string[]> => {
    const health = (await (await fetch(`${program.address}/readyz`)).json()) as {
      reasons: { code: string }[];
    };
    return health.reasons.map(({ code }) => code);
  };
  assert.deepEqual(await reasons(), []);
  await asAdministrator('postgres', 'alter system set full_page_writes = off');
  await asAdministrator('postgres', 'select pg_reload_conf()');
  for (let i = 0; i < 50 && (await reasons()).length === 0; i += 1) await sleep(100);
  assert.deepEqual(await reasons(), ['DATABASE_NOT_DURABLE']);
  program.signal('SIGTERM');
  assert.equal((await program.ended()).code, 0);
  const { code, err } = await xinyong(['start', '--port', '0', ...words], {
    env: { DATABASE_URL: url },
  });
  assert.equal(code, 2);
  assert.match(err, /数据库关闭了 full_page_writes：断电时已经答复的业务可能丢失，程序不予启动。/);
});
