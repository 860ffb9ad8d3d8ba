import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Policy } from '../../server/modules/policy/index.ts';
import {
  classCounts,
  registeredSubjects,
  registrationRows,
  RowMaker,
  rowsOfClass,
  tieToPromises,
  type District,
  type PlannedRow,
} from './assemble.ts';
import { writeByProfile, writeCurably } from './cures.ts';
import { createLateness, type Lateness, type PlainDate } from './dates.ts';
import { smallPlan, type DistrictPlan } from './district-plan.ts';
import { FileNames } from './file-names.ts';
import { laidOut, layoutOf, layoutOfProfile } from './layout.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { plantByProfile, plantMistakes, type Ground } from './mistakes/index.ts';
import { expectedOf } from './outcome.ts';
import { registrationPlan, renamingPlan } from './plan.ts';
import { createRandom, type Random } from './random.ts';
import { Registrations } from './registrations.ts';
import { planRepeats } from './repeats.ts';
import { createSubjects, type Subject } from './subjects.ts';
import { writeSheet } from './write.ts';

export interface DistrictOptions {
  readonly seed: number;
  /** How many organisations and households there are. */
  readonly subjects: number;
  /** How many rows all files hold together. */
  readonly records: number;
  /** Day on which the files are made and are to be loaded; nothing lies after it. */
  readonly today: PlainDate;
  /** Folder for the files; made when missing. */
  readonly outDir: string;
  /** Policy to read classes, organisations and calendar from. */
  readonly policy: Policy;
  /** What the district is made of; the small one unless given. */
  readonly plan?: DistrictPlan;
}

/** Share of rows with a wrong cell, and of good rows written in a curable way, where all work alike. */
const MISTAKES = 0.022;
const CURABLE = 0.03;
/** Files stay below this, as a clerk's do. */
const ROWS_PER_FILE = 5000;
/** Who has fewer rows than this does not send stock and current ones apart. */
const FEW_ROWS = 30;

/** Rows of one file, and what kind of file they make. */
interface FileRows {
  readonly rows: readonly PlannedRow[];
  readonly period: ManifestFile['period'];
  /** What it is besides the first report: a correction, the same once more. */
  readonly what: string | null;
}

/**
 * A made-up district, file by file in the order to load them; only the rows of one portion of its
 * plan are in memory at a time. Equal options give equal files. Nothing in it names an existing
 * company, person or case.
 */
export class DistrictStream {
  readonly #options: DistrictOptions;
  readonly #district: District;
  readonly #look: Random;
  readonly #late: Lateness;
  readonly #ground: Ground;
  readonly #maker: RowMaker;
  readonly #names: FileNames;
  readonly #times = new Map<Subject, number>();
  #place = 0;
  #notable: Manifest['notable'] = { renamed: null, provisional: null, mostRecords: null };

