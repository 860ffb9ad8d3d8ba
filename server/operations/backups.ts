import type { Context } from '../context.ts';

const NAME = 'backup.made';

/** Keeps when the newest backup was made, for the desk; the backup itself lies elsewhere. */
export async function noteBackup(ctx: Context, madeAt: string): Promise<void> {
  const at = ctx.clock.now();
  const value = JSON.stringify({ at: madeAt });
  await ctx.db.app
    .insertInto('setting')
    .values({ name: NAME, value, changed_at: at })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, changed_at: at }))
    .execute();
}

/** When the newest backup was made; null when none was. */
export async function newestBackup(ctx: Context): Promise<string | null> {
  const row = await ctx.db.app
    .selectFrom('setting')
    .select('value')
    .where('name', '=', NAME)
    .executeTakeFirst();
  return (row?.value as { at?: string } | undefined)?.at ?? null;
}
