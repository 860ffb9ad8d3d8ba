import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db.ts';
import type { RecordKey } from '../../platform/keyring.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { mapInTurns, Sending } from '../../platform/sending.ts';
import { appendLeaves, type NewLeaf } from '../ledger/index.ts';
import { classOf, evaluate, type InformationClass, type Policy } from '../policy/index.ts';
import {
  noteReferences,
  referencedFields,
  referenceHash,
  type SubjectKind,
} from '../subjects/index.ts';
import { classifyAtRegistration, classifyCorrection } from './classification.ts';
import { actionContent, storable, type Fact, type Polarity, type Values } from './content.ts';
import { foldState, type ActionDetail, type RecordAction } from './fold.ts';
import {
  findExisting,
  identityHashes,
  takeIdentities,
  type Existing,
  type Hashes,
} from './identities.ts';
import { restsSealed } from './sealing.ts';
import {
  insertActions,
  type ActionToStore,
  type StateToStore,
  type StoredRecord,
} from './store.ts';

/** A judged and resolved row that becomes a record. */
export interface NewRecord {
  readonly subjectId: string;
  readonly subjectKind: SubjectKind;
  readonly classCode: string;
  /** Department that reports it. */
  readonly organisation: string;
  /** The department's own record id; made here when it gives none. */
  readonly externalId?: string | null;
  readonly batchId: string;
  readonly rowNumber: number;
  readonly factDate: PlainDate;
  readonly receivedAt: Date;
  /** Normalised cells; envelope cells are left out of the fact. */
  readonly values: Values;
  /** Canonical parts of the identity key and digest of the content, from the judge. */
  readonly identityKey: readonly string[];
  readonly contentDigest: string;
  /** Their keyed hashes, when they were made before. */
  readonly hashes?: Hashes;
}

export type Registered =
  | { readonly outcome: 'NEW'; readonly recordId: string; readonly subjectId: string }
  | { readonly outcome: 'DUPLICATE'; readonly existing: Existing };

/** A fact about to be stored, with everything that belongs to it. */
export interface PreparedRecord {
  readonly fact: Fact;
  readonly values: Values;
  readonly action: RecordAction;
  readonly key: RecordKey | null;
  readonly identityHash: Buffer;
  readonly contentHash: Buffer;
}

/**
 * Stores records with their first action, leaf, state and identity, in a handful of statements
 * for thousands of rows. A row whose identity key or own id is taken, perhaps this very moment by
 * another batch, is answered as DUPLICATE and not stored. Answers in the order of the rows.
 */
export async function registerRecords(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  rows: readonly NewRecord[],
): Promise<Registered[]> {
  if (rows.length === 0) return [];
  const prepared = rows.map((row) => prepareRecord(ctx, actor, row, null));
  const sending = new Sending();
  const taking = takeIdentities(tx, prepared);
  await sending.send(taking);
  // Nearly all are free: what they store is made while the database looks.
  const written = await mapInTurns(prepared, (one) => writtenOf(ctx, one));
  const taken = await taking;
  await storeWritten(
    tx,
    ctx,
    written.filter(({ fact }) => taken.has(fact.recordId)),
  );
  const lost = prepared.flatMap(({ fact }, index) => (taken.has(fact.recordId) ? [] : [index]));
  const existing = await findExisting(
    tx,
    lost.map((index) => {
      const { fact, identityHash, contentHash } = prepared[index] as PreparedRecord;
      return { ...fact, identityHash, contentHash };
    }),
  );
  return prepared.map(({ fact }, index) => {
    const found = existing[lost.indexOf(index)];
    return found
      ? { outcome: 'DUPLICATE', existing: found }
      : { outcome: 'NEW', recordId: fact.recordId, subjectId: fact.subjectId };
  });
}

