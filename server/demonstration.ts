import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DistrictStream,
  smallPlan,
  wholeDistrictPlan,
  type DistrictOptions,
  type ManifestFile,
} from '../tools/generate-district/index.ts';
import type { Context } from './context.ts';
import { LoadProgress } from './load-progress.ts';
import { actorFor } from './modules/access/index.ts';
import { processBatch, receiveBatch } from './modules/intake/index.ts';
import { publishBatch } from './modules/publication/index.ts';
import { sequence } from './modules/ledger/index.ts';
import { classOf, type Policy } from './modules/policy/index.ts';
import type { Demonstration } from './platform/config.ts';

const SEED = 7;
const SIZES = {
  small: { subjects: 1000, records: 6000 },
  district: { subjects: 18_000, records: 108_000 },
} as const;
const SETTING = 'demonstration';
// Reading happens in processes of its own: a few files at once keep both cores busy.
const AT_ONCE = 4;
const HELD_MS = 500;

interface Loaded {
  readonly kind: Demonstration;
  readonly today: string;
  readonly done: boolean;
}

/** A file of the district with the batch it became. */
export interface LoadedFile extends ManifestFile {
  readonly batchId: string;
}

/**
 * Loads the made-up district through the real intake, once for each data folder. A load that
 * was cut off goes on: files already received give the same batches, records enter once.
 */
export async function loadDemonstration(
  ctx: Context,
  kind: keyof typeof SIZES,
  say: (line: string) => void,
): Promise<void> {
  const known = await readSetting(ctx);
  if (known?.done) return;
  const begun = { kind: known?.kind ?? kind, today: known?.today ?? ctx.clock.today() };
  await keepSetting(ctx, { ...begun, done: false });
  const plan = kind === 'district' ? wholeDistrictPlan(ctx.policy) : smallPlan;
  say(
    known
      ? '继续装入演示区县…… Going on with the demonstration district …'
      : '首次启动：装入演示区县…… Loading the demonstration district …',
  );
  await loadDistrict(ctx, { seed: SEED, ...SIZES[kind], today: begun.today, plan }, say);
  await keepSetting(ctx, { ...begun, done: true });
}

/**
 * Makes a district and loads each file as soon as it is made, then signs the ledger. Answers the
 * files, with what was sown in them and the batches they became.
 */
export async function loadDistrict(
  ctx: Context,
  options: Omit<DistrictOptions, 'policy' | 'outDir'>,
  say: (line: string) => void,
): Promise<LoadedFile[]> {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-demo-'));
  try {
    const stream = new DistrictStream({ ...options, policy: ctx.policy, outDir: folder });
    const progress = new LoadProgress(options.records, say);
    const alone = withoutJobs(ctx);
    const loaded: LoadedFile[] = [];
    const running = new Map<ManifestFile, Promise<void>>();
    const load = async (file: ManifestFile): Promise<void> => {
      loaded.push({ ...file, batchId: await loadFile(alone, folder, file) });
      progress.add(file.rows);
      running.delete(file);
    };
    for await (const file of stream.files()) {
      if (waits(ctx.policy, file, [...running.keys()])) await Promise.all(running.values());
      if (running.size >= AT_ONCE) await Promise.race(running.values());
      const work = load(file);
      // A failure stays among the running and is thrown by the next wait.
      work.catch(() => {});
      running.set(file, work);
    }
    await Promise.all(running.values());
    await sequence(ctx);
    return loaded;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The load does every step itself. With jobs for the same steps the worker could take a file first,
 * and files that refer to it would not wait for it.
 */
function withoutJobs(ctx: Context): Context {
  return { ...ctx, jobs: { ...ctx.jobs, enqueue: async () => {} } };
}

async function loadFile(ctx: Context, folder: string, file: ManifestFile): Promise<string> {
  const path = join(folder, file.file);
  const actor = await actorFor(ctx, file.account, 'job');
  const { batchId } = await receiveBatch(ctx, actor, {
    fileName: file.file,
    bytes: await readFile(path),
    classCode: file.classCode,
    channel: 'job',
  });
  await rm(path);
  // After a load that was cut off the worker may be at this batch already.
  while (!(await processBatch(ctx, batchId))) await sleep(HELD_MS);
  await publishBatch(ctx, batchId);
  return batchId;
}

/**
 * Whether a file waits for those before it: registrations come first and one kind after the other,
 * and what means records of other files comes after them.
 */
function waits(policy: Policy, file: ManifestFile, running: readonly ManifestFile[]): boolean {
  if (file.follows || classOf(policy, file.classCode)?.subject.mode === 'REFERENCE') return true;
  return running.some(
    (other) => other.classCode.startsWith('REG_') && other.classCode !== file.classCode,
  );
}

async function readSetting(ctx: Context): Promise<Loaded | null> {
  const row = await ctx.db.app
    .selectFrom('setting')
    .select('value')
    .where('name', '=', SETTING)
    .executeTakeFirst();
  return (row?.value as unknown as Loaded | undefined) ?? null;
}

async function keepSetting(ctx: Context, value: Loaded): Promise<void> {
  await ctx.db.app
    .insertInto('setting')
    .values({ name: SETTING, value: JSON.stringify(value) })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ value: JSON.stringify(value), changed_at: ctx.clock.now() }),
    )
    .execute();
}
