import type { Context } from '../../context.ts';
import type { Tx } from '../../platform/db.ts';
import { nameKey } from '../catalogue/index.ts';
import type { Policy } from '../policy/index.ts';
import type { SubjectClaim } from './claim.ts';
import type { Candidates, KnownSubject } from './match.ts';
import {
  findByIdentifiers,
  findReferences,
  lockRegister,
  type FoundReference,
  type Identifier,
  type StoredSubject,
} from './store.ts';

/** What the register knows about a set of rows; grows while rows are decided. */
export interface Known {
  /** Subjects by `kind:value` of a number. */
  readonly subjects: Map<string, KnownSubject>;
  /** Live referenced records by class and hash of the number. */
  readonly references: Map<string, { subject: KnownSubject; sender: string }[]>;
}

type Claims = readonly { readonly claim: SubjectClaim }[];

/** The numbers of a claim under which its subject may be registered. */
export function identifiersOf(claim: SubjectClaim): Identifier[] {
  const all: Identifier[] = [
    { kind: 'USCC', value: claim.uscc },
    { kind: 'ORGANISATION_CODE', value: claim.organisationCode },
    { kind: 'REGISTRATION_NUMBER', value: claim.registrationNumber },
    { kind: 'PLACE_CODE', value: claim.placeCode },
  ];
  return all.filter(({ value }) => value !== '');
}

/** Those of them the matching ladder asks about: older numbers only where there is no code. */
function askedAbout(ctx: Context, claim: SubjectClaim): Identifier[] {
  if (claim.reference) return [];
  if (claim.kind === 'PERSON') {
    const hash = personHash(ctx, claim);
    return hash === '' ? [] : [{ kind: 'ID_HASH', value: hash }];
  }
  if (claim.kind === 'PLACE')
    return identifiersOf(claim).filter(({ kind }) => kind === 'PLACE_CODE');
  return claim.uscc === '' ? identifiersOf(claim) : [{ kind: 'USCC', value: claim.uscc }];
}

/** Keyed hash under which a natural person is found; the number itself is stored nowhere. */
export function personHash(ctx: Context, claim: SubjectClaim): string {
  if (claim.idType === '' || claim.idNumber === '') return '';
  return ctx.keys.hmac('person', `${claim.idType}\n${claim.idNumber}`).toString('hex');
}

/** Keyed hash under which a referenced number of a class is found. */
export function referenceHash(ctx: Context, classCode: string, value: string): Buffer {
  return ctx.keys.hmac('reference', `${classCode}\n${value}`);
}

/** Loads what is known about the numbers of the claims that decide whose rows they are. */
export async function loadKnown(tx: Tx, ctx: Context, rows: Claims): Promise<Known> {
  const wanted = new Map<string, Identifier>();
  const referenced = new Map<string, Map<string, Buffer>>();
  for (const { claim } of rows) {
    for (const one of askedAbout(ctx, claim)) wanted.set(`${one.kind}:${one.value}`, one);
    if (claim.reference) {
      const { classCode, value } = claim.reference;
      const hashes = referenced.get(classCode) ?? new Map<string, Buffer>();
      referenced.set(classCode, hashes.set(value, referenceHash(ctx, classCode, value)));
    }
  }
  const identifiers = [...wanted.values()];
  const registers = rows.some(({ claim }) => claim.registers);
  await lockRegister(tx, registers);
  const subjects = new Map<string, KnownSubject>();
  for (const found of await findByIdentifiers(tx, identifiers)) {
    subjects.set(`${found.identifier_kind}:${found.value}`, knownOf(ctx, found));
  }
  const references: Known['references'] = new Map();
  for (const [classCode, hashes] of referenced) {
    for (const found of await findReferences(tx, classCode, [...hashes.values()])) {
      addReference(ctx, references, classCode, found);
    }
  }
  return { subjects, references };
}

/** What is known about the numbers of one claim. */
export function candidatesOf(
  ctx: Context,
  known: Known,
  claim: SubjectClaim,
  sender: string,
): Candidates {
  const by = (kind: string, value: string) =>
    value === '' ? undefined : known.subjects.get(`${kind}:${value}`);
  return {
    byUscc: by('USCC', claim.uscc),
    byOrganisationCode: by('ORGANISATION_CODE', claim.organisationCode),
    byRegistrationNumber: by('REGISTRATION_NUMBER', claim.registrationNumber),
    byPerson: claim.kind === 'PERSON' ? by('ID_HASH', personHash(ctx, claim)) : undefined,
    byPlace: by('PLACE_CODE', claim.placeCode),
    byReference: referencesOf(ctx, known, claim, sender),
    unitNames: unitNames(ctx, claim.uscc),
  };
}

function referencesOf(ctx: Context, known: Known, claim: SubjectClaim, sender: string) {
  if (!claim.reference) return [];
  const { classCode, value } = claim.reference;
  const hash = referenceHash(ctx, classCode, value).toString('hex');
  const found = known.references.get(`${classCode}:${hash}`) ?? [];
  return found.map((one) => ({ subject: one.subject, own: one.sender === sender }));
}

const units = new WeakMap<Policy, ReadonlyMap<string, readonly string[]>>();

function unitNames({ policy }: Context, uscc: string): readonly string[] {
  const known =
    units.get(policy) ??
    new Map(
      // The first of a code counts.
      policy.organisations.organisations
        .toReversed()
        .map((unit) => [unit.uscc, [unit.nameZh, ...unit.aliases]]),
    );
  units.set(policy, known);
  return uscc === '' ? [] : (known.get(uscc) ?? []);
}

function addReference(
  ctx: Context,
  references: Known['references'],
  classCode: string,
  found: FoundReference,
): void {
  const key = `${classCode}:${found.value_hash.toString('hex')}`;
  const list = references.get(key) ?? [];
  list.push({ subject: knownOf(ctx, found), sender: found.organisation_code });
  references.set(key, list);
}

function knownOf(ctx: Context, stored: StoredSubject): KnownSubject {
  const reported = stored.provisional && stored.name_key ? [stored.name_key] : [];
  const unnamed = stored.name_keys.length === 0 && stored.name_key ? [stored.name_key] : [];
  return {
    subjectId: stored.subject_id,
    kind: stored.kind,
    provisional: stored.provisional,
    registeredOn: stored.registered_on,
    nameKeys: stored.sealed
      ? personNameKeys(ctx, stored)
      : [...new Set([...stored.name_keys, ...reported, ...unnamed])],
  };
}

/** After erasure the name is gone: then no name agrees, and a person decides. */
function personNameKeys(ctx: Context, { sealed, wrapped }: StoredSubject): string[] {
  if (!sealed || !wrapped) return [''];
  const { name } = JSON.parse(ctx.keys.openWith(wrapped, sealed)) as { name: string };
  return [nameKey(name, 'PERSON')];
}
