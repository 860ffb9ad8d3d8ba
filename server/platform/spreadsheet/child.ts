import fs from 'node:fs';
import { FRAME, FRAME_HEAD_BYTES } from './frames.ts';
import type { SheetLimits } from './limits.ts';
import { parse, refusalFor } from './parse.ts';
import type { ParserOutput } from './parser-output.ts';
import { Source } from './source.ts';

/** What the caller tells the parser process, as JSON in its only argument. */
export interface ParserTask {
  readonly limits: SheetLimits;
  /** Length of the bytes on standard input, or null when it is the file itself. */
  readonly pipedBytes: number | null;
}

const OUT = 1;

const output: ParserOutput = {
  meta: (meta) => send(FRAME.meta, json(meta)),
  frame: send,
};

/** Blocking writes on purpose: a slow reader stops the parser, and nothing piles up in memory. */
function send(kind: number, pieces: readonly Buffer[]): void {
  const head = Buffer.allocUnsafe(FRAME_HEAD_BYTES);
  head[0] = kind;
  head.writeUInt32LE(
    pieces.reduce((sum, { length }) => sum + length, 0),
    1,
  );
  for (const piece of [head, ...pieces])
    for (let at = 0; at < piece.length;) at += fs.writeSync(OUT, piece, at);
}

function json(value: unknown): readonly Buffer[] {
  return [Buffer.from(JSON.stringify(value))];
}

try {
  const task = JSON.parse(process.argv[1] ?? '{}') as ParserTask;
  send(FRAME.end, json(await parse(new Source(0, task.pipedBytes), task.limits, output)));
} catch (error) {
  const { code, message } = refusalFor(error);
  send(FRAME.refusal, json({ code, message }));
}