/** Computes ids, hashes, keys and the first action of a record; `replaces` is the one it corrects. */
export function prepareRecord(
  ctx: Context,
  actor: Actor,
  row: NewRecord,
  replaces: StoredRecord | null,
): PreparedRecord {
  const recordId = randomUUID();
  const { polarity, values, sealed } = reported(ctx.policy, row);
  return {
    fact: {
      subjectId: row.subjectId,
      recordId,
      classCode: row.classCode,
      organisation: row.organisation,
      externalId: row.externalId || recordId,
      batchId: row.batchId,
      rowNumber: row.rowNumber,
      subjectKind: row.subjectKind,
      polarity,
      factDate: row.factDate,
      receivedAt: row.receivedAt,
      policyHash: ctx.policy.hash,
      replaces: replaces?.fact.recordId ?? null,
    },
    values,
    action: {
      seq: 1,
      kind: 'registered',
      at: ctx.clock.now(),
      effectiveOn: row.factDate,
      account: actor.account,
      organisation: actor.organisation,
      reason: null,
      detail: classified(ctx.policy, row, replaces),
      leafId: randomUUID(),
    },
    key: sealed ? ctx.keys.newRecordKey() : null,
    ...(row.hashes ?? identityHashes(ctx, row)),
  };
}

function classified(policy: Policy, row: NewRecord, replaces: StoredRecord | null): ActionDetail {
  const { classCode, values, factDate } = row;
  if (replaces === null) return classifyAtRegistration(policy, classCode, values, factDate);
  const { level, platform } = foldState(replaces.actions);
  return classifyCorrection(policy, classCode, values, factDate, {
    recordId: replaces.fact.recordId,
    values: replaces.values,
    level,
    platform,
    registered: replaces.actions[0]?.detail ?? {},
  });
}

const itemsOf = new WeakMap<object, readonly string[]>();

interface Reported {
  readonly polarity: Polarity;
  readonly values: Values;
  readonly sealed: boolean;
}

/** The class's own cells, as the database can keep them. */
function reported(policy: Policy, row: NewRecord): Reported {
  const found = classOf(policy, row.classCode, row.factDate);
  if (found === undefined) throw new Error(`class ${row.classCode} is not in the catalogue`);
  const codes = itemsOf.get(found) ?? found.items.map((item) => item.code);
  itemsOf.set(found, codes);
  const values: Record<string, string> = {};
  for (const code of codes) {
    const value = row.values[code];
    if (value !== undefined && value !== '') values[code] = storable(value);
  }
  const polarity = polarityOf(found, values);
  const sealed = restsSealed(policy, found, polarity, row.subjectKind, values);
  return { polarity, values, sealed };
}

/** A row of a neutral class may be negative by what it says. */
function polarityOf({ polarity, negativeWhen }: InformationClass, values: Values): Polarity {
  if (negativeWhen === undefined) return polarity;
  const isNegative = evaluate(negativeWhen, { get: (field) => values[field] ?? '' });
  return isNegative === false ? polarity : 'NEGATIVE';
}

/** A prepared record in the form in which it is stored. */
interface Written extends PreparedRecord {
  readonly payload: string | null;
  readonly sealed: Buffer | null;
}

function writtenOf(ctx: Context, one: PreparedRecord): Written {
  const text = JSON.stringify(one.values);
  const { key } = one;
  return key
    ? { ...one, payload: null, sealed: ctx.keys.sealWith(key.key, text) }
    : { ...one, payload: text, sealed: null };
}

/** Inserts prepared records whose identities were taken before. */
export async function storeRecords(
  tx: Tx,
  ctx: Context,
  all: readonly PreparedRecord[],
): Promise<void> {
  await storeWritten(
    tx,
    ctx,
    all.map((one) => writtenOf(ctx, one)),
  );
}

