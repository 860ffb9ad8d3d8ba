import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Tx } from '../../platform/db.ts';
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

/** What the judge tells about the identity of a row. */
export interface RowIdentity {
  readonly classCode: string;
  readonly organisation: string;
  readonly identityKey: readonly string[];
  readonly contentDigest: string;
}

/** Keyed hashes: without the key nobody can try out numbers against them. */
export function identityHashes(ctx: Context, row: Omit<RowIdentity, 'organisation'>): Hashes {
  const identity = JSON.stringify([row.classCode, ...row.identityKey]);
  return {
    identityHash: ctx.keys.hmac('identity', identity),
    contentHash: ctx.keys.hmac('content', `${row.classCode}\n${row.contentDigest}`),
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
    select * from unnest(${fact('classCode')}::text[], ${sorted.map((one) => one.identityHash)}::bytea[],
      ${fact('recordId')}::uuid[], ${fact('subjectId')}::uuid[], ${fact('organisation')}::text[],
      ${fact('externalId')}::text[], ${sorted.map((one) => one.contentHash)}::bytea[])
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
  const { rows } = await sql<{
    n: string;
    record_id: string;
    subject_id: string;
    organisation_code: string;
    external_id: string;
    content_hash: Buffer;
  }>`
    select distinct on (w.n) w.n, i.record_id, i.subject_id, i.organisation_code, i.external_id, i.content_hash
    from unnest(${wanted.map((one) => one.classCode)}::text[], ${wanted.map((one) => one.identityHash)}::bytea[],
      ${wanted.map((one) => one.organisation)}::text[], ${wanted.map((one) => one.externalId)}::text[],
      ${wanted.map((one) => one.namedId ?? null)}::uuid[])
      with ordinality w (class_code, identity_hash, organisation_code, external_id, named_id, n)
    cross join lateral (
      select 1 as rank, a.* from record_identity a
        where a.class_code = w.class_code and a.identity_hash = w.identity_hash
      union all
      select 2, b.* from record_identity b where b.organisation_code = w.organisation_code
        and b.class_code = w.class_code and b.external_id = w.external_id
      union all
      select 3, c.* from record_identity c where c.class_code = w.class_code and c.record_id = w.named_id) i
    order by w.n, i.rank`.execute(tx);
  const found = new Map(rows.map((row) => [Number(row.n) - 1, row]));
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
export interface LookupRow extends RowIdentity {
  readonly externalId?: string | null;
  /** The record id an UPDATE, REVOKE or DELETE names. */
  readonly supersedes?: string | null;
  /** Keyed hashes of the identity, when they were made before. */
  readonly hashes?: Hashes;
}

export interface Lookup {
  /** Live record of the same identity key, else of the same own id. */
  readonly existing: Existing | null;
  /** Record an operation means: by the id it names, else by identity key; null when none is live. */
  readonly target: Existing | null;
}

/** Looks up thousands of rows in two statements, for the store rules and the targets of operations. */
export async function lookupRecords(
  tx: Tx,
  ctx: Context,
  rows: readonly LookupRow[],
): Promise<Lookup[]> {
  const wanted = rows.map((row) => ({
    classCode: row.classCode,
    organisation: row.organisation,
    externalId: row.externalId ?? '',
    ...(row.hashes ?? identityHashes(ctx, row)),
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
