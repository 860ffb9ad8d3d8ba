import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { penalty } from '../e2e/fill-template.ts';
import { newFolder, remove, startProgram, xinyong } from './program.ts';

const folder = newFolder();
after(() => remove(folder));
const data = join(folder, 'data');
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
  const names = ['start', 'template', 'check', 'submit', 'search', 'subject', 'verify'];
  const helps = await Promise.all(names.map((name) => xinyong([name, '--help'])));
  for (const [i, { code, out }] of helps.entries()) {
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^./xinyong ${names[i]}[^]*--data DIR`));
  }
  const out = join(folder, 'template.xlsx');
  await json(0, 'template', 'ADMIN_PENALTY', '--out', out);
  assert.ok(statSync(out).size > 1000);
});
