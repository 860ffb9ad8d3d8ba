import { randomUUID } from 'node:crypto';
import type { RecordKey, RecordKeys } from '../../platform/keyring.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { canonicalJson } from '../ledger/index.ts';
import { classOf, evaluate, type InformationClass, type Policy } from '../policy/index.ts';
import type { SubjectKind } from '../subjects/index.ts';
import { classifyAtRegistration } from './classification.ts';
import { storable, type Polarity, type Values } from './content.ts';
import type { ActionDetail } from './fold.ts';
import { restsSealed } from './sealing.ts';
import { sealAction } from './store.ts';

/** A reported row before its subject is known. */
export interface ReportedRow {
  readonly classCode: string;
  readonly factDate: PlainDate;
  readonly values: Values;
}

/** What records are made with. */
export interface Making {
  readonly policy: Policy;
  readonly keys: RecordKeys;
}

/** What a record is by itself, whoever its subject; made before the database is asked. */
export interface OwnPart {
  readonly recordId: string;
  readonly polarity: Polarity;
  /** The class's own cells, as the database can keep them: canonical JSON in UTF-8. */
  readonly text: Buffer;
  /** Of the first action: level and platform fields. */
  readonly detail: ActionDetail;
  /** As it rests for an organisation; null when it rests open. */
  readonly sealed: SealedParts | null;
}

/** Payload and first action under a key of their own (K7). */
export interface SealedParts {
  readonly key: Pick<RecordKey, 'keyId' | 'wrapped'>;
  readonly payload: Buffer;
  readonly detail: Buffer | null;
}

/** Nearly all subjects are organisations: for them the sealed parts are made beforehand. */
const EXPECTED: SubjectKind = 'LEGAL_PERSON';

/** Works out everything about a new record that needs neither subject nor database. */
export function ownPart(
  making: Making,
  { classCode, factDate, values: all }: ReportedRow,
): OwnPart {
  const { policy } = making;
  const found = classIn(policy, classCode, factDate);
  const values: Record<string, string> = {};
  for (const code of codesOf(found)) {
    const value = all[code];
    if (value !== undefined && value !== '') values[code] = storable(value);
  }
  const polarity = polarityOf(found, values);
  const text = Buffer.from(canonicalJson(values));
  const detail = classifyAtRegistration(policy, classCode, all, factDate);
  const isSealed = restsSealed(policy, found, polarity, EXPECTED, values);
  return {
    recordId: randomUUID(),
    polarity,
    text,
    detail,
    sealed: isSealed ? seal(making.keys, text, detail) : null,
  };
}

/** The class's own cells of a part. */
export function ownValues({ text }: Pick<OwnPart, 'text'>): Values {
  return JSON.parse(text.toString('utf8')) as Values;
}

/** The sealed parts for the subject that was found; `detail` is that of the own part, or of a correction. */
export function sealedFor(
  ctx: Making,
  {
    classCode,
    factDate,
    subjectKind,
  }: Omit<ReportedRow, 'values'> & { readonly subjectKind: SubjectKind },
  own: OwnPart,
  detail: ActionDetail,
): SealedParts | null {
  const isAsMade = detail === own.detail;
  if (isAsMade && subjectKind === EXPECTED) return own.sealed;
  const found = classIn(ctx.policy, classCode, factDate);
  if (!restsSealed(ctx.policy, found, own.polarity, subjectKind, ownValues(own))) return null;
  return isAsMade && own.sealed ? own.sealed : seal(ctx.keys, own.text, detail);
}

function seal(keys: RecordKeys, text: Buffer, detail: ActionDetail): SealedParts {
  const { key, keyId, wrapped } = keys.newRecordKey();
  return {
    key: { keyId, wrapped },
    payload: keys.sealWith(key, text),
    detail: sealAction(keys, key, { reason: null, detail }),
  };
}

function classIn(policy: Policy, classCode: string, factDate: PlainDate): InformationClass {
  const found = classOf(policy, classCode, factDate);
  if (found === undefined) throw new Error(`class ${classCode} is not in the catalogue`);
  return found;
}

const codes = new WeakMap<InformationClass, readonly string[]>();

/** In the order of canonical JSON, so that the values need not be put in it row by row. */
function codesOf(found: InformationClass): readonly string[] {
  const known = codes.get(found) ?? found.items.map((item) => item.code).sort();
  codes.set(found, known);
  return known;
}

/** A row of a neutral class may be negative by what it says. */
function polarityOf({ polarity, negativeWhen }: InformationClass, values: Values): Polarity {
  if (negativeWhen === undefined) return polarity;
  const isNegative = evaluate(negativeWhen, { get: (field) => values[field] ?? '' });
  return isNegative === false ? polarity : 'NEGATIVE';
}
