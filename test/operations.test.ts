import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { commands } from '../server/cli/commands.ts';
import { keyFilesIn } from '../server/platform/key-files.ts';

const DOCS = 'docs/operations';
const EXAMPLES = join(DOCS, 'examples');
const read = (name: string): string => readFileSync(join(EXAMPLES, name), 'utf8');
const units = readdirSync(EXAMPLES).filter((name) => /\.(service|timer)$/.test(name));

test('the example units are what systemd understands', (t) => {
  assert.ok(units.length >= 3);
  for (const name of units) {
    const lines = read(name)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    for (const line of lines) assert.match(line, /^(\[[A-Z]\w+\]|[A-Z]\w+=.+)$/, name);
  }
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) return;
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-units-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const name of units)
    // Programs and accounts of the example are not on this machine.
    writeFileSync(
      join(folder, name),
      read(name).replace(/^ExecStart=\/opt\/\S+/m, 'ExecStart=/bin/true'),
    );
  const { stderr } = spawnSync(
    'systemd-analyze',
    ['verify', ...units.map((name) => join(folder, name))],
    { encoding: 'utf8' },
  );
  const ours = stderr
    .split('\n')
    .filter((line) => line.includes(folder) && !/man page/i.test(line));
  assert.deepEqual(ours, []);
});

test('the example container starts the program with words it knows, and copies what exists', () => {
  const text = read('Containerfile').replaceAll('\\\n', ' ');
  const steps = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const known =
    /^(FROM|RUN|WORKDIR|COPY|USER|VOLUME|EXPOSE|HEALTHCHECK CMD|STOPSIGNAL|ENTRYPOINT|CMD) /;
  for (const step of steps) assert.match(step, known);
  assert.match(steps[0] ?? '', /^FROM /);
  const words = (name: string): string[] =>
    JSON.parse(
      (steps.find((step) => step.startsWith(`${name} [`)) ?? '').slice(name.length + 1),
    ) as string[];
  const [, script = ''] = words('ENTRYPOINT');
  assert.ok(existsSync(script));
  const [command, ...rest] = words('CMD');
  const start = commands.find(({ name }) => name === command);
  assert.ok(start);
  for (const word of rest.filter((one) => one.startsWith('--') && one !== '--data'))
    assert.ok(start.usage.includes(word), word);
  for (const copied of text.match(/^COPY (.*) \S+$/m)?.[1]?.split(' ') ?? [])
    assert.ok(existsSync(copied), copied);
});

test('the operations documents name only commands, key files and documents that exist', () => {
  const names = commands.map(({ name }) => name);
  const files = Object.values(keyFilesIn(''));
  for (const file of readdirSync(DOCS).filter((name) => name.endsWith('.md'))) {
    const text = readFileSync(join(DOCS, file), 'utf8');
    for (const [, command = ''] of text.matchAll(/\.\/xinyong (\w+)/g))
      assert.ok(names.includes(command), `${file}: ${command}`);
    for (const [, target = ''] of text.matchAll(/\]\(([^)#]+)\)/g))
      assert.ok(existsSync(join(dirname(join(DOCS, file)), target)), `${file}: ${target}`);
  }
  const keys = readFileSync(join(DOCS, 'keys.md'), 'utf8');
  for (const file of files) assert.ok(keys.includes(file), file);
});

test('packages have allowed licences, stay few, and are listed as they are locked', () => {
  execFileSync(process.execPath, ['tools/sbom.ts', '--check'], { stdio: 'pipe' });
  const bom = JSON.parse(readFileSync('sbom.json', 'utf8')) as {
    bomFormat: string;
    components: { purl: string }[];
  };
  assert.equal(bom.bomFormat, 'CycloneDX');
  const purls = bom.components.map(({ purl }) => purl);
  assert.ok(purls.length > 100);
  assert.equal(new Set(purls).size, purls.length);
});
