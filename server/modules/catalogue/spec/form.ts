import type { Expression, Field, Policy } from '../../policy/index.ts';
import type { PlainDate } from '../../../platform/plain-date.ts';
import { requiredClass } from './class-of.ts';
import { explainField, listEntries } from './explain.ts';
import { groupOf, type FieldGroup } from './group.ts';
import { dropdownOf } from './template.ts';

export type FormInput =
  | 'text'
  | 'textarea'
  | 'date'
  | 'number'
  | 'select'
  | 'multiselect'
  | 'checkbox'
  | 'uscc'
  | 'idNumber'
  | 'file';
export type FormField = {
  readonly code: string;
  readonly label: string;
  readonly labelEn: string;
  readonly group: FieldGroup;
  readonly input: FormInput;
  readonly required: boolean;
  readonly requiredWhen: Expression | null;
  readonly blankWhen: Expression | null;
  readonly maxLength: number | null;
  readonly decimals: number | null;
  readonly unit: string | null;
  /** Whether the date may be 长期. */
  readonly longTerm: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[] | null;
  readonly help: string;
};
export type FormSpec = {
  readonly classCode: string;
  readonly nameZh: string;
  readonly fields: readonly FormField[];
};

function inputOf(field: Field, severalValues: boolean, hasOptions: boolean): FormInput {
  if (severalValues) return 'multiselect';
  if (field.type === 'boolean') return 'checkbox';
  if (hasOptions) return 'select';
  if (field.type === 'date') return 'date';
  if (field.type === 'integer' || field.type.startsWith('decimal')) return 'number';
  if (field.type === 'uscc') return 'uscc';
  if (field.type === 'idnumber') return 'idNumber';
  if (field.type === 'attachment') return 'file';
  return field.type === 'text' || (field.length ?? 0) > 200 ? 'textarea' : 'text';
}

/** The web form of a class; throws CompileError when the class is unknown. */
export function formSpec(policy: Policy, classCode: string, date?: PlainDate): FormSpec {
  const informationClass = requiredClass(policy, classCode, date);
  const fields = informationClass.items.map((field): FormField => {
    const entries = listEntries(policy, field);
    const severalValues =
      field.type === 'codes' ||
      informationClass.rules.some(
        (rule) => rule.kind === 'listOf' && rule.fields[0] === field.code && rule.args.max > 1,
      );
    const usable = dropdownOf(policy, informationClass, field);
    const offered = entries.filter(
      (entry) => usable === null || usable.includes(entry.value) || usable.includes(entry.zh),
    );
    const decimals = /^decimal\(\d+,(\d+)\)$/.exec(field.type)?.[1];
    return {
      code: field.code,
      label: field.nameZh,
      labelEn: field.nameEn,
      group: groupOf(informationClass, field.code),
      input: inputOf(field, severalValues, offered.length > 0),
      required: field.presence === 'required',
      requiredWhen: field.requiredWhen ?? null,
      blankWhen: field.blankWhen ?? null,
      maxLength: field.type === 'string' || field.type === 'text' ? field.length : null,
      decimals: field.type === 'integer' ? 0 : decimals === undefined ? null : Number(decimals),
      unit: unitOf(field),
      longTerm: field.longTerm === true,
      options: offered.length === 0 ? null : offered.map(({ value, zh }) => ({ value, label: zh })),
      help: explainField(policy, informationClass, field),
    };
  });
  return { classCode, nameZh: informationClass.nameZh, fields };
}

/** 元 or 万元 for amounts, else null. */
export function unitOf(field: Field): string | null {
  if (field.moneyUnit === 'YUAN') return '元';
  return field.moneyUnit === 'WAN_YUAN' ? '万元' : null;
}
