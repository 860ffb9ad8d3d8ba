import pg from 'pg';
import type { RoleMap } from '../platform/migrate.ts';
import { roleNames } from '../platform/db.ts';
import { defineProblems } from '../platform/problem.ts';
import {
  ensureRoles,
  overpoweredRoles,
  roleStatements,
  type RolePasswords,
} from '../platform/roles.ts';
import type { Owner } from './database.ts';

const problem = defineProblems({
  ROLES_NEEDED: {
    status: 503,
    zh: '账号 {account} 的权限不够。请让数据库管理员连接数据库 {database} 执行下列语句，然后重新启动：\n{sql}',
    en: 'The account {account} lacks rights. Ask the administrator to connect to database {database} and run the statements above, then start again.',
  },
  ROLES_OVERPOWERED: {
    status: 503,
    zh: '数据库角色 {names} 是超级用户或可绕过行级安全，不能使用。请让数据库管理员执行 ALTER ROLE … NOSUPERUSER NOBYPASSRLS 后重新启动。',
    en: 'The database roles {names} are superusers or bypass row security and cannot be used. Ask the administrator to run ALTER ROLE … NOSUPERUSER NOBYPASSRLS, then start again.',
  },
  EXTENSION_MISSING: {
    status: 503,
    zh: '数据库服务器没有扩展 pg_trgm。请安装 postgresql-contrib 软件包后重新启动。',
    en: 'The database server lacks the extension pg_trgm. Install the package postgresql-contrib, then start again.',
  },
});

const NOT_ALLOWED = '42501';

/**
 * Sees that all our roles exist with our passwords and that the account may make our schema:
 * by itself where it may, else throws ROLES_NEEDED with the SQL that is missing (D16).
 */
export async function assureRights(
  owner: Owner,
  roles: RoleMap,
  passwords: RolePasswords,
): Promise<void> {
  const missing = await schemaStatements(owner);
  if (!(await madeRoles(owner, roles, passwords)) && !(await rolesWork(owner, roles, passwords)))
    missing.push(...roleStatements(roles, passwords));
  if (missing.length > 0) {
    throw problem('ROLES_NEEDED', {
      account: owner.settings.user,
      database: owner.reach.database,
      sql: `${missing.join(';\n')};`,
    });
  }
  const names = await overpoweredRoles(owner.client, roles);
  if (names.length > 0) throw problem('ROLES_OVERPOWERED', { names: names.join('、') });
}

/** What the account lacks to make schemas, the extension and the functions of schema public. */
async function schemaStatements({ client, settings }: Owner): Promise<string[]> {
  const { rows } = await client.query<{
    create: boolean;
    public: boolean;
    available: boolean;
    database: string;
  }>(
    `select has_database_privilege(current_database(), 'CREATE') as "create",
            pg_has_role((select nspowner from pg_namespace where nspname = 'public'), 'USAGE') as public,
            exists (select from pg_available_extensions where name = 'pg_trgm') as available,
            current_database() as database`,
  );
  const found = rows[0];
  if (!found?.available) throw problem('EXTENSION_MISSING');
  const account = pg.escapeIdentifier(settings.user);
  const database = pg.escapeIdentifier(found.database);
  return [
    ...(found.create ? [] : [`GRANT CREATE ON DATABASE ${database} TO ${account}`]),
    ...(found.public ? [] : [`ALTER SCHEMA public OWNER TO ${account}`]),
  ];
}

/** Tries to make the roles or to set their passwords; false when the account may not. */
async function madeRoles(
  { client }: Owner,
  roles: RoleMap,
  passwords: RolePasswords,
): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    'select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user',
  );
  if (!rows[0]?.may) return false;
  try {
    await ensureRoles(client, roles, passwords);
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === NOT_ALLOWED) return false;
    throw error;
  }
}

/** Whether every role signs in with our password, as after the administrator's help. */
async function rolesWork(
  { reach }: Owner,
  roles: RoleMap,
  passwords: RolePasswords,
): Promise<boolean> {
  for (const role of roleNames) {
    const client = new pg.Client({ ...reach, user: roles[role], password: passwords[role] });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
    } catch (error) {
      if (error instanceof pg.DatabaseError) return false;
      throw error;
    }
  }
  return true;
}
