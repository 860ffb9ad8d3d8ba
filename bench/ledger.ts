// A log of so many leaves is grown and signed; proofs of inclusion and consistency at random are made
// by the program's own queries and each verified. What a leaf costs is measured on the registration
// of records alone, without reading and judging: the same rows with one leaf more and as they are, in
// turn. That is stricter than the slow-down of a whole intake.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { Context } from '../server/context.ts';
import {
  appendLeaves,
  consistency,
  exportLog,
  inclusion,
  ledgerHead,
  sequence,
  verifyConsistency,
  verifyInclusion,
  type LedgerHead,
  type NewLeaf,
} from '../server/modules/ledger/index.ts';
import { nodesOf } from '../server/modules/ledger/store.ts';
import { rootOf } from '../server/modules/ledger/tree.ts';
import { registerRecords, type NewRecord } from '../server/modules/records/index.ts';
import { system } from '../server/platform/actor.ts';
import { inTransaction } from '../server/platform/db.ts';
import { newRecord, penaltyCells, resolveRows } from '../test/build.ts';
import { testContext } from '../test/context.ts';
import { newTestDatabase } from '../test/database.ts';
import { inPairs, pairsOutcome, percentile, timed, type Benchmark } from './frame.ts';

const VERIFIER = fileURLToPath(new URL('../tools/verify-ledger.mjs', import.meta.url));
const APPEND_AT_ONCE = 10_000;
const CHUNK = 2000;
const CHUNKS_A_ROUND = 4;
const P99_MS = 5;
const SLOWDOWN = 0.15;

/**
 * Proofs over a large log by the real queries, each verified, and what a leaf costs while records
 * come in. Product and limit are the same registration of rows, the product with a second leaf for
 * each row: the difference is the price of one, without anything being taken out of the product.
 */
export const ledger: Benchmark = {
  name: 'ledger',
  must: `proof ≤ ${P99_MS} ms p99 over a million leaves; a leaf slows ingest by ≤ 15 %`,
  scale: { of: 'leaves', full: 1_000_000, smoke: 4000 },
  async run(options) {
    const { scale, seed, smoke, pairs } = options;
    const folder = mkdtempSync(join(tmpdir(), 'xinyong-bench-ledger-'));
    const db = await newTestDatabase();
    try {
      const base = await testContext(db);
      const ctx: Context = { ...base, config: { ...base.config, dataFolder: folder } };
      const grown = await grow(ctx, scale);
      options.say(`${scale} leaves appended and signed, ${grown} a second`);
      const head = await ledgerHead(ctx);
      const random = randomFrom(seed);
      const proofs = await proveMany(ctx, head, smoke ? 100 : 2000, random);
      const whole = await isWhole(ctx, folder, head);
      const paired = await inPairs(
        pairs,
        (pair) => ingest(ctx, pair * 2, 1),
        (pair) => ingest(ctx, pair * 2 + 1, 0),
      );
      const more = 1 / paired.ratio - 1;
      const slowdown = more / (1 - more);
      const p99 = percentile(proofs.ms, 0.99);
      await ctx.jobs.stop();
      return {
        ...pairsOutcome(paired, 'the same rows with one leaf less'),
        unit: 'rows',
        p50_ms: three(percentile(proofs.ms, 0.5)),
        p99_ms: three(p99),
        quality: {
          proofs: proofs.ms.length,
          leaves_sequenced_per_s: grown,
          slowdown_by_a_leaf: three(slowdown),
        },
        right: proofs.right && whole,
        reached: p99 <= P99_MS && slowdown <= SLOWDOWN,
      };
    } finally {
      await db.drop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Appends and sequences leaves as acts would; answers how many a second. */
async function grow(ctx: Context, size: number): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < size; at += APPEND_AT_ONCE) {
    const leaves = Array.from({ length: Math.min(APPEND_AT_ONCE, size - at) }, newLeaf);
    await inTransaction(ctx.db.app, system, (tx) => appendLeaves(tx, leaves));
    await sequence(ctx);
  }
  return Math.round(size / ((performance.now() - began) / 1000));
}

function newLeaf(): NewLeaf {
  const leafId = randomUUID();
  const content = `{"id":"${leafId}"}`;
  return { leafId, kind: 'registered', subjectId: null, recordId: null, seq: null, content };
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64');

/** Proofs of inclusion and consistency in turn, each timed and then verified against the signed root. */
async function proveMany(
  ctx: Context,
  head: LedgerHead,
  count: number,
  random: (below: number) => number,
): Promise<{ ms: number[]; right: boolean }> {
  const root = bytesOf(head.root);
  const ms: number[] = [];
  let right = true;
  for (let i = 0; i < count; i += 1) {
    const position = random(head.size);
    const began = performance.now();
    const proved = await inclusion(ctx, position);
    ms.push(performance.now() - began);
    const path = proved.proof.map(bytesOf);
    right &&= verifyInclusion(bytesOf(proved.leafHash), position, head.size, path, root);
    const size = position + 1;
    const began2 = performance.now();
    const { proof } = await consistency(ctx, size);
    ms.push(performance.now() - began2);
    const older = { size, root: await rootOf(size, nodesOf(ctx.db.app)) };
    right &&= verifyConsistency(older, { size: head.size, root }, proof.map(bytesOf));
  }
  return { ms, right };
}

/** The exported log judged by the stand-alone verifier, with the newest checkpoint as the one kept. */
async function isWhole(ctx: Context, folder: string, head: LedgerHead): Promise<boolean> {
  const log = join(folder, 'export.log');
  const kept = join(folder, 'kept.txt');
  await pipeline(Readable.from(exportLog(ctx)), createWriteStream(log));
  writeFileSync(kept, head.note);
  const args = [VERIFIER, log, '--key', head.verifierKey, '--checkpoint', kept];
  return spawnSync(process.execPath, args).status === 0;
}

/** Registers rows in chunks as intake does; `more` further leaves for each row. */
async function ingest(ctx: Context, round: number, more: number) {
  const chunks: NewRecord[][] = [];
  for (let chunk = 0; chunk < CHUNKS_A_ROUND; chunk += 1)
    chunks.push(await rowsOf(ctx, round * CHUNKS_A_ROUND + chunk));
  return timed(async () => {
    for (const rows of chunks) {
      await inTransaction(ctx.db.app, system, async (tx) => {
        await registerRecords(tx, ctx, system, rows);
        if (more > 0) await appendLeaves(tx, rows.map(leafOf));
      });
    }
    return CHUNKS_A_ROUND * CHUNK;
  });
}

/** A leaf whose content is as long as that of a record. */
function leafOf({ values }: NewRecord): NewLeaf {
  return { ...newLeaf(), content: JSON.stringify(values) };
}

async function rowsOf(ctx: Context, chunk: number): Promise<NewRecord[]> {
  const cells = Array.from({ length: CHUNK }, (_, i) =>
    penaltyCells({ CF_WSH: `王市监罚〔2026〕${chunk * CHUNK + i}号` }),
  );
  const first = cells.slice(0, 1);
  return inTransaction(ctx.db.app, system, async (tx) => {
    const [subject] = await resolveRows(tx, ctx, 'ADMIN_PENALTY', first);
    if (subject?.outcome !== 'LINKED') throw new Error('the subject of the rows was not linked');
    return cells.map((row) => newRecord(ctx, 'ADMIN_PENALTY', row, subject));
  });
}

function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function three(value: number): number {
  return Number(value.toPrecision(3));
}
