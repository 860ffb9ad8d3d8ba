import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.ts';
import type { Tx } from '../../platform/db.ts';
import { nameKey, nameKeyLoose, namePlaces } from '../catalogue/index.ts';
import type { SubjectClaim } from './claim.ts';
import { candidatesOf, identifiersOf, loadKnown, personHash, type Known } from './known.ts';
import { decideMatch, type KnownSubject, type Match } from './match.ts';
import {
  insertSubjects,
  similarSubjects,
  takeIdentifiers,
  type Identifier,
  type NewSubject,
} from './store.ts';
import { orgTypeOf, type ResolvedSubject } from './subjects.ts';

/** One row to be joined to its subject. */
export interface RowToResolve {
  readonly claim: SubjectClaim;
  /** Organisation that sends the row, for references to its own records. */
  readonly sender: string;
}

interface Creation {
  readonly subject: KnownSubject;
  readonly claim: SubjectClaim;
  readonly name: string;
  readonly identifier: Identifier;
}

/**
 * Joins rows to subjects, in a handful of statements for thousands of rows: links, makes
 * provisional or new subjects, or names the doubt for a person. Two transactions that meet one
 * new code at once end with one subject. Answers in the order of the rows.
 */
export async function resolveSubjects(
  tx: Tx,
  ctx: Context,
  rows: readonly RowToResolve[],
): Promise<ResolvedSubject[]> {
  const known = await loadKnown(tx, ctx, rows);
  const first = decideAll(ctx, rows, known);
  const lost = await create(tx, ctx, first.creations);
  let { matches } = first;
  const isNew = new Set(first.creations.map((creation) => creation.subject.subjectId));
  if (lost.size > 0) {
    // Somebody else made these subjects a moment ago: judge their rows against what is there now.
    const again = decideAll(ctx, rows, await loadKnown(tx, ctx, rows));
    matches = matches.map((match, index) =>
      match.outcome === 'LINK' && lost.has(match.subject.subjectId)
        ? (again.matches[index] ?? match)
        : match,
    );
  }
  const suggestions = await suggest(tx, ctx, rows, matches);
  const announced = new Set<string>();
  return matches.map((match, index) => {
    if (match.outcome === 'QUARANTINE') {
      return { ...match, suggestions: suggestions[index] ?? [] };
    }
    if (match.outcome !== 'LINK') return { outcome: 'NOT_STORED', detail: 'PERSONS_OFF' };
    const { subjectId, kind, provisional, registeredOn } = match.subject;
    const fresh = isNew.has(subjectId) && !announced.has(subjectId);
    announced.add(subjectId);
    return {
      outcome: 'LINKED',
      subjectId,
      kind,
      by: match.by,
      isNew: fresh,
      provisional,
      registeredOn,
    };
  });
}

/** Decides row after row; a subject made for one row is known to the rows after it. */
function decideAll(
  ctx: Context,
  rows: readonly RowToResolve[],
  known: Known,
): { matches: Exclude<Match, { outcome: 'CREATE' }>[]; creations: Creation[] } {
  const allowPersons = ctx.config.demonstration !== 'none';
  const creations: Creation[] = [];
  const matches = rows.map(({ claim, sender }) => {
    const match = decideMatch(claim, candidatesOf(ctx, known, claim, sender), allowPersons);
    if (match.outcome !== 'CREATE') return match;
    const owner = match.kind === 'NATURAL_PERSON' ? 'PERSON' : 'ORGANISATION';
    const subject: KnownSubject = {
      subjectId: randomUUID(),
      kind: match.kind,
      provisional: match.provisional,
      registeredOn: null,
      nameKeys: match.name === '' ? [] : [nameKey(match.name, owner)],
    };
    const identifier = {
      USCC: { kind: 'USCC', value: claim.uscc },
      ID_HASH: { kind: 'ID_HASH', value: personHash(ctx, claim) },
      PLACE_CODE: { kind: 'PLACE_CODE', value: claim.placeCode },
    } as const;
    const own = identifier[match.by as keyof typeof identifier];
    known.subjects.set(`${own.kind}:${own.value}`, subject);
    creations.push({ subject, claim, name: match.name, identifier: own });
    return { outcome: 'LINK', subject, by: match.by } as const;
  });
  return { matches, creations };
}

