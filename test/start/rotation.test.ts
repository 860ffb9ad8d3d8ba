import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { signCheckpoint } from '../../server/modules/ledger/checkpoint.ts';
import { openKeyring } from '../../server/platform/keyring.ts';
import { penalty } from '../e2e/fill-template.ts';
import { verifyAlone } from '../ledger/verify-alone.ts';
import { newFolder, remove, startProgram, xinyong } from './program.ts';

const folder = newFolder();
after(() => remove(folder));
const at = (name: string): string => join(folder, name);
const data = at('data');
const USCC = '91610202MAXT97036Y';
const KINDS = ['document', 'checkpoint', 'backup', 'master'];

async function json<T>(expected: number, ...args: string[]): Promise<T> {
  const { code, out, err } = await xinyong([...args, '--json', '--data', data]);
  assert.equal(code, expected, out + err);
  return JSON.parse(out) as T;
}

async function submit(name: string): Promise<void> {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const row = penalty(day, name, { CF_XDR_MC: '示例甲商贸有限公司', CF_XDR_SHXYM: USCC });
  writeFileSync(
    at(`${name}.csv`),
    `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`,
  );
  const words = ['--class', 'ADMIN_PENALTY', '--as', 'shichangjianguan'];
  await json(0, 'submit', at(`${name}.csv`), ...words);
}

const issue = (name: string) => json(0, 'report', USCC, '--out', at(name));

async function verdictOf(name: string): Promise<{ verdict: string; certificate: string }> {
  return json(0, 'verify', 'report', at(name), '--offline');
}

interface Keys {
  readonly certificates: readonly { fingerprint: string; current: boolean }[];
  readonly earlierSealKeys: readonly { publicKey: string }[];
}

test('every key is rotated by the command line: earlier reports and checkpoints stay good, the log goes on, its witness follows', async () => {
  const first = await startProgram(['--demo', 'empty', '--data', data]);
  await submit('甲');
  await issue('one.pdf');
  // Signs what waits, so that there is a checkpoint to witness.
  await json(0, 'verify', 'ledger');
  const witness = (address: string) =>
    xinyong([
      'witness',
      '--log',
      address,
      '--key',
      at('witness.json'),
      '--state',
      at('seen'),
      '--once',
      '--name',
      'witness.example/one',
    ]);
  const unknown = await witness(first.address);
  writeFileSync(
    join(data, 'witnesses.txt'),
    /witness\.example\/one\+\S+/.exec(unknown.out)?.[0] ?? '',
  );
  assert.equal((await witness(first.address)).code, 0);
  const { verifierKey: oldKey } = await json<{ verifierKey: string }>(
    0,
    'export',
    'ledger',
    '--out',
    at('old.log'),
  );
  const served = await xinyong(['keys', 'rotate', 'document', '--data', data]);
  assert.equal(served.code, 2);
  assert.match(served.err, /已有程序在使用（进程 \d+/);
  first.signal('SIGTERM');
  assert.equal((await first.ended()).code, 0);

  const marks = new Set<string>();
  for (const kind of KINDS)
    marks.add((await json<{ mark: string }>(0, 'keys', 'rotate', kind)).mark);
  assert.equal(marks.size, KINDS.length);
  const { certificate: old } = await verdictOf('one.pdf');

  const second = await startProgram(['--data', data]);
  const state = await (await fetch(`${second.address}/api/v1/ledger/state`)).json();
  assert.equal((state as { readOnly: boolean }).readOnly, false);
  await submit('乙');
  await issue('two.pdf');
  const { certificate: current } = await verdictOf('two.pdf');
  assert.equal((await verdictOf('one.pdf')).verdict, 'GENUINE');
  assert.notEqual(current, old);
  const keys = (await (await fetch(`${second.address}/api/v1/public/reports/keys`)).json()) as Keys;
  assert.deepEqual(
    keys.certificates.map((one) => [one.fingerprint, one.current]),
    [
      [current, true],
      [old, false],
    ],
  );
  assert.equal(keys.earlierSealKeys.length, 1);
  const followed = await witness(second.address);
  assert.equal(followed.code, 0, followed.out + followed.err);
  assert.match(followed.out, /日志密钥已由旧密钥签名移交/);
  const { verifierKey: newKey } = await json<{ verifierKey: string }>(
    0,
    'export',
    'ledger',
    '--out',
    at('new.log'),
  );
  assert.notEqual(newKey, oldKey);
  for (const key of [oldKey, newKey])
    assert.equal(
      verifyAlone(at('new.log'), '--key', key, '--checkpoint', join(at('seen'), 'newest.txt'))
        .exitCode,
      0,
    );
  assert.equal((await json<{ whole: boolean }>(0, 'verify', 'ledger')).whole, true);
  second.signal('SIGTERM');
  assert.equal((await second.ended()).code, 0);
});

test('what cannot be rotated is refused with what can', async () => {
  const { code, err } = await xinyong(['keys', 'rotate', 'everything', '--data', data]);
  assert.equal(code, 2);
  assert.match(
    err,
    /可更换：master（主密钥）、checkpoint（存证签名密钥）、document（报告签名密钥）、backup（备份密钥）/,
  );
});

test('the key of a log that was set back is not rotated, and stays as it was', async () => {
  const keys = join(data, 'keys');
  const before = readFileSync(join(keys, 'checkpoint.json'), 'utf8');
  const ahead = signCheckpoint(9_999_999, Buffer.alloc(32, 1), openKeyring(keys).checkpointSigner);
  writeFileSync(join(data, 'checkpoints', '000009999999.txt'), ahead);
  const { code, err } = await xinyong(['keys', 'rotate', 'checkpoint', '--data', data]);
  assert.equal(code, 2);
  assert.match(err, /系统目前只能查询，不能办理：.*数据库被倒退/);
  assert.equal(readFileSync(join(keys, 'checkpoint.json'), 'utf8'), before);
});
