import type { Organisation, Policy } from '../../server/modules/policy/index.ts';
import { madeUpCitizenNumber } from './codes.ts';
import { addDays, later, onWeekday, onWire, type PlainDate } from './dates.ts';
import {
  absorbingClass,
  classPlans,
  registrationPlan,
  renamingPlan,
  type ClassPlan,
} from './plan.ts';
import type { Random } from './random.ts';
import {
  commonCells,
  type Cells,
  type Fact,
  type InformationClass,
  type Person,
  type RowBuilder,
} from './rows.ts';
import { factDay, personName, type Subject } from './subjects.ts';

/** A wrong cell before its row has a number. */
export interface PlantedLabel {
  readonly field: string;
  readonly kind: string;
  readonly ruleHint: string;
  readonly severity: 'error' | 'quarantine' | 'warning';
  readonly scope: 'row' | 'file' | 'store';
}

/** A row on its way into a file. */
export interface PlannedRow {
  readonly cls: InformationClass;
  readonly fact: Fact;
  readonly cells: Cells;
  /** What the clerk typed where that differs from `cells`. */
  readonly typed: Cells;
  readonly labels: PlantedLabel[];
  readonly cures: { readonly field: string; readonly kind: string }[];
  /** Something else rests on this row: it must stay good. */
  fixed: boolean;
}

/** What the whole generation works with. */
export interface District {
  readonly policy: Policy;
  readonly today: PlainDate;
  readonly random: Random;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly subjects: readonly Subject[];
}

/** The class of that code; the newest version when there are several. */
export function classOf(policy: Policy, code: string): InformationClass {
  const found = policy.catalogue.classes.findLast((candidate) => candidate.code === code);
  if (found === undefined)
    throw new Error(`数据目录中没有信息类别 ${code}，请检查 policy 文件夹。`);
  return found;
}

/** A row without any mistake. */
export function plannedRow(cls: InformationClass, fact: Fact, cells: Cells): PlannedRow {
  return { cls, fact, cells, typed: {}, labels: [], cures: [], fixed: false };
}

/** The identity of a row as the catalogue defines it, with the code in place of the name. */
function identityOf(cls: InformationClass, cells: Cells): string {
  return cls.identityKey
    .map((field) =>
      field === cls.subject.name
        ? (cells[cls.subject.uscc ?? ''] ?? cells[cls.subject.idNumber ?? ''] ?? cells[field] ?? '')
        : (cells[field] ?? ''),
    )
    .join('|');
}

/** Makes the rows of one class by one sender, in the order of their days. */
export class RowMaker {
  readonly #district: District;
  readonly #counters = new Map<string, number>();
  readonly #identities = new Set<string>();
  #persons = 0;

  constructor(district: District) {
    this.#district = district;
  }

