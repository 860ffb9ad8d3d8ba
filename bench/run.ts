// `npm run bench -- NAME|all [--scale N] [--seed N] [--pairs N] [--smoke] [--json] [--save]`
// runs benchmarks and prints one line each. --smoke is small and judges answers only; --save keeps
// the result under bench/results/. Exit 1: an answer was wrong, or a full run missed its figure.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchmarks } from './benchmarks.ts';
import { onDurableCluster } from './cluster.ts';
import { facts } from './measure.ts';
import type { Benchmark, Outcome } from './frame.ts';

const DEFAULT_PAIRS = 5;
const SMOKE_PAIRS = 1;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string' },
    seed: { type: 'string', default: '11' },
    pairs: { type: 'string' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
  },
});
const names = positionals.includes('all') ? Object.keys(benchmarks) : positionals;
const unknown = names.find((name) => !Object.hasOwn(benchmarks, name));
if (names.length === 0 || unknown !== undefined) {
  const known = Object.keys(benchmarks).join(', ');
  console.error(
    `usage: npm run bench -- NAME|all [--scale N] [--seed N] [--smoke]; names: ${known}`,
  );
  process.exit(2);
}
// One cluster does for all of a smoke run; a figure is measured on a cluster of its own.
process.exit((await (values.smoke ? onDurableCluster(runAll) : runAll())) ? 0 : 1);

async function runAll(): Promise<boolean> {
  let good = true;
  for (const name of names) {
    const benchmark = await (benchmarks[name] as () => Promise<Benchmark>)();
    good = (await runOne(benchmark)) && good;
  }
  return good;
}

async function runOne(benchmark: Benchmark): Promise<boolean> {
  const { name, must } = benchmark;
  const { smoke } = values;
  const scale = Number(values.scale ?? (smoke ? benchmark.scale.smoke : benchmark.scale.full));
  const seed = Number(values.seed);
  const pairs = Number(values.pairs ?? (smoke ? SMOKE_PAIRS : (benchmark.pairs ?? DEFAULT_PAIRS)));
  const say = (line: string): void => {
    if (!values.json) console.log(`  ${line}`);
  };
  const began = performance.now();
  const outcome = await benchmark.run({ scale, seed, smoke, pairs, say });
  say(`took ${Math.round((performance.now() - began) / 100) / 10} s`);
  const ok = outcome.right && (smoke || outcome.reached);
  const line = { bench: name, must, scale, seed, smoke, ...facts(), ...outcome, ok };
  console.log(values.json ? JSON.stringify(line) : words(name, must, outcome, ok));
  if (values.save) save(name, line);
  return ok;
}

function words(name: string, must: string, outcome: Outcome, ok: boolean): string {
  const { per_s: rate, unit, limit, ratio, p99_ms: p99, peak_rss_mb: memory, right } = outcome;
  const parts = [
    `${rate} ${unit}/s`,
    ...(limit && ratio !== undefined ? [`${ratio} of ${limit.name} (${limit.per_s}/s)`] : []),
    ...(p99 === undefined ? [] : [`p99 ${p99} ms`]),
    ...(memory === undefined ? [] : [`${memory} MB`]),
    right ? 'answers right' : 'ANSWERS WRONG',
  ];
  return `${ok ? 'ok ' : 'RED'} ${name}: ${parts.join(', ')}; must: ${must}`;
}

function save(name: string, line: object): void {
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(line, null, 2)}\n`);
}