/** Stores new subjects and returns the ids of those that another transaction was faster with. */
async function create(tx: Tx, ctx: Context, creations: readonly Creation[]): Promise<Set<string>> {
  const at = ctx.clock.now();
  const wanted = creations.map(({ subject, identifier }) => ({
    ...identifier,
    subjectId: subject.subjectId,
  }));
  const taken = await takeIdentifiers(tx, wanted, at);
  const won = creations.filter(({ subject }) => taken.has(subject.subjectId));
  const stored: NewSubject[] = [];
  const keys: { key_id: string; wrapped: Buffer }[] = [];
  for (const creation of won) {
    const { subject, claim, name } = creation;
    const isPerson = subject.kind === 'NATURAL_PERSON';
    const key = isPerson ? ctx.keys.newRecordKey() : null;
    if (key) keys.push({ key_id: key.keyId, wrapped: key.wrapped });
    stored.push({
      subjectId: subject.subjectId,
      kind: subject.kind,
      orgType: claim.uscc === '' ? null : orgTypeOf(claim.uscc),
      name: isPerson ? null : name,
      nameKey: isPerson ? null : nameKey(name),
      uscc: isPerson || claim.uscc === '' ? null : claim.uscc,
      provisional: subject.provisional,
      divisionCode: claim.placeCode || null,
      demonstration: ctx.config.demonstration !== 'none',
      sealed: key ? ctx.keys.sealWith(key.key, JSON.stringify({ name })) : null,
      keyId: key?.keyId ?? null,
    });
  }
  if (keys.length > 0) await tx.insertInto('record_key').values(keys).execute();
  await insertSubjects(tx, stored, at);
  await takeIdentifiers(tx, won.flatMap(olderNumbers), at);
  return new Set(wanted.map((one) => one.subjectId).filter((id) => !taken.has(id)));
}

/** The organisation code is part of the unified code (GB 32100); other numbers are as reported. */
function olderNumbers({ subject, claim }: Creation): (Identifier & { subjectId: string })[] {
  if (claim.uscc === '') return [];
  return identifiersOf({ ...claim, organisationCode: claim.uscc.slice(8, 17) })
    .filter(({ kind }) => kind === 'ORGANISATION_CODE' || kind === 'REGISTRATION_NUMBER')
    .map((identifier) => ({ ...identifier, subjectId: subject.subjectId }));
}

async function suggest(
  tx: Tx,
  ctx: Context,
  rows: readonly RowToResolve[],
  matches: readonly Match[],
): Promise<(ResolvedSubject & { outcome: 'QUARANTINE' })['suggestions'][]> {
  const places = namePlaces(ctx.policy.divisions.divisions.map((division) => division.nameZh));
  const keys = rows.map(({ claim }, index) =>
    matches[index]?.outcome === 'QUARANTINE' && claim.kind !== 'PERSON' && claim.name !== ''
      ? { loose: nameKeyLoose(claim.name, places), key: nameKey(claim.name) }
      : null,
  );
  const similar = await similarSubjects(
    tx,
    keys.filter((key) => key !== null),
  );
  const codes = rows.map(({ claim }, index) =>
    matches[index]?.outcome === 'QUARANTINE' ? claim.uscc : '',
  );
  const named = await subjectsWithCodes(
    tx,
    codes.filter((code) => code !== ''),
  );
  return rows.map((_row, index) => {
    const byCode = named.get(codes[index] ?? '') ?? [];
    const byName = similar.get(keys[index]?.loose ?? '') ?? [];
    const codeIds = new Set(byCode.map((one) => one.subjectId));
    return [...byCode, ...byName.filter((one) => !codeIds.has(one.subjectId))];
  });
}

async function subjectsWithCodes(tx: Tx, codes: readonly string[]) {
  const rows =
    codes.length === 0
      ? []
      : await tx
          .selectFrom('subject')
          .innerJoin('subject_identifier as i', 'i.subject_id', 'subject.subject_id')
          .select(['subject.subject_id', 'subject.name', 'i.value'])
          .where('i.kind', '=', 'USCC')
          .where('i.value', 'in', [...new Set(codes)])
          .execute();
  return new Map(
    rows.map((row) => [
      row.value,
      [
        {
          subjectId: row.subject_id,
          name: row.name ?? '',
          uscc: row.value,
          because: 'SAME_CODE' as const,
        },
      ],
    ]),
  );
}
