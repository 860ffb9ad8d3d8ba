// `npm test`: types, lint, arrows, generated files, unit and database tests, browser tests.
// `node tools/test.ts --only check|unit|e2e` runs one part; the last line counts the tests.
import { spawnSync } from 'node:child_process';
import { createWriteStream, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { finished } from 'node:stream/promises';
import { startTestCluster } from '../test/database.ts';
import { ensureChromium } from './chromium.ts';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const PARTS = ['check', 'unit', 'e2e'] as const;
const only = process.argv.includes('--only')
  ? process.argv[process.argv.indexOf('--only') + 1]
  : null;
const wanted = PARTS.filter((part) => !only || only === part);
const count: Count = { passed: 0, failed: 0, skipped: 0 };

const chromium = wanted.includes('e2e') ? ensureChromium() : null;
for (const part of wanted) {
  const began = performance.now();
  console.log(`\n== ${part}`);
  if (part === 'check') check();
  else if (part === 'unit') await unit();
  else e2e(chromium ?? '');
  console.log(`== ${part}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
}
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
console.log(`\n${count.passed} passed, ${count.failed} failed${skipped}`);
// A skipped test is a test that proves nothing: it fails the run.
process.exit(count.failed > 0 || count.skipped > 0 || count.passed === 0 ? 1 : 0);

/** Every static check counts as one test, so that a red one is in the total. */
function check(): void {
  const result = spawnSync('node', ['tools/check.ts'], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.status === 0) count.passed += 1;
  else count.failed += 1;
}

async function unit(): Promise<void> {
  const cluster = await startTestCluster();
  process.env['XINYONG_TEST_CLUSTER'] = JSON.stringify(cluster);
  try {
    const files = globSync('{server,tools,test,web}/**/*.test.ts', {
      exclude: (path) => path.includes('node_modules'),
    });
    const events = run({ files: files.sort(), concurrency: 2 });
    events.on('test:pass', (event) => {
      if (event.details.type === 'suite') return;
      if (event.skip !== undefined || event.todo !== undefined) count.skipped += 1;
      else count.passed += 1;
    });
    events.on('test:fail', (event) => {
      if (event.details.type !== 'suite') count.failed += 1;
    });
    const printed = events.compose(spec);
    printed.pipe(process.stdout, { end: false });
    await finished(printed);
  } finally {
    await cluster.stop();
  }
}

function e2e(executable: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-e2e-'));
  const report = join(folder, 'report.json');
  createWriteStream(report).end();
  const { status } = spawnSync('playwright', ['test'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CHROMIUM_BIN: executable, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const { stats } = JSON.parse(
    readFileSync(report, 'utf8') || '{"stats":{"expected":0,"unexpected":1,"skipped":0,"flaky":0}}',
  ) as {
    stats: { expected: number; unexpected: number; skipped: number; flaky: number };
  };
  count.passed += stats.expected;
  const failed = stats.unexpected + stats.flaky;
  // A server that did not start leaves a report without a single failed test.
  count.failed += failed === 0 && (status !== 0 || stats.expected === 0) ? 1 : failed;
  count.skipped += stats.skipped;
  rmSync(folder, { recursive: true, force: true });
}
