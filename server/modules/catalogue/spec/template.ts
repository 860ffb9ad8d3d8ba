/** What an Excel template of a class shows: columns with notes and choices, and one accepted example row. */
import type { PlainDate } from '../../../platform/plain-date.ts';
import type { EnvelopeField, Field, InformationClass, Policy } from '../../policy/index.ts';
import { requiredClass } from './class-of.ts';
import { exampleRow } from './example.ts';
import { explainField, listEntries, shownChoice } from './explain.ts';

export type TemplateColumn = {
  readonly code: string;
  readonly nameZh: string;
  /** Heading: the Chinese name, with the field code where a name stands twice, and `*` when required. */
  readonly header: string;
  readonly required: boolean;
  /** Width in characters of the sheet's default font. */
  readonly width: number;
  readonly note: string;
  /** Choices of a single-value list as a clerk writes them; null when the field has no such list. */
  readonly dropdown: readonly string[] | null;
  readonly example: string;
  /** Every column is text, so that no code loses zeros and no date is turned. */
  readonly textFormat: true;
};
export type TemplateSpec = {
  readonly classCode: string;
  readonly nameZh: string;
  readonly group: string;
  readonly policyHash: string;
  readonly senders: readonly string[];
  readonly columns: readonly TemplateColumn[];
  readonly exampleRow: readonly string[];
};

const NARROWEST = 12;
const WIDEST = 48;
/** Envelope fields a clerk may need: what to do with the record, which one, and why. */
const OFFERED_ENVELOPE = new Set(['OPERATION', 'SUPERSEDES', 'REASON']);

/** The heading of each field of a class; names that stand twice carry the field code. */
export function headersOf(informationClass: InformationClass): ReadonlyMap<string, string> {
  const seen = new Set<string>();
  return new Map(
    informationClass.items.map((item) => {
      const header = seen.has(item.nameZh) ? `${item.nameZh}(${item.code})` : item.nameZh;
      seen.add(item.nameZh);
      return [item.code, header];
    }),
  );
}

/**
 * The template of a class as of `today`, with an example of the organisation `by` that fills it
 * in; throws CompileError when the class is unknown.
 */
export function templateSpec(
  policy: Policy,
  classCode: string,
  today: PlainDate,
  by?: string,
): TemplateSpec {
  const informationClass = requiredClass(policy, classCode, today);
  const headers = headersOf(informationClass);
  const example = exampleRow(policy, informationClass, today, by);
  const envelope = policy.catalogue.envelope.filter((field) => OFFERED_ENVELOPE.has(field.code));
  const columns = [...informationClass.items, ...envelope].map((field) =>
    columnOf(policy, informationClass, field, {
      header: headers.get(field.code) ?? field.nameZh,
      example: example[field.code] ?? '',
    }),
  );
  return {
    classCode,
    nameZh: informationClass.nameZh,
    group: informationClass.group,
    policyHash: policy.hash,
    senders: informationClass.senders,
    columns,
    exampleRow: columns.map((column) => column.example),
  };
}

function columnOf(
  policy: Policy,
  informationClass: InformationClass,
  field: Field | EnvelopeField,
  { header, example }: { header: string; example: string },
): TemplateColumn {
  const inSheet = 'presenceInSheet' in field ? field.presenceInSheet : field.presence;
  const required = inSheet === 'required';
  const dropdown = dropdownOf(policy, informationClass, field);
  const widest = Math.max(
    [...header].length * 2 + 2,
    field.type === 'text' ? WIDEST : (field.length ?? 18) / 4,
    example.length * 1.5,
  );
  return {
    code: field.code,
    nameZh: field.nameZh,
    header: required ? `${header}*` : header,
    required,
    width: Math.round(Math.min(WIDEST, Math.max(NARROWEST, widest))),
    note: explainField(policy, informationClass, field),
    dropdown,
    example: shownExample(policy, field, example),
    textFormat: true,
  };
}

/** The choices of a single-value list; labels only where the judge turns them back into values. */
export function dropdownOf(
  policy: Policy,
  informationClass: InformationClass,
  field: Field | EnvelopeField,
): readonly string[] | null {
  const entries = listEntries(policy, field);
  const several = informationClass.rules.some(
    (rule) => rule.kind === 'listOf' && rule.fields[0] === field.code,
  );
  if (entries.length === 0 || several || field.type === 'codes') return null;
  const only = informationClass.rules.find(
    (rule) => rule.kind === 'inList' && rule.fields[0] === field.code,
  );
  const allowed = only?.kind === 'inList' ? only.args.only : undefined;
  const usable = allowed ? entries.filter((entry) => allowed.includes(entry.value)) : entries;
  const labelled = field.normalise.includes('LIST_LABEL');
  return usable.map((entry) => (labelled ? shownChoice(entry) : entry.value));
}

function shownExample(policy: Policy, field: Field | EnvelopeField, value: string): string {
  if (value === '' || !field.normalise.includes('LIST_LABEL')) return value;
  const entry = listEntries(policy, field).find((candidate) => candidate.value === value);
  return entry ? shownChoice(entry) : value;
}
