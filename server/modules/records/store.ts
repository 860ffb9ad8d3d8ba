import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { booleans, byteas, dates, instants, ints, texts, uuids } from '../../platform/column.ts';
import type { Tx } from '../../platform/db.ts';
import type { DataKey, RecordKeys } from '../../platform/keyring.ts';
import type { SubjectKind } from '../subjects/index.ts';
import type { Fact, Polarity, Values } from './content.ts';
import type { ActionDetail, ActionKind, RecordAction, RecordState } from './fold.ts';

/** Which record is meant; both ids, so that the row is found where its subject lives. */
export interface RecordRef {
  readonly subjectId: string;
  readonly recordId: string;
}

/** A record as stored: values are null after erasure, `wrapped` is set while sealed content can be opened. */
export interface StoredRecord {
  readonly fact: Fact;
  readonly values: Values | null;
  readonly isSealed: boolean;
  readonly wrapped: Buffer | null;
  readonly actions: readonly RecordAction[];
}

interface FactRow {
  subject_id: string;
  record_id: string;
  class_code: string;
  organisation_code: string;
  external_id: string;
  batch_id: string;
  row_number: number;
  subject_kind: string;
  polarity: string;
  fact_date: string;
  received_at: Date;
  policy_hash: string;
  replaces: string | null;
  payload: Values | null;
  sealed: Buffer | null;
  wrapped: Buffer | null;
}

interface ActionRow {
  subject_id: string;
  record_id: string;
  seq: number;
  kind: string;
  at: Date;
  effective_on: string;
  account: string;
  organisation_code: string | null;
  reason: string | null;
  detail: ActionDetail;
  sealed: Buffer | null;
  leaf_id: string;
}

/** Records with all their actions, opened with their keys; those the caller may not see are absent. */
export async function readRecords(
  tx: Tx,
  ctx: Context,
  refs: readonly RecordRef[],
): Promise<StoredRecord[]> {
  if (refs.length === 0) return [];
  const subjects = uuids(refs.map((ref) => ref.subjectId));
  const records = uuids(refs.map((ref) => ref.recordId));
  const wanted = sql`unnest(${subjects}::uuid[], ${records}::uuid[]) with ordinality w (subject_id, record_id, n)`;
  const facts = await sql<FactRow>`
    select f.subject_id, f.record_id, f.class_code, f.organisation_code, f.external_id, f.batch_id,
      f.row_number, f.subject_kind, f.polarity, f.fact_date, f.received_at, f.policy_hash,
      f.replaces, f.payload, f.sealed, k.wrapped
    from ${wanted} join record_fact f using (subject_id, record_id)
    left join record_key k on k.key_id = f.key_id order by w.n`.execute(tx);
  const actions = await sql<ActionRow>`
    select a.subject_id, a.record_id, a.seq, a.kind, a.at, a.effective_on, a.account,
      a.organisation_code, a.reason, a.detail, a.sealed, a.leaf_id
    from ${wanted} join record_action a using (subject_id, record_id) order by w.n, a.seq`.execute(
    tx,
  );
  const byRecord = new Map<string, ActionRow[]>();
  for (const row of actions.rows) {
    const list = byRecord.get(row.record_id);
    if (list) list.push(row);
    else byRecord.set(row.record_id, [row]);
  }
  return facts.rows.map((row) => openRecord(ctx, row, byRecord.get(row.record_id) ?? []));
}

function openRecord(ctx: Context, row: FactRow, actions: readonly ActionRow[]): StoredRecord {
  const open = (sealed: Buffer): unknown =>
    row.wrapped === null ? null : JSON.parse(ctx.keys.openWith(row.wrapped, sealed));
  return {
    fact: {
      subjectId: row.subject_id,
      recordId: row.record_id,
      classCode: row.class_code,
      organisation: row.organisation_code,
      externalId: row.external_id,
      batchId: row.batch_id,
      rowNumber: row.row_number,
      subjectKind: row.subject_kind as SubjectKind,
      polarity: row.polarity as Polarity,
      factDate: row.fact_date,
      receivedAt: row.received_at,
      policyHash: row.policy_hash,
      replaces: row.replaces,
    },
    values: row.sealed === null ? row.payload : (open(row.sealed) as Values | null),
    isSealed: row.sealed !== null,
    wrapped: row.wrapped,
    actions: actions.map((action) => {
      const opened = action.sealed && (open(action.sealed) as SealedPart | null);
      return {
        seq: action.seq,
        kind: action.kind as ActionKind,
        at: action.at,
        effectiveOn: action.effective_on,
        account: action.account,
        organisation: action.organisation_code,
        reason: opened ? opened.reason : action.reason,
        detail: opened ? opened.detail : action.detail,
        leafId: action.leaf_id,
      };
    }),
  };
}

