import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { leanArguments, leanMemory } from '../../server/platform/lean-process.mjs';
import { isWorker, newFolder, noneLeft, processesOf, remove, startProgram } from './program.ts';

const folder = newFolder();
const data = join(folder, 'data');
const words = ['--demo', 'none', '--data', data];
after(() => remove(folder));

async function assertGone(): Promise<void> {
  assert.deepEqual(await noneLeft(folder), []);
  assert.equal(existsSync(join(data, 'lock.json')), false);
  assert.equal(existsSync(join(data, 'run.json')), false);
}

test('one command starts everything; Ctrl-C stops all of it', async () => {
  const program = await startProgram(words);
  const answers = await Promise.all(
    ['/healthz', '/readyz', '/', '/desk/', '/api/v1/openapi.json'].map((path) =>
      fetch(program.address + path).then(({ status }) => status),
    ),
  );
  assert.deepEqual(answers, [200, 200, 200, 200, 200]);
  assert.match(program.text(), /One-time code.*administrator \/ \w{4}-/);
  assert.doesNotMatch(program.text(), /recovered/);
  program.signal('SIGINT', 'group');
  assert.equal((await program.ended()).code, 0);
  await assertGone();
});

test('a second start is quick and silent; what is killed is recovered by itself', async () => {
  const program = await startProgram(words);
  assert.doesNotMatch(program.text(), /recovered/);
  const before = processesOf(folder);
  const worker = before.find((pid) => pid !== program.pid && isWorker(pid));
  assert.ok(worker);
  process.kill(worker, 'SIGKILL');
  await program.said(/The worker ended unexpectedly/);
  program.signal('SIGKILL');
  await program.ended();
  assert.deepEqual(await noneLeft(folder), [], 'worker and database end with the program');

  const next = await startProgram(words);
  assert.match(next.text(), /The last run was cut off/);
  assert.equal((await fetch(`${next.address}/readyz`)).status, 200);
  next.signal('SIGTERM');
  assert.equal((await next.ended()).code, 0);
  await assertGone();

  const last = await startProgram(words);
  assert.doesNotMatch(last.text(), /recovered/);
  last.signal('SIGHUP');
  assert.equal((await last.ended()).code, 0);
  await assertGone();
});

test('the program started by a script keeps little memory, stops in order when that is killed, and the next start says so', async () => {
  const script = fileURLToPath(new URL('../../tools/bootstrap.mjs', import.meta.url));
  const program = await startProgram(words, { through: script });
  const [server, worker] = ['server/cli.ts', 'server/worker.ts'].map((name) =>
    processesOf(folder).find((pid) => told(pid, 'cmdline').some((word) => word.endsWith(name))),
  );
  for (const pid of [server, worker]) {
    assert.ok(pid);
    for (const word of leanArguments) assert.ok(told(pid, 'cmdline').includes(word), word);
    for (const [name, value] of Object.entries(leanMemory))
      assert.ok(told(pid, 'environ').includes(`${name}=${value}`), name);
  }
  program.signal('SIGKILL');
  await program.ended();
  assert.deepEqual(await noneLeft(folder), []);
  const next = await startProgram(words);
  assert.match(next.text(), /The last run was cut off/);
  next.signal('SIGTERM');
  assert.equal((await next.ended()).code, 0);
  await assertGone();
});

function told(pid: number, what: 'cmdline' | 'environ'): string[] {
  return readFileSync(`/proc/${pid}/${what}`, 'utf8').split('\0');
}
