import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newFolder, remove, type Ended } from './program.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STARTED_WITH = ['tools/bootstrap.mjs', 'server/platform/lean-process.mjs'];
const folder = newFolder();
after(() => remove(folder));
let checkout: string;
let counter = 0;

beforeEach(() => {
  counter += 1;
  checkout = join(folder, `checkout-${counter}`);
  for (const name of ['tools', 'server/platform', 'bin'])
    mkdirSync(join(checkout, name), { recursive: true });
  for (const file of STARTED_WITH) copyFileSync(join(ROOT, file), join(checkout, file));
  writeFileSync(join(checkout, 'package-lock.json'), '{}');
  writeFileSync(join(checkout, 'server', 'cli.ts'), `console.log('ran', process.argv[2]);\n`);
});

/** An npm that does in `checkout` what `script` says, and counts how often it was asked. */
function npmThat(script: string): void {
  const file = join(checkout, 'bin', 'npm');
  writeFileSync(file, `#!/bin/sh\necho once >> "${checkout}/asked"\n${script}\n`);
  chmodSync(file, 0o755);
}

function asked(): number {
  return readFileSync(join(checkout, 'asked'), 'utf8').trim().split('\n').length;
}

function bootstrap(): { ended: Promise<Ended>; kill(): void } {
  const child = spawn(process.execPath, [join(checkout, 'tools', 'bootstrap.mjs'), 'hello'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${join(checkout, 'bin')}:${process.env['PATH'] ?? ''}` },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('exit', (code) => resolve({ code: code ?? -1, out, err }));
  });
  return { ended, kill: () => child.kill('SIGKILL') };
}

test('what is missing is installed once, then the command runs with nothing else on its output', async () => {
  npmThat('mkdir -p node_modules; echo noise');
  assert.deepEqual(await bootstrap().ended.then(({ code, out }) => ({ code, out })), {
    code: 0,
    out: 'ran hello\n',
  });
  await bootstrap().ended;
  assert.equal(asked(), 1);
});

test('a failed installation says so, leaves no lock and is tried again', async () => {
  npmThat('exit 1');
  const { code, err } = await bootstrap().ended;
  assert.equal(code, 2);
  assert.match(err, /依赖安装未完成/);
  assert.equal(existsSync(join(checkout, '.installing')), false);
  npmThat('mkdir -p node_modules');
  assert.equal((await bootstrap().ended).code, 0);
});

test('of two first starts one installs and both run', async () => {
  npmThat('sleep 1; mkdir -p node_modules');
  const both = await Promise.all([bootstrap().ended, bootstrap().ended]);
  assert.deepEqual(
    both.map(({ code }) => code),
    [0, 0],
  );
  assert.equal(asked(), 1);
});

test('a killed installer is waited for, and its lock does not stay', async () => {
  npmThat('sleep 2; mkdir -p node_modules; echo done >> ended');
  const first = bootstrap();
  while (!existsSync(join(checkout, 'asked'))) await sleep(20);
  first.kill();
  await first.ended;
  assert.equal((await bootstrap().ended).code, 0);
  // The second began only after the npm of the first had ended.
  assert.equal(readFileSync(join(checkout, 'ended'), 'utf8'), 'done\ndone\n');
  assert.equal(existsSync(join(checkout, '.installing')), false);
});
