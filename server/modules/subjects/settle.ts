import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Tx } from '../../platform/db.ts';
import { nameKey, nameKeyLoose, namePlaces } from '../catalogue/index.ts';
import type { Cells } from './claim.ts';
import { changeName, presentName, settleName, type NameEntry, type NameSource } from './names.ts';
import { isRegisterEntry, registrationChange, registrationOf } from './registration.ts';
import { anyOf, lockRegister } from './store.ts';
import { kindOfRegistration, orgTypeOf, type SubjectKind } from './subjects.ts';

/** A registered record of the register itself. */
export interface RegisteredRow {
  readonly subjectId: string;
  readonly recordId: string;
  readonly classCode: string;
  readonly values: Cells;
}

/** A name under which records were reported before, and the one the register then gave. */
export interface SettledDifference {
  readonly subjectId: string;
  readonly reported: string;
  readonly registered: string;
}

interface Settling {
  readonly subjectId: string;
  readonly uscc: string | null;
  kind: SubjectKind;
  orgType: string | null;
  name: string | null;
  provisional: boolean;
  registeredOn: string | null;
  divisionCode: string | null;
  names: NameEntry[];
}

/**
 * Follows rows of REG_BASIC and REG_CHANGE into the register: settles provisional subjects,
 * keeps the history of names. Rows of other classes are ignored. Answers the subjects whose
 * first reported name differs from the registered one, for a person to look at their records.
 */
export async function settleRegistration(
  tx: Tx,
  ctx: Context,
  rows: readonly RegisteredRow[],
): Promise<SettledDifference[]> {
  const relevant = rows.filter(({ classCode }) => isRegisterEntry(classCode));
  if (relevant.length === 0) return [];
  const subjects = await lockSubjects(
    tx,
    relevant.map((row) => row.subjectId),
  );
  const differences: SettledDifference[] = [];
  for (const row of relevant) {
    const subject = subjects.get(row.subjectId);
    if (!subject) continue;
    const difference = follow(subject, row, ctx.clock.today());
    if (difference) differences.push(difference);
  }
  await storeSubjects(tx, ctx, [...subjects.values()]);
  return differences;
}

/** What the register still says of a subject after one of its entries was corrected or ended. */
export interface RegisterOf {
  readonly subjectId: string;
  /** Live entries, in the order in which they hold. */
  readonly rows: readonly RegisteredRow[];
  /** Name under which its other live records were first reported. */
  readonly reported: string | null;
}

/**
 * Builds names and registered facts of subjects again from the live entries of the register alone:
 * a mistyped name that was corrected never was a name, and without any entry the subject is
 * provisional again (D4). Answers the subjects that lost a name.
 */
export async function rebuildRegistration(
  tx: Tx,
  ctx: Context,
  registers: readonly RegisterOf[],
): Promise<string[]> {
  if (registers.length === 0) return [];
  const ids = registers.map((one) => one.subjectId);
  const subjects = await lockSubjects(tx, ids);
  const lost: string[] = [];
  for (const { subjectId, rows, reported } of registers) {
    const subject = subjects.get(subjectId);
    if (!subject) continue;
    const before = subject.names;
    forgetRegistration(ctx, subject, reported);
    for (const row of rows) follow(subject, row, ctx.clock.today());
    const kept = new Set(subject.names.map((name) => name.nameKey));
    if (before.some((name) => !kept.has(name.nameKey))) lost.push(subjectId);
  }
  await tx.deleteFrom('subject_name').where('subject_id', '=', anyOf(ids)).execute();
  await storeSubjects(tx, ctx, [...subjects.values()]);
  return lost;
}

function forgetRegistration(ctx: Context, subject: Settling, reported: string | null): void {
  const unit = ctx.policy.organisations.organisations.find((one) => one.uscc === subject.uscc);
  subject.names = [];
  subject.name = unit?.nameZh ?? reported;
  subject.provisional = unit === undefined;
  subject.registeredOn = null;
  subject.divisionCode = null;
}

