import type { Actor } from '../../platform/actor.ts';

/** Roles of people in the organisation register, the anonymous public, and machines with a key. */
export const roles = [
  'LIAISON_MAIN',
  'LIAISON_DEPUTY',
  'REVIEWER',
  'CENTRE_OPERATOR',
  'CENTRE_APPROVER',
  'SECURITY_ADMIN',
  'SYSTEM_ADMIN',
  'AUDITOR',
  'PUBLIC',
  'API_KEY',
] as const;
export type Role = (typeof roles)[number];

/** Roles a person may be given; the other two exist only as callers. */
export const staffRoles = roles.filter((role) => role !== 'PUBLIC' && role !== 'API_KEY');

/** Whose rows a caller sees: his organisation's, everybody's, or only what is public. */
export type Rows = 'own' | 'all' | 'public';

const seesAll: ReadonlySet<string> = new Set(['CENTRE_OPERATOR', 'CENTRE_APPROVER', 'AUDITOR']);

/** Row scope of a role before a permission narrows it. */
export function scopeOf(role: string): Actor['scope'] {
  return seesAll.has(role) ? 'all' : 'organisation';
}

/** Whether the text names a role of the table. */
export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** The caller nobody signed in for. */
export const publicActor: Actor = {
  account: 'public',
  role: 'PUBLIC',
  organisation: null,
  scope: 'organisation',
  channel: 'web',
};
