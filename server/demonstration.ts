import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDistrict } from '../tools/generate-district/index.ts';
import type { Context } from './context.ts';
import { actorFor } from './modules/access/index.ts';
import { processBatch, receiveBatch } from './modules/intake/index.ts';
import { publishBatch } from './modules/publication/index.ts';
import { sequence } from './modules/ledger/index.ts';
import type { Demonstration } from './platform/config.ts';

const SEED = 7;
const SIZES = { small: { subjects: 1000, records: 6000 }, district: { subjects: 18_000, records: 108_000 } } as const;
const SETTING = 'demonstration';

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
  kind: Exclude<Demonstration, 'none'>,
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
    let rows = 0;
    for (const [i, file] of files.entries()) {
      const actor = await actorFor(ctx, file.account, 'job');
      const batch = await receiveBatch(ctx, actor, {
        fileName: file.file,
        bytes: readFileSync(join(folder, file.file)),
        classCode: file.classCode,
        channel: 'job',
      });
      await processBatch(ctx, batch.batchId);
      await publishBatch(ctx, batch.batchId);
      rows += file.rows;
      if ((i + 1) % 20 === 0 || i + 1 === files.length) say(`  ${i + 1}/${files.length} 个文件，${rows} 行`);
    }
    await sequence(ctx);
    await keepSetting(ctx, { kind: known?.kind ?? kind, today, done: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readSetting(ctx: Context): Promise<Loaded | null> {
  const row = await ctx.db.app.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
  return (row?.value as unknown as Loaded | undefined) ?? null;
}

async function keepSetting(ctx: Context, value: Loaded): Promise<void> {
  await ctx.db.app
    .insertInto('setting')
    .values({ name: SETTING, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: JSON.stringify(value), changed_at: ctx.clock.now() }))
    .execute();
}
