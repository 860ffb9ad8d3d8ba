import type { TestDatabase } from '../database.ts';

/** A place where something was found again that should be nowhere. */
export interface Trace {
  readonly where: string;
  readonly what: string;
}

const OWN_SCHEMAS = ['credit', 'ledger', 'portal', 'pgboss'];

/**
 * Everything all tables of a schema hold, as text; bytes are hexadecimal, so that unsealed text
 * inside them is found by `tracesOf`.
 */
export async function contentOf(
  db: TestDatabase,
  schemas: readonly string[] = OWN_SCHEMAS,
): Promise<Map<string, string>> {
  const superuser = await db.superuser();
  try {
    const { rows } = await superuser.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname = any($1)`,
      [schemas],
    );
    const content = new Map<string, string>();
    for (const { name } of rows) {
      const all = await superuser.query<{ row: string }>(`select t::text as row from ${name} t`);
      content.set(name, all.rows.map(({ row }) => row).join('\n'));
    }
    return content;
  } finally {
    await superuser.end();
  }
}

/** Where any of the texts stands, openly or as the bytes of its UTF-8. */
export function tracesOf(content: ReadonlyMap<string, string>, texts: readonly string[]): Trace[] {
  const forms = texts.map((what) => ({ what, hex: Buffer.from(what, 'utf8').toString('hex') }));
  return [...content].flatMap(([where, text]) =>
    forms
      .filter(({ what, hex }) => text.includes(what) || text.includes(hex))
      .map(({ what }) => ({ where, what })),
  );
}
