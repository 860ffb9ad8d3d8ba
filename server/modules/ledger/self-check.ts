import type { Context } from '../../context.ts';

/** The comparisons that run each night: the log itself, the records, what is public of them, issued reports, the entries of who did what. */
const names = ['ledger', 'records', 'publication', 'reports', 'audit'] as const;
export type CheckName = (typeof names)[number];

/** One difference in words for the person who must act; ids only, never content. */
interface KeptFinding {
  readonly code: string;
  readonly message: string;
}

/** What a comparison found and when; `at` is null before its first night. */
export interface KeptCheck {
  readonly name: CheckName;
  readonly at: string | null;
  readonly checked: number;
  /** How many differences there are; the first hundred of them are kept. */
  readonly found: number;
  readonly findings: readonly KeptFinding[];
}

const KEPT_FINDINGS = 100;

/** Keeps the result of a comparison for the desks and says each difference in the log. */
export async function keepCheck(
  ctx: Context,
  name: CheckName,
  result: { readonly checked: number; readonly findings: readonly KeptFinding[] },
): Promise<void> {
  for (const finding of result.findings) ctx.log.error({ check: name, finding }, 'self-check');
  const at = ctx.clock.now();
  const value = JSON.stringify({
    at: at.toISOString(),
    checked: result.checked,
    found: result.findings.length,
    findings: result.findings
      .slice(0, KEPT_FINDINGS)
      .map(({ code, message }) => ({ code, message })),
  });
  await ctx.db.app
    .insertInto('setting')
    .values({ name: `${name}.check`, value, changed_at: at })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, changed_at: at }))
    .execute();
}

/** The newest result of each comparison, also of one that has not run yet. */
export async function keptChecks(ctx: Context): Promise<KeptCheck[]> {
  const rows = await ctx.db.app
    .selectFrom('setting')
    .select(['name', 'value'])
    .where(
      'name',
      'in',
      names.map((name) => `${name}.check`),
    )
    .execute();
  return names.map((name) => {
    const kept = rows.find((row) => row.name === `${name}.check`)?.value;
    const none = { at: null, checked: 0, found: 0, findings: [] };
    return { name, ...none, ...(kept as Partial<KeptCheck> | undefined) };
  });
}
