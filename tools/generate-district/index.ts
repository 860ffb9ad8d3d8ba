import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadPolicy } from '../../server/modules/policy/index.ts';
import { smallPlan, wholeDistrictPlan } from './district-plan.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { sumOf } from './outcome.ts';
import { DistrictStream, type DistrictOptions } from './stream.ts';

export { smallPlan, wholeDistrictPlan, type DistrictPlan } from './district-plan.ts';
export type { Cure, Expected, Label, Manifest, ManifestFile } from './manifest.ts';
export { DistrictStream, type DistrictOptions } from './stream.ts';

/**
 * Writes a made-up district as the workbooks and tables its departments would send, together with
 * `manifest.json`, which lists them in load order with the outcome each must have.
 */
export async function generateDistrict(options: DistrictOptions): Promise<Manifest> {
  const stream = new DistrictStream(options);
  const files: ManifestFile[] = [];
  for await (const file of stream.files()) files.push(file);
  const manifest: Manifest = {
    version: 1,
    demonstration: true,
    seed: options.seed,
    today: options.today,
    subjects: options.subjects,
    records: files.reduce((sum, file) => sum + file.rows, 0),
    expected: sumOf(files.map((file) => file.expected)),
    notable: stream.notable,
    files,
  };
  await writeFile(join(options.outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

const usage = `用法：node tools/generate-district/index.ts --out 文件夹 --today YYYY-MM-DD [--seed 7] [--subjects 1000] [--records 6000] [--whole]`;

const whole = (value: number | undefined): value is number =>
  Number.isSafeInteger(value) && (value ?? 0) > 0;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      seed: { type: 'string', default: '7' },
      today: { type: 'string' },
      subjects: { type: 'string', default: '1000' },
      records: { type: 'string', default: '6000' },
      whole: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [seed, subjects, records] = [values.seed, values.subjects, values.records].map(Number);
  if (
    values.out === undefined ||
    !/^\d{4}-\d{2}-\d{2}$/u.test(values.today ?? '') ||
    !whole(seed) ||
    !whole(subjects) ||
    !whole(records)
  ) {
    console.error(usage);
    return 2;
  }
  const policy = loadPolicy(fileURLToPath(new URL('../../policy/', import.meta.url)));
  const plan = values.whole ? wholeDistrictPlan(policy) : smallPlan;
  const options = { seed, subjects, records, today: values.today ?? '', outDir: values.out };
  const manifest = await generateDistrict({ ...options, policy, plan });
  const { expected } = manifest;
  console.log(
    `已生成 ${manifest.files.length} 个文件、${manifest.records} 行：应入库 ${expected.accepted}，拒收 ${expected.rejected}，待处理 ${expected.quarantined}，重复 ${expected.duplicates}。`,
  );
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
