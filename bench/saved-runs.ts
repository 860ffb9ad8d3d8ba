import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('results/', import.meta.url));

/** One run of faults with its seed and the commit it ran on; further members are what it counted. */
export interface Run {
  readonly seed: number;
  readonly commit: string;
  readonly done: number;
  readonly wrong: readonly string[];
  readonly [counted: string]: unknown;
}

/** All runs of one kind that were saved: how much of the full size they make together, and what was wrong in any. */
interface Saved {
  readonly faults: string;
  readonly must: string;
  readonly full: number;
  readonly done: number;
  readonly ok: boolean;
  readonly runs: readonly Run[];
}

/** A seed that no saved run of this kind has had: the same seed again would count the same faults twice. */
export function nextSeed(name: string): number {
  return Math.max(10, ...savedRuns(name).map(({ seed }) => seed)) + 1;
}

/** Adds a run to the saved ones; a run that found something stays among them. */
export function addRun(name: string, must: string, full: number, run: Run): Saved {
  const earlier = savedRuns(name);
  if (earlier.some(({ seed }) => seed === run.seed))
    throw new Error(`seed ${run.seed} is saved already: its faults would count twice`);
  const runs = [...earlier, run];
  const saved: Saved = {
    faults: name,
    must,
    full,
    done: runs.reduce((sum, { done }) => sum + done, 0),
    ok: runs.every(({ wrong }) => wrong.length === 0),
    runs,
  };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(name), `${JSON.stringify(saved, null, 2)}\n`);
  return saved;
}

function savedRuns(name: string): readonly Run[] {
  if (!existsSync(fileOf(name))) return [];
  return (JSON.parse(readFileSync(fileOf(name), 'utf8')) as Saved).runs;
}

function fileOf(name: string): string {
  return `${FOLDER}faults-${name}.json`;
}
