import { openCsvText } from './csv-encoding.ts';
import { CsvScanner, findSeparator } from './csv-scanner.ts';
import { RowBatch } from './frames.ts';
import type { SheetLimits } from './limits.ts';
import type { ParsedEnd, ParserOutput } from './parser-output.ts';
import { SheetRefused } from './refusal.ts';
import type { Source } from './source.ts';

/** Reads separated text; rows go to `output` chunk by chunk. */
export function parseCsv(source: Source, limits: SheetLimits, output: ParserOutput): ParsedEnd {
  const { encoding, chunks } = openCsvText(source);
  const batch = new RowBatch((kind, pieces) => output.frame(kind, pieces), limits);
  let scanner: CsvScanner | undefined;
  for (const chunk of chunks()) {
    let bytes = chunk;
    if (scanner === undefined) {
      const { separator, skip } = findSeparator(bytes);
      output.meta({
        format: 'csv',
        sheetName: null,
        otherSheets: [],
        hiddenColumns: [],
        encoding,
        separator: String.fromCharCode(separator),
      });
      scanner = new CsvScanner(batch, separator, limits);
      bytes = bytes.subarray(skip);
    }
    scanner.feed(bytes);
  }
  scanner?.end();
  batch.flush();
  if (batch.rowsTotal === 0) throw new SheetRefused('EMPTY_WORKBOOK');
  return { rows: batch.rowsTotal, merges: [], hiddenRows: 0 };
}
