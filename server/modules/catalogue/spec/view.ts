/** How a record of a class is shown: groups of labelled fields with their format and disclosure. */
import type { PlainDate } from '../../../platform/plain-date.ts';
import type { Disclosure, Field, Policy } from '../../policy/index.ts';
import { requiredClass } from './class-of.ts';
import { listEntries } from './explain.ts';
import { unitOf } from './form.ts';
import { FIELD_GROUPS, GROUP_NAMES, groupOf, type FieldGroup } from './group.ts';

export type ViewFormat =
  | 'text'
  | 'longText'
  | 'date'
  | 'amount'
  | 'number'
  | 'choice'
  | 'choices'
  | 'code'
  | 'idNumber'
  | 'file';
export type ViewField = {
  readonly code: string;
  readonly label: string;
  readonly labelEn: string;
  readonly format: ViewFormat;
  readonly unit: string | null;
  readonly codelist: string | null;
  readonly disclosure: Disclosure;
};
export type ViewGroup = {
  readonly group: FieldGroup;
  readonly title: string;
  readonly fields: readonly ViewField[];
};
export type ViewSpec = {
  readonly classCode: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly group: string;
  readonly defaultDisclosure: Disclosure;
  readonly groups: readonly ViewGroup[];
  /** Only what the catalogue marks PUBLIC, in the order of the catalogue; the identity numbers never. */
  readonly publicFields: readonly ViewField[];
};

const LONG_TEXT = 200;

function formatOf(field: Field): ViewFormat {
  if (field.type === 'date') return 'date';
  if (field.type === 'idnumber') return 'idNumber';
  if (field.type === 'uscc') return 'code';
  if (field.type === 'attachment') return 'file';
  if (field.type === 'codes') return 'choices';
  if (field.codelist !== undefined) return 'choice';
  if (field.type === 'integer') return 'number';
  if (field.type.startsWith('decimal')) return unitOf(field) === null ? 'number' : 'amount';
  return field.type === 'text' || (field.length ?? 0) > LONG_TEXT ? 'longText' : 'text';
}

/** The view of a class; throws CompileError when the class is unknown. */
export function viewSpec(policy: Policy, classCode: string, date?: PlainDate): ViewSpec {
  const informationClass = requiredClass(policy, classCode, date);
  const all = informationClass.items.map((field) => ({
    group: groupOf(informationClass, field.code),
    field: viewField(field),
  }));
  const groups = FIELD_GROUPS.map((group) => ({
    group,
    title: GROUP_NAMES[group],
    fields: all.filter((entry) => entry.group === group).map((entry) => entry.field),
  })).filter(({ fields }) => fields.length > 0);
  return {
    classCode,
    nameZh: informationClass.nameZh,
    nameEn: informationClass.nameEn,
    group: informationClass.group,
    defaultDisclosure: informationClass.defaultDisclosure,
    groups,
    publicFields: all
      .map((entry) => entry.field)
      .filter((field) => field.disclosure === 'PUBLIC' && field.format !== 'idNumber'),
  };
}

function viewField(field: Field): ViewField {
  return {
    code: field.code,
    label: field.nameZh,
    labelEn: field.nameEn,
    format: formatOf(field),
    unit: unitOf(field),
    codelist: field.codelist ?? null,
    disclosure: field.disclosure,
  };
}

/** A stored value as people read it: labels for codes, ISO dates or 长期, amounts with their unit. */
export function displayValue(policy: Policy, field: ViewField, value: string): string {
  if (value === '') return '';
  switch (field.format) {
    case 'date':
      return value === policy.catalogue.longTermDate ? '长期' : value.replaceAll('/', '-');
    case 'amount':
      return `${withoutTrailingZeros(value)} ${field.unit ?? ''}`.trim();
    case 'choice':
    case 'choices':
      return value
        .split(';')
        .map((element) => labelOf(policy, field, element))
        .join('、');
    default:
      return value;
  }
}

function labelOf(policy: Policy, field: ViewField, value: string): string {
  const entries = listEntries(policy, field.codelist === null ? {} : { codelist: field.codelist });
  return entries.find((entry) => entry.value === value)?.zh ?? value;
}

function withoutTrailingZeros(value: string): string {
  return value.includes('.') ? value.replace(/\.?0+$/, '') : value;
}
