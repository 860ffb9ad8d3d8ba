import fs from 'node:fs';
import { parseCsv } from './csv.ts';
import { FRAME, FRAME_HEAD_BYTES } from './frames.ts';
import type { SheetLimits } from './limits.ts';
import type { ParsedEnd, ParserOutput } from './parser-output.ts';
import { SheetRefused } from './refusal.ts';
import { sniff } from './sniff.ts';
import { Source } from './source.ts';
import { parseXlsx } from './xlsx.ts';

/** What the caller tells the parser process, as JSON in its first argument. */
export interface ParserTask {
  readonly limits: SheetLimits;
  /** Length of the bytes on standard input, or null when it is the file itself. */
  readonly pipedBytes: number | null;
}

const OUT = 1;
const SNIFF_BYTES = 64 * 1024;

const output: ParserOutput = {
  meta: (meta) => send(FRAME.meta, json(meta)),
  frame: send,
};

/** Blocking writes on purpose: a slow reader stops the parser, and nothing piles up in memory. */
function send(kind: number, payload: Buffer): void {
  const frame = Buffer.allocUnsafe(FRAME_HEAD_BYTES + payload.length);
  frame[0] = kind;
  frame.writeUInt32LE(payload.length, 1);
  payload.copy(frame, FRAME_HEAD_BYTES);
  for (let at = 0; at < frame.length;) at += fs.writeSync(OUT, frame, at);
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

async function parse(task: ParserTask): Promise<ParsedEnd> {
  const source = new Source(0, task.pipedBytes);
  const kind = sniff(source.head(SNIFF_BYTES));
  if (kind === 'text') return parseCsv(source, task.limits, output);
  if (kind === 'zip') return parseXlsx(source.all(), task.limits, output);
  throw new SheetRefused(kind === 'OLD_XLS' ? oleKind(source) : kind);
}

/** The directory of a compound file may stand anywhere, so the whole file is looked at. */
function oleKind(source: Source): 'ENCRYPTED' | 'OLD_XLS' | 'WORD' {
  const kind = sniff(source.all());
  return kind === 'ENCRYPTED' || kind === 'WORD' ? kind : 'OLD_XLS';
}

/** An error no check foresaw comes from the content: for the clerk the file is damaged or too big. */
function refusalOf(error: unknown): SheetRefused {
  if (error instanceof SheetRefused) return error;
  const text =
    error instanceof Error ? `${error.message} ${String(Reflect.get(error, 'code'))}` : '';
  const memory = /allocation failed|MEMORY_ALLOCATION|Z_MEM_ERROR|ENOMEM/i.test(text);
  return new SheetRefused(memory ? 'OUT_OF_MEMORY' : 'CORRUPT');
}

try {
  send(FRAME.end, json(await parse(JSON.parse(process.argv[2] ?? '{}') as ParserTask)));
} catch (error) {
  const { code, message } = refusalOf(error);
  send(FRAME.refusal, json({ code, message }));
}
