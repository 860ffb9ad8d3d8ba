import { viewSpec, type ViewField } from '../catalogue/index.ts';
import { classOf, type Policy } from '../policy/index.ts';
import { applyMask, maskValue } from '../records/index.ts';
import { dateCell, type SubjectKind } from './case.ts';
import { publicFields } from './field-answers.ts';

type Values = Readonly<Record<string, string>>;

/** End of publicity as a department wrote it; the period is the law's, not the sender's. */
const REPORTED_END = '_GSJZQ';
const REPRESENTATIVE = '_FRDB';
const PERSON_NAME = 'PERSON_NAME';
const SHORTEST_NAME = 2;

/**
 * What the public may read of a record: fields the catalogue marks PUBLIC, masked by masking.json.
 * A household's operator is masked wherever the name stands, texts included (K3).
 */
export function publicView(
  policy: Policy,
  classCode: string,
  factDate: string,
  values: Values,
  subjectKind: SubjectKind,
): Record<string, string> {
  const definition = classOf(policy, classCode, factDate);
  if (!definition) return {};
  const types = new Map(definition.items.map((item) => [item.code, item.type]));
  const household = subjectKind === 'INDIVIDUAL_BUSINESS';
  const operator = household ? operatorOf(values) : '';
  const shown: Record<string, string> = {};
  for (const field of publicFields(policy, classCode, factDate)) {
    const value = values[field.code] ?? '';
    const type = types.get(field.code) ?? 'string';
    if (value === '' || (household && mayHoldHome(field, definition.subject.name))) continue;
    const masked = maskValue(policy.masking, { code: field.code, type }, subjectKind, value, 'public', values);
    if (masked === null) continue;
    shown[field.code] = household ? withoutOperator(policy, field, masked, operator, definition.subject.name) : masked;
  }
  return shown;
}

/** The operator of a household as its record names him; '' when it does not. */
export function operatorOf(values: Values): string {
  const field = Object.keys(values).find((code) => code.endsWith(REPRESENTATIVE));
  return (field === undefined ? '' : values[field] ?? '').trim();
}

/** Before-and-after texts of a register change may hold a household's home or operator in any form. */
function mayHoldHome(field: ViewField, nameField: string | null): boolean {
  return field.code !== nameField && /变更[前后]$/.test(field.label);
}

function withoutOperator(policy: Policy, field: ViewField, value: string, operator: string, nameField: string | null): string {
  if (field.code.endsWith(REPRESENTATIVE)) return applyMask(policy.masking, PERSON_NAME, value);
  // The registered name of the household is a public fact and stays as it is.
  if (field.code === nameField || operator.length < SHORTEST_NAME) return value;
  return value.replaceAll(operator, applyMask(policy.masking, PERSON_NAME, operator));
}

/** Public values without any date that would announce a longer publicity than is lawful. */
export function withoutLongerPeriod(values: Values, periodField: string | undefined, until: string | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(([code, value]) => {
      if (!code.endsWith(REPORTED_END) && code !== periodField) return true;
      const date = dateCell(value);
      return until === null || date === null || date < until;
    }),
  );
}

/**
 * The line a record is listed under: what it is about in words, else its document number, else the
 * name of its class. Never a name of a person.
 */
export function titleOf(policy: Policy, classCode: string, factDate: string, values: Values): string {
  const definition = classOf(policy, classCode, factDate);
  if (!definition) return classCode;
  const content = viewSpec(policy, classCode, factDate).groups.find((group) => group.group === 'CONTENT');
  const named = new Set(policy.masking.fields.map((mask) => mask.where.field));
  const candidates = (content?.fields ?? []).filter(
    (field) =>
      field.disclosure === 'PUBLIC' &&
      (values[field.code] ?? '') !== '' &&
      field.code !== definition.documentNumber &&
      !named.has(field.code),
  );
  const words =
    candidates.find((field) => field.format === 'text' && !/编[码号]|机关|单位|甲方|日期/.test(field.label)) ??
    candidates.find((field) => field.format === 'choice' || field.format === 'choices');
  if (words) {
    const entry = words.codelist === null ? undefined : policy.codelists.lists[words.codelist];
    const value = values[words.code] ?? '';
    return value
      .split(entry ? ';' : '\n')
      .map((part) => entry?.values.find((candidate) => candidate.value === part)?.zh ?? part)
      .join('、');
  }
  const number = definition.documentNumber === null ? '' : (values[definition.documentNumber] ?? '');
  return number === '' ? definition.nameZh : number;
}
