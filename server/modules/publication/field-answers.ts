import { displayValue, viewSpec, type ViewField } from '../catalogue/index.ts';
import { classOf, type InformationClass, type Policy } from '../policy/index.ts';
import type { FieldAnswer } from './answers.ts';
import { englishName } from './english-name.ts';

/** Labelled, readable public values of a record in the order of the catalogue; blank ones are left out. */
export function fieldAnswers(
  policy: Policy,
  classCode: string,
  factDate: string,
  values: Readonly<Record<string, string>>,
): FieldAnswer[] {
  return publicFields(policy, classCode, factDate).flatMap((field) => {
    const value = values[field.code] ?? '';
    if (value === '') return [];
    return [
      {
        code: field.code,
        label: labelOf(field),
        labelEn: englishName(field.labelEn),
        value: readable(policy, field, value),
        kind: kindOf(field, policy, value),
      },
    ];
  });
}

const fieldsByClass = new WeakMap<InformationClass, readonly ViewField[]>();

/** What the catalogue marks PUBLIC: reported fields, then those the platform sets beside them (K15). */
export function publicFields(
  policy: Policy,
  classCode: string,
  factDate: string,
): readonly ViewField[] {
  const definition = classOf(policy, classCode, factDate);
  if (!definition) return [];
  const known = fieldsByClass.get(definition);
  if (known) return known;
  const platform = definition.platformFields
    .filter((field) => field.disclosure === 'PUBLIC')
    .map((field): ViewField => ({
      code: field.code,
      label: field.nameZh,
      labelEn: field.nameEn,
      format: field.codelist === null ? 'text' : 'choices',
      unit: null,
      codelist: field.codelist,
      disclosure: field.disclosure,
    }));
  const fields = [...viewSpec(policy, classCode, factDate).publicFields, ...platform];
  fieldsByClass.set(definition, fields);
  return fields;
}

/** `行政相对人代码_1(统一社会信用代码)` is 统一社会信用代码 to a reader; units stand at the value. */
function labelOf(field: ViewField): string {
  const inner = /^.*_\d+\((.+)\)$/.exec(field.label)?.[1] ?? field.label;
  const plain = field.unit === null ? inner : inner.replace(`(${field.unit})`, '');
  return fullWidth(plain);
}

/** Signs of Chinese text in their full width, as the public reads them. */
export function fullWidth(text: string): string {
  return text.replaceAll('(', '（').replaceAll(')', '）').replaceAll(':', '：');
}

function kindOf(field: ViewField, policy: Policy, value: string): FieldAnswer['kind'] {
  if (field.format === 'date') return value === policy.catalogue.longTermDate ? 'text' : 'date';
  if (field.format === 'code') return 'uscc';
  if (field.format === 'amount' || field.format === 'number') return 'number';
  return field.format === 'choice' || field.format === 'choices' ? 'code' : 'text';
}

function readable(policy: Policy, field: ViewField, value: string): string {
  const division = /行政区划/.test(field.label)
    ? policy.divisions.divisions.find((entry) => entry.code === value)
    : undefined;
  if (division) return division.nameZh;
  const shown = displayValue(policy, field, value);
  if (field.format === 'choice' || field.format === 'choices') return fullWidth(shown);
  return field.format === 'amount'
    ? shown.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))
    : shown;
}
