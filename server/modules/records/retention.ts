import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { Problem } from '../../platform/problem.ts';
import { holdsOn, type Policy } from '../policy/index.ts';
import { eraseRecord } from './erase.ts';
import type { ActionKind } from './fold.ts';

const RETENTION = 'PERSON_NEGATIVE_RETENTION';
const AT_ONCE = 200;
// A doubt that a person has settled did not end the record: what was before it does not count.
const CONFIRMED = sql`coalesce((select max(c.seq) from record_action c where c.subject_id = f.subject_id
  and c.record_id = f.record_id and c.kind = 'subjectConfirmed'), 0)`;
// What ends a record for the world; from the first of these the time of keeping runs.
const ENDS: readonly ActionKind[] = [
  'withdrawn',
  'expired',
  'repaired',
  'superseded',
  'revoked',
  'deleted',
];

/**
 * Erases negative records of persons and households whose time of keeping is over: it runs from
 * the day the record ended, or from the fact where the public never saw it (K3; the period is
 * policy data, 征信业管理条例 第十六条). One that refuses, because its content does not open, is
 * said in the log and named by the self-check; it keeps no other. Returns how many were erased.
 */
export async function eraseOverdue(ctx: Context, signal?: AbortSignal): Promise<number> {
  const today = ctx.clock.today();
  const { basis, months } = keepingOf(ctx.policy, today);
  let erased = 0;
  for (let after: string | null = null; ;) {
    const overdue = await overdueRecords(ctx, today, months, after);
    for (const recordId of overdue) {
      if (signal?.aborted) return erased;
      if (await tryToErase(ctx, recordId, basis)) erased += 1;
    }
    after = overdue.at(-1) ?? null;
    if (overdue.length < AT_ONCE) return erased;
  }
}

async function tryToErase(ctx: Context, recordId: string, basis: string): Promise<boolean> {
  try {
    await eraseRecord(ctx, system, { recordId, basis });
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    ctx.log.error({ recordId, code: error.code }, 'a record could not be erased');
    return false;
  }
}

function keepingOf(policy: Policy, today: PlainDate): { basis: string; months: number } {
  const period = policy.deadlines.deadlines.find(
    (entry) => entry.id === RETENTION && holdsOn(entry, today),
  );
  if (period?.unit !== 'MONTH') throw new Error(`policy has no ${RETENTION} in months on ${today}`);
  return { basis: period.basis, months: period.value };
}

/** Months are counted forwards from the end: five years from a leap day are over on the last of February. */
function overdueRecords(
  ctx: Context,
  today: PlainDate,
  months: number,
  after: string | null,
): Promise<string[]> {
  return inTransaction(ctx.db.app, system, async (tx) => {
    const { rows } = await sql<{ record_id: string }>`
      select f.record_id from record_fact f
        join record_state s using (subject_id, record_id)
      where f.polarity = 'NEGATIVE' and f.subject_kind in ('NATURAL_PERSON', 'INDIVIDUAL_BUSINESS')
        and s.status not in ('PUBLISHED', 'ERASED')
        and (${after}::uuid is null or f.record_id > ${after}::uuid)
        and coalesce((select min(a.effective_on) from record_action a
          where a.subject_id = f.subject_id and a.record_id = f.record_id
            and a.kind = any(${ENDS}::text[]) and a.seq > ${CONFIRMED}), f.fact_date)
          + make_interval(months => ${months}) <= ${today}::date
      order by f.record_id limit ${AT_ONCE}`.execute(tx);
    return rows.map((row) => row.record_id);
  });
}
