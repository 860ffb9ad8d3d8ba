import { isPlainDate, type PlainDate } from '../../../platform/plain-date.ts';
import type { InformationClass } from '../../policy/index.ts';
import { isUsccPlaceholder } from '../identifiers/uscc.ts';
import type { Values } from './types.ts';

/** Whom a row is about, as the class says: by fields, by another record, or a place. */
export type SubjectOfRow = {
  readonly mode: 'FIELDS' | 'REFERENCE' | 'PLACE';
  readonly name: string | null;
  /** Null when blank or a placeholder: then the subject has no code. */
  readonly uscc: string | null;
  readonly idType: string | null;
  readonly idNumber: string | null;
  /** 法人及非法人组织, 个体工商户, 自然人, or the constant of the class (GOVERNMENT, PLACE). */
  readonly kind: string | null;
  /** Whether the record registers the subject (登记注册基本信息). */
  readonly creates: boolean;
  readonly divisionCode: string | null;
  readonly reference?: {
    readonly class: string;
    readonly field: string;
    readonly value: string;
    readonly preferSameSender: boolean;
  };
};

/** Reads the subject of a judged row. */
export function subjectOf(informationClass: InformationClass, values: Values): SubjectOfRow {
  const rule = informationClass.subject;
  const cell = (field: string | null | undefined): string | null =>
    field === null || field === undefined ? null : values[field] || null;
  const uscc = cell(rule.uscc);
  const { reference } = rule;
  return {
    mode: rule.mode,
    name: cell(rule.name),
    uscc: uscc !== null && isUsccPlaceholder(uscc) ? null : uscc,
    idType: cell(rule.idType),
    idNumber: cell(rule.idNumber),
    kind: kindOf(rule, values),
    creates: rule.creates === true,
    divisionCode: cell(rule.division),
    ...(reference === undefined
      ? {}
      : {
          reference: {
            class: reference.class,
            field: reference.targetField,
            value: values[reference.field] ?? '',
            preferSameSender: reference.preferSameSender,
          },
        }),
  };
}

function kindOf(rule: InformationClass['subject'], values: Values): string | null {
  if (rule.kind !== null) return values[rule.kind] || null;
  if (rule.kindConst !== undefined) return rule.kindConst;
  const { kindFrom } = rule;
  if (!kindFrom) return null;
  return kindFrom.map[values[kindFrom.field] ?? ''] ?? kindFrom.default;
}

/** The day of the fact, which chooses the law in force; the day of receipt when the class or the row has none. */
export function factDateOf(
  informationClass: InformationClass,
  values: Values,
  receivedOn: PlainDate,
): PlainDate {
  const { factDate } = informationClass;
  const day = factDate === null ? '' : (values[factDate] ?? '').replaceAll('/', '-');
  return isPlainDate(day) ? day : receivedOn;
}

/** The first present day the reporting clock starts from, in the order of the rule; null when there is none. */
export function clockDateOf(informationClass: InformationClass, values: Values): PlainDate | null {
  for (const field of informationClass.clockDate) {
    const day = (values[field] ?? '').replaceAll('/', '-');
    if (isPlainDate(day)) return day;
  }
  return null;
}

export type Operation = 'ADD' | 'UPDATE' | 'REVOKE' | 'DELETE';
export type Envelope = {
  readonly operation: Operation;
  readonly recordId: string | null;
  readonly supersedes: string | null;
  readonly reason: string | null;
  readonly generatedAt: string | null;
};

const OPERATIONS: readonly string[] = ['ADD', 'UPDATE', 'REVOKE', 'DELETE'];

/** The envelope of a row with the defaults of clerks' sheets: ADD, own record id, no superseded record named. */
export function envelopeOf(values: Values): Envelope {
  const operation = values['OPERATION'] ?? '';
  return {
    operation: OPERATIONS.includes(operation) ? (operation as Operation) : 'ADD',
    recordId: values['RECORD_ID'] || null,
    supersedes: values['SUPERSEDES'] || null,
    reason: values['REASON'] || null,
    generatedAt: values['GENERATED_AT'] || null,
  };
}
