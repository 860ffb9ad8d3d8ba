import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { roleNames, type RoleName } from './db.ts';
import type { RoleMap } from './migrate.ts';

export type RolePasswords = Readonly<Record<RoleName, string>>;

const LONGEST_NAME = 63;

/** Role names of one database (D16): `xinyong_<database>_app` and so on. */
export function rolesOf(database: string): RoleMap {
  const fits = Buffer.byteLength(`xinyong_${database}_auditor`) <= LONGEST_NAME;
  // PostgreSQL cuts longer names off, and two roles would become one.
  const part = fits ? database : createHash('sha256').update(database).digest('hex').slice(0, 16);
  return Object.fromEntries(roleNames.map((role) => [role, `xinyong_${part}_${role}`])) as RoleMap;
}

/** Fresh random passwords for all roles. */
export function newRolePasswords(): RolePasswords {
  return Object.fromEntries(
    roleNames.map((role) => [role, randomBytes(24).toString('base64url')]),
  ) as RolePasswords;
}

/**
 * The SQL that an administrator of an external server runs when our account may not
 * create roles; also what `ensureRoles` executes. New roles have no attribute but log-in.
 */
export function roleStatements(roles: RoleMap, passwords: RolePasswords): string[] {
  return roleNames.flatMap((role) => {
    const name = pg.escapeIdentifier(roles[role]);
    return [
      `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${pg.escapeLiteral(roles[role])}) THEN CREATE ROLE ${name}; END IF; END $$`,
      `ALTER ROLE ${name} WITH LOGIN PASSWORD ${pg.escapeLiteral(passwords[role])}`,
    ];
  });
}

/** Creates the roles or sets their passwords anew; needs CREATEROLE and, for existing roles, their administration. */
export async function ensureRoles(
  client: pg.ClientBase,
  roles: RoleMap,
  passwords: RolePasswords,
): Promise<void> {
  for (const statement of roleStatements(roles, passwords)) await client.query(statement);
}

/** Names among ours that row security would not bind: superusers and those with BYPASSRLS. */
export async function overpoweredRoles(client: pg.ClientBase, roles: RoleMap): Promise<string[]> {
  const { rows } = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls)',
    [Object.values(roles)],
  );
  return rows.map((row) => row.rolname);
}
