import type { PlainDate } from './dates.ts';
import { onWire } from './dates.ts';
import type { Organisation, Policy } from '../../server/modules/policy/index.ts';
import type { Random } from './random.ts';
import { nameOn, type Subject } from './subjects.ts';

export type InformationClass = Policy['catalogue']['classes'][number];

/** The cells of one row by field code, as the judge should have them after normalisation. */
export type Cells = Record<string, string>;

/** A natural person of the demonstration. */
export interface Person {
  readonly name: string;
  readonly number: string;
}

/** What a row tells about: whom, when, by whom, which number of that year. */
export interface Fact {
  readonly subject: Subject;
  /** Set when the row is about a natural person instead of the subject. */
  readonly person: Person | null;
  readonly on: PlainDate;
  readonly sender: Organisation;
  /** Running number of the sender in the year of the fact. */
  readonly number: number;
  /** Happened in the current period; absent where stock and current are sent together. */
  readonly current?: boolean;
}

/** What a builder may look at besides the fact. */
export interface Surroundings {
  readonly today: PlainDate;
  readonly random: Random;
  readonly organisations: ReadonlyMap<string, Organisation>;
}

/** Fills the cells that are particular to a class; null when the fact does not suit. */
export type RowBuilder = (fact: Fact, around: Surroundings) => Cells | null;

/** Year of the fact, as document numbers carry it. */
export function yearOf(fact: Fact): string {
  return fact.on.slice(0, 4);
}

/** A document number such as 王市监罚〔2026〕12号. */
export function documentNumber(mark: string, fact: Fact): string {
  return `${mark}〔${yearOf(fact)}〕${fact.number}号`;
}

/** The short mark of a department in its document numbers. */
export function markOf(sender: Organisation): string {
  const marks: Readonly<Record<string, string>> = {
    SCJG: '王市监',
    CGJ: '王城管',
    JTJ: '王交',
    YJJ: '王应急',
    HBJ: '铜环王',
    WJJ: '王卫健',
    WLJ: '王文旅',
    XFD: '王消',
    SWJ: '王税',
    NYJ: '王农',
    SPJ: '王审批',
    RSJ: '王人社',
    FGJ: '王发改',
    GXJ: '王工信',
    CZJ: '王财',
    YBJ: '王医保',
    MZJ: '王民',
    KJJ: '王科',
    ZRJ: '铜资王',
    ZJJ: '王住建',
    SLJ: '王水',
    GAJ: '王公',
    XCB: '王宣',
    JYJ: '王教',
    YCJ: '王烟',
    TYJ: '王退',
    SJJ: '王审',
    JCY: '王检',
    TJJ: '王统',
    QXJ: '王气',
    LYJ: '王林',
    ZSJ: '王招',
    ZFB: '王政办',
  };
  return marks[sender.code] ?? `王${sender.code}`;
}

/** An amount of yuan and fen without superfluous zeros. */
export function amount(value: number, decimals = 2): string {
  return String(Number(value.toFixed(decimals)));
}

/** Cells every class has: the subject, the sending unit and the deciding authority. */
export function commonCells(cls: InformationClass, fact: Fact): Cells {
  const cells: Cells = {};
  const set = (field: string | null | undefined, value: string): void => {
    if (field !== null && field !== undefined) cells[field] = value;
  };
  const { subject } = cls;
  if (subject.mode === 'FIELDS' && fact.person !== null) {
    set(subject.name, fact.person.name);
    set(subject.kind, '自然人');
    set(subject.idType, '身份证');
    set(subject.idNumber, fact.person.number);
  } else if (subject.mode === 'FIELDS') {
    set(subject.name, nameOn(fact.subject, fact.on));
    set(subject.uscc, fact.subject.uscc);
    set(subject.kind, fact.subject.household ? '个体工商户' : '法人及非法人组织');
  }
  set(cls.dataSource.name, fact.sender.nameZh);
  set(cls.dataSource.uscc, fact.sender.uscc);
  set(cls.authority.name, fact.sender.nameZh);
  set(cls.authority.uscc, fact.sender.uscc);
  if (cls.factDate !== null) cells[cls.factDate] = onWire(fact.on);
  return cells;
}