  constructor(options: DistrictOptions) {
    const { seed, subjects, today, policy, plan = smallPlan } = options;
    const random = createRandom(seed);
    this.#options = options;
    this.#late = createLateness(policy.workdays);
    this.#district = {
      policy,
      today,
      plan,
      late: this.#late,
      random: random.fork('rows'),
      organisations: new Map(policy.organisations.organisations.map((unit) => [unit.code, unit])),
      subjects: createSubjects(subjects, today, random.fork('subjects')),
    };
    this.#look = random.fork('layout');
    this.#maker = new RowMaker(this.#district);
    this.#names = new FileNames(today);
    this.#ground = {
      registered: registeredSubjects(this.#district.subjects),
      registrations: new Registrations(),
      random: this.#district.random,
      today,
    };
  }

  /** Writes the next file and tells of it, until there is none; to be read once. */
  async *files(): AsyncGenerator<ManifestFile> {
    await mkdir(this.#options.outDir, { recursive: true });
    const { plan, subjects } = this.#district;
    const { records } = this.#options;
    const renamed = this.#ground.registered.filter(({ former }) => former !== null);
    const repeats = plan.repeats(records);
    const repeated = Object.values(repeats).reduce((sum, count) => sum + count, 0);
    const registrations = this.#ground.registered.length + renamed.length;
    const counts = classCounts(plan, records - registrations - repeated, records);
    for (const portion of plan.portions) {
      // Taken out of the list one by one: what is written need not stay in memory.
      const files = this.#portion(portion, counts);
      for (let file = files.shift(); file; file = files.shift()) yield await this.#write(file);
    }
    this.#notable = notableOf(subjects, this.#times);
  }

  /** Codes of subjects worth showing, known once all files are read. */
  get notable(): Manifest['notable'] {
    return this.#notable;
  }

  /** The files of classes that refer to each other, mistakes, repeats and corrections included. */
  #portion(codes: readonly string[], counts: ReadonlyMap<string, number>): FileRows[] {
    const { plan, random } = this.#district;
    const rows: PlannedRow[] = [];
    const byClass = new Map<string, PlannedRow[]>();
    for (const registered of [registrationPlan, renamingPlan]) {
      if (codes.includes(registered.code))
        rows.push(...registrationRows(this.#district, this.#maker, registered));
    }
    for (const one of plan.classes.filter(({ code }) => codes.includes(code))) {
      const own = rowsOfClass(this.#district, this.#maker, one, counts.get(one.code) ?? 0);
      byClass.set(one.code, own);
      rows.push(...own);
    }
    tieToPromises(byClass.get('PROMISE_PERFORMANCE') ?? [], byClass.get('PROMISE') ?? [], random);
    const repeats = byClass.has('ADMIN_PENALTY')
      ? planRepeats(rows, plan.repeats(this.#options.records), random)
      : null;
    this.#ground.registrations.note(rows);
    this.#spoil(rows);
    this.#ground.registrations.settle();
    for (const { fact } of rows)
      if (fact.person === null)
        this.#times.set(fact.subject, (this.#times.get(fact.subject) ?? 0) + 1);
    const later = repeats?.later.map((file): FileRows => ({ ...file, period: 'ALL' })) ?? [];
    return [...inFiles(rows, repeats?.within ?? new Map()), ...later];
  }

  #spoil(rows: readonly PlannedRow[]): void {
    const { plan, random } = this.#district;
    if (plan.profiles === null) {
      plantMistakes(rows, MISTAKES, this.#ground);
      writeCurably(rows, CURABLE, random);
      return;
    }
    for (const [sender, own] of Map.groupBy(rows, ({ fact }) => fact.sender.code)) {
      const profile = plan.profiles.get(sender);
      if (profile === undefined) throw new Error(`单位 ${sender} 没有质量画像，请检查 profiles。`);
      plantByProfile(own, profile, this.#ground);
      writeByProfile(own, profile, random);
    }
  }

  async #write({ rows, period, what }: FileRows): Promise<ManifestFile> {
    const { policy, plan } = this.#district;
    const { today, outDir } = this.#options;
    const first = rows[0];
    if (first === undefined) throw new Error('没有可写入的行。');
    const { cls, fact } = first;
    const profile = plan.profiles?.get(fact.sender.code);
    const layout = profile ? layoutOfProfile(profile) : layoutOf(this.#place, this.#look);
    this.#place += 1;
    const sheet = laidOut(policy, rows, layout, this.#look);
    const file = `${this.#names.next(cls, fact.sender, period, what)}.${layout.format}`;
    await writeSheet(join(outDir, file), sheet, layout);
    const at = rows.map((row, index) => ({ row, number: sheet.firstDataRow + index }));
    return {
      file,
      classCode: cls.code,
      organisation: fact.sender.code,
      account: accountOf(policy, fact.sender.code),
      format: layout.format,
      encoding: layout.encoding,
      layout: layout.header,
      period,
      follows: what !== null,
      rows: rows.length,
      expected: expectedOf(rows, today, this.#late),
      labels: at.flatMap(({ row, number }) =>
        row.labels.map((label) => ({ row: number, ...label })),
      ),
      cures: at.flatMap(({ row, number }) =>
        row.cures.map((cure) => ({ row: number, ...cure, value: row.cells[cure.field] ?? '' })),
      ),
    };
  }
}

/** Rows by class, sender and period; a row that repeats another stands right behind it in its file. */
function inFiles(
  rows: readonly PlannedRow[],
  within: ReadonlyMap<PlannedRow, PlannedRow>,
): FileRows[] {
  const groups = Map.groupBy(rows, ({ cls, fact }) => `${cls.code}-${fact.sender.code}`);
  return [...groups.values()].flatMap((group) =>
    [...Map.groupBy(group, periodsOf(group))].flatMap(([period, own]) => {
      const files: { rows: PlannedRow[]; period: typeof period; what: null }[] = [];
      for (const row of own) {
        const repeat = within.get(row);
        const together = repeat === undefined ? [row] : [row, repeat];
        const open = files.at(-1);
        if (open && open.rows.length + together.length <= ROWS_PER_FILE)
          open.rows.push(...together);
        else files.push({ rows: together, period, what: null });
      }
      return files;
    }),
  );
}

function periodsOf(group: readonly PlannedRow[]): (row: PlannedRow) => ManifestFile['period'] {
  return ({ fact }) => {
    if (fact.current === undefined || group.length < FEW_ROWS) return 'ALL';
    return fact.current ? 'CURRENT' : 'STOCK';
  };
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

function notableOf(
  subjects: readonly Subject[],
  times: ReadonlyMap<Subject, number>,
): Manifest['notable'] {
  const busiest = (list: readonly Subject[]): string | null =>
    list.toSorted((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0))[0]?.uscc ?? null;
  return {
    renamed: busiest(subjects.filter((subject) => subject.former !== null)),
    provisional: busiest(subjects.filter((subject) => subject.provisional)),
    mostRecords: busiest(subjects.filter((subject) => !subject.provisional)),
  };
}
