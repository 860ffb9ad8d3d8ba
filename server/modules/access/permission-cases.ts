import type { Route } from '../../platform/http/route.ts';
import { permissionNamed, rowsFor } from './permissions.ts';
import { roles, type Role } from './roles.ts';

/** What the table says must happen when a role calls a route. */
export interface PermissionCase {
  readonly route: Route;
  readonly role: Role;
  /** Whether the call says what it is for. */
  readonly withPurpose: boolean;
  /** For people: whether the second factor was passed. */
  readonly secondFactor: boolean;
  /** Code of the refusal, or null when the handler must be reached. */
  readonly refusal: string | null;
}

/** Every route with every role, with and without purpose and second factor: what the table of permissions demands. */
export function permissionCases(routes: readonly Route[]): PermissionCase[] {
  return routes.flatMap((route) =>
    roles.flatMap((role) =>
      [true, false].flatMap((withPurpose) =>
        (isPerson(role) ? [true, false] : [true]).map((secondFactor) => {
          const refusal = refusalOf(route.permission, role, withPurpose, secondFactor);
          return { route, role, withPurpose, secondFactor, refusal };
        }),
      ),
    ),
  );
}

function isPerson(role: Role): boolean {
  return role !== 'PUBLIC' && role !== 'API_KEY';
}

function refusalOf(
  name: string,
  role: Role,
  withPurpose: boolean,
  secondFactor: boolean,
): string | null {
  const entry = permissionNamed(name);
  if (!entry) return 'UNLISTED_PERMISSION';
  if (entry.roles.PUBLIC) return null;
  if (role === 'PUBLIC') return 'NOT_SIGNED_IN';
  if (entry.secondFactor && !secondFactor) return 'SECOND_FACTOR_NEEDED';
  if (rowsFor(role, name) === null) return 'FORBIDDEN';
  return entry.needsPurpose && !withPurpose ? 'PURPOSE_REQUIRED' : null;
}
