import type { Benchmark } from './frame.ts';

/** Every benchmark by name, loaded when it runs: one must not pay for the others. */
export const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  district: async () => (await import('./district.ts')).district,
  'first-paint': async () => (await import('./first-paint.ts')).benchmark,
  ledger: async () => (await import('./ledger.ts')).ledger,
  lookup: async () => (await import('./lookup.ts')).benchmark,
  'name-search': async () => (await import('./name-search.ts')).benchmark,
  'ingest-csv': async () => (await import('./ingest-csv.ts')).ingestCsv,
  'ingest-errors': async () => (await import('./ingest-errors.ts')).ingestErrors,
  'ingest-xlsx': async () => (await import('./ingest-xlsx.ts')).ingestXlsx,
  'memory-flat': async () => (await import('./memory-flat.ts')).memoryFlat,
  'report-pdf': async () => (await import('./report-pdf.ts')).benchmark,
};
