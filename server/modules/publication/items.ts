import { randomBytes } from 'node:crypto';
import { classOf, type Level, type Policy } from '../policy/index.ts';
import type { OpenRecord } from '../records/index.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { PublicationCase, SubjectKind } from './case.ts';
import { classEntry, decidePublication, type PublicationDecision } from './publication.ts';
import { publicView, titleOf, withoutOtherEnd } from './public-view.ts';
import { sectionOf } from './sections.ts';
import type { NewItem } from './store.ts';

/** Whether a text can be the address of an item at all. */
export function isPublicId(text: string): boolean {
  return /^[0-9a-f]{24}$/.test(text);
}

const PUBLIC_ID_BYTES = 12;
/** How the policy marks a ground that was read in its source. */
const CHECKED = /^(known|source)\b/;

/** A record with the decision on it and, when it is to be shown, what is shown. */
export interface Decided {
  readonly record: OpenRecord;
  readonly decision: PublicationDecision;
  readonly item: NewItem | null;
}

/** What the register says of the subject of a record. */
export interface Registered {
  readonly kind: SubjectKind | undefined;
  /** Operator of a household; '' when the register names none. */
  readonly operator: string;
}

/** Decides one opened record and prepares its public item; nothing is stored. */
export function decideRecord(
  policy: Policy,
  record: OpenRecord,
  registered: Registered,
  today: PlainDate,
): Decided {
  const { fact, state } = record;
  const kind = strictest(fact.subjectKind, registered.kind);
  const given = caseOf(policy, record, kind);
  const decision = decidePublication(given, policy, today);
  if (decision.outcome !== 'SHOW') return { record, decision, item: null };
  const definition = classOf(policy, fact.classCode, fact.factDate);
  const { values } = given;
  const subject = { kind, operator: registered.operator };
  const shown = publicView(policy, fact.classCode, fact.factDate, values, subject);
  const period = classEntry(policy, fact.classCode, fact.factDate)?.duration?.until;
  const fields = withoutOtherEnd(shown, period, decision.until);
  const source =
    named(shown, definition?.dataSource.name) ?? organisationName(policy, fact.organisation);
  return {
    record,
    decision,
    item: {
      ref: { subjectId: fact.subjectId, recordId: fact.recordId },
      publicId: randomBytes(PUBLIC_ID_BYTES).toString('hex'),
      classCode: fact.classCode,
      section: sectionOf(definition?.group ?? ''),
      title: titleOf(policy, fact.classCode, fact.factDate, shown),
      fields,
      negative: fact.polarity === 'NEGATIVE',
      level: state.level,
      organisation: fact.organisation,
      sourceUnit: source,
      authority: named(shown, definition?.authority.name),
      factDate: fact.factDate,
      shownFrom: decision.from,
      shownUntil: decision.until,
      basis: publicBasis(decision),
    },
  };
}

function caseOf(policy: Policy, record: OpenRecord, subjectKind: SubjectKind): PublicationCase {
  const { fact, state } = record;
  const values = { ...record.values, ...state.platform };
  const kinds = values[policy.levels.fields.kinds] ?? '';
  return {
    classCode: fact.classCode,
    values,
    subjectKind,
    level: state.level satisfies Level | null,
    kinds2021: kinds.split(';').filter((kind) => kind !== ''),
    organisation: fact.organisation,
    factDate: fact.factDate,
  };
}

/** A person or household by either account is protected as one. */
function strictest(reported: SubjectKind, registered: SubjectKind | undefined): SubjectKind {
  for (const kind of ['NATURAL_PERSON', 'INDIVIDUAL_BUSINESS'] as const) {
    if (reported === kind || registered === kind) return kind;
  }
  return registered ?? reported;
}

function named(
  values: Readonly<Record<string, string>>,
  field: string | null | undefined,
): string | null {
  const value = field ? (values[field] ?? '') : '';
  return value === '' ? null : value;
}

/** The Chinese name of a member department; its code when the register does not know it. */
function organisationName(policy: Policy, code: string): string {
  return (
    policy.organisations.organisations.find((candidate) => candidate.code === code)?.nameZh ?? code
  );
}

/** The legal ground in words for the public; the policy marks what nobody has checked against its source. */
export function publicBasis({ basis, certainty }: { basis: string; certainty: string }): string {
  return CHECKED.test(certainty) ? basis : `${basis}（依据待核实）`;
}
