import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDistrict, type ManifestFile } from '../tools/generate-district/index.ts';
import type { Context } from './context.ts';
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

interface Loaded {
  readonly kind: Demonstration;
  readonly today: string;
  readonly done: boolean;
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
  const today = known?.today ?? ctx.clock.today();
  await keepSetting(ctx, { kind: known?.kind ?? kind, today, done: false });
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-demo-'));
  try {
    const { files } = await generateDistrict({ seed: SEED, ...SIZES[kind], today, outDir: folder });
    say(`首次启动：装入演示区县（${files.length} 个文件）…… Loading the demonstration district …`);
    let loaded = 0;
    const alone = withoutJobs(ctx);
    for (const wave of waves(ctx.policy, files)) {
      await each(wave, AT_ONCE, (file) => loadFile(alone, folder, file));
      loaded += wave.length;
      say(`  ${loaded}/${files.length} 个文件`);
    }
    await sequence(ctx);
    await keepSetting(ctx, { kind: known?.kind ?? kind, today, done: true });
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

async function loadFile(ctx: Context, folder: string, file: ManifestFile): Promise<void> {
  const actor = await actorFor(ctx, file.account, 'job');
  const { batchId } = await receiveBatch(ctx, actor, {
    fileName: file.file,
    bytes: readFileSync(join(folder, file.file)),
    classCode: file.classCode,
    channel: 'job',
  });
  await processBatch(ctx, batchId);
  await publishBatch(ctx, batchId);
}

/**
 * Files that may be loaded side by side. Registrations come first and one kind after the other;
 * a file that refers to others, or repeats a class of its sender, waits for all before it.
 */
function waves(policy: Policy, files: readonly ManifestFile[]): ManifestFile[][] {
  const result: ManifestFile[][] = [];
  let wave: ManifestFile[] = [];
  for (const file of files) {
    const subject = classOf(policy, file.classCode)?.subject;
    const waits =
      subject?.mode === 'REFERENCE' ||
      wave.some(
        (other) => other.classCode.startsWith('REG_') && other.classCode !== file.classCode,
      ) ||
      wave.some(
        (other) => other.classCode === file.classCode && other.organisation === file.organisation,
      );
    if (waits && wave.length > 0) {
      result.push(wave);
      wave = [];
    }
    wave.push(file);
  }
  return wave.length > 0 ? [...result, wave] : result;
}

/** Runs `work` on every item, at most `limit` at a time; the first failure stops the rest. */
async function each<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const runner = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, runner));
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