/** Each statement is made while the database works on the one before it. */
async function storeWritten(tx: Tx, ctx: Context, all: readonly Written[]): Promise<void> {
  if (all.length === 0) return;
  const sending = new Sending();
  const keys = all.flatMap(({ key }) => key ?? []);
  await sending.send(
    sql`insert into record_key (key_id, wrapped) select * from unnest(
      ${keys.map((key) => key.keyId)}::uuid[], ${keys.map((key) => key.wrapped)}::bytea[])`.execute(
      tx,
    ),
  );
  await sending.send(insertFacts(tx, all));
  const actions: ActionToStore[] = all.map(({ fact, action, key }) => ({
    ref: fact,
    owner: fact.organisation,
    action,
    key: key?.key ?? null,
  }));
  await sending.send(insertActions(tx, ctx, actions));
  await sending.send(insertStates(tx, all));
  const leaves = await mapInTurns(all, leafOf);
  await sending.send(appendLeaves(tx, leaves, all[0]?.action.at));
  await sending.send(noteReferences(tx, referencesOf(ctx, all)));
  await sending.done();
}

function referencesOf(ctx: Context, all: readonly PreparedRecord[]) {
  return all.flatMap(({ fact, values }) =>
    referencedFields(ctx.policy, fact.classCode).map((field) => ({
      classCode: fact.classCode,
      valueHash: referenceHash(ctx, fact.classCode, values[field] ?? ''),
      recordId: fact.recordId,
      subjectId: fact.subjectId,
      organisationCode: fact.organisation,
    })),
  );
}

function leafOf({ fact, action, values }: PreparedRecord): NewLeaf {
  return {
    leafId: action.leafId,
    kind: action.kind,
    subjectId: fact.subjectId,
    recordId: fact.recordId,
    seq: action.seq,
    content: actionContent(fact, action, values),
  };
}

async function insertFacts(tx: Tx, all: readonly Written[]): Promise<void> {
  const fact = <K extends keyof Fact>(name: K): Fact[K][] => all.map((one) => one.fact[name]);
  await sql`insert into record_fact (subject_id, record_id, class_code, organisation_code, external_id,
      batch_id, row_number, subject_kind, polarity, fact_date, received_at, policy_hash, replaces,
      payload, sealed, key_id)
    select * from unnest(${fact('subjectId')}::uuid[], ${fact('recordId')}::uuid[], ${fact('classCode')}::text[],
      ${fact('organisation')}::text[], ${fact('externalId')}::text[], ${fact('batchId')}::uuid[],
      ${fact('rowNumber')}::int[], ${fact('subjectKind')}::text[], ${fact('polarity')}::text[],
      ${fact('factDate')}::date[], ${fact('receivedAt')}::timestamptz[], ${fact('policyHash')}::text[],
      ${fact('replaces')}::uuid[], ${all.map((one) => one.payload)}::jsonb[],
      ${all.map((one) => one.sealed)}::bytea[], ${all.map(({ key }) => key?.keyId ?? null)}::uuid[])`.execute(
    tx,
  );
}

async function insertStates(tx: Tx, all: readonly PreparedRecord[]): Promise<void> {
  const states: (StateToStore & { fact: Fact })[] = all.map(({ fact, action }) => ({
    ref: fact,
    fact,
    state: foldState([action]),
  }));
  const column = <T>(pick: (one: (typeof states)[number]) => T): T[] => states.map(pick);
  await sql`insert into record_state (subject_id, record_id, class_code, organisation_code, active,
      disputed, status, level, needs, last_seq)
    select * from unnest(${column((one) => one.fact.subjectId)}::uuid[], ${column((one) => one.fact.recordId)}::uuid[],
      ${column((one) => one.fact.classCode)}::text[], ${column((one) => one.fact.organisation)}::text[],
      ${column((one) => one.state.active)}::boolean[], ${column((one) => one.state.disputed)}::boolean[],
      ${column((one) => one.state.status)}::text[], ${column((one) => one.state.level)}::text[],
      ${column((one) => one.state.needs)}::text[], ${column((one) => one.state.lastSeq)}::int[])`.execute(
    tx,
  );
}
