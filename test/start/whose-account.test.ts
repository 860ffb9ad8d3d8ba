import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newFolder, remove, xinyong, type Launch } from './program.ts';

const root = process.getuid?.() === 0;
const folder = newFolder();
after(() => remove(folder));

async function assertWorks(data: string, launch: Launch = {}): Promise<void> {
  const { code, out, err } = await xinyong(['verify', 'ledger', '--json', '--data', data], launch);
  assert.equal(code, 0, err);
  assert.equal((JSON.parse(out) as { whole: boolean }).whole, true);
}

test('a data folder under a private home works, also after it was deleted and made anew', async () => {
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  chmodSync(home, 0o700);
  const data = join(home, 'data');
  await assertWorks(data);
  const pointer = join(data, 'postgres', 'moved-to');
  // As an ordinary user the database runs as ourselves and may stay there.
  assert.equal(existsSync(pointer), root);
  const moved = root ? [readFileSync(pointer, 'utf8').trim()] : [];
  await remove(data);
  await assertWorks(data);
  if (root) moved.push(readFileSync(pointer, 'utf8').trim());
  assert.equal(new Set(moved).size, moved.length, 'the new folder has a database of its own');
  for (const cluster of moved) await remove(cluster);
  if (root) {
    const { code, err } = await xinyong(['verify', 'ledger', '--data', data]);
    assert.equal(code, 2);
    assert.match(err, /moved-to 指明数据库在 .*，但那里没有数据库/);
  }
});

test('an ordinary user runs it without any right of root', async () => {
  const data = join(folder, 'ordinary');
  mkdirSync(data);
  if (!root) return assertWorks(data);
  const name = `xinyong-test-${process.pid}`;
  execFileSync('/usr/sbin/useradd', ['--system', '--no-create-home', name]);
  try {
    chownSync(data, Number(execFileSync('id', ['-u', name], { encoding: 'utf8' })), 0);
    await assertWorks(data, { by: ['runuser', '-u', name, '--'] });
    // Root goes on with what that user has made, as that user's database.
    await assertWorks(data);
  } finally {
    execFileSync('/usr/sbin/userdel', [name]);
  }
});
