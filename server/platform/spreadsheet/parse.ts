import { parseCsv } from './csv.ts';
import type { SheetLimits } from './limits.ts';
import type { ParsedEnd, ParserOutput } from './parser-output.ts';
import { SheetRefused } from './refusal.ts';
import { sniff } from './sniff.ts';
import type { Source } from './source.ts';
import { parseXlsx } from './xlsx.ts';

const SNIFF_BYTES = 64 * 1024;

/** Reads a file of any kind by its content; throws `SheetRefused`, or anything on damaged content. */
export async function parse(
  source: Source,
  limits: SheetLimits,
  output: ParserOutput,
): Promise<ParsedEnd> {
  const kind = sniff(source.head(SNIFF_BYTES));
  if (kind === 'text') return parseCsv(source, limits, output);
  if (kind === 'zip') return parseXlsx(source.all(), limits, output);
  throw new SheetRefused(kind === 'OLD_XLS' ? oleKind(source) : kind);
}

/** The directory of a compound file may stand anywhere, so the whole file is looked at. */
function oleKind(source: Source): 'ENCRYPTED' | 'OLD_XLS' | 'WORD' {
  const kind = sniff(source.all());
  return kind === 'ENCRYPTED' || kind === 'WORD' ? kind : 'OLD_XLS';
}

/** An error no check foresaw comes from the content: for the clerk the file is damaged or too big. */
export function refusalFor(error: unknown): SheetRefused {
  if (error instanceof SheetRefused) return error;
  const text =
    error instanceof Error ? `${error.message} ${String(Reflect.get(error, 'code'))}` : '';
  const memory = /allocation failed|MEMORY_ALLOCATION|Z_MEM_ERROR|ENOMEM/i.test(text);
  return new SheetRefused(memory ? 'OUT_OF_MEMORY' : 'CORRUPT');
}
