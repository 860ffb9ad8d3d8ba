// The rows of ingest-csv as workbooks written by another library than the program's own, end to end
// against REF_COPY; besides, every cell of every row read as text by our reader and by the streaming
// reader of exceljs in turn (peer ratio).
import { readFileSync } from 'node:fs';
import ExcelJs from 'exceljs';
import { readSheet } from '../server/platform/spreadsheet/index.ts';
import { onDurableCluster } from './cluster.ts';
import {
  inPairs,
  median,
  perSecond,
  timed,
  type Benchmark,
  type BenchOptions,
  type Outcome,
} from './frame.ts';
import { againstCopy } from './ingest/against-copy.ts';
import type { RowsFile } from './ingest/files.ts';
import { COLUMNS, penalty } from './ingest/penalties.ts';

const MUST_RATIO = 0.5;
const MUST_READING = 3;
const PAIRS = 3;

/** Workbooks end to end, and reading them alone beside the streaming reader of exceljs. */
export const ingestXlsx: Benchmark = {
  name: 'ingest-xlsx',
  must: `reading ≥ ${MUST_READING} × exceljs, end to end ≥ ${MUST_RATIO} of REF_COPY`,
  scale: { of: 'rows', full: 100_000, smoke: 1_000 },
  pairs: PAIRS,
  async run(options) {
    const outcome = await onDurableCluster(() =>
      againstCopy('xlsx', options, (files) => reading(files, options)),
    );
    const { ratio = 0, peer_ratio: reads = 0 } = outcome;
    return { ...outcome, reached: ratio >= MUST_RATIO && reads >= MUST_READING };
  },
};

/** Every cell of every row as text, by our reader and by exceljs in turn. */
async function reading(
  files: readonly RowsFile[],
  { scale, seed, pairs }: BenchOptions,
): Promise<Partial<Outcome>> {
  const ours: Read[] = [];
  const rowsOf = (read: (path: string) => Promise<Read>, all: Read[]) => () =>
    timed(async () => {
      const sum = { rows: 0, characters: 0 };
      for (const { path } of files) {
        const { rows, characters } = await read(path);
        sum.rows += rows;
        sum.characters += characters;
      }
      all.push(sum);
      return sum.rows;
    });
  const { limit, ratio } = await inPairs(pairs, rowsOf(readOurs, ours), rowsOf(readExcelJs, []));
  const characters = charactersOf(scale, seed);
  return {
    peer: {
      name: 'exceljs streaming read',
      version: versionOf('exceljs'),
      per_s: Math.round(median(limit.map(perSecond))),
    },
    peer_ratio: Number(ratio.toPrecision(3)),
    right: ours.every((read) => read.rows === scale && read.characters === characters),
  };
}

interface Read {
  rows: number;
  characters: number;
}

async function readOurs(path: string): Promise<Read> {
  const read = { rows: 0, characters: 0 };
  const sheet = await readSheet(path, { isHeader: (cells) => cells[0] === COLUMNS[0] });
  for await (const rows of sheet.rows) {
    read.rows += rows.length;
    for (const { cells } of rows) for (const cell of cells) read.characters += cell.length;
  }
  return read;
}

/** Its texts are not compared: it cuts characters of several bytes where its buffers end. */
async function readExcelJs(path: string): Promise<Read> {
  const read = { rows: -1, characters: 0 };
  const book = new ExcelJs.stream.xlsx.WorkbookReader(path, { sharedStrings: 'cache' });
  for await (const sheet of book) {
    for await (const row of sheet) {
      read.rows += 1;
      row.eachCell(({ text }) => (read.characters += text.length));
    }
  }
  return read;
}

function charactersOf(rows: number, seed: number): number {
  let characters = 0;
  for (let index = 0; index < rows; index += 1) {
    for (const cell of Object.values(penalty(index, rows, seed).cells)) characters += cell.length;
  }
  return characters;
}

function versionOf(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
