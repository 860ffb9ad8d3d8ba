// Writes server/platform/db.gen.ts from a freshly migrated database; `--check` fails on a difference.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestCluster } from '../test/database.ts';

const TARGET = 'server/platform/db.gen.ts';
const folder = mkdtempSync(join(tmpdir(), 'xinyong-types-'));
const out = join(folder, 'db.gen.ts');
const cluster = await startTestCluster();
try {
  const url = `postgres://postgres:${cluster.password}@/template_xinyong?host=${encodeURIComponent(cluster.socketFolder)}&port=${cluster.port}`;
  execFileSync(
    'kysely-codegen',
    [
      '--dialect',
      'postgres',
      '--url',
      url,
      '--out-file',
      out,
      '--default-schema',
      'credit',
      '--include-pattern',
      '(credit|ledger|portal).*',
      '--date-parser',
      'string',
      '--numeric-parser',
      'string',
      '--log-level',
      'error',
    ],
    { stdio: 'inherit' },
  );
} finally {
  await cluster.stop();
}
const text = readFileSync(out, 'utf8');
rmSync(folder, { recursive: true, force: true });
if (process.argv.includes('--check')) {
  if (readFileSync(TARGET, 'utf8') !== text) {
    console.error(`${TARGET} does not match the migrations. Run: npm run db:types`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(TARGET, text);
}
