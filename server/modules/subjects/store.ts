import { sql, type RawBuilder } from 'kysely';
import { texts, uuids } from '../../platform/column.ts';
import type { Tx } from '../../platform/db.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { SubjectKind, Suggestion } from './subjects.ts';

export type IdentifierKind =
  | 'USCC'
  | 'ORGANISATION_CODE'
  | 'REGISTRATION_NUMBER'
  | 'ID_HASH'
  | 'PLACE_CODE';

export interface Identifier {
  readonly kind: IdentifierKind;
  readonly value: string;
}

/** A subject found by one of its numbers, with the keys of its names. */
export interface StoredSubject {
  readonly subject_id: string;
  readonly kind: SubjectKind;
  readonly provisional: boolean;
  readonly registered_on: PlainDate | null;
  readonly name_key: string | null;
  readonly sealed: Buffer | null;
  readonly wrapped: Buffer | null;
  readonly name_keys: readonly string[];
}

export interface FoundIdentifier extends StoredSubject {
  readonly identifier_kind: IdentifierKind;
  readonly value: string;
}

export interface NewSubject {
  readonly subjectId: string;
  readonly kind: SubjectKind;
  readonly orgType: string | null;
  readonly name: string | null;
  readonly nameKey: string | null;
  readonly uscc: string | null;
  readonly provisional: boolean;
  readonly divisionCode: string | null;
  readonly demonstration: boolean;
  readonly sealed: Buffer | null;
  readonly keyId: string | null;
}

const subjectColumns = sql`s.subject_id, s.kind, s.provisional, s.registered_on, s.name_key, s.sealed,
  (select k.wrapped from record_key k where k.key_id = s.key_id) as wrapped,
  array(select n.name_key from subject_name n where n.subject_id = s.subject_id) as name_keys`;

/** Ids as one parameter: a list of thousands would be a statement of its own length each time. */
export function anyOf(ids: readonly string[]): RawBuilder<string> {
  return sql<string>`any(${uuids([...new Set(ids)])}::uuid[])`;
}

/**
 * Makes the register and whoever joins rows by what it says wait for each other until the
 * transaction ends, so that no row is joined by a name that is being settled (D4). Those who only
 * join do not wait for one another. One lock for all subjects: a lock on each would be written row
 * by row, and who joins thousands of rows is through in a moment.
 */
export async function lockRegister(tx: Tx, registers: boolean): Promise<void> {
  const place = sql`hashtext('xinyong register')`;
  await (
    registers
      ? sql`select pg_advisory_xact_lock(${place})`
      : sql`select pg_advisory_xact_lock_shared(${place})`
  ).execute(tx);
}

/** Subjects that carry any of the numbers, once for each. */
export async function findByIdentifiers(
  tx: Tx,
  wanted: readonly Identifier[],
): Promise<FoundIdentifier[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<FoundIdentifier>`
    select i.kind as identifier_kind, i.value, ${subjectColumns}
    from unnest(${texts(wanted.map((one) => one.kind))}::text[], ${texts(wanted.map((one) => one.value))}::text[]) w (kind, value)
    join subject_identifier i on i.kind = w.kind and i.value = w.value
    join subject s on s.subject_id = i.subject_id`.execute(tx);
  return rows;
}

export interface FoundReference extends StoredSubject {
  readonly value_hash: Buffer;
  readonly organisation_code: string;
}

/** Live records that carry any of the referenced numbers, with their subjects. */
export async function findReferences(
  tx: Tx,
  classCode: string,
  hashes: readonly Buffer[],
): Promise<FoundReference[]> {
  if (hashes.length === 0) return [];
  const { rows } = await sql<FoundReference>`
    select r.value_hash, r.organisation_code, ${subjectColumns}
    from subject_reference r join subject s on s.subject_id = r.subject_id
    where r.class_code = ${classCode} and r.value_hash = any(${hashes}::bytea[])`.execute(tx);
  return rows;
}

/**
 * Takes numbers for new subjects and returns those taken; another transaction's number stays
 * its own. Sorted, so that two batches never wait for each other in a circle.
 */
export async function takeIdentifiers(
  tx: Tx,
  wanted: readonly (Identifier & { readonly subjectId: string })[],
  since: Date,
): Promise<Set<string>> {
  if (wanted.length === 0) return new Set();
  const sorted = [...wanted].sort((one, other) =>
    one.kind + one.value < other.kind + other.value ? -1 : 1,
  );
  const { rows } = await sql<{ subject_id: string }>`
    insert into subject_identifier (kind, value, subject_id, since)
    select new.*, ${since}::timestamptz from unnest(${sorted.map((one) => one.kind)}::text[],
      ${sorted.map((one) => one.value)}::text[], ${sorted.map((one) => one.subjectId)}::uuid[]) new
    on conflict (kind, value) do nothing returning subject_id`.execute(tx);
  return new Set(rows.map((row) => row.subject_id));
}

/** Inserts new subjects whose numbers were taken before. */
export async function insertSubjects(tx: Tx, all: readonly NewSubject[], at: Date): Promise<void> {
  if (all.length === 0) return;
  const column = <T>(pick: (one: NewSubject) => T): T[] => all.map(pick);
  await sql`insert into subject (subject_id, kind, org_type, name, name_key, uscc, provisional,
      division_code, demonstration, sealed, key_id, created_at)
    select new.*, ${at}::timestamptz from unnest(${column((one) => one.subjectId)}::uuid[],
      ${column((one) => one.kind)}::text[], ${column((one) => one.orgType)}::text[],
      ${column((one) => one.name)}::text[], ${column((one) => one.nameKey)}::text[],
      ${column((one) => one.uscc)}::text[], ${column((one) => one.provisional)}::boolean[],
      ${column((one) => one.divisionCode)}::text[], ${column((one) => one.demonstration)}::boolean[],
      ${column((one) => one.sealed)}::bytea[], ${column((one) => one.keyId)}::uuid[]) new`.execute(
    tx,
  );
}

/** Organisations with the same loose or exact name key, for a person to choose from. */
export async function similarSubjects(
  tx: Tx,
  wanted: readonly { readonly loose: string; readonly key: string }[],
): Promise<Map<string, Suggestion[]>> {
  const found = new Map<string, Suggestion[]>();
  if (wanted.length === 0) return found;
  const { rows } = await sql<{
    loose: string;
    subject_id: string;
    name: string;
    uscc: string | null;
  }>`
    select distinct w.loose, s.subject_id, s.name, s.uscc
    from unnest(${wanted.map((one) => one.loose)}::text[], ${wanted.map((one) => one.key)}::text[]) w (loose, key)
    join subject s on s.name_key = w.key or s.subject_id in
      (select n.subject_id from subject_name n where n.name_loose = w.loose)
    where s.name is not null and s.kind <> 'NATURAL_PERSON'`.execute(tx);
  for (const row of rows) {
    const list = found.get(row.loose) ?? [];
    list.push({
      subjectId: row.subject_id,
      name: row.name,
      uscc: row.uscc,
      because: 'SIMILAR_NAME',
    });
    found.set(row.loose, list);
  }
  return found;
}
