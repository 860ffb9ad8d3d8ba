import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { startCluster } from '../../server/platform/postgres/index.ts';
import { newFolder, noneLeft, remove, startProgram, xinyong, type Ended } from './program.ts';

const folder = newFolder();
after(() => remove(folder));
const root = process.getuid?.() === 0;

function assertRefused({ code, out, err }: Ended, zh: RegExp, en: RegExp): void {
  const said = out + err;
  assert.equal(code, 2, said);
  assert.match(err, zh);
  assert.match(err, en);
  assert.doesNotMatch(said, /\n\s+at |node:internal/, 'no stack trace');
}

async function refused(args: readonly string[], zh: RegExp, en: RegExp): Promise<void> {
  assertRefused(await xinyong(args), zh, en);
}

test('wrong words on the command line are refused with what is right', async () => {
  await Promise.all([
    refused(['frob'], /没有“frob”这个命令/, /no command "frob"/),
    refused(['check', 'a', '--foo'], /没有选项“--foo”/, /no option --foo/),
    refused(['check', 'a', '--class'], /--class/, /a value/),
    refused(['start', '--port', '70000'], /--port 的值“70000”不可用/, /cannot be used/),
    refused(['start', '--demo', 'huge'], /small \| district/, /cannot be used/),
    refused(
      ['check', join(folder, 'none.xlsx'), '--class', 'ADMIN_PENALTY'],
      /读不到文件 .*none\.xlsx（ENOENT）/,
      /cannot be read/,
    ),
    refused(
      ['template', 'ADMIN_PENALTI', '--out', join(folder, 'x.xlsx')],
      /相近的有：ADMIN_PENALTY（/,
      /Similar ones: ADMIN_PENALTY/,
    ),
  ]);
});

test('a taken port is refused before a database is started', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const data = join(folder, 'port');
  await refused(
    ['start', '--port', String(port), '--demo', 'none', '--data', data],
    new RegExp(`端口 ${port} 已被占用`),
    /Name another by --port/,
  );
  server.close();
  assert.equal(existsSync(data), false);
});

test('a data folder that cannot be written is refused', async () => {
  const blocked = join(folder, 'blocked');
  if (root) {
    await refused(
      ['verify', 'ledger', '--data', '/proc/xinyong'],
      /不可写（ENOENT）/,
      /cannot be written/,
    );
    writeFileSync(blocked, '');
  } else {
    mkdirSync(blocked);
    chmodSync(blocked, 0o555);
  }
  await refused(
    ['verify', 'ledger', '--data', join(blocked, 'data')],
    /不可写/,
    /cannot be written/,
  );
});

test('a full disk is refused with the room there is', async () => {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  // A small file system of our own, in a name space that ends with the command.
  const script = `mount -t tmpfs -o size=2m tmpfs "${disk}" && exec "$@"`;
  const by = [
    'unshare',
    '--mount',
    ...(root ? [] : ['--user', '--map-root-user']),
    'sh',
    '-c',
    script,
    'sh',
  ];
  const answer = await xinyong(['verify', 'ledger', '--data', join(disk, 'data')], { by });
  assertRefused(answer, /只剩 \d+ MB，至少需要 300 MB/, /Free some space/);
});

test('a folder in use, a newer database and a changed script are refused', async () => {
  const data = join(folder, 'data');
  const words = ['start', '--port', '0', '--demo', 'none', '--data', data];
  const program = await startProgram(words.slice(3));
  await refused(words, new RegExp(`进程 ${program.pid}，地址 ${program.address}`), /already uses/);
  await refused(
    ['subject', '91610202MA00000000', '--as', 'nobody', '--purpose', '核对', '--data', data],
    /没有账号“nobody”/,
    /no account/,
  );
  await refused(
    ['start', '--port', '0', '--demo', 'small', '--data', data],
    /首次启动时选定了 --demo none/,
    /cannot change to small/,
  );
  await change(data, "insert into migration.applied (name, digest) values ('9999_later.sql', '')");
  program.signal('SIGTERM');
  assert.equal((await program.ended()).code, 0);
  await refused(words, /9999_later\.sql.*比程序/, /is newer than the program/);
  assert.deepEqual(await noneLeft(folder), []);

  await offline(data, [
    "delete from migration.applied where name = '9999_later.sql'",
    "update migration.applied set digest = 'other' where name like '0001%'",
  ]);
  await refused(words, /0001\w+\.sql 与当初执行的内容不同/, /differs from what was applied/);
  assert.deepEqual(await noneLeft(folder), []);
  assert.equal(existsSync(join(data, 'lock.json')), false);
});

interface Reach {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

async function change(data: string, sql: string): Promise<void> {
  const reach = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as Reach;
  const password = readFileSync(join(data, 'postgres', 'superuser'), 'utf8');
  const client = new pg.Client({ ...reach, user: 'postgres', password });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** What somebody does to the database while no program serves it. */
async function offline(data: string, statements: readonly string[]): Promise<void> {
  const cluster = await startCluster({ folder: join(data, 'postgres') });
  const client = new pg.Client({
    host: cluster.socketFolder,
    port: cluster.port,
    database: 'xinyong',
    user: 'postgres',
    password: cluster.password,
  });
  await client.connect();
  for (const sql of statements) await client.query(sql);
  await client.end();
  await cluster.stop();
}
