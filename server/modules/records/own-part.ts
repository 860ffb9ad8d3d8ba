import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.ts';
import type { RecordKey } from '../../platform/keyring.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { canonicalJson } from '../ledger/index.ts';
import { classOf, evaluate, type InformationClass } from '../policy/index.ts';
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

/** What a record is by itself, whoever its subject; made before the database is asked. */
export interface OwnPart {
  readonly recordId: string;
  readonly found: InformationClass;
  readonly polarity: Polarity;
  /** The class's own cells, as the database can keep them. */
  readonly values: Values;
  /** The same as canonical JSON. */
  readonly text: string;
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
export function ownPart(ctx: Context, { classCode, factDate, values: all }: ReportedRow): OwnPart {
  const found = classOf(ctx.policy, classCode, factDate);
  if (found === undefined) throw new Error(`class ${classCode} is not in the catalogue`);
  const values: Record<string, string> = {};
  for (const code of codesOf(found)) {
    const value = all[code];
    if (value !== undefined && value !== '') values[code] = storable(value);
  }
  const polarity = polarityOf(found, values);
  const text = canonicalJson(values);
  const detail = classifyAtRegistration(ctx.policy, classCode, all, factDate);
  const isSealed = restsSealed(ctx.policy, found, polarity, EXPECTED, values);
  return {
    recordId: randomUUID(),
    found,
    polarity,
    values,
    text,
    detail,
    sealed: isSealed ? seal(ctx, text, detail) : null,
  };
}

/** The sealed parts for the subject that was found; `asMade` while the detail is still that of the own part. */
export function sealedFor(
  ctx: Context,
  { subjectKind }: { readonly subjectKind: SubjectKind },
  { found, polarity, values, text, detail, sealed }: OwnPart,
  asMade: boolean,
): SealedParts | null {
  if (!restsSealed(ctx.policy, found, polarity, subjectKind, values)) return null;
  return asMade && sealed ? sealed : seal(ctx, text, detail);
}

function seal(ctx: Context, text: string, detail: ActionDetail): SealedParts {
  const { key, keyId, wrapped } = ctx.keys.newRecordKey();
  return {
    key: { keyId, wrapped },
    payload: ctx.keys.sealWith(key, text),
    detail: sealAction(ctx, key, { reason: null, detail }),
  };
}

const codes = new WeakMap<InformationClass, readonly string[]>();

function codesOf(found: InformationClass): readonly string[] {
  const known = codes.get(found) ?? found.items.map((item) => item.code);
  codes.set(found, known);
  return known;
}

/** A row of a neutral class may be negative by what it says. */
function polarityOf({ polarity, negativeWhen }: InformationClass, values: Values): Polarity {
  if (negativeWhen === undefined) return polarity;
  const isNegative = evaluate(negativeWhen, { get: (field) => values[field] ?? '' });
  return isNegative === false ? polarity : 'NEGATIVE';
}
