import type { PlainDate } from '../../platform/plain-date.ts';
import type { Finding, Judge, StoreRule, Values } from '../catalogue/index.ts';
import type { Existing } from '../records/index.ts';
import type { DoubtfulSubject, LinkedSubject, MatchDoubt } from '../subjects/index.ts';
import type { ReadyRow } from './ready.ts';

type Linked = Pick<ReadyRow, 'row' | 'happenedOn'>;

/** Doubts about the subject that no rule of the catalogue words. */
const DOUBTS: Readonly<Partial<Record<MatchDoubt, readonly [zh: string, en: string]>>> = {
  KIND_CODE_MISMATCH: [
    '主体类别与统一社会信用代码不符：以 92 开头的代码属于个体工商户，其他代码不属于。已转人工核定。',
    'The kind of subject does not fit its code; the row waits for a person.',
  ],
  HOUSEHOLD_WITHOUT_CODE: [
    '个体工商户没有可用的统一社会信用代码，不能按名称归入主体。已转人工核定。',
    'A household without a usable code is never matched by name; the row waits for a person.',
  ],
  NO_CODE: [
    '没有可用的主体代码，不能按名称归入主体。已转人工核定。',
    'Without a code a row is never matched by name; it waits for a person.',
  ],
  PERSON_WITHOUT_NUMBER: [
    '自然人没有证件类型或证件号码，不能按姓名归入主体。已转人工核定。',
    'A person without certificate type and number is never matched by name; the row waits.',
  ],
  PLACE_WITHOUT_CODE: [
    '没有行政区划代码，不能确定是哪个地方。已转人工核定。',
    'Without a division code the place is not certain; the row waits for a person.',
  ],
  NAME_CODE_MISMATCH: [
    '名称与代码登记的主体不一致。已转人工核定。',
    'Name and code do not agree; the row waits for a person.',
  ],
  REFERENCE_MISSING: [
    '引用的编号没有对应的记录。已转人工核定。',
    'No record has the number referred to; the row waits for a person.',
  ],
  REFERENCE_SEVERAL: [
    '引用的编号对应不止一条记录。已转人工核定。',
    'Several records have the number referred to; the row waits for a person.',
  ],
};

const FEEDBACK_FOR_A_PERSON = 'Q3103';

const known = new WeakMap<Judge, StoreFindings>();

/** The findings of a version of a class; the same for all its rows. */
export function storeFindingsOf(judge: Judge): StoreFindings {
  const found = known.get(judge) ?? new StoreFindings(judge);
  known.set(judge, found);
  return found;
}

/** Findings of the store rules of one class, worded by the catalogue where it has a rule. */
export class StoreFindings {
  readonly #judge: Judge;
  readonly #established: StoreRule | undefined;

  constructor(judge: Judge) {
    this.#judge = judge;
    this.#established = this.#agrees('ESTABLISHED');
  }

  /** The key is taken by a stored record: `equal` or `different` content decides the severity. */
  taken(values: Values, existing: Pick<Existing, 'externalId' | 'sameContent'>): Finding[] {
    const { sameContent, externalId } = existing;
    return this.#rules('uniqueKey').map((rule) =>
      this.#judge.storeFinding(rule, values, {
        severity: sameContent ? rule.args.equal : rule.args.different,
        other: externalId,
      }),
    );
  }

  /** The operation means a record that is not there, not live or not the sender's. */
  targetMissing(values: Values): Finding[] {
    const rules = this.#rules('operationTarget');
    if (rules.length > 0) return rules.map((rule) => this.#judge.storeFinding(rule, values));
    return [
      {
        rule: 'STORE-TARGET',
        field: 'OPERATION',
        severity: 'error',
        message: '被更正、撤销或删除的原记录不存在，或不属于本单位。',
        messageEn: 'The record to be updated, revoked or deleted does not exist or is not yours.',
        value: values['OPERATION'] ?? '',
        feedback: 'E3003',
      },
    ];
  }

  /** The subject is not certain, so a person must say whose record it is. */
  doubtful(values: Values, { detail }: Pick<DoubtfulSubject, 'detail'>): Finding[] {
    const rule =
      detail === 'NAME_CODE_MISMATCH'
        ? this.#agrees('NAME_CODE')
        : detail.startsWith('REFERENCE_')
          ? this.#rules('referenceExists')[0]
          : undefined;
    if (rule) return [this.#judge.storeFinding(rule, values, { detail, severity: 'quarantine' })];
    const [message, messageEn] = DOUBTS[detail] ?? ['', ''];
    const { subject } = this.#judge.informationClass;
    const field = subject.uscc ?? subject.name ?? '';
    const value = values[field] ?? '';
    return [
      {
        rule: `SUBJECT-${detail}`,
        field,
        severity: 'quarantine',
        detail,
        message,
        messageEn,
        value,
        feedback: FEEDBACK_FOR_A_PERSON,
      },
    ];
  }

  /** What is worth knowing about a row that enters: provisional subject, date before establishment. */
  linked({ row, happenedOn }: Linked, { provisional, registeredOn }: LinkedSubject): Finding[] {
    const isEarly = happenedOn !== null && registeredOn !== null && happenedOn < registeredOn;
    const rules = [
      provisional ? this.#agrees('KNOWN') : undefined,
      isEarly ? this.#established : undefined,
    ];
    return rules.flatMap((rule) => (rule ? [this.#judge.storeFinding(rule, row.values)] : []));
  }

  /** The day of a row that is compared with the establishment of its subject. */
  dayOf(values: Values): PlainDate | null {
    const date = values[this.#established?.fields[0] ?? ''] ?? '';
    return date === '' ? null : date.replaceAll('/', '-');
  }

  /** Records of the subject were reported under a name the register does not know. */
  othersDiffer(values: Values): Finding {
    const field = this.#judge.informationClass.subject.name ?? '';
    return {
      rule: 'STORE-NAME-DIFFERS',
      field,
      severity: 'warning',
      message:
        '登记名称与此前报送的该主体信息名称不一致。有关信息已暂停公示，请信用中心会同报送单位核对主体。',
      messageEn:
        'Records of this subject were reported under another name; they are withdrawn until somebody has checked whose they are.',
      value: values[field] ?? '',
      feedback: FEEDBACK_FOR_A_PERSON,
    };
  }

  #rules<Kind extends StoreRule['kind']>(kind: Kind): Extract<StoreRule, { kind: Kind }>[] {
    return this.#judge.storeRules.filter(
      (rule): rule is Extract<StoreRule, { kind: Kind }> => rule.kind === kind,
    );
  }

  #agrees(check: 'NAME_CODE' | 'KNOWN' | 'ESTABLISHED') {
    return this.#rules('subjectAgrees').find((rule) => rule.args.check === check);
  }
}
