import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { roleNames, type RoleName } from './db.ts';
import type { RoleMap } from './migrate.ts';

export type RolePasswords = Readonly<Record<RoleName, string>>;

/** Role names of one database (D16): `xinyong_<database>_app` and so on. */
export function rolesOf(database: string): RoleMap {
  return Object.fromEntries(
    roleNames.map((role) => [role, `xinyong_${database}_${role}`]),
  ) as RoleMap;
}

/** Fresh random passwords for all roles. */
export function newRolePasswords(): RolePasswords {
  return Object.fromEntries(
    roleNames.map((role) => [role, randomBytes(24).toString('base64url')]),
  ) as RolePasswords;
}

/**
 * The SQL that an administrator of an external server runs when our account may not
 * create roles; also what `ensureRoles` executes.
 */
export function roleStatements(roles: RoleMap, passwords: RolePasswords): string[] {
  return roleNames.flatMap((role) => {
    const name = `"${roles[role]}"`;
    const attributes = `LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${pg.escapeLiteral(passwords[role])}`;
    return [
      `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${roles[role]}') THEN CREATE ROLE ${name}; END IF; END $$`,
      `ALTER ROLE ${name} WITH ${attributes}`,
    ];
  });
}

/** Creates the roles or sets their passwords anew; needs CREATEROLE. */
export async function ensureRoles(
  client: pg.ClientBase,
  roles: RoleMap,
  passwords: RolePasswords,
): Promise<void> {
  for (const statement of roleStatements(roles, passwords)) await client.query(statement);
}
