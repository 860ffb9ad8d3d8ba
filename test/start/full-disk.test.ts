import assert from 'node:assert/strict';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { madeUpUscc } from '../../tools/generate-district/codes.ts';
import { apiOf, type Api } from './api.ts';
import { newFolder, noneLeft, remove, startProgram } from './program.ts';

const MIB = 2 ** 20;
const ROWS = 8_000;
const PATIENCE_MS = 150_000;
const folder = newFolder();
after(() => remove(folder));

interface Shown {
  readonly state: string;
  readonly held: string | null;
  readonly progress: { readonly rowsStored: number; readonly secondsLeft: number | null };
  readonly counts: Readonly<Record<string, number>>;
}

/** The disk of the program: a small one of its own, in a name space that ends with it. */
function onOwnDisk(disk: string): string[] {
  mkdirSync(disk);
  const mount = `mount -t tmpfs -o size=450m,mode=711 tmpfs "${disk}"`;
  if (process.getuid?.() === 0) {
    return ['unshare', '--mount', 'sh', '-c', `${mount} && exec "$@"`, 'sh'];
  }
  // Who may mount there is called root there; the program runs as who it is.
  const back = `unshare --user --map-user=${process.getuid?.()}`;
  const script = `${mount} && chmod 1777 "${disk}" && exec ${back} "$@"`;
  return ['unshare', '--mount', '--user', '--map-root-user', 'sh', '-c', script, 'sh'];
}

class Ballast {
  readonly #folder: string;

  constructor(inside: string) {
    this.#folder = inside;
  }

  get free(): number {
    const { bavail, bsize } = statfsSync(this.#folder);
    return (bavail * bsize) / MIB;
  }

  fill(leave: number): void {
    const file = openSync(join(this.#folder, 'ballast'), 'a');
    const piece = Buffer.alloc(MIB / 4);
    try {
      while (this.free > leave) writeSync(file, piece);
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
    } finally {
      closeSync(file);
    }
  }

  throwOut(): void {
    rmSync(join(this.#folder, 'ballast'));
  }
}

function sheet(from: number, count: number): Blob {
  const header = 'YC_XDR_MC,YC_XDR_LB,YC_XDR_SHXYM,YC_LB,YC_LRYY,YC_LRRQ,YC_LRJG,YC_SJLY,YC_SJLYDM';
  const unit = '铜川市王益区民政局';
  const rows = Array.from({ length: count }, (_none, index) => {
    const serial = from + Math.floor(index / 4);
    const code = madeUpUscc('91', '610202', serial);
    const what = `经营异常名录,UNREACHABLE,2026/1/${(index % 4) + 1}`;
    return `示例${serial}社,法人及非法人组织,${code},${what},${unit},${unit},11610202MAD3000034`;
  });
  return new Blob([[header, ...rows, ''].join('\n')]);
}

async function database(data: string): Promise<pg.Client> {
  const read = (name: string): string => readFileSync(join(data, name), 'utf8');
  const reach = JSON.parse(read('run.json')) as { host: string; port: number; database: string };
  const password = read('postgres/superuser').trim();
  const client = new pg.Client({ ...reach, user: 'postgres', password });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function until<T>(look: () => Promise<T>, reached: (seen: T) => boolean): Promise<T> {
  const began = performance.now();
  for (;;) {
    const seen = await look();
    if (reached(seen)) return seen;
    if (performance.now() - began > PATIENCE_MS) assert.fail(`at last: ${JSON.stringify(seen)}`);
    await sleep(100);
  }
}

const send = (api: Api, name: string, file: Blob) => {
  const form = new FormData();
  form.set('class', 'ABNORMAL_LIST');
  form.set('file', file, name);
  return api.post<{ batchId: string; code?: string; detail?: string }>('/batches', form);
};

test('a disk that fills in the middle of an intake holds it; with room it goes on by itself', async () => {
  const disk = join(folder, 'disk');
  const words = ['--demo', 'empty', '--data', join(disk, 'data')];
  const program = await startProgram(words, { by: onOwnDisk(disk) });
  const inside = `/proc/${program.pid}/root${disk}`;
  const ballast = new Ballast(inside);
  const api = await apiOf(program.address, 'minzheng');
  const { batchId } = (await send(api, '名录.csv', sheet(0, ROWS))).body;
  const unwanted = (await send(api, '误传.csv', sheet(50_000, ROWS))).body.batchId;
  const look = async () => (await api.get<Shown>(`/batches/${batchId}`)).body;
  await until(look, ({ progress }) => progress.rowsStored > 0);

  // Somebody else's file takes the room: the intake stops before the last of it is gone.
  ballast.fill(60);
  const held = await until(look, (seen) => seen.held !== null || seen.state === 'DONE');
  assert.equal(held.held, 'DISK_FULL');
  assert.equal(held.progress.secondsLeft, null, 'nobody knows how long');
  const refused = await send(api, '第二份.csv', sheet(90_000, 3));
  assert.equal(refused.status, 503);
  assert.equal(refused.body.code, 'DISK_FULL');
  assert.match(refused.body.detail ?? '', /^服务器磁盘空间不足，.*请联系系统管理员清理磁盘/);
  // What is stopped needs no room.
  await api.post(`/batches/${unwanted}/cancel`);
  await until(
    () => api.get<Shown>(`/batches/${unwanted}`),
    ({ body }) => body.state === 'CANCELLED',
  );
  await sleep(2000);
  const waiting = await look();
  assert.ok(waiting.progress.rowsStored < ROWS, 'held in the middle');
  assert.equal(waiting.state, 'STORING');

  // Now all of it: the database cannot write its log, ends, and cannot come back.
  ballast.fill(0);
  const insider = await database(join(inside, 'data'));
  const log = "select pg_switch_wal(), pg_logical_emit_message(true, 'test', repeat('x', 10000))";
  await assert.rejects(async () => {
    for (let i = 0; i < 40; i += 1) await insider.query(log);
  });
  await program.said(/数据库意外停止（.*No space left on device）/);
  const away = await until(
    () => api.get<{ code: string; detail: string }>(`/batches/${batchId}`),
    ({ status }) => status !== 200,
  );
  assert.equal(away.status, 503);
  assert.match(away.body.detail, /已保存的内容不受影响/);

  ballast.throwOut();
  await program.said(/数据库已恢复/);
  const done = await until(
    () => api.get<Shown>(`/batches/${batchId}`),
    ({ body }) => ['DONE', 'FAILED', 'REFUSED'].includes(body.state),
  );
  assert.equal(done.body.state, 'DONE');
  assert.equal(done.body.held, null);
  assert.deepEqual([done.body.counts['new'], done.body.counts['rejected']], [ROWS, 0]);
  const reader = await database(join(inside, 'data'));
  const { rows } = await reader.query(
    'select count(*)::int as facts, count(distinct row_number)::int as rows from credit.record_fact',
  );
  assert.deepEqual(rows, [{ facts: ROWS, rows: ROWS }], 'nothing lost, nothing doubled');
  const publicItems = async (): Promise<number> =>
    Number((await reader.query('select count(*) from portal.item')).rows[0].count);
  await until(publicItems, (items) => items === ROWS);
  await reader.end();
  assert.equal((await send(api, '第二份.csv', sheet(90_000, 3))).status, 202);
  program.signal('SIGTERM');
  assert.equal((await program.ended()).code, 0);
  assert.deepEqual(await noneLeft(folder), []);
});
