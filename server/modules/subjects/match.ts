import { nameKey } from '../catalogue/index.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { ClaimedKind, SubjectClaim } from './claim.ts';
import { kindOfCode, type MatchDoubt, type MatchedBy, type SubjectKind } from './subjects.ts';

/** A subject of the register as far as matching needs it. */
export interface KnownSubject {
  readonly subjectId: string;
  readonly kind: SubjectKind;
  readonly provisional: boolean;
  readonly registeredOn: PlainDate | null;
  /** Keys of present and former names; of a provisional subject the name first reported. */
  readonly nameKeys: readonly string[];
}

/** What the register knows about the numbers of one claim. */
export interface Candidates {
  readonly byUscc: KnownSubject | undefined;
  readonly byOrganisationCode: KnownSubject | undefined;
  readonly byRegistrationNumber: KnownSubject | undefined;
  readonly byPerson: KnownSubject | undefined;
  readonly byPlace: KnownSubject | undefined;
  /** Live records that carry the reference; `own` when the same department sent them. */
  readonly byReference: readonly { readonly subject: KnownSubject; readonly own: boolean }[];
  /** Names of the unit in the district's own register of organisations. */
  readonly unitNames: readonly string[];
}

export type Match =
  | { readonly outcome: 'LINK'; readonly subject: KnownSubject; readonly by: MatchedBy }
  | {
      readonly outcome: 'CREATE';
      readonly kind: SubjectKind;
      readonly by: MatchedBy;
      readonly provisional: boolean;
      readonly name: string;
    }
  | { readonly outcome: 'QUARANTINE'; readonly detail: MatchDoubt }
  | { readonly outcome: 'NOT_STORED'; readonly detail: 'PERSONS_OFF' };

/**
 * The matching ladder (D4): numbers decide, a name only agrees or disagrees, and everything
 * uncertain goes to a person, because a record on the wrong subject is a violation of its rights.
 */
export function decideMatch(claim: SubjectClaim, known: Candidates, allowPersons: boolean): Match {
  if (claim.reference) return byReference(known);
  if (claim.kind === 'PERSON') return byPerson(claim, known, allowPersons);
  if (claim.kind === 'PLACE') return byPlace(claim, known);
  return claim.uscc === '' ? withoutCode(claim, known) : byCode(claim, known);
}

function byCode(claim: SubjectClaim, known: Candidates): Match {
  if (!kindFitsCode(claim.kind, claim.uscc)) return doubt('KIND_CODE_MISMATCH');
  const subject = known.byUscc;
  if (subject) {
    const settles = claim.settles && subject.provisional;
    if (!settles && !nameAgrees(claim, subject.nameKeys)) return doubt('NAME_CODE_MISMATCH');
    return { outcome: 'LINK', subject, by: 'USCC' };
  }
  const [unitName] = known.unitNames;
  if (unitName === undefined) {
    const kind = kindOfCode(claim.uscc);
    return { outcome: 'CREATE', kind, by: 'USCC', provisional: true, name: claim.name };
  }
  const keys = known.unitNames.map((name) => nameKey(name));
  if (!nameAgrees(claim, keys)) return doubt('NAME_CODE_MISMATCH');
  const kind = claim.kind === 'GOVERNMENT' ? 'GOVERNMENT' : kindOfCode(claim.uscc);
  return { outcome: 'CREATE', kind, by: 'USCC', provisional: false, name: unitName };
}

/** Without the unified code only an older number *and* an agreeing name link; a name never does. */
function withoutCode(claim: SubjectClaim, known: Candidates): Match {
  if (claim.kind === 'HOUSEHOLD') return doubt('HOUSEHOLD_WITHOUT_CODE');
  const older: [KnownSubject | undefined, MatchedBy][] = [
    [known.byOrganisationCode, 'ORGANISATION_CODE'],
    [known.byRegistrationNumber, 'REGISTRATION_NUMBER'],
  ];
  for (const [subject, by] of older) {
    if (!subject) continue;
    if (subject.provisional || !nameAgrees(claim, subject.nameKeys)) {
      return doubt('NAME_CODE_MISMATCH');
    }
    return { outcome: 'LINK', subject, by };
  }
  return doubt('NO_CODE');
}

function byPerson(claim: SubjectClaim, known: Candidates, allowPersons: boolean): Match {
  if (!allowPersons) return { outcome: 'NOT_STORED', detail: 'PERSONS_OFF' };
  if (claim.idType === '' || claim.idNumber === '') return doubt('PERSON_WITHOUT_NUMBER');
  const subject = known.byPerson;
  if (!subject) {
    const { name } = claim;
    return { outcome: 'CREATE', kind: 'NATURAL_PERSON', by: 'ID_HASH', provisional: false, name };
  }
  const agrees = subject.nameKeys.includes(nameKey(claim.name, 'PERSON'));
  return agrees ? { outcome: 'LINK', subject, by: 'ID_HASH' } : doubt('NAME_CODE_MISMATCH');
}

function byPlace(claim: SubjectClaim, known: Candidates): Match {
  if (claim.placeCode === '') return doubt('PLACE_WITHOUT_CODE');
  if (known.byPlace) return { outcome: 'LINK', subject: known.byPlace, by: 'PLACE_CODE' };
  const { name } = claim;
  return { outcome: 'CREATE', kind: 'PLACE', by: 'PLACE_CODE', provisional: false, name };
}

/** Exactly one live record must carry the number; the department's own one comes first. */
function byReference({ byReference: all }: Candidates): Match {
  const own = all.filter((candidate) => candidate.own);
  const [first, second] = own.length > 0 ? own : all;
  if (!first) return doubt('REFERENCE_MISSING');
  if (second) return doubt('REFERENCE_SEVERAL');
  return { outcome: 'LINK', subject: first.subject, by: 'REFERENCE' };
}

function nameAgrees(claim: SubjectClaim, nameKeys: readonly string[]): boolean {
  if (nameKeys.length === 0) return true;
  return [claim.name, ...claim.otherNames].some((name) => nameKeys.includes(nameKey(name)));
}

function kindFitsCode(kind: ClaimedKind, uscc: string): boolean {
  return (kind === 'HOUSEHOLD') === (kindOfCode(uscc) === 'INDIVIDUAL_BUSINESS');
}

function doubt(detail: MatchDoubt): Match {
  return { outcome: 'QUARANTINE', detail };
}
