// Writes docs/performance.md from the committed results of `npm run bench -- NAME --save` and of
// `node bench/faults.ts NAME --save`: each figure with what must be reached, what was measured, how, and on which machine and commit.
// `--check` exits 1 when the document differs from the results.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../bench/frame.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FILE = `${ROOT}docs/performance.md`;

/** A saved result: the outcome, and what it depends on. */
interface Result extends Outcome {
  readonly bench: string;
  readonly must: string;
  readonly scale: number;
  readonly at: string;
  readonly commit: string;
  readonly load: readonly number[];
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGiB: number;
    readonly node: string;
  };
}

/** Runs of faults of one kind, which add up to their full size. */
interface Faults {
  readonly faults: string;
  readonly must: string;
  readonly full: number;
  readonly done: number;
  readonly runs: readonly { readonly seed: number; readonly wrong: readonly string[] }[];
}

const saved = globSync('bench/results/*.json', { cwd: ROOT })
  .toSorted()
  .map((file) => JSON.parse(readFileSync(`${ROOT}${file}`, 'utf8')) as Result | Faults);
const results = saved.filter((one): one is Result => 'per_s' in one);
const faults = saved.filter((one): one is Faults => 'faults' in one);
const text = `# Performance

Every figure here was measured by \`npm run bench -- NAME --save\` and is printed from \`bench/results/\` by \`node tools/performance-doc.ts\`. Product and limit run in turn in one process tree; the ratio is the median of the pairs, its spread stands behind it. Speed counts only when every answer of the run was right. The machines are shared: ratios hold, single rates are for orientation. \`npm run bench -- all --smoke\` runs all of them small and judges the answers only.

| Benchmark | Must | Measured | Reached |
| --- | --- | --- | --- |
${results.map(row).join('\n')}

${results.map(section).join('\n\n')}

## faults

${method('faults')}

| Faults | Must | Done | Seeds | Found wrong |
| --- | --- | --- | --- | --- |
${faults.map(faultRow).join('\n')}
`;

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    console.error(
      'docs/performance.md differs from bench/results: run node tools/performance-doc.ts',
    );
    process.exitCode = 1;
  }
} else writeFileSync(FILE, text);

function row(result: Result): string {
  return `| \`${result.bench}\` | ${result.must} | ${figures(result).join('; ')} | ${verdict(result)} |`;
}

function verdict({ right, reached }: Result): string {
  if (!right) return 'answers wrong';
  return reached ? 'yes' : '**no**';
}

function figures(result: Result): string[] {
  const { ratio, ratio_spread: spread, limit, quality = {} } = result;
  const parts = [`${result.per_s} ${result.unit}/s`];
  if (ratio !== undefined && limit) {
    const range = spread ? ` (${spread[0]}–${spread[1]})` : '';
    parts.push(`${ratio} of ${limit.name}${range}`);
  }
  if (result.peer) parts.push(`${result.peer_ratio} of ${result.peer.name} ${result.peer.version}`);
  if (result.p99_ms !== undefined) parts.push(`p50 ${result.p50_ms} ms, p99 ${result.p99_ms} ms`);
  if (result.peak_rss_mb !== undefined) parts.push(`peak ${result.peak_rss_mb} MB`);
  parts.push(...Object.entries(quality).map(([name, value]) => `${name} ${value}`));
  return parts;
}

function section({ bench, scale, n, unit, at, commit, load, machine }: Result): string {
  return `## ${bench}

${method(bench)}

Scale ${scale}, ${n} ${unit}; ${at.slice(0, 10)}, commit ${commit.slice(0, 10)}; ${machine.cores} cores ${machine.cpu}, ${machine.memoryGiB} GiB, Node ${machine.node}, load ${load.join(' ')}.`;
}

function faultRow({ faults: name, must, full, done, runs }: Faults): string {
  const part = done >= full ? `${done}` : `**${done} of ${full}**`;
  const seeds = runs.map(({ seed }) => seed).join(', ');
  const wrong = runs.reduce((sum, run) => sum + run.wrong.length, 0);
  return `| \`${name}\` | ${must} | ${part} | ${seeds} | ${wrong} |`;
}

/** The comment at the head of the benchmark says how it measures. */
function method(bench: string): string {
  const [file] = globSync(`bench/**/${basename(bench)}.ts`, { cwd: ROOT });
  if (file === undefined) return '';
  const lines = readFileSync(`${ROOT}${file}`, 'utf8').split('\n');
  const end = lines.findIndex((line) => !line.startsWith('//'));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^\/\/ ?/, ''))
    .join('\n');
}
