import type { Context } from '../../context.ts';
import { anyOf } from './store.ts';
import type { Tx } from '../../platform/db.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { SubjectKind } from './subjects.ts';

/** A subject as the register shows it; a natural person has neither name nor code here. */
export interface Subject {
  readonly subjectId: string;
  readonly kind: SubjectKind;
  readonly orgType: string | null;
  readonly name: string | null;
  readonly uscc: string | null;
  /** Only a valid code is known: shown as 未收到登记信息 (D4). */
  readonly provisional: boolean;
  readonly registeredOn: PlainDate | null;
  readonly divisionCode: string | null;
  readonly formerNames: readonly string[];
}

/** The subject of a code, or null. */
export async function findSubject(tx: Tx, by: { readonly uscc: string }): Promise<Subject | null> {
  const found = await tx
    .selectFrom('subject_identifier')
    .select('subject_id')
    .where('kind', '=', 'USCC')
    .where('value', '=', by.uscc)
    .executeTakeFirst();
  return found
    ? ((await subjectsById(tx, [found.subject_id])).get(found.subject_id) ?? null)
    : null;
}

/** Subjects by id. */
export async function subjectsById(tx: Tx, ids: readonly string[]): Promise<Map<string, Subject>> {
  if (ids.length === 0) return new Map();
  const wanted = [...new Set(ids)];
  const rows = await tx
    .selectFrom('subject')
    .selectAll()
    .where('subject_id', '=', anyOf(wanted))
    .execute();
  const former = await tx
    .selectFrom('subject_name')
    .select(['subject_id', 'name'])
    .where('subject_id', '=', anyOf(wanted))
    .where('until', 'is not', null)
    .orderBy('until', 'desc')
    .execute();
  const formerNames = Map.groupBy(former, (one) => one.subject_id);
  return new Map(
    rows.map((row) => [
      row.subject_id,
      {
        subjectId: row.subject_id,
        kind: row.kind as SubjectKind,
        orgType: row.org_type,
        name: row.name,
        uscc: row.uscc,
        provisional: row.provisional,
        registeredOn: row.registered_on,
        divisionCode: row.division_code,
        formerNames: (formerNames.get(row.subject_id) ?? []).map((one) => one.name),
      },
    ]),
  );
}

/** A live record whose number rows of other classes may give in place of a subject. */
export interface ReferenceEntry {
  readonly classCode: string;
  readonly valueHash: Buffer;
  readonly recordId: string;
  readonly subjectId: string;
  readonly organisationCode: string;
}

/** Notes the referenced numbers of new records (承诺编号); the hash comes from `referenceHash`. */
export async function noteReferences(tx: Tx, entries: readonly ReferenceEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insertInto('subject_reference')
    .values(
      entries.map((entry) => ({
        class_code: entry.classCode,
        value_hash: entry.valueHash,
        record_id: entry.recordId,
        subject_id: entry.subjectId,
        organisation_code: entry.organisationCode,
      })),
    )
    .execute();
}

/** Forgets the referenced numbers of a record that is no longer live. */
export async function dropReferences(tx: Tx, recordId: string): Promise<void> {
  await tx.deleteFrom('subject_reference').where('record_id', '=', recordId).execute();
}

/**
 * Forgets a natural person of whom no record is left: the key of the name and the hash of the
 * number. Runs as the erasing role; other subjects are left alone. Answers the destroyed key's id.
 */
export async function forgetPerson(tx: Tx, subjectId: string): Promise<string | null> {
  const person = await tx
    .selectFrom('subject')
    .select('key_id')
    .where('subject_id', '=', subjectId)
    .where('kind', '=', 'NATURAL_PERSON')
    .executeTakeFirst();
  if (!person) return null;
  await tx.deleteFrom('record_key').where('key_id', '=', person.key_id).execute();
  await tx.deleteFrom('subject_identifier').where('subject_id', '=', subjectId).execute();
  return person.key_id;
}

/** Unsealed names of natural persons by subject, for answers that log their reading; erased ones are absent. */
export async function personNames(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('subject')
    .innerJoin('record_key', 'record_key.key_id', 'subject.key_id')
    .select(['subject_id', 'sealed', 'wrapped'])
    .where('subject_id', '=', anyOf(ids))
    .execute();
  return new Map(
    rows.flatMap(({ subject_id, sealed, wrapped }) => {
      if (!sealed) return [];
      const { name } = JSON.parse(ctx.keys.openWith(wrapped, sealed)) as { name: string };
      return [[subject_id, name] as const];
    }),
  );
}
