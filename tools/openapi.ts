// Writes openapi.json from the routes, without a database; `--check` fails on a difference.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { API_ROOT, buildApp } from '../server/app.ts';
import type { Context } from '../server/context.ts';
import { loadPolicy } from '../server/modules/policy/index.ts';
import { systemClock } from '../server/platform/clock.ts';
import { readConfig } from '../server/platform/config.ts';
import { openPools } from '../server/platform/db.ts';
import { memoryKeyring } from '../server/platform/keyring.ts';
import { createLog } from '../server/platform/log.ts';
import { allRoutes } from '../server/routes.ts';

const TARGET = 'openapi.json';

// Pools connect on their first query, which no route makes while it is being built.
const db = openPools((role) => ({
  host: '/nonexistent',
  port: 1,
  database: 'none',
  user: role,
  password: '',
}));
const unused = async (): Promise<never> => {
  throw new Error('no job runs while the document is written');
};
const ctx: Context = {
  config: readConfig({ logLevel: 'error' }, {}),
  log: createLog('error'),
  clock: systemClock,
  db,
  policy: loadPolicy(fileURLToPath(new URL('../policy/', import.meta.url))),
  keys: memoryKeyring(),
  jobs: { enqueue: unused, retry: unused, start: unused, drain: unused, stop: unused },
};
const app = await buildApp(ctx, { routes: allRoutes(ctx) });
const { body } = await app.inject(`${API_ROOT}/openapi.json`);
await app.close();
await db.close();
const text = `${JSON.stringify(JSON.parse(body), null, 1)}\n`;

if (!process.argv.includes('--check')) writeFileSync(TARGET, text);
else if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) {
  console.error(`${TARGET} does not match the routes. Run: npm run openapi`);
  process.exitCode = 1;
}
