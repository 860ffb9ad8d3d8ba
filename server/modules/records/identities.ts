import { sql } from 'kysely';
import { byteas, ints, texts, uuids } from '../../platform/column.ts';
import type { Tx } from '../../platform/db.ts';
import type { RecordKeys } from '../../platform/keyring.ts';
import type { Fact } from './content.ts';

/** The live record that already has an identity key or a department's own id. */
export interface Existing {
  readonly recordId: string;
  readonly subjectId: string;
  readonly organisation: string;
  readonly externalId: string;
  /** Whether its content is the same, so that reporting it again changes nothing. */
  readonly sameContent: boolean;
}

export interface Hashes {
  readonly identityHash: Buffer;
  readonly contentHash: Buffer;
}

/** What the judge tells about the identity of a row: canonical parts of its key, digest of its content. */
export interface RowIdentity {
  readonly classCode: string;
  readonly identityKey: readonly string[];
  readonly contentDigest: string;
}

/** Keyed hashes: without the key nobody can try out numbers against them. */
export function identityHashes(keys: Pick<RecordKeys, 'hmac'>, row: RowIdentity): Hashes {
  const identity = JSON.stringify([row.classCode, ...row.identityKey]);
  return {
    identityHash: keys.hmac('identity', identity),
    contentHash: keys.hmac('content', `${row.classCode}\n${row.contentDigest}`),
  };
}

/** Takes identity keys for new records and answers the ids of those that were free. */
export async function takeIdentities(
  tx: Tx,
  all: readonly (Hashes & { readonly fact: Fact })[],
): Promise<Set<string>> {
  // One order for all transactions, so that two batches never wait for each other in a circle.
  const sorted = [...all].sort((one, other) =>
    Buffer.compare(one.identityHash, other.identityHash),
  );
  const fact = <K extends keyof Fact>(name: K): Fact[K][] => sorted.map((one) => one.fact[name]);
  const { rows } = await sql<{ record_id: string }>`
    insert into record_identity (class_code, identity_hash, record_id, subject_id, organisation_code,
      external_id, content_hash)
    select * from unnest(${texts(fact('classCode'))}::text[], ${byteas(sorted.map((one) => one.identityHash))}::bytea[],
      ${uuids(fact('recordId'))}::uuid[], ${uuids(fact('subjectId'))}::uuid[], ${texts(fact('organisation'))}::text[],
      ${texts(fact('externalId'))}::text[], ${byteas(sorted.map((one) => one.contentHash))}::bytea[])
    on conflict do nothing returning record_id`.execute(tx);
  return new Set(rows.map((row) => row.record_id));
}

interface Wanted extends Hashes {
  readonly classCode: string;
  readonly organisation: string;
  readonly externalId: string;
  /** Our own id of the record, where one is named. */
  readonly namedId?: string | null;
}

/** The live records that hold the identity keys, else the own ids; null where there is none. */
export async function findExisting(
  tx: Tx,
  wanted: readonly Wanted[],
): Promise<(Existing | null)[]> {
  if (wanted.length === 0) return [];
  const at = (index: number): Wanted => wanted[index] as Wanted;
  const places = [...wanted.keys()];
  const own = places.filter((index) => at(index).externalId !== '');
  const named = places.filter((index) => at(index).namedId);
  const given = <T>(which: readonly number[], pick: (one: Wanted) => T): T[] =>
    which.map((index) => pick(at(index)));
  // Each probe only for rows that have what it looks for; most have neither an id of their own nor name one.
  const { rows } = await sql<{
    n: number;
    record_id: string;
    subject_id: string;
    organisation_code: string;
    external_id: string;
    content_hash: Buffer;
  }>`
    select distinct on (n) n, record_id, subject_id, organisation_code, external_id, content_hash from (
      select w.n, 1 as rank, i.* from unnest(${ints(places)}::int[], ${texts(given(places, (one) => one.classCode))}::text[],
          ${byteas(given(places, (one) => one.identityHash))}::bytea[]) w (n, class_code, identity_hash)
        cross join lateral (select * from record_identity a where a.class_code = w.class_code
          and a.identity_hash = w.identity_hash offset 0) i
      union all
      select w.n, 2, i.* from unnest(${ints(own)}::int[], ${texts(given(own, (one) => one.organisation))}::text[],
          ${texts(given(own, (one) => one.classCode))}::text[], ${texts(given(own, (one) => one.externalId))}::text[])
          w (n, organisation_code, class_code, external_id)
        cross join lateral (select * from record_identity b where b.organisation_code = w.organisation_code
          and b.class_code = w.class_code and b.external_id = w.external_id offset 0) i
      union all
      select w.n, 3, i.* from unnest(${ints(named)}::int[], ${texts(given(named, (one) => one.classCode))}::text[],
          ${uuids(given(named, (one) => one.namedId))}::uuid[]) w (n, class_code, named_id)
        cross join lateral (select * from record_identity c where c.record_id = w.named_id
          and c.class_code = w.class_code offset 0) i) found
    order by n, rank`.execute(tx);
  const found = new Map(rows.map((row) => [row.n, row]));
  return wanted.map(({ contentHash }, index) => {
    const row = found.get(index);
    if (!row) return null;
    return {
      recordId: row.record_id,
      subjectId: row.subject_id,
      organisation: row.organisation_code,
      externalId: row.external_id,
      sameContent: row.content_hash.equals(contentHash),
    };
  });
}

/** A row to be looked up before it is stored. */
export interface LookupRow {
  readonly classCode: string;
  readonly organisation: string;
  readonly externalId?: string | null;
  /** The record id an UPDATE, REVOKE or DELETE names. */
  readonly supersedes?: string | null;
  readonly hashes: Hashes;
}

export interface Lookup {
  /** Live record of the same identity key, else of the same own id. */
  readonly existing: Existing | null;
  /** Record an operation means: by the id it names, else by identity key; null when none is live. */
  readonly target: Existing | null;
}

/** Looks up thousands of rows in two statements, for the store rules and the targets of operations. */
export async function lookupRecords(tx: Tx, rows: readonly LookupRow[]): Promise<Lookup[]> {
  const wanted = rows.map((row) => ({
    classCode: row.classCode,
    organisation: row.organisation,
    externalId: row.externalId ?? '',
    ...row.hashes,
  }));
  const existing = await findExisting(tx, wanted);
  const named = rows.flatMap((row, index) => (row.supersedes ? [index] : []));
  const nothing = Buffer.alloc(0);
  const targets = await findExisting(
    tx,
    named.map((index) => ({
      ...(wanted[index] as Wanted),
      identityHash: nothing,
      externalId: rows[index]?.supersedes ?? '',
      namedId: uuidOrNull(rows[index]?.supersedes),
    })),
  );
  return rows.map((row, index) => ({
    existing: existing[index] ?? null,
    target: (row.supersedes ? targets[named.indexOf(index)] : existing[index]) ?? null,
  }));
}

function uuidOrNull(text: string | null | undefined): string | null {
  return text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : null;
}

/** Gives an identity key free again when its record is no longer live. */
export async function dropIdentity(tx: Tx, recordId: string): Promise<void> {
  await tx.deleteFrom('record_identity').where('record_id', '=', recordId).execute();
}