  /** A row for the subject and day, or null when the class has none to tell or has told it already. */
  row(cls: InformationClass, build: RowBuilder, fact: Omit<Fact, 'number'>): PlannedRow | null {
    const numbering = cls.code === 'RURAL_CREDIT' ? 'all' : fact.on.slice(0, 4);
    const counter = `${cls.code}|${fact.sender.code}|${numbering}`;
    const number = (this.#counters.get(counter) ?? 0) + 1;
    const numbered: Fact = { ...fact, number };
    const { today, random, organisations } = this.#district;
    const special = build(numbered, { today, random, organisations });
    if (special === null) return null;
    const cells = { ...commonCells(cls, numbered), ...special };
    const identity = `${cls.code}|${identityOf(cls, cells)}`;
    if (this.#identities.has(identity)) return null;
    this.#identities.add(identity);
    this.#counters.set(counter, number);
    return plannedRow(cls, numbered, cells);
  }

  person(): Person {
    this.#persons += 1;
    return {
      name: personName(this.#district.random),
      number: madeUpCitizenNumber(this.#persons * 37, this.#district.random.chance(0.5)),
    };
  }
}

function sender(district: District, code: string): Organisation {
  const found = district.organisations.get(code);
  if (found === undefined) throw new Error(`单位名册中没有 ${code}，请检查 policy/organisations。`);
  return found;
}

const eligible = (plan: ClassPlan, subjects: readonly Subject[]): Subject[] =>
  subjects.filter((subject) => {
    if (plan.who === 'COMPANY') return subject.form === 'COMPANY';
    return plan.who === 'ANY' || subject.registrar === 'SCJG';
  });

/** Registrations of all subjects that are not provisional, and the renamings. */
export function registrationRows(district: District, maker: RowMaker): PlannedRow[] {
  const rows: PlannedRow[] = [];
  for (const plan of [registrationPlan, renamingPlan]) {
    const cls = classOf(district.policy, plan.code);
    for (const subject of district.subjects) {
      if (subject.provisional) continue;
      const on =
        plan === renamingPlan
          ? (subject.former?.until ?? subject.established)
          : subject.established;
      const fact = { subject, person: null, on, sender: sender(district, subject.registrar) };
      const row = maker.row(cls, plan.build, fact);
      if (row === null) continue;
      row.fixed = subject.former !== null;
      rows.push(row);
    }
  }
  return rows;
}

/** How many rows each class gets, so that all together are exactly `total`. */
export function classCounts(total: number): Map<string, number> {
  const weights = classPlans.reduce((sum, plan) => sum + plan.weight, 0);
  const counts = new Map(
    classPlans.map((plan) => [
      plan.code,
      Math.min(
        plan.cap ?? Infinity,
        Math.max(plan.senders.length * 2, Math.round((total * plan.weight) / weights)),
      ),
    ]),
  );
  const others = [...counts].reduce(
    (sum, [code, count]) => sum + (code === absorbingClass ? 0 : count),
    0,
  );
  if (total - others < 20) {
    throw new Error(
      `记录数太少：除登记信息外至少需要 ${others + 20} 条，请增大 records 或减小 subjects。`,
    );
  }
  counts.set(absorbingClass, total - others);
  return counts;
}

/** The rows of one class, spread over its senders. */
export function rowsOfClass(
  district: District,
  maker: RowMaker,
  plan: ClassPlan,
  count: number,
): PlannedRow[] {
  const { random, today } = district;
  const cls = classOf(district.policy, plan.code);
  // A few subjects have many records and most have few: the draw below favours the front.
  const subjects = random.shuffle(eligible(plan, district.subjects));
  const shares = plan.senders.reduce((sum, [, share]) => sum + share, 0);
  const rows: PlannedRow[] = [];
  let left = count;
  for (const [index, [code, share]] of plan.senders.entries()) {
    const own =
      index === plan.senders.length - 1 ? left : Math.max(1, Math.round((count * share) / shares));
    left -= own;
    const unit = sender(district, code);
    const facts = Array.from({ length: own }, (_, place) => draw(place)).sort((a, b) =>
      a.on < b.on ? -1 : 1,
    );
    for (const first of facts) {
      let row = maker.row(cls, plan.build, first);
      for (let tries = 0; row === null; tries += 1) {
        if (tries > 400)
          throw new Error(`${plan.code} 的主体太少，无法生成 ${count} 条不同的记录。`);
        row = maker.row(cls, plan.build, { ...draw(-1), sender: unit });
      }
      rows.push(row);
    }

    function draw(place: number): Omit<Fact, 'number'> {
      const subject = subjects[Math.floor(subjects.length * random.next() ** 1.45)];
      if (subject === undefined) throw new Error(`${plan.code} 没有可用的主体，请增大 subjects。`);
      // Some facts are of the last days, so that deadlines and the newest items can be shown.
      const fresh = place >= 0 && place < Math.max(1, own * 0.02) && subject.ended === null;
      const on = fresh
        ? onWeekday(addDays(today, -random.int(0, 9)))
        : factDay(subject, today, random, plan.months);
      const person = random.chance(plan.persons ?? 0) ? maker.person() : null;
      return {
        subject,
        person,
        on: on < subject.established ? subject.established : on,
        sender: unit,
      };
    }
  }
  return rows;
}

/** Performances rest on promises: each gets the number of one, and the promise must stay good. */
export function tieToPromises(
  performances: readonly PlannedRow[],
  promises: readonly PlannedRow[],
  random: Random,
): void {
  const free = new Map<string, PlannedRow[]>();
  for (const promise of random.shuffle(promises)) {
    const own = free.get(promise.fact.sender.code) ?? [];
    own.push(promise);
    free.set(promise.fact.sender.code, own);
  }
  for (const row of performances) {
    const chosen = free.get(row.fact.sender.code)?.pop();
    if (chosen === undefined) throw new Error('承诺履行记录多于承诺记录，请调整比例。');
    chosen.fixed = true;
    const checked = onWire(later(chosen.fact.on, row.fact.on));
    const found = row.cells['LY_RDRQ'] ?? checked;
    Object.assign(row.cells, {
      LY_CNBH: chosen.cells['CN_BH'] ?? '',
      LY_HCRQ: checked,
      LY_RDRQ: later(found, checked),
    });
  }
}
