import type { PlainDate } from '../../platform/plain-date.ts';

/** Kinds of subject as the register knows them (主体类别); PLACE is a village rated as a place. */
export const subjectKinds = [
  'LEGAL_PERSON',
  'UNINCORPORATED',
  'INDIVIDUAL_BUSINESS',
  'NATURAL_PERSON',
  'GOVERNMENT',
  'PLACE',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Kinds of organisation by the first two characters of the code (GB 32100-2015; GB/T 20091). */
const orgTypes: Readonly<Record<string, string>> = {
  '91': 'ENTERPRISE',
  '92': 'INDIVIDUAL_BUSINESS',
  '93': 'FARMER_COOPERATIVE',
  '11': 'GOVERNMENT_ORGAN',
  '12': 'PUBLIC_INSTITUTION',
  '51': 'SOCIAL_GROUP',
  '52': 'SOCIAL_SERVICE',
  '53': 'FOUNDATION',
  '54': 'VILLAGE_COMMITTEE',
  '55': 'VILLAGE_COMMITTEE',
  '31': 'LAW_FIRM',
  '71': 'RELIGIOUS_VENUE',
  '81': 'TRADE_UNION',
};

/** Kind of organisation that a unified social credit code tells; OTHER when it tells none. */
export function orgTypeOf(uscc: string): string {
  if (uscc.startsWith('N')) return 'COLLECTIVE_ECONOMIC_ORG';
  return orgTypes[uscc.slice(0, 2)] ?? 'OTHER';
}

/** Kind of subject that a unified social credit code tells, before anything is registered. */
export function kindOfCode(uscc: string): SubjectKind {
  const orgType = orgTypeOf(uscc);
  if (orgType === 'INDIVIDUAL_BUSINESS') return 'INDIVIDUAL_BUSINESS';
  if (orgType === 'GOVERNMENT_ORGAN') return 'GOVERNMENT';
  return orgType === 'LAW_FIRM' ? 'UNINCORPORATED' : 'LEGAL_PERSON';
}

// Branches, sole proprietorships and partnerships of list ENT_TYPE are no legal persons.
const unincorporatedTypes = new Set(['2000', '4500', '4530']);

/** Kind of subject from the registered type (list ENT_TYPE), guarded by the code. */
export function kindOfRegistration(entType: string, uscc: string): SubjectKind {
  const byCode = kindOfCode(uscc);
  if (entType === '9500' || byCode === 'INDIVIDUAL_BUSINESS') return 'INDIVIDUAL_BUSINESS';
  if (byCode === 'GOVERNMENT') return byCode;
  return unincorporatedTypes.has(entType) ? 'UNINCORPORATED' : byCode;
}

/** Whether payloads about this kind of subject are sealed with a key of their own (K7). */
export function isProtected(kind: SubjectKind): boolean {
  return kind === 'NATURAL_PERSON' || kind === 'INDIVIDUAL_BUSINESS';
}

/** Why a row cannot be joined to a subject without a person. */
export type MatchDoubt =
  | 'NAME_CODE_MISMATCH'
  | 'KIND_CODE_MISMATCH'
  | 'HOUSEHOLD_WITHOUT_CODE'
  | 'NO_CODE'
  | 'PERSON_WITHOUT_NUMBER'
  | 'PLACE_WITHOUT_CODE'
  | 'REFERENCE_MISSING'
  | 'REFERENCE_SEVERAL';

/** By what a row was joined to its subject; never by a name alone. */
export type MatchedBy =
  | 'USCC'
  | 'ORGANISATION_CODE'
  | 'REGISTRATION_NUMBER'
  | 'ID_HASH'
  | 'PLACE_CODE'
  | 'REFERENCE';

/** A subject somebody might mean; only a person may choose it. */
export interface Suggestion {
  readonly subjectId: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly because: 'SAME_CODE' | 'SIMILAR_NAME';
}

export interface LinkedSubject {
  readonly outcome: 'LINKED';
  readonly subjectId: string;
  readonly kind: SubjectKind;
  readonly by: MatchedBy;
  /** Made by this row; with `provisional` the finding is W4007 (已暂建主体). */
  readonly isNew: boolean;
  readonly provisional: boolean;
  /** Day of establishment, for the check that nothing happened before it; null when unknown. */
  readonly registeredOn: PlainDate | null;
}

export interface DoubtfulSubject {
  readonly outcome: 'QUARANTINE';
  readonly detail: MatchDoubt;
  readonly suggestions: readonly Suggestion[];
}

/** Judged in full but not kept: persons are off in this instance (K1). */
export interface UnstoredSubject {
  readonly outcome: 'NOT_STORED';
  readonly detail: 'PERSONS_OFF';
}

export type ResolvedSubject = LinkedSubject | DoubtfulSubject | UnstoredSubject;
