import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadPolicy, type Policy } from '../../server/modules/policy/index.ts';
import {
  classCounts,
  registrationRows,
  RowMaker,
  rowsOfClass,
  tieToPromises,
  type District,
  type PlannedRow,
} from './assemble.ts';
import { writeCurably } from './cures.ts';
import { createLateness, type PlainDate } from './dates.ts';
import { laidOut, layoutOf } from './layout.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { plantMistakes } from './mistakes/index.ts';
import { expectedOf, sumOf } from './outcome.ts';
import { classPlans } from './plan.ts';
import { createRandom } from './random.ts';
import { planRepeats, repeatCounts } from './repeats.ts';
import { createSubjects, type Subject } from './subjects.ts';
import { writeSheet } from './write.ts';

export type { Cure, Expected, Label, Manifest, ManifestFile } from './manifest.ts';

export interface DistrictOptions {
  readonly seed: number;
  /** How many organisations and households there are. */
  readonly subjects: number;
  /** How many rows all files hold together. */
  readonly records: number;
  /** Day on which the files are made and are to be loaded; nothing lies after it. */
  readonly today: PlainDate;
  /** Folder for the files and `manifest.json`; made when missing. */
  readonly outDir: string;
  /** Policy to read classes, organisations and calendar from; the one of this repository unless given. */
  readonly policy?: Policy;
}

/** Share of rows with a wrong cell, and of good rows written in a curable way. */
const MISTAKES = 0.022;
const CURABLE = 0.03;
/** Files stay below this, as a clerk's do. */
const ROWS_PER_FILE = 2000;

interface FileRows {
  readonly name: string;
  readonly rows: readonly PlannedRow[];
}

function inFiles(
  rows: readonly PlannedRow[],
  within: ReadonlyMap<PlannedRow, PlannedRow>,
): FileRows[] {
  const groups = new Map<string, PlannedRow[]>();
  for (const row of rows) {
    const name = `${row.cls.code}-${row.fact.sender.code}`;
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(row);
    const repeat = within.get(row);
    if (repeat !== undefined) group.push(repeat);
  }
  return [...groups].flatMap(([name, group]) =>
    Array.from({ length: Math.ceil(group.length / ROWS_PER_FILE) }, (_, part) => ({
      name: part === 0 ? name : `${name}-${part + 1}`,
      rows: group.slice(part * ROWS_PER_FILE, (part + 1) * ROWS_PER_FILE),
    })),
  );
}

function accountOf(policy: Policy, organisation: string): string {
  const own = policy.organisations.accounts.filter(
    (account) => account.organisation === organisation,
  );
  const main =
    own.find((account) => ['LIAISON_MAIN', 'CENTRE_OPERATOR'].includes(account.role)) ?? own[0];
  if (main === undefined)
    throw new Error(`单位 ${organisation} 没有演示账号，请检查 policy/organisations。`);
  return main.account;
}

function notable(subjects: readonly Subject[], rows: readonly PlannedRow[]): Manifest['notable'] {
  const times = new Map<Subject, number>();
  for (const { fact } of rows) {
    if (fact.person === null) times.set(fact.subject, (times.get(fact.subject) ?? 0) + 1);
  }
  const busiest = (list: readonly Subject[]): string | null =>
    list.toSorted((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0))[0]?.uscc ?? null;
  return {
    renamed: busiest(subjects.filter((subject) => subject.former !== null)),
    provisional: busiest(subjects.filter((subject) => subject.provisional)),
    mostRecords: busiest(subjects.filter((subject) => !subject.provisional)),
  };
}

/** All rows in load order, mistakes, repeats and corrections included. */
function plannedFiles(
  options: DistrictOptions,
  district: District,
): { files: FileRows[]; rows: PlannedRow[] } {
  const { random, subjects, today } = district;
  const maker = new RowMaker(district);
  const rows = registrationRows(district, maker);
  const repeated = Object.values(repeatCounts(options.records)).reduce(
    (sum, count) => sum + count,
    0,
  );
  const counts = classCounts(options.records - rows.length - repeated);
  const byClass = new Map<string, PlannedRow[]>();
  for (const plan of classPlans) {
    const own = rowsOfClass(district, maker, plan, counts.get(plan.code) ?? 0);
    byClass.set(plan.code, own);
    rows.push(...own);
  }
  tieToPromises(byClass.get('PROMISE_PERFORMANCE') ?? [], byClass.get('PROMISE') ?? [], random);
  const repeats = planRepeats(rows, options.records, random);
  plantMistakes(rows, subjects, MISTAKES, random, today);
  writeCurably(rows, CURABLE, random);
  const later = repeats.later.map(({ name, rows: own }) => ({
    name: `${own[0]?.cls.code ?? ''}-${own[0]?.fact.sender.code ?? ''}-${name}`,
    rows: own,
  }));
  return { files: [...inFiles(rows, repeats.within), ...later], rows };
}

/**
 * Writes a made-up district as the workbooks and tables its departments would send, together with
 * `manifest.json`, which lists them in load order with the outcome each must have. Equal options
 * give equal files. Nothing in it names an existing company, person or case.
 */
export async function generateDistrict(options: DistrictOptions): Promise<Manifest> {
  const policy =
    options.policy ?? loadPolicy(fileURLToPath(new URL('../../policy/', import.meta.url)));
  const random = createRandom(options.seed);
  const district: District = {
    policy,
    today: options.today,
    random: random.fork('rows'),
    organisations: new Map(policy.organisations.organisations.map((unit) => [unit.code, unit])),
    subjects: createSubjects(options.subjects, options.today, random.fork('subjects')),
  };
  const late = createLateness(policy.workdays);
  const look = random.fork('layout');
  await mkdir(options.outDir, { recursive: true });
  const { files, rows } = plannedFiles(options, district);
  const listed: ManifestFile[] = [];
  for (const [place, { name, rows: own }] of files.entries()) {
    const first = own[0];
    if (first === undefined) continue;
    const layout = layoutOf(place, look);
    const sheet = laidOut(policy, own, layout, look);
    const file = `${String(place + 1).padStart(3, '0')}-${name}.${layout.format}`;
    await writeSheet(join(options.outDir, file), sheet, layout);
    const at = own.map((row, index) => ({ row, number: sheet.firstDataRow + index }));
    listed.push({
      file,
      classCode: first.cls.code,
      organisation: first.fact.sender.code,
      account: accountOf(policy, first.fact.sender.code),
      format: layout.format,
      encoding: layout.encoding,
      layout: layout.header,
      rows: own.length,
      expected: expectedOf(own, options.today, late),
      labels: at.flatMap(({ row, number }) =>
        row.labels.map((label) => ({ row: number, ...label })),
      ),
      cures: at.flatMap(({ row, number }) =>
        row.cures.map((cure) => ({ row: number, ...cure, value: row.cells[cure.field] ?? '' })),
      ),
    });
  }
  const manifest: Manifest = {
    version: 1,
    demonstration: true,
    seed: options.seed,
    today: options.today,
    subjects: options.subjects,
    records: listed.reduce((sum, file) => sum + file.rows, 0),
    expected: sumOf(listed.map((file) => file.expected)),
    notable: notable(district.subjects, rows),
    files: listed,
  };
  await writeFile(join(options.outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

const usage = `用法：node tools/generate-district/index.ts --out 文件夹 --today YYYY-MM-DD [--seed 7] [--subjects 1000] [--records 6000]`;

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
  const options = { seed, subjects, records, today: values.today ?? '', outDir: values.out };
  const manifest = await generateDistrict(options);
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
