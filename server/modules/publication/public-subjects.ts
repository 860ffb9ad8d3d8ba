import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Tx } from '../../platform/db.ts';
import { classOf } from '../policy/index.ts';
import { subjectsById, type Subject } from '../subjects/index.ts';
import { searchableName, type SearchableName } from './name-words.ts';
import { registeredOperators } from './operators.ts';
import { anyOf, lockSubjects } from './store.ts';
import type { BasicsSource } from './subject-page.ts';

/** List of registration states; the register's field that uses it tells the state of a subject. */
const STATUS_LIST = 'REG_STATUS';

interface Registration {
  readonly subject_id: string;
  readonly record_id: string;
  readonly class_code: string;
  readonly public_id: string;
  readonly source_unit: string;
  readonly fact_date: string;
  readonly published_at: Date;
  readonly fields: unknown;
}

interface PublicName extends SearchableName {
  readonly subjectId: string;
  readonly former: boolean;
  readonly wholeOnly: boolean;
}

/**
 * Brings the public register in line with the subjects: name, former names, basics, search index.
 * Natural persons and places never have a row; a subject known only by its code has one only while
 * something about it is shown. For callers who see the records of all departments.
 */
export async function refreshPublicSubjects(
  tx: Tx,
  ctx: Context,
  subjectIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(subjectIds)].toSorted();
  if (ids.length === 0) return;
  await lockSubjects(tx, ids);
  const subjects = [...(await subjectsById(tx, ids)).values()];
  const registrations = await newestRegistrations(tx, ctx, ids);
  const withItems = new Set(
    (
      await tx
        .selectFrom('portal.item')
        .select('subject_id')
        .distinct()
        .where('subject_id', '=', anyOf(ids))
        .execute()
    ).map((row) => row.subject_id),
  );
  const visible = subjects.filter((subject) => isPublic(subject, withItems));
  const staying = new Set(visible.map((subject) => subject.subjectId));
  const gone = ids.filter((id) => !staying.has(id));
  await tx.deleteFrom('portal.name').where('subject_id', '=', anyOf(ids)).execute();
  if (gone.length > 0)
    await tx.deleteFrom('portal.subject').where('subject_id', '=', anyOf(gone)).execute();
  await upsertSubjects(tx, ctx, visible, registrations);
  const households = visible.filter((subject) => subject.kind === 'INDIVIDUAL_BUSINESS');
  const operators = await registeredOperators(
    tx,
    ctx,
    households.map((subject) => subject.subjectId),
  );
  await insertNames(
    tx,
    visible.flatMap((subject) => namesOf(ctx, subject, operators)),
  );
}

function isPublic(subject: Subject, withItems: ReadonlySet<string>): boolean {
  if (subject.kind === 'NATURAL_PERSON' || subject.kind === 'PLACE' || subject.uscc === null)
    return false;
  return !subject.provisional || withItems.has(subject.subjectId);
}

/** The newest shown entry of the register of each subject. */
async function newestRegistrations(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, Registration>> {
  const classes = ctx.policy.catalogue.classes
    .filter((entry) => entry.subject.creates)
    .map((entry) => entry.code);
  if (classes.length === 0) return new Map();
  const rows: Registration[] = await tx
    .selectFrom('portal.item')
    .select([
      'subject_id',
      'record_id',
      'class_code',
      'public_id',
      'source_unit',
      'fact_date',
      'published_at',
      'fields',
    ])
    .distinctOn('subject_id')
    .where('subject_id', '=', anyOf(ids))
    .where('class_code', 'in', classes)
    .orderBy('subject_id')
    .orderBy('fact_date', 'desc')
    .orderBy('published_at', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.subject_id, row]));
}

async function upsertSubjects(
  tx: Tx,
  ctx: Context,
  subjects: readonly Subject[],
  registrations: ReadonlyMap<string, Registration>,
): Promise<void> {
  if (subjects.length === 0) return;
  const basics = subjects.map((subject) => registrations.get(subject.subjectId));
  const column = <T>(pick: (subject: Subject) => T): T[] => subjects.map(pick);
  await sql`insert into portal.subject (subject_id, uscc, name, kind, provisional, basics, basics_source, former_names, updated_at)
    select new.subject_id, new.uscc, new.name, new.kind, new.provisional, new.basics, new.source,
      array(select jsonb_array_elements_text(new.former)), ${ctx.clock.now()}::timestamptz
    from unnest(${column((one) => one.subjectId)}::uuid[], ${column((one) => one.uscc)}::text[],
      ${column((one) => one.name ?? one.uscc)}::text[], ${column((one) => one.kind)}::text[],
      ${column((one) => one.provisional)}::boolean[], ${basics.map((row) => JSON.stringify(row?.fields ?? {}))}::jsonb[],
      ${subjects.map((one, index) => JSON.stringify(sourceOf(ctx, one, basics[index])))}::jsonb[],
      ${column((one) => JSON.stringify(one.formerNames))}::jsonb[])
      new (subject_id, uscc, name, kind, provisional, basics, source, former)
    on conflict (subject_id) do update set uscc = excluded.uscc, name = excluded.name, kind = excluded.kind,
      provisional = excluded.provisional, basics = excluded.basics, basics_source = excluded.basics_source,
      former_names = excluded.former_names, updated_at = excluded.updated_at`.execute(tx);
}

function sourceOf(ctx: Context, subject: Subject, row: Registration | undefined): BasicsSource {
  const registeredOn = subject.registeredOn === null ? {} : { registeredOn: subject.registeredOn };
  if (!row) return registeredOn;
  const definition = classOf(ctx.policy, row.class_code, row.fact_date);
  const statusField = definition?.items.find((item) => item.codelist === STATUS_LIST)?.code;
  return {
    ...registeredOn,
    classCode: row.class_code,
    publicId: row.public_id,
    sourceUnit: row.source_unit,
    factDate: row.fact_date,
    publishedAt: row.published_at.toISOString(),
    ...(statusField === undefined ? {} : { statusField }),
  };
}

function namesOf(
  ctx: Context,
  subject: Subject,
  operators: ReadonlyMap<string, string>,
): PublicName[] {
  const names = [subject.name, ...subject.formerNames].filter(
    (name): name is string => name !== null && name !== '',
  );
  const operator = operators.get(subject.subjectId) ?? '';
  const household = subject.kind === 'INDIVIDUAL_BUSINESS';
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    const searchable = searchableName(name, ctx.policy);
    if (searchable.nameKey === '' || seen.has(searchable.nameKey)) return [];
    seen.add(searchable.nameKey);
    const wholeOnly = household && (operator === '' || name.includes(operator));
    return [
      {
        ...searchable,
        subjectId: subject.subjectId,
        former: index > 0 || subject.name === null,
        wholeOnly,
      },
    ];
  });
}

async function insertNames(tx: Tx, names: readonly PublicName[]): Promise<void> {
  if (names.length === 0) return;
  const column = <T>(pick: (name: PublicName) => T): T[] => names.map(pick);
  await sql`insert into portal.name (subject_id, name, name_key, name_core, pinyin, initials, former, whole_only)
    select * from unnest(${column((one) => one.subjectId)}::uuid[], ${column((one) => one.name)}::text[],
      ${column((one) => one.nameKey)}::text[], ${column((one) => one.nameCore)}::text[], ${column((one) => one.pinyin)}::text[],
      ${column((one) => one.initials)}::text[], ${column((one) => one.former)}::boolean[],
      ${column((one) => one.wholeOnly)}::boolean[])
    on conflict (subject_id, name_key) do nothing`.execute(tx);
}