function follow(subject: Settling, row: RegisteredRow, today: string): SettledDifference | null {
  const source = (name: string): NameSource => ({
    nameKey: nameKey(name),
    name,
    sourceRecord: row.recordId,
  });
  const change = registrationChange(row.classCode, row.values);
  if (change) {
    const before = change.before === '' ? null : source(change.before);
    subject.names = changeName(subject.names, change, before, source(change.after));
    subject.name = presentName(subject.names)?.name ?? subject.name;
    return null;
  }
  const registration = registrationOf(row.classCode, row.values);
  if (!registration) return null;
  const reported = subject.name;
  const { name, entType, establishedOn, approvedOn, divisionCode } = registration;
  const first = subject.names.length === 0;
  const since = approvedOn ?? (first ? establishedOn : null) ?? today;
  subject.names = settleName(subject.names, source(name), since);
  if (subject.uscc !== null) {
    subject.kind = kindOfRegistration(entType, subject.uscc);
    subject.orgType = orgTypeOf(subject.uscc);
  }
  subject.name = name;
  subject.registeredOn = establishedOn;
  subject.divisionCode = divisionCode;
  const differs = subject.provisional && reported && nameKey(reported) !== nameKey(name);
  subject.provisional = false;
  return differs ? { subjectId: subject.subjectId, reported, registered: name } : null;
}

async function lockSubjects(tx: Tx, ids: readonly string[]): Promise<Map<string, Settling>> {
  const wanted = [...new Set(ids)];
  await lockRegister(tx, true);
  const rows = await tx
    .selectFrom('subject')
    .selectAll()
    .where('subject_id', '=', anyOf(wanted))
    .where('kind', 'not in', ['NATURAL_PERSON', 'PLACE'])
    .orderBy('subject_id')
    .forUpdate()
    .execute();
  const names = await tx
    .selectFrom('subject_name')
    .selectAll()
    .where('subject_id', '=', anyOf(wanted))
    .execute();
  const namesOf = Map.groupBy(names, (name) => name.subject_id);
  return new Map(
    rows.map((row) => [
      row.subject_id,
      {
        subjectId: row.subject_id,
        uscc: row.uscc,
        kind: row.kind as SubjectKind,
        orgType: row.org_type,
        name: row.name,
        provisional: row.provisional,
        registeredOn: row.registered_on,
        divisionCode: row.division_code,
        names: (namesOf.get(row.subject_id) ?? []).map((name) => ({
          nameKey: name.name_key,
          name: name.name,
          since: name.since,
          until: name.until,
          sourceRecord: name.source_record,
        })),
      },
    ]),
  );
}

async function storeSubjects(tx: Tx, ctx: Context, all: readonly Settling[]): Promise<void> {
  const column = <T>(pick: (one: Settling) => T): T[] => all.map(pick);
  await sql`update subject s set kind = new.kind, org_type = new.org_type, name = new.name,
      name_key = new.name_key, provisional = new.provisional, registered_on = new.registered_on,
      division_code = new.division_code
    from unnest(${column((one) => one.subjectId)}::uuid[], ${column((one) => one.kind)}::text[],
      ${column((one) => one.orgType)}::text[], ${column((one) => one.name)}::text[],
      ${column((one) => (one.name === null ? null : nameKey(one.name)))}::text[],
      ${column((one) => one.provisional)}::boolean[], ${column((one) => one.registeredOn)}::date[],
      ${column((one) => one.divisionCode)}::text[])
      new (subject_id, kind, org_type, name, name_key, provisional, registered_on, division_code)
    where s.subject_id = new.subject_id`.execute(tx);
  const places = namePlaces(ctx.policy.divisions.divisions.map((division) => division.nameZh));
  const names = all.flatMap(({ subjectId, names }) =>
    names.map((name) => ({ subjectId, ...name })),
  );
  await sql`insert into subject_name (subject_id, name_key, name_loose, name, since, until, source_record)
    select * from unnest(${names.map((one) => one.subjectId)}::uuid[], ${names.map((one) => one.nameKey)}::text[],
      ${names.map((one) => nameKeyLoose(one.name, places))}::text[], ${names.map((one) => one.name)}::text[],
      ${names.map((one) => one.since)}::date[], ${names.map((one) => one.until)}::date[],
      ${names.map((one) => one.sourceRecord)}::uuid[])
    on conflict (subject_id, name_key) do update set name = excluded.name, since = excluded.since,
      until = excluded.until, source_record = excluded.source_record`.execute(tx);
}
