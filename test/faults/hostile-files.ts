import { bombs } from './bombs.ts';
import { readWhole, Uploads } from './uploads.ts';

const MIB = 1024 * 1024;
/** A bomb must be refused in this time; others have the processor as well, so it is tried again. */
const SOON_MS = 2000;
const PATIENCE_MS = 30_000;

/** Reads every bomb through the parser process: refused in words, at once, with bounded memory. */
export async function readBombs(say?: (line: string) => void): Promise<{
  readonly files: number;
  readonly soon: number;
  readonly slowestMs: number;
  readonly parserPeakMiB: number;
  readonly grownMiB: number;
  readonly wrong: readonly string[];
}> {
  const run = new Uploads();
  const wrong: string[] = [];
  const before = process.memoryUsage().rss;
  let soon = 0;
  for (const [name, { make, read }] of Object.entries(bombs)) {
    const bytes = make();
    const first = await run.read(name, bytes, readWhole);
    const ended = first && first.ms > SOON_MS ? await run.read(name, bytes, readWhole) : first;
    say?.(`${name}: ${ended?.outcome ?? 'WRONG'} ${Math.round(ended?.ms ?? 0)} ms`);
    if (ended?.outcome === 'read' && !read) wrong.push(`${name} was read`);
    if (ended && ended.ms > PATIENCE_MS) wrong.push(`${name} took ${Math.round(ended.ms)} ms`);
    if (ended && ended.ms <= SOON_MS) soon += 1;
  }
  const { outcomes: _outcomes, wrong: failed, ...totals } = await run.end();
  const grownMiB = Math.round((process.memoryUsage().rss - before) / MIB);
  return {
    files: Object.keys(bombs).length,
    soon,
    ...totals,
    grownMiB,
    wrong: [...failed, ...wrong],
  };
}
