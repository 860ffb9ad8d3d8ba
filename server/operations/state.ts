import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { countQuarantined, oldestQuarantined } from '../modules/intake/index.ts';
import { keptChecks, openSetBacks, type KeptCheck } from '../modules/ledger/index.ts';
import { countWaiting } from '../modules/records/index.ts';
import { system } from '../platform/actor.ts';
import { inTransaction } from '../platform/db.ts';
import { hasRoom, roomLeft } from '../platform/room.ts';
import { newestBackup } from './backups.ts';
import { storedFigures, type StoredFigures } from './figures.ts';
import { healthOf, type HealthReason } from './health.ts';
import { linesOf, type StateFigures, type StateLine } from './state-lines.ts';

/** Beyond it nobody's day depends on the exact number. */
const MOST_COUNTED = 1000;

export interface SystemState {
  readonly at: string;
  readonly readOnly: boolean;
  /** What is wrong and what to do, in both languages. */
  readonly reasons: readonly HealthReason[];
  readonly lines: readonly StateLine[];
}

/** The state of the whole system as lines for a person, the urgent ones first; numbers only. */
export async function stateOf(ctx: Context): Promise<SystemState> {
  const [health, stored, counted, checks, setBacks] = await Promise.all([
    healthOf(ctx),
    storedFigures(ctx),
    countedWork(ctx),
    keptChecks(ctx),
    openSetBacks(ctx),
  ]);
  const figures: StateFigures = {
    ...counted,
    ...ofStored(stored),
    checks: ofChecks(checks),
    setBacks: setBacks.length,
    backupAt: await newestBackup(ctx),
    room: { megabytes: roomLeft(ctx.config.dataFolder), enough: hasRoom(ctx.config) },
  };
  const now = ctx.clock.now();
  return {
    at: now.toISOString(),
    readOnly: health.readOnly,
    reasons: health.reasons,
    lines: linesOf(figures, now),
  };
}

function countedWork(ctx: Context) {
  return inTransaction(ctx.db.app, system, async (tx) => {
    const { rows } = await sql<{
      arrived: number;
      rows: number;
      failed: number;
      oldest: Date | null;
    }>`
      select count(*) filter (where received_at >= today.began)::int as arrived,
        coalesce(sum(new) filter (where finished_at >= today.began), 0)::int as rows,
        count(*) filter (where state = 'FAILED' and finished_at >= today.began - interval '6 days')::int as failed,
        min(received_at) filter (where state in ('RECEIVED', 'READING', 'STORING')) as oldest
      from batch, (select ${ctx.clock.today()}::date::timestamp at time zone 'Asia/Shanghai' as began) today`.execute(
      tx,
    );
    const day = rows[0] ?? { arrived: 0, rows: 0, failed: 0, oldest: null };
    return {
      arrived: day.arrived,
      recordsToday: day.rows,
      failedBatches: day.failed,
      oldestUnfinished: day.oldest,
      quarantined: await countQuarantined(tx, MOST_COUNTED),
      quarantinedSince: await oldestQuarantined(tx),
      doubts: await countWaiting(tx, system, 'SUBJECT', MOST_COUNTED),
      unclassified: await countWaiting(tx, system, 'CLASSIFICATION', MOST_COUNTED),
    };
  });
}

function ofStored({ batches, jobs, head, unsequenced, witnesses }: StoredFigures) {
  const batchesIn = (...states: string[]) =>
    batches.reduce((sum, { state, count }) => sum + (states.includes(state) ? count : 0), 0);
  const jobsIn = (...states: string[]) =>
    jobs.reduce((sum, { state, count }) => sum + (states.includes(state) ? count : 0), 0);
  return {
    unfinished: batchesIn('RECEIVED', 'READING', 'STORING'),
    checkpointAt: head?.at ?? null,
    leaves: head?.size ?? 0,
    unsequenced,
    witnesses,
    jobsWaiting: jobsIn('created', 'retry', 'active'),
    jobsFailed: jobsIn('failed'),
  };
}

function ofChecks(checks: readonly KeptCheck[]): StateFigures['checks'] {
  const times = checks.flatMap(({ at }) => (at === null ? [] : [at])).toSorted();
  return {
    oldestAt: times.length < checks.length ? null : (times[0] ?? null),
    found: checks.reduce((sum, { found }) => sum + found, 0),
  };
}