/** The part of an action that is sealed with its record. */
interface SealedPart {
  readonly reason: string | null;
  readonly detail: ActionDetail;
}

/** An action to be written; reason and detail rest in `sealed` when the record does. */
export interface ActionToStore {
  readonly ref: RecordRef;
  readonly owner: string;
  readonly action: RecordAction;
  readonly sealed: Buffer | null;
}

/** Reason and detail under the record's key; null without a key, or when there is nothing to seal. */
export function sealAction(
  keys: Pick<RecordKeys, 'sealWith'>,
  key: DataKey | null,
  { reason, detail }: SealedPart,
): Buffer | null {
  if (key === null || (reason === null && Object.keys(detail).length === 0)) return null;
  return keys.sealWith(key, JSON.stringify({ reason, detail } satisfies SealedPart));
}

/** Adds actions. */
export async function insertActions(tx: Tx, all: readonly ActionToStore[]): Promise<void> {
  if (all.length === 0) return;
  const column = <T>(pick: (one: ActionToStore) => T): T[] => all.map(pick);
  await sql`insert into record_action (subject_id, record_id, seq, kind, at, effective_on, account,
      organisation_code, owner_code, reason, detail, sealed, leaf_id)
    select * from unnest(${uuids(column((one) => one.ref.subjectId))}::uuid[], ${uuids(column((one) => one.ref.recordId))}::uuid[],
      ${ints(column((one) => one.action.seq))}::int[], ${texts(column((one) => one.action.kind))}::text[],
      ${instants(column((one) => one.action.at))}::timestamptz[], ${dates(column((one) => one.action.effectiveOn))}::date[],
      ${texts(column((one) => one.action.account))}::text[], ${texts(column((one) => one.action.organisation))}::text[],
      ${texts(column((one) => one.owner))}::text[], ${texts(column((one) => (one.sealed ? null : one.action.reason)))}::text[],
      ${texts(column((one) => (one.sealed ? '{}' : JSON.stringify(one.action.detail))))}::text[]::jsonb[],
      ${byteas(column((one) => one.sealed))}::bytea[], ${uuids(column((one) => one.action.leafId))}::uuid[])`.execute(
    tx,
  );
}

/** State rows to be written for new records or after an action. */
export interface StateToStore {
  readonly ref: RecordRef;
  readonly state: RecordState;
}

/** Brings the cache in line with the fold. */
export async function updateStates(tx: Tx, all: readonly StateToStore[]): Promise<void> {
  if (all.length === 0) return;
  const column = <T>(pick: (one: StateToStore) => T): T[] => all.map(pick);
  await sql`update record_state s set active = new.active, disputed = new.disputed,
      status = new.status, level = new.level, needs = new.needs, last_seq = new.last_seq
    from unnest(${uuids(column((one) => one.ref.subjectId))}::uuid[], ${uuids(column((one) => one.ref.recordId))}::uuid[],
      ${booleans(column((one) => one.state.active))}::boolean[], ${booleans(column((one) => one.state.disputed))}::boolean[],
      ${texts(column((one) => one.state.status))}::text[], ${texts(column((one) => one.state.level))}::text[],
      ${texts(column((one) => one.state.needs))}::text[], ${ints(column((one) => one.state.lastSeq))}::int[])
      new (subject_id, record_id, active, disputed, status, level, needs, last_seq)
    where s.subject_id = new.subject_id and s.record_id = new.record_id`.execute(tx);
}

/** Locks the states of records in one order for all callers; answers those that exist and are visible. */
export async function lockStates(tx: Tx, refs: readonly RecordRef[]): Promise<Set<string>> {
  const { rows } = await sql<{ record_id: string }>`
    select s.record_id from record_state s
    where (s.subject_id, s.record_id) in (select * from unnest(
      ${uuids(refs.map((ref) => ref.subjectId))}::uuid[], ${uuids(refs.map((ref) => ref.recordId))}::uuid[]))
    order by s.subject_id, s.record_id for update`.execute(tx);
  return new Set(rows.map((row) => row.record_id));
}

/** The subjects of records given only by their own id, in the order of the ids; invisible ones are absent. */
export async function refsOf(tx: Tx, recordIds: readonly string[]): Promise<RecordRef[]> {
  if (recordIds.length === 0) return [];
  const { rows } = await sql<{ subject_id: string; record_id: string }>`
    select s.subject_id, s.record_id from unnest(${recordIds}::uuid[]) with ordinality w (record_id, n)
    join record_state s using (record_id) order by w.n`.execute(tx);
  return rows.map((row) => ({ subjectId: row.subject_id, recordId: row.record_id }));
}
