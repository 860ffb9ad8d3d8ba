import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Tx } from '../../platform/db.ts';
import { liveRecords, type RecordRef } from '../records/index.ts';
import { SHORTEST_NAME, operatorOf } from './public-view.ts';

/**
 * Operators of households as their newest live entry of the register names them, by subject; for
 * callers who see the records of all departments.
 */
export async function registeredOperators(
  tx: Tx,
  ctx: Context,
  households: readonly string[],
): Promise<Map<string, string>> {
  const entries = await liveRecords(tx, ctx, households, registerClasses(ctx));
  return new Map(
    entries.flatMap(({ fact, values }) =>
      values === null ? [] : [[fact.subjectId, operatorOf(values)] as const],
    ),
  );
}

/** Shown records of households, entries of the register apart, that still name the operator. */
export async function itemsNaming(
  tx: Tx,
  ctx: Context,
  operators: ReadonlyMap<string, string>,
): Promise<RecordRef[]> {
  const named = [...operators].filter(([, name]) => [...name].length >= SHORTEST_NAME);
  if (named.length === 0) return [];
  const { rows } = await sql<{ subject_id: string; record_id: string }>`
    select i.subject_id, i.record_id
    from unnest(${named.map(([id]) => id)}::uuid[], ${named.map(([, name]) => name)}::text[]) n (subject_id, operator)
    join portal.item i using (subject_id) join subject s using (subject_id)
    where i.class_code <> all(${registerClasses(ctx)}::text[])
      and exists (select from jsonb_each_text(i.fields) f
        where strpos(f.value, n.operator) > 0 and f.value is distinct from s.name)`.execute(tx);
  return rows.map((row) => ({ subjectId: row.subject_id, recordId: row.record_id }));
}

function registerClasses(ctx: Context): string[] {
  return ctx.policy.catalogue.classes
    .filter((entry) => entry.subject.creates)
    .map((entry) => entry.code);
}
