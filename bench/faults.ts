// `node bench/faults.ts kills|uploads|bombs|calls|reports [--count N] [--database N] [--seed N] [--minutes N] [--save]`:
// the fault runs whose seeded parts `npm test` does, in full size: parts of the running program killed
// under clients, damaged and hostile files, generated calls of the API, forged reports. Prints one JSON
// line with machine, load, commit and counts. --save adds it to the runs of bench/results/: the full
// size may be reached in several of them, each with a seed of its own. Exit 1 when anything is wrong.
import { parseArgs } from 'node:util';
import { runCalls } from '../test/faults/api-calls.ts';
import { readBombs } from '../test/faults/hostile-files.ts';
import { runKills } from '../test/faults/kills.ts';
import { runUploads } from '../test/faults/uploads.ts';
import { runForgeries } from '../test/faults/forged-reports.ts';
import { facts } from './measure.ts';
import { addRun, nextSeed } from './saved-runs.ts';

interface Outcome {
  /** What was done in words of the issue, and how much of its full size. */
  readonly must: string;
  readonly full: number;
  readonly done: number;
  readonly wrong: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string' },
    database: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string', default: '600' },
    save: { type: 'boolean', default: false },
  },
});
const name = positionals[0] ?? '';
const seed = Number(values.seed ?? nextSeed(name));
const say = (line: string): void => console.error(line);
const counted = (full: number): number => Number(values.count ?? full);

const runs: Readonly<Record<string, () => Promise<Outcome>>> = {
  async kills() {
    const [full, database] = [counted(500), Number(values.database ?? 100)];
    const kills = { server: Math.ceil(full / 2), worker: Math.floor(full / 2), database };
    const result = await runKills({ seed, kills, minutes: Number(values.minutes), say });
    const done = Object.values(result.kills).reduce((sum, one) => sum + one, 0);
    return {
      must: '500 kills of server and worker, 100 of PostgreSQL',
      full: 600,
      done,
      ...result,
    };
  },
  async uploads() {
    const count = counted(20_000);
    const share = Math.ceil(count / 20);
    const sizes = { inProcess: count - 2 * share, throughParser: share, throughUpload: share };
    const { files, ...result } = await runUploads({ seed, ...sizes, say });
    return { must: '20,000 damaged files', full: 20_000, done: count, files, ...result };
  },
  async bombs() {
    const { files, ...result } = await readBombs(say);
    return { must: '40 hand-made bombs', full: 40, done: files, ...result };
  },
  async calls() {
    const { calls, faults, ...result } = await runCalls({ seed, calls: counted(100_000), say });
    return {
      must: '100,000 generated calls',
      full: 100_000,
      done: calls,
      ...result,
      wrong: faults,
    };
  },
  async reports() {
    const places = counted(10_000);
    const { done, ...result } = await runForgeries({ seed, places, say });
    return { must: '10,000 changed bytes of a genuine report', full: 10_000, done, ...result };
  },
};
const run = runs[name];
if (!run) {
  console.error(`usage: node bench/faults.ts ${Object.keys(runs).join('|')} [--count N] [--save]`);
  process.exit(2);
}
const began = performance.now();
const before = facts() as { readonly commit: string };
const { must, full, ...outcome } = await run();
const seconds = Math.round((performance.now() - began) / 1000);
const ok = outcome.wrong.length === 0;
const line = { seed, ...before, seconds, ...outcome };
console.log(JSON.stringify({ faults: name, must, full, ...line, ok }));
if (values.save) {
  const { done } = addRun(name, must, full, line);
  say(`${done} of ${full} are saved now`);
}
process.exit(ok ? 0 : 1);
