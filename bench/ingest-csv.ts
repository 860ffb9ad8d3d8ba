// Made-up penalties of 25 columns in files of 50,000 rows go the whole way in, in a process of their
// own on a durable database of their own: receiving, reading, all rules, duplicates against the
// store, subjects, records with leaves, findings. REF_COPY, in turn with it, lets the server read the
// same rows into the same tables with their indexes and constraints in one transaction. Each row is
// compared with its label before the time counts. Memory is that of our processes together,
// PostgreSQL left out.
import { onDurableCluster } from './cluster.ts';
import type { Benchmark } from './frame.ts';
import { againstCopy } from './ingest/against-copy.ts';

const MUST_RATIO = 0.6;
const MUST_MB = 400;

/** 25 columns, all rules, store-wide duplicates, subjects, ledger, findings, durable. */
export const ingestCsv: Benchmark = {
  name: 'ingest-csv',
  must: `≥ ${MUST_RATIO} of REF_COPY, our processes ≤ ${MUST_MB} MB`,
  scale: { of: 'rows', full: 200_000, smoke: 2_000 },
  async run(options) {
    const outcome = await onDurableCluster(() => againstCopy('csv', options));
    const { ratio = 0, peak_rss_mb: peak = Infinity } = outcome;
    return { ...outcome, reached: ratio >= MUST_RATIO && peak <= MUST_MB };
  },
};
