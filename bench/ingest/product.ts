import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { leanArguments, leanEnvironment } from '../../server/platform/lean-process.mjs';
import { roleNames } from '../../server/platform/db.ts';
import type { TestDatabase } from '../../test/database.ts';
import type { Round } from '../frame.ts';
import { MemoryWatch } from '../measure.ts';
import type { RowsFile } from './files.ts';
import type { ProductResult, ProductTask } from './product-process.ts';

const WITHOUT_LEAVES = new URL('without-leaves.ts', import.meta.url).href;
const PROCESS = fileURLToPath(new URL('product-process.ts', import.meta.url));

export interface ProductRound extends Round {
  readonly batchIds: readonly string[];
  /** Peak of all our processes together, PostgreSQL left out. */
  readonly peakMiB: number;
}

/** Takes files the whole way in, in a process of their own, on a durable database; without the log only to see what it costs. */
export async function ingest(
  database: TestDatabase,
  files: readonly RowsFile[],
  keys: string,
  { leaves = true } = {},
): Promise<ProductRound> {
  const client = await database.superuser();
  await client.query('checkpoint');
  await client.end();
  const connections = Object.fromEntries(
    roleNames.map((role) => [role, database.connection(role)]),
  );
  const task = { connections, files, keys } as ProductTask;
  const more = leaves ? [] : ['--import', WITHOUT_LEAVES];
  const child = spawn(
    process.execPath,
    [...leanArguments, ...more, PROCESS, JSON.stringify(task)],
    { stdio: ['ignore', 'pipe', 'inherit'], env: leanEnvironment(process.env) },
  );
  const memory = new MemoryWatch(child.pid ?? 0);
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  memory.stop();
  if (code !== 0) throw new Error(`the product ended with ${String(code)}`);
  const { wallSeconds, cpuSeconds, batchIds } = JSON.parse(said) as ProductResult;
  const n = files.reduce((sum, { from, to }) => sum + to - from, 0);
  return { n, wallSeconds, cpuSeconds, batchIds, peakMiB: memory.together };
}
