import type { Organisation, Policy } from '../../server/modules/policy/index.ts';
import { madeUpCitizenNumber } from './codes.ts';
import { later, onWire, type Lateness, type PlainDate } from './dates.ts';
import type { DistrictPlan } from './district-plan.ts';
import { factDays } from './fact-days.ts';
import type { ClassPlan, registrationPlan } from './plan.ts';
import { renamingPlan } from './plan.ts';
import type { Random } from './random.ts';
import {
  commonCells,
  type Cells,
  type Fact,
  type InformationClass,
  type Person,
  type RowBuilder,
} from './rows.ts';
import { personName, type Subject } from './subjects.ts';

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
  readonly plan: DistrictPlan;
  readonly late: Lateness;
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

/** Subjects whose registration is sent. */
export function registeredSubjects(subjects: readonly Subject[]): Subject[] {
  return subjects.filter((subject) => !subject.provisional);
}

/** Registrations, or renamings, of all subjects that are not provisional. */
export function registrationRows(
  district: District,
  maker: RowMaker,
  plan: typeof registrationPlan | typeof renamingPlan,
): PlannedRow[] {
  const rows: PlannedRow[] = [];
  const cls = classOf(district.policy, plan.code);
  for (const subject of registeredSubjects(district.subjects)) {
    const on =
      plan === renamingPlan ? (subject.former?.until ?? subject.established) : subject.established;
    const fact = { subject, person: null, on, sender: sender(district, subject.registrar) };
    const row = maker.row(cls, plan.build, fact);
    if (row === null) continue;
    row.fixed = subject.former !== null;
    rows.push(row);
  }
  return rows;
}

/** How many rows each class gets beside registrations and repeats, exactly `total` all together. */
export function classCounts(
  plan: DistrictPlan,
  total: number,
  records: number,
): Map<string, number> {
  const counts = new Map(
    plan.classes.map(({ code, weight, cap, senders }) => [
      code,
      Math.min(cap ?? Infinity, Math.max(senders.length * 2, plan.rowsOf(weight, total, records))),
    ]),
  );
  const others = [...counts].reduce(
    (sum, [code, count]) => sum + (code === plan.absorbing ? 0 : count),
    0,
  );
  if (total - others < 20) {
    throw new Error(
      `记录数太少：除登记信息外至少需要 ${others + 20} 条，请增大 records 或减小 subjects。`,
    );
  }
  counts.set(plan.absorbing, total - others);
  return counts;
}

/** The rows of one class, spread over its senders. */
export function rowsOfClass(
  district: District,
  maker: RowMaker,
  plan: ClassPlan,
  count: number,
): PlannedRow[] {
  const { random } = district;
  const cls = classOf(district.policy, plan.code);
  // A few subjects have many records and most have few: the draw below favours the front.
  const subjects = random.shuffle(eligible(plan, district.subjects));
  const shares = plan.senders.reduce((sum, [, share]) => sum + share, 0);
  const rows: PlannedRow[] = [];
  let left = count;
  for (const [index, [code, share]] of plan.senders.entries()) {
    const behind = plan.senders.length - 1 - index;
    const own =
      behind === 0
        ? left
        : Math.min(left - behind, Math.max(1, Math.round((count * share) / shares)));
    left -= own;
    const unit = sender(district, code);
    const dayOf = factDays(district, plan, cls, unit.code, own);
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
      const { on, ...period } = dayOf(subject, place);
      const person = random.chance(plan.persons ?? 0) ? maker.person() : null;
      return {
        subject,
        person,
        on: on < subject.established ? subject.established : on,
        sender: unit,
        ...period,
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
