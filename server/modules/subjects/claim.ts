import { isUsccPlaceholder } from '../catalogue/index.ts';
import type { InformationClass, Policy } from '../policy/index.ts';
import { isRegisterEntry, registrationChange } from './registration.ts';

/** Whom a row says it is about, as far as its cells tell. */
export type ClaimedKind = 'ORGANISATION' | 'HOUSEHOLD' | 'PERSON' | 'GOVERNMENT' | 'PLACE';

export interface SubjectClaim {
  readonly kind: ClaimedKind;
  readonly name: string;
  /** Names that count as well, such as the one before a registered change. */
  readonly otherNames: readonly string[];
  /** Valid code, or empty when there is none or only a placeholder. */
  readonly uscc: string;
  readonly organisationCode: string;
  readonly registrationNumber: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly placeCode: string;
  /** Number of a record of another class whose subject is meant. */
  readonly reference: { readonly classCode: string; readonly value: string } | null;
  /** Entries of the register itself: the first one settles the name of a provisional subject. */
  readonly settles: boolean;
  /** Rows that write into the register: names, kind, day of establishment. */
  readonly registers: boolean;
}

export type Cells = Readonly<Record<string, string>>;

const wireKinds: Readonly<Record<string, ClaimedKind>> = {
  法人及非法人组织: 'ORGANISATION',
  个体工商户: 'HOUSEHOLD',
  自然人: 'PERSON',
  GOVERNMENT: 'GOVERNMENT',
  PLACE: 'PLACE',
};

/** The claim of a row by the subject rule of its class, in the version in force on its day. */
export function subjectClaim(found: InformationClass, values: Cells): SubjectClaim {
  const { subject } = found;
  const cell = (field: string | null | undefined): string => (field && values[field]) || '';
  const uscc = cell(subject.uscc);
  const change = registrationChange(found.code, values);
  const numbers = numberFieldsOf(found);
  return {
    kind: claimedKind(found, values),
    name: cell(subject.name),
    otherNames: change ? [change.before, change.after].filter((name) => name !== '') : [],
    uscc: isUsccPlaceholder(uscc) ? '' : uscc,
    organisationCode: cell(numbers.orgCode).replace('-', ''),
    registrationNumber: cell(numbers.regNo),
    idType: cell(subject.idType),
    idNumber: cell(subject.idNumber),
    placeCode: cell(subject.division),
    reference: subject.reference
      ? { classCode: subject.reference.class, value: cell(subject.reference.field) }
      : null,
    settles: subject.creates === true,
    registers: isRegisterEntry(found.code),
  };
}

function claimedKind({ subject }: InformationClass, values: Cells): ClaimedKind {
  const from = subject.kindFrom;
  const wire = from
    ? (from.map[values[from.field] ?? ''] ?? from.default)
    : (subject.kindConst ?? (subject.kind ? values[subject.kind] : undefined) ?? '');
  return wireKinds[wire] ?? 'ORGANISATION';
}

interface NumberFields {
  readonly orgCode: string | undefined;
  readonly regNo: string | undefined;
}

const numberFields = new WeakMap<InformationClass, NumberFields>();

/** Fields that hold an older number of the subject; the same for all rows of a class. */
function numberFieldsOf(found: InformationClass): NumberFields {
  const known = numberFields.get(found);
  if (known) return known;
  const fieldOf = (kind: 'orgCode' | 'regNo'): string | undefined =>
    found.rules.find((rule) => rule.kind === kind)?.fields[0];
  const fields = { orgCode: fieldOf('orgCode'), regNo: fieldOf('regNo') };
  numberFields.set(found, fields);
  return fields;
}

const references = new WeakMap<Policy, Map<string, readonly string[]>>();

/** Fields of a class that rows of other classes give in place of a subject. */
export function referencedFields(policy: Policy, classCode: string): readonly string[] {
  const ofPolicy = references.get(policy) ?? new Map<string, readonly string[]>();
  references.set(policy, ofPolicy);
  const known = ofPolicy.get(classCode);
  if (known) return known;
  const fields = policy.catalogue.classes.flatMap(({ subject: { reference } }) =>
    reference?.class === classCode ? [reference.targetField] : [],
  );
  const unique = [...new Set(fields)];
  ofPolicy.set(classCode, unique);
  return unique;
}
