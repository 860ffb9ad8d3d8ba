import { viewSpec, type ViewField } from '../catalogue/index.ts';
import { classOf, type Field, type InformationClass, type Policy } from '../policy/index.ts';
import { applyMask, maskValue } from '../records/index.ts';
import { dateCell, type SubjectKind } from './case.ts';
import { publicFields } from './field-answers.ts';

type Values = Readonly<Record<string, string>>;

/** End of publicity as a department wrote it; the period is the law's, not the sender's. */
const REPORTED_END = '_GSJZQ';
const REPRESENTATIVE = '_FRDB';
const PERSON_NAME = 'PERSON_NAME';
/** A shorter text would be found in words that name nobody. */
export const SHORTEST_NAME = 2;
const LONGEST_TITLE = 60;

/** Whom a record is about, as far as its public view depends on it. */
export interface ViewedSubject {
  readonly kind: SubjectKind;
  /** Operator of a household as the register names him. */
  readonly operator?: string;
}

/**
 * What the public may read of a record: fields the catalogue marks PUBLIC, masked by masking.json.
 * A household's operator, as the record or the register names him, is masked wherever the name
 * stands, texts included (K3).
 */
export function publicView(
  policy: Policy,
  classCode: string,
  factDate: string,
  values: Values,
  subject: ViewedSubject,
): Record<string, string> {
  const definition = classOf(policy, classCode, factDate);
  if (!definition) return {};
  const types = typesOf(definition);
  const { kind: subjectKind, operator = '' } = subject;
  const household = subjectKind === 'INDIVIDUAL_BUSINESS';
  const operators = new Set(household ? [operatorOf(values), operator] : []);
  const shown: Record<string, string> = {};
  for (const field of publicFields(policy, classCode, factDate)) {
    const value = values[field.code] ?? '';
    const type = types.get(field.code) ?? 'string';
    if (value === '' || (household && mayHoldHome(field, definition.subject.name))) continue;
    const masked = maskValue(
      policy.masking,
      { field: { code: field.code, type }, subjectKind, value, values },
      'public',
    );
    if (masked === null) continue;
    shown[field.code] = household
      ? withoutOperators(policy, field, masked, operators, definition.subject.name)
      : masked;
  }
  return shown;
}

const typesByClass = new WeakMap<InformationClass, ReadonlyMap<string, Field['type']>>();

function typesOf(definition: InformationClass): ReadonlyMap<string, Field['type']> {
  const known =
    typesByClass.get(definition) ?? new Map(definition.items.map(({ code, type }) => [code, type]));
  typesByClass.set(definition, known);
  return known;
}

/** The operator of a household as its record names him; '' when it does not. */
export function operatorOf(values: Values): string {
  const field = Object.keys(values).find((code) => code.endsWith(REPRESENTATIVE));
  return (field === undefined ? '' : (values[field] ?? '')).trim();
}

/** Before-and-after texts of a register change may hold a household's home or operator in any form. */
function mayHoldHome(field: ViewField, nameField: string | null): boolean {
  return field.code !== nameField && /变更[前后]$/.test(field.label);
}

function withoutOperators(
  policy: Policy,
  field: ViewField,
  value: string,
  operators: ReadonlySet<string>,
  nameField: string | null,
): string {
  if (field.code.endsWith(REPRESENTATIVE)) return applyMask(policy.masking, PERSON_NAME, value);
  // The registered name of the household is a public fact and stays as it is.
  if (field.code === nameField) return value;
  let text = value;
  for (const operator of operators) {
    if ([...operator].length < SHORTEST_NAME) continue;
    text = text.replaceAll(operator, applyMask(policy.masking, PERSON_NAME, operator));
  }
  return text;
}

/**
 * Public values without a date that would announce another end of publicity than the lawful one: a
 * reported 公示截止期 is checked, not trusted, and list periods beyond the maximum are not repeated.
 */
export function withoutOtherEnd(
  values: Values,
  periodField: string | undefined,
  until: string | null,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(([code, value]) => {
      if (code.endsWith(REPORTED_END)) return false;
      const date = code === periodField ? dateCell(value) : null;
      return date === null || until === null || date < until;
    }),
  );
}

/**
 * The line a record is listed under: what it is about in words, else its document number, else the
 * name of its class. Never a name of a person.
 */
export function titleOf(
  policy: Policy,
  classCode: string,
  factDate: string,
  values: Values,
): string {
  const definition = classOf(policy, classCode, factDate);
  if (!definition) return classCode;
  if (definition.subject.creates) return definition.nameZh;
  const candidates = titleFields(policy, definition, factDate).filter(
    (item) => (values[item.code] ?? '') !== '',
  );
  const words =
    candidates.find(
      (item) =>
        item.type === 'string' &&
        item.codelist === undefined &&
        !/编[码号]|机关|单位|甲方/.test(item.nameZh),
    ) ?? candidates.find((item) => item.codelist !== undefined);
  if (words) return shortened(wordsOf(policy, words, values[words.code] ?? ''));
  const number =
    definition.documentNumber === null ? '' : (values[definition.documentNumber] ?? '');
  return number === '' ? definition.nameZh : number;
}

const titlesByClass = new WeakMap<InformationClass, readonly Field[]>();

/** Fields that may say what a record of a class is about: required, of its content, no name, no number. */
function titleFields(
  policy: Policy,
  definition: InformationClass,
  factDate: string,
): readonly Field[] {
  const known = titlesByClass.get(definition);
  if (known) return known;
  const content = viewSpec(policy, definition.code, factDate).groups.find(
    (group) => group.group === 'CONTENT',
  );
  const own = new Set(content?.fields.map((field) => field.code));
  const named = new Set(policy.masking.fields.map((mask) => mask.where.field));
  const fields = definition.items.filter(
    (item) =>
      item.presence === 'required' &&
      own.has(item.code) &&
      !named.has(item.code) &&
      item.code !== definition.documentNumber,
  );
  titlesByClass.set(definition, fields);
  return fields;
}

function wordsOf(policy: Policy, field: Field, value: string): string {
  const entries =
    field.codelist === undefined ? undefined : policy.codelists.lists[field.codelist]?.values;
  if (!entries) return value;
  const words = value
    .split(';')
    .map((part) => entries.find((entry) => entry.value === part)?.zh ?? part);
  return words.join('、');
}

function shortened(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length <= LONGEST_TITLE
    ? characters.join('')
    : `${characters.slice(0, LONGEST_TITLE).join('')}…`;
}
