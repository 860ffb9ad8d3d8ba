import type { Role, Rows } from './roles.ts';

/** What a key may be given; a key without the scope of a permission is refused. */
export const apiScopes = [
  'batches:write',
  'batches:read',
  'records:read',
  'readings:read',
] as const;
export type ApiScope = (typeof apiScopes)[number];

export interface Permission {
  readonly zh: string;
  readonly en: string;
  /** Who may, and whose rows each of them then sees. A role that is absent may not. */
  readonly roles: Readonly<Partial<Record<Role, Rows>>>;
  /** Non-public data is answered: a purpose is asked for and a reading is written (K14). */
  readonly needsPurpose: boolean;
  /** Non-public data is answered by an act that is its own purpose: none is asked for, a reading is written (K14). */
  readonly purposeByAct: boolean;
  /** Whether the session must have passed its second factor. */
  readonly secondFactor: boolean;
  /** The scope a key needs; null when no key may. */
  readonly apiScope: ApiScope | null;
  /** Whether it may change something while the ledger is read-only: signing in, and what ends that state. */
  readonly whileReadOnly: boolean;
}

export const everyone: Permission['roles'] = {
  LIAISON_MAIN: 'public',
  LIAISON_DEPUTY: 'public',
  REVIEWER: 'public',
  CENTRE_OPERATOR: 'public',
  CENTRE_APPROVER: 'public',
  SECURITY_ADMIN: 'public',
  SYSTEM_ADMIN: 'public',
  AUDITOR: 'public',
  PUBLIC: 'public',
  API_KEY: 'public',
};
export const staff: Permission['roles'] = {
  LIAISON_MAIN: 'own',
  LIAISON_DEPUTY: 'own',
  REVIEWER: 'own',
  CENTRE_OPERATOR: 'all',
  CENTRE_APPROVER: 'all',
  SECURITY_ADMIN: 'own',
  SYSTEM_ADMIN: 'own',
  AUDITOR: 'all',
};
export const liaisons = { LIAISON_MAIN: 'own', LIAISON_DEPUTY: 'own' } as const;
const department = { ...liaisons, REVIEWER: 'own' } as const;
export const centre = { CENTRE_OPERATOR: 'all', CENTRE_APPROVER: 'all' } as const;
/** The centre also sends classes of its own, such as evaluations. */
export const senders = { ...liaisons, ...centre } as const;
export const readers = { ...department, ...centre, AUDITOR: 'all' } as const;

export const open = {
  needsPurpose: false,
  purposeByAct: false,
  secondFactor: false,
  apiScope: null,
  whileReadOnly: false,
} as const;
export const entering = { ...open, whileReadOnly: true } as const;
export const work = { ...open, secondFactor: true } as const;
export const reading = { ...work, needsPurpose: true } as const;
export const actOnRead = { ...work, purposeByAct: true } as const;
