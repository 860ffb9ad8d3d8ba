/** What every benchmark shares: its shape, interleaved rounds against a limit, medians. */

export interface BenchOptions {
  /** How large: each benchmark says of what. */
  readonly scale: number;
  readonly seed: number;
  /** Small and quick: answers are checked, figures are not. */
  readonly smoke: boolean;
  /** Rounds of product and limit in turn. */
  readonly pairs: number;
  readonly say: (line: string) => void;
}

/** One round: how much was done, in how many seconds, with how many CPU seconds of our processes. */
export interface Round {
  readonly n: number;
  readonly wallSeconds: number;
  readonly cpuSeconds?: number;
}

export interface Limit {
  readonly name: string;
  readonly per_s: number;
}

/** A finished benchmark, as it is printed and committed. */
export interface Outcome {
  readonly n: number;
  readonly unit: string;
  readonly wall_s: readonly number[];
  readonly cpu_s?: readonly number[];
  readonly per_s: number;
  readonly limit?: Limit;
  readonly ratio?: number;
  /** Smallest and largest ratio of a pair. */
  readonly ratio_spread?: readonly [number, number];
  readonly peer?: Limit & { readonly version: string };
  readonly peer_ratio?: number;
  readonly peak_rss_mb?: number;
  readonly p50_ms?: number;
  readonly p99_ms?: number;
  readonly quality?: Readonly<Record<string, number>>;
  /** Whether every answer of the run was the expected one; speed counts for nothing without. */
  readonly right: boolean;
  /** Whether the figure that must be reached was reached. */
  readonly reached: boolean;
}

export interface Benchmark {
  readonly name: string;
  /** The figure that must be reached, in words. */
  readonly must: string;
  /** What `scale` counts, and its sizes. */
  readonly scale: { readonly of: string; readonly full: number; readonly smoke: number };
  readonly pairs?: number;
  run(options: BenchOptions): Promise<Outcome>;
}

/** The middle of the numbers; the lower one of two. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** The value below which `share` (0–1) of the numbers lie. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function perSecond({ n, wallSeconds }: Round): number {
  return n / wallSeconds;
}

export interface Pairs {
  readonly product: readonly Round[];
  readonly limit: readonly Round[];
  /** Speed of the product over that of the limit: median of the pairs, and their spread. */
  readonly ratio: number;
  readonly spread: readonly [number, number];
}

/** Runs product and limit in turn, so that a machine that slows down slows both. */
export async function inPairs(
  pairs: number,
  product: (pair: number) => Promise<Round>,
  limit: (pair: number) => Promise<Round>,
): Promise<Pairs> {
  const rounds: { product: Round[]; limit: Round[] } = { product: [], limit: [] };
  for (let pair = 0; pair < pairs; pair += 1) {
    rounds.limit.push(await limit(pair));
    rounds.product.push(await product(pair));
  }
  const ratios = rounds.product.map(
    (round, pair) => perSecond(round) / perSecond(rounds.limit[pair] as Round),
  );
  return {
    ...rounds,
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

/** Times one piece of work with the CPU seconds of this process. */
export async function timed(work: () => Promise<number>): Promise<Round> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const n = await work();
  const wallSeconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { n, wallSeconds, cpuSeconds: (user + system) / 1e6 };
}

/** The numbers of interleaved rounds in the form of an outcome. */
export function pairsOutcome({ product, limit, ratio, spread }: Pairs, limitName: string) {
  const cpu = product.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  return {
    n: product[0]?.n ?? 0,
    wall_s: product.map(({ wallSeconds }) => round(wallSeconds)),
    ...(cpu.length > 0 ? { cpu_s: cpu.map(round) } : {}),
    per_s: Math.round(median(product.map(perSecond))),
    limit: { name: limitName, per_s: Math.round(median(limit.map(perSecond))) },
    ratio: round(ratio),
    ratio_spread: [round(spread[0]), round(spread[1])] as const,
  };
}

function round(number: number): number {
  return Number(number.toPrecision(3));
}
