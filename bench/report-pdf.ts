// Draws and signs the public report of a made-up organisation with enough records for three pages, in
// this process and on one core, and checks each file: whole, signed, its body digest the expected one.
// The rate counts CPU seconds of the process, drawing thread included.
import { issuedFrom, startReports } from './report-sheet.ts';
import { median, perSecond, timed, type Benchmark } from './frame.ts';

const MUST_PER_SECOND = 5;
const DIGITS = 3;

/** Draws and signs reports of three pages and more, and opens each again: one that is not genuine spoils the run. */
export const benchmark: Benchmark = {
  name: 'report-pdf',
  must: '≥ 5 signed reports of at least three pages for each second of one core',
  scale: { of: 'reports', full: 60, smoke: 2 },
  pairs: 3,
  async run({ scale, pairs, smoke, say }) {
    const reports = startReports();
    await issuedFrom(reports, 0);
    let right = true;
    const rounds = [];
    const each: number[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      const round = await timed(async () => {
        for (let index = 1; index <= scale; index += 1) {
          const began = performance.now();
          const { genuine, pages } = await issuedFrom(reports, index);
          each.push(performance.now() - began);
          right &&= genuine && pages >= 3;
        }
        return scale;
      });
      rounds.push(round);
      say(`round ${pair + 1}: ${perSecond(round).toFixed(1)} reports/s`);
    }
    const sorted = each.toSorted((one, other) => one - other);
    const at = (share: number): number =>
      Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
    // CPU seconds hold the drawing thread too: what one core would do is counted by them.
    const perCore = median(rounds.map(({ n, cpuSeconds = 0 }) => n / cpuSeconds));
    return {
      n: scale,
      unit: 'reports',
      wall_s: rounds.map(({ wallSeconds }) => short(wallSeconds)),
      cpu_s: rounds.map(({ cpuSeconds = 0 }) => short(cpuSeconds)),
      per_s: short(perCore),
      p50_ms: at(0.5),
      p99_ms: at(0.99),
      right,
      reached: smoke || perCore >= MUST_PER_SECOND,
    };
  },
};

function short(number: number): number {
  return Number(number.toPrecision(DIGITS));
}
