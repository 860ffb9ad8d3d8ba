// The process of the product: takes the files of its only argument (JSON) through receiving, reading
// and storing, and says on standard output how long that took.
import { readFileSync } from 'node:fs';
import { BATCHES_AT_ONCE, processBatch, receiveBatch } from '../../server/modules/intake/index.ts';
import { openPools, type ConnectionSettings, type RoleName } from '../../server/platform/db.ts';
import { openKeyring } from '../../server/platform/keyring.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { newActor } from '../../test/build.ts';
import { testContext } from '../../test/context.ts';
import type { RowsFile } from './files.ts';
import { CLASS, NOW, ORGANISATION } from './penalties.ts';

/** What the benchmark tells this process. */
export interface ProductTask {
  readonly connections: Readonly<Record<RoleName, ConnectionSettings>>;
  readonly files: readonly RowsFile[];
  /** Folder of the keys, made with the first of these processes. */
  readonly keys: string;
}

/** What it says in the end; the batch of each file in their order. */
export interface ProductResult {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly batchIds: readonly string[];
}

const task = JSON.parse(process.argv[2] ?? '{}') as ProductTask;
const pools = openPools((role) => task.connections[role]);
const base = await testContext(pools, { clock: fixedClock(NOW) });
const ctx = { ...base, keys: openKeyring(task.keys) };
const liaison = newActor('LIAISON_MAIN', ORGANISATION);
const batchIds: string[] = [];
const cpu = cpuSeconds();
const began = performance.now();
for (const { path } of task.files) {
  batchIds.push((await receive(path)).batchId);
}
const waiting = [...batchIds];
const work = async (): Promise<void> => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await processBatch(ctx, next);
};
await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, work));
const wallSeconds = (performance.now() - began) / 1000;
const result: ProductResult = { wallSeconds, cpuSeconds: cpuSeconds() - cpu, batchIds };
console.log(JSON.stringify(result));
await ctx.jobs.stop();
await pools.close();

/** As a request does: once the file is received, nothing holds it any more. */
function receive(fileName: string): ReturnType<typeof receiveBatch> {
  const bytes = readFileSync(fileName);
  return receiveBatch(ctx, liaison, { fileName, bytes, classCode: CLASS });
}

/** Seconds of CPU of this process and of the parsers that ended. */
function cpuSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = fields.slice(11, 15).map(Number);
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}
