import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import {
  booleans,
  byteas,
  dates,
  instants,
  ints,
  texts,
  utf8s,
  uuids,
} from '../../platform/column.ts';
import type { Tx } from '../../platform/db.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { mapInTurns, Sending } from '../../platform/sending.ts';
import { appendLeaves, type NewLeaf } from '../ledger/index.ts';
import type { Policy } from '../policy/index.ts';
import {
  noteReferences,
  referencedFields,
  referenceHash,
  type SubjectKind,
} from '../subjects/index.ts';
import { classifyCorrection } from './classification.ts';
import { actionContent, type Fact, type Values } from './content.ts';
import { foldState, type ActionDetail, type RecordAction } from './fold.ts';
import { findExisting, takeIdentities, type Existing, type Hashes } from './identities.ts';
import { ownPart, ownValues, sealedFor, type OwnPart, type SealedParts } from './own-part.ts';
import { insertActions, type StateToStore, type StoredRecord } from './store.ts';

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
  /** Of the identity key and the content, from the judge. */
  readonly hashes: Hashes;
  /** What the record is by itself, when it was made before. */
  readonly own?: OwnPart;
}

export type Registered =
  | { readonly outcome: 'NEW'; readonly recordId: string; readonly subjectId: string }
  | { readonly outcome: 'DUPLICATE'; readonly existing: Existing };

/** A fact about to be stored, with everything that belongs to it. */
export interface PreparedRecord extends Hashes {
  readonly fact: Fact;
  readonly own: OwnPart;
  readonly action: RecordAction;
  readonly sealed: SealedParts | null;
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
  // Nearly all will be new: their leaves are made while the database looks.
  const [taken, leaves] = await Promise.all([
    takeIdentities(tx, prepared),
    mapInTurns(prepared, leafOf),
  ]);
  const isNew = prepared.map(({ fact }) => taken.has(fact.recordId));
  await storeRecords(
    tx,
    ctx,
    prepared.filter((_one, index) => isNew[index]),
    leaves.filter((_one, index) => isNew[index]),
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

/** Puts together ids, hashes, keys and the first action of a record; `replaces` is the one it corrects. */
export function prepareRecord(
  ctx: Context,
  actor: Actor,
  row: NewRecord,
  replaces: StoredRecord | null,
): PreparedRecord {
  const own = row.own ?? ownPart(ctx, row);
  const detail = replaces === null ? own.detail : corrected(ctx.policy, row, replaces);
  const { recordId, polarity } = own;
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
    own,
    action: {
      seq: 1,
      kind: 'registered',
      at: ctx.clock.now(),
      effectiveOn: row.factDate,
      account: actor.account,
      organisation: actor.organisation,
      reason: null,
      detail,
      leafId: randomUUIDv7(),
    },
    sealed: sealedFor(ctx, row, own, detail),
    ...row.hashes,
  };
}

function corrected(policy: Policy, row: NewRecord, replaces: StoredRecord): ActionDetail {
  const { classCode, values, factDate } = row;
  const { level, platform } = foldState(replaces.actions);
  return classifyCorrection(policy, classCode, values, factDate, {
    recordId: replaces.fact.recordId,
    values: replaces.values,
    level,
    platform,
    registered: replaces.actions[0]?.detail ?? {},
  });
}

/** Inserts prepared records whose identities were taken before, with their leaves, in a handful of statements. */
export async function storeRecords(
  tx: Tx,
  ctx: Context,
  all: readonly PreparedRecord[],
  leaves: readonly NewLeaf[],
): Promise<void> {
  if (all.length === 0) return;
  // Each statement is made while the database works on the one before it.
  const sending = new Sending();
  const keys = all.flatMap(({ sealed }) => sealed?.key ?? []);
  await sending.send(
    sql`insert into record_key (key_id, wrapped) select * from unnest(
      ${uuids(keys.map((key) => key.keyId))}::uuid[], ${byteas(keys.map((key) => key.wrapped))}::bytea[])`.execute(
      tx,
    ),
  );
  await sending.send(insertFacts(tx, all));
  const actions = all.map(({ fact, action, sealed }) => ({
    ref: fact,
    owner: fact.organisation,
    action,
    sealed: sealed?.detail ?? null,
  }));
  await sending.send(insertActions(tx, actions));
  await sending.send(insertStates(tx, all));
  await sending.send(appendLeaves(tx, leaves, all[0]?.action.at));
  await sending.send(noteReferences(tx, referencesOf(ctx, all)));
  await sending.done();
}

function referencesOf(ctx: Context, all: readonly PreparedRecord[]) {
  return all.flatMap(({ fact, own }) => {
    const fields = referencedFields(ctx.policy, fact.classCode);
    const values = fields.length === 0 ? {} : ownValues(own);
    return fields.map((field) => ({
      classCode: fact.classCode,
      valueHash: referenceHash(ctx, fact.classCode, values[field] ?? ''),
      recordId: fact.recordId,
      subjectId: fact.subjectId,
      organisationCode: fact.organisation,
    }));
  });
}

/** The leaf that proves the first action of a record. */
export function leafOf({ fact, action, own }: PreparedRecord): NewLeaf {
  return {
    leafId: action.leafId,
    kind: action.kind,
    subjectId: fact.subjectId,
    recordId: fact.recordId,
    seq: action.seq,
    content: actionContent(fact, action, own.text),
  };
}

async function insertFacts(tx: Tx, all: readonly PreparedRecord[]): Promise<void> {
  const fact = <K extends keyof Fact>(name: K): Fact[K][] => all.map((one) => one.fact[name]);
  await sql`insert into record_fact (subject_id, record_id, class_code, organisation_code, external_id,
      batch_id, row_number, subject_kind, polarity, fact_date, received_at, policy_hash, replaces,
      payload, sealed, key_id)
    select * from unnest(${uuids(fact('subjectId'))}::uuid[], ${uuids(fact('recordId'))}::uuid[], ${texts(fact('classCode'))}::text[],
      ${texts(fact('organisation'))}::text[], ${texts(fact('externalId'))}::text[], ${uuids(fact('batchId'))}::uuid[],
      ${ints(fact('rowNumber'))}::int[], ${texts(fact('subjectKind'))}::text[], ${texts(fact('polarity'))}::text[],
      ${dates(fact('factDate'))}::date[], ${instants(fact('receivedAt'))}::timestamptz[], ${texts(fact('policyHash'))}::text[],
      ${uuids(fact('replaces'))}::uuid[], ${utf8s(all.map(({ sealed, own }) => (sealed ? null : own.text)))}::text[]::jsonb[],
      ${byteas(all.map(({ sealed }) => sealed?.payload))}::bytea[],
      ${uuids(all.map(({ sealed }) => sealed?.key.keyId))}::uuid[])`.execute(tx);
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
    select * from unnest(${uuids(column((one) => one.fact.subjectId))}::uuid[], ${uuids(column((one) => one.fact.recordId))}::uuid[],
      ${texts(column((one) => one.fact.classCode))}::text[], ${texts(column((one) => one.fact.organisation))}::text[],
      ${booleans(column((one) => one.state.active))}::boolean[], ${booleans(column((one) => one.state.disputed))}::boolean[],
      ${texts(column((one) => one.state.status))}::text[], ${texts(column((one) => one.state.level))}::text[],
      ${texts(column((one) => one.state.needs))}::text[], ${ints(column((one) => one.state.lastSeq))}::int[])`.execute(
    tx,
  );
}
