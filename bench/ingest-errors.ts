// Labelled rows are judged as the intake judges them: each cell made wrong on purpose must be named,
// and no other.
import { checkFile, type SheetFinding } from '../server/modules/intake/index.ts';
import { columnLetters } from '../server/platform/spreadsheet/index.ts';
import { fixedClock } from '../server/platform/clock.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPolicy } from '../test/context.ts';
import type { Benchmark, BenchOptions, Outcome } from './frame.ts';
import { writeFiles, type Format, type RowsFile } from './ingest/files.ts';
import { CLASS, COLUMNS, NOW, ORGANISATION, penalty } from './ingest/penalties.ts';

const FORMATS: readonly Format[] = ['csv', 'xlsx'];
const NAME_COLUMN = 0;

/** The report by cell against the labels of the generator, for both kinds of file. */
export const ingestErrors: Benchmark = {
  name: 'ingest-errors',
  must: 'every labelled cell found, none else',
  scale: { of: 'rows', full: 100_000, smoke: 2_000 },
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), 'xinyong-bench-'));
    try {
      return await judged(folder, options);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function judged(folder: string, { scale, seed, say }: BenchOptions): Promise<Outcome> {
  const quality = { cells_expected: 0, cells_found: 0, cells_false: 0 };
  const seconds: number[] = [];
  for (const format of FORMATS) {
    for (const file of await writeFiles(folder, format, scale, seed)) {
      const began = performance.now();
      const { findings } = await checkFile({
        file: file.path,
        policy: testPolicy,
        classCode: CLASS,
        sender: ORGANISATION,
        today: fixedClock(NOW).today(),
      });
      seconds.push((performance.now() - began) / 1000);
      const expected = labelledCells(file, scale, seed);
      const found = cellsOf(findings);
      const hits = [...expected].filter((cell) => found.has(cell));
      const others = [...found].filter((cell) => !expected.has(cell));
      quality.cells_expected += expected.size;
      quality.cells_found += hits.length;
      quality.cells_false += others.length;
      for (const cell of others) say(`${format}: ${cell} is not wrong`);
    }
  }
  const { cells_expected: expected, cells_found: found, cells_false: others } = quality;
  const right = expected > 0 && found === expected && others === 0;
  const n = scale * FORMATS.length;
  const wall = seconds.reduce((sum, one) => sum + one, 0);
  return {
    n,
    unit: 'rows judged',
    wall_s: [Number(wall.toPrecision(3))],
    per_s: Math.round(n / wall),
    quality,
    right,
    reached: right,
  };
}

function cellsOf(findings: readonly SheetFinding[]): Set<string> {
  return new Set(findings.map(({ cell, row }) => cell ?? `row ${row}`));
}

/** Addresses of the wrong cells; a repeat is found where the row before it stands in the same file. */
function labelledCells({ from, to }: RowsFile, rows: number, seed: number): Set<string> {
  const cells = new Set<string>();
  for (let at = from; at < to; at += 1) {
    const { label } = penalty(at, rows, seed);
    const address = (column: number): string => `${columnLetters(column)}${at - from + 2}`;
    if (label.kind === 'WRONG') cells.add(address(COLUMNS.indexOf(label.field)));
    if (label.kind === 'REPEAT' && label.of >= from) cells.add(address(NAME_COLUMN));
  }
  return cells;
}
