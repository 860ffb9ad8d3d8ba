// A log of so many leaves is grown and signed; proofs of inclusion and consistency at random are made
// by the program's own queries and each verified. Then files of ingest-csv go the whole way into the
// same durable database, each in a process of its own: received, read, judged and stored, in turn with
// the log and without it. Without it the process is the product's too, but at its start the one
// function that appends leaves, and the one that makes what they commit to, are replaced by empty ones.
// `slowdown_of_registration` is the price of a leaf over the registration of records alone, already
// read, judged and given their subject: the same rows with one leaf more and as they are, in turn.
import { spawnSync } from 'node:child_process';
import { randomUUIDv7 } from 'node:crypto';
import { createWriteStream, writeFileSync } from 'node:fs';
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
import { system } from '../server/platform/actor.ts';
import { inTransaction } from '../server/platform/db.ts';
import { testContext } from '../test/context.ts';
import { onDurableCluster } from './cluster.ts';
import {
  pairsOutcome,
  percentile,
  type Benchmark,
  type BenchOptions,
  type Outcome,
} from './frame.ts';
import { newBase } from './ingest/base.ts';
import { registrationWithALeafMore, withAndWithoutLeaves } from './ingest/leaf-price.ts';

const VERIFIER = fileURLToPath(new URL('../tools/verify-ledger.mjs', import.meta.url));
const APPEND_AT_ONCE = 10_000;
const ROWS_OF_A_FILE = { full: 20_000, smoke: 400 };
const P99_MS = 5;
const SLOWDOWN = 0.15;

/** Proofs over a large log by the real queries, each verified, and what a leaf costs while records come in. */
export const ledger: Benchmark = {
  name: 'ledger',
  must: `proof ≤ ${P99_MS} ms p99 over a million leaves; appending slows ingest by ≤ ${SLOWDOWN * 100} %`,
  scale: { of: 'leaves', full: 1_000_000, smoke: 4000 },
  run: (options) => onDurableCluster(() => measured(options)),
};

async function measured(options: BenchOptions): Promise<Outcome> {
  const { scale, seed, smoke, pairs } = options;
  const rowsOfAFile = smoke ? ROWS_OF_A_FILE.smoke : ROWS_OF_A_FILE.full;
  const base = await newBase(2 * pairs * rowsOfAFile);
  const db = await base.fresh();
  const made = await testContext(db);
  const ctx: Context = { ...made, config: { ...made.config, dataFolder: base.folder } };
  try {
    const grown = await grow(ctx, scale);
    options.say(`${scale} leaves appended and signed, ${grown} a second`);
    const head = await ledgerHead(ctx);
    const proofs = await proveMany(ctx, head, smoke ? 100 : 2000, randomFrom(seed));
    const whole = await isWhole(ctx, base.folder, head);
    const { intake, right } = await withAndWithoutLeaves(base, db, { ...options, rowsOfAFile });
    const registration = await registrationWithALeafMore(ctx, pairs);
    const slowdown = 1 / intake.ratio - 1;
    const p99 = percentile(proofs.ms, 0.99);
    return {
      ...pairsOutcome(intake, 'the same intake without leaves'),
      unit: 'rows',
      p50_ms: three(percentile(proofs.ms, 0.5)),
      p99_ms: three(p99),
      quality: {
        proofs: proofs.ms.length,
        leaves_sequenced_per_s: grown,
        slowdown_of_ingest: three(slowdown),
        slowdown_of_registration: three(registration),
      },
      right: proofs.right && whole && right,
      reached: p99 <= P99_MS && slowdown <= SLOWDOWN,
    };
  } finally {
    await ctx.jobs.stop();
    await db.drop();
    await base.remove();
  }
}

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
  const leafId = randomUUIDv7();
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
