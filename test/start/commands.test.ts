import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { penalty } from '../e2e/fill-template.ts';
import { newFolder, remove, startProgram, xinyong } from './program.ts';

const folder = newFolder();
after(() => remove(folder));
const data = join(folder, 'data');
const CLI = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));
const NAME = '示例甲商贸有限公司';
const USCC = '91610202MAXT97036Y';

interface Report {
  readonly rows: number;
  readonly new: number;
  readonly duplicate: number;
  readonly findings: readonly { cell: string }[];
  readonly reportId: string;
  readonly receiptNumber: string;
}

function sheet(name: string, count: number): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const rows = Array.from({ length: count }, (_none, i) =>
    penalty(day, `${name}${i}`, { CF_XDR_MC: NAME, CF_XDR_SHXYM: USCC }),
  );
  const file = join(folder, `${name}.csv`);
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  writeFileSync(file, lines.map((line) => `${line.join(',')}\n`).join(''));
  return file;
}

/** The only thing on stdout must be the answer. */
async function json<T>(expected: number, ...args: string[]): Promise<T> {
  const { code, out, err } = await xinyong([...args, '--json', '--data', data]);
  assert.equal(code, expected, out + err);
  return JSON.parse(out) as T;
}

const submission = (file: string): string[] => [
  'submit',
  file,
  '--class',
  'ADMIN_PENALTY',
  '--as',
  'shichangjianguan',
];

test('commands join the running server and work without it just the same', async () => {
  const [first, second] = [sheet('甲', 3), sheet('乙', 2)];
  const program = await startProgram(['--demo', 'empty', '--data', data]);
  const checked = await json<Report>(0, 'check', first, '--class', 'ADMIN_PENALTY');
  const sent = await json<Report>(0, ...submission(first));
  assert.equal(sent.reportId, checked.reportId);
  assert.deepEqual([sent.rows, sent.new], [3, 3]);
  const { hits } = await json<{ hits: { uscc: string }[] }>(0, 'search', NAME);
  assert.deepEqual(
    hits.map(({ uscc }) => uscc),
    [USCC],
  );
  assert.equal((await fetch(`${program.address}/readyz`)).status, 200);
  program.signal('SIGTERM');
  assert.equal((await program.ended()).code, 0);

  const again = await json<Report>(0, ...submission(first));
  assert.deepEqual([again.new, again.receiptNumber], [0, sent.receiptNumber]);
  // Two commands at once: the second waits for the first.
  const [other, whole] = await Promise.all([
    json<Report>(0, ...submission(second)),
    json<{ whole: boolean }>(0, 'verify', 'ledger'),
  ]);
  assert.deepEqual([other.new, whole.whole], [2, true]);
});

test('the log is exported, verified without the platform, and cosigned by a witness outside', async () => {
  const log = join(folder, 'export.log');
  const head = await json<{ size: number; verifierKey: string }>(
    0,
    'export',
    'ledger',
    '--out',
    log,
  );
  const tool = fileURLToPath(new URL('../../tools/verify-ledger.mjs', import.meta.url));
  const verdict = spawnSync(process.execPath, [tool, log, '--key', head.verifierKey]);
  assert.equal(verdict.status, 0, verdict.stdout.toString());
  assert.match(verdict.stdout.toString(), new RegExp(`^日志完好：${head.size} 条`));

  const program = await startProgram(['--data', data]);
  const [key, state] = [join(folder, 'witness.json'), join(folder, 'seen')];
  const witness = ['witness', '--log', program.address, '--key', key, '--state', state, '--once'];
  const unknown = await xinyong([
    ...witness,
    '--name',
    'witness.example/one',
    '--pin',
    head.verifierKey,
  ]);
  assert.equal(unknown.code, 1);
  const line = /witness\.example\/one\+\S+/.exec(unknown.out)?.[0] ?? '';
  writeFileSync(join(data, 'witnesses.txt'), `${line}\n`);
  const taken = await xinyong(witness);
  assert.equal(taken.code, 0, taken.out + taken.err);
  const answer = await fetch(`${program.address}/api/v1/ledger/checkpoint`);
  const { witnessed } = (await answer.json()) as { witnessed: { witness: string }[] };
  assert.equal(witnessed[0]?.witness, 'witness.example/one');
  const other = await xinyong([...witness, '--pin', `${head.verifierKey}x`]);
  assert.equal(other.code, 1);
  assert.match(other.err, /公钥与首次固定的不同/);
  await aSecondWitnessIsRefused(witness);
  program.signal('SIGTERM');
  assert.equal((await program.ended()).code, 0);
});

/** A witness that goes on holds its state folder; another on the same folder is told so and does nothing. */
async function aSecondWitnessIsRefused(witness: readonly string[]): Promise<void> {
  const words = [CLI, ...witness.filter((word) => word !== '--once')];
  const first = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    await once(first.stdout, 'data');
    const second = await xinyong(witness);
    assert.equal(second.code, 2);
    assert.match(second.err, new RegExp(`正由另一个见证程序（进程 ${first.pid}）使用`));
  } finally {
    first.kill('SIGKILL');
    await once(first, 'close');
  }
  // A lock left by a dead one counts for nothing.
  assert.equal((await xinyong(witness)).code, 0);
}

test('a rewriting behind our back is found and named', async () => {
  const program = await startProgram(['--data', data]);
  const reach = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as pg.ClientConfig;
  const password = readFileSync(join(data, 'postgres', 'superuser'), 'utf8');
  const insider = new pg.Client({ ...reach, user: 'postgres', password });
  await insider.connect();
  await insider.query(`set session_replication_role = replica`);
  await insider.query(
    `update credit.record_fact set fact_date = fact_date - 1
     where record_id = (select min(record_id::text) from credit.record_fact)::uuid`,
  );
  await insider.end();
  const found = await json<{ whole: boolean; first: { sentence: string } }>(1, 'verify', 'ledger');
  assert.equal(found.whole, false);
  assert.notEqual(found.first.sentence, '');
  program.signal('SIGTERM');
  assert.equal((await program.ended()).code, 0);
});

test('every command explains itself, and a template is written', async () => {
  const names = [
    'start',
    'template',
    'check',
    'submit',
    'search',
    'subject',
    'verify',
    'export',
    'backup',
    'restore',
    'keys',
  ];
  const helps = await Promise.all(names.map((name) => xinyong([name, '--help'])));
  for (const [i, { code, out }] of helps.entries()) {
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^./xinyong ${names[i]}[^]*--data DIR`));
  }
  const out = join(folder, 'template.xlsx');
  await json(0, 'template', 'ADMIN_PENALTY', '--out', out);
  assert.ok(statSync(out).size > 1000);
});
