import { canonicalJson, type Content } from '../ledger/index.ts';
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
 * whole fact with its values, given as canonical JSON in UTF-8. The self-check builds it again from
 * what is stored. Written out in the order of the names, because it is made for every row of a batch.
 */
export function actionContent(
  fact: Fact,
  action: Omit<RecordAction, 'leafId'>,
  values: Uint8Array,
): Content {
  const start = `{"account":${json(action.account)},"at":${json(action.at)},"detail":${canonicalJson(action.detail)},"effectiveOn":${json(action.effectiveOn)},`;
  const end = `"kind":${json(action.kind)},"organisation":${json(action.organisation)},"reason":${json(action.reason)},"record":${json(fact.recordId)},"seq":${json(action.seq)},"subject":${json(fact.subjectId)},"v":1}`;
  if (action.seq !== 1) return start + end;
  return [`${start}"fact":${headOfFact(fact)}"values":`, values, `},${end}`];
}

function headOfFact(fact: Fact): string {
  return `{"batch":${json(fact.batchId)},"class":${json(fact.classCode)},"externalId":${json(fact.externalId)},"factDate":${json(fact.factDate)},"organisation":${json(fact.organisation)},"polarity":${json(fact.polarity)},"policyHash":${json(fact.policyHash)},"receivedAt":${json(fact.receivedAt)},"replaces":${json(fact.replaces)},"row":${json(fact.rowNumber)},"subjectKind":${json(fact.subjectKind)},`;
}

function json(scalar: string | number | Date | null): string {
  return JSON.stringify(scalar);
}

/** Text as PostgreSQL gives it back: without NUL and without lone surrogates. */
export function storable(text: string): string {
  return text.isWellFormed() && !text.includes('\0')
    ? text
    : text.toWellFormed().replaceAll('\0', '');
}
