import { canonicalJson, type CanonicalText } from '../ledger/index.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { SubjectKind } from '../subjects/index.ts';
import type { RecordAction } from './fold.ts';

export type Polarity = 'NEUTRAL' | 'POSITIVE' | 'NEGATIVE';
export type Values = Readonly<Record<string, string>>;

/** What was reported about a subject, as normalised; never changed. */
export interface Fact {
  readonly subjectId: string;
  readonly recordId: string;
  readonly classCode: string;
  /** The department that reported it and alone may correct it. */
  readonly organisation: string;
  readonly externalId: string;
  readonly batchId: string;
  readonly rowNumber: number;
  readonly subjectKind: SubjectKind;
  readonly polarity: Polarity;
  readonly factDate: PlainDate;
  readonly receivedAt: Date;
  readonly policyHash: string;
  /** The record this one corrects. */
  readonly replaces: string | null;
}

/**
 * Canonical content a leaf commits to: the essentials of the action and, for the first one, the
 * whole fact with its values. The self-check builds it again from what is stored.
 */
export function actionContent(
  fact: Fact,
  action: Omit<RecordAction, 'leafId'>,
  values: Values | CanonicalText,
): string {
  return canonicalJson({
    v: 1,
    subject: fact.subjectId,
    record: fact.recordId,
    seq: action.seq,
    kind: action.kind,
    at: action.at.toISOString(),
    effectiveOn: action.effectiveOn,
    account: action.account,
    organisation: action.organisation,
    reason: action.reason,
    detail: action.detail,
    fact: action.seq === 1 ? factContent(fact, values) : undefined,
  });
}

function factContent(fact: Fact, values: Values | CanonicalText): object {
  return {
    class: fact.classCode,
    organisation: fact.organisation,
    externalId: fact.externalId,
    batch: fact.batchId,
    row: fact.rowNumber,
    subjectKind: fact.subjectKind,
    polarity: fact.polarity,
    factDate: fact.factDate,
    receivedAt: fact.receivedAt.toISOString(),
    policyHash: fact.policyHash,
    replaces: fact.replaces,
    values,
  };
}

/** Text as PostgreSQL gives it back: without NUL and without lone surrogates. */
export function storable(text: string): string {
  return text.isWellFormed() && !text.includes('\0')
    ? text
    : text.toWellFormed().replaceAll('\0', '');
}
