import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { requirePermission } from '../access/index.ts';
import { finishedStates } from './batch.ts';
import { summary, summaryColumns, type BatchSummary } from './batch-summary.ts';

/** A file with rows to correct, and when they are deleted if nobody does. */
export interface ToMend extends BatchSummary {
  readonly expiresOn: string;
}

/** What the files of one's own organisation still ask of it. */
export interface OwnWork {
  /** Files with rows to correct: those whose rows are deleted first come first. */
  readonly toMend: readonly ToMend[];
  readonly filesToMend: number;
  readonly rowsToMend: number;
  /** Rows that wait for a person of the centre. */
  readonly rowsHeld: number;
  /** Files not accepted lately, after which none of their class was. */
  readonly notAccepted: readonly BatchSummary[];
}

/** A file that was not accepted is reminded of for so long. */
const REMIND_DAYS = 7;

/** What the files of the actor's organisation ask of it today, at most `most` of each kind by name. */
export async function ownWork(ctx: Context, given: Actor, most: number): Promise<OwnWork> {
  const actor = requirePermission(given, 'batch.read');
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const today = ctx.clock.today();
    const own = tx.selectFrom('batch').where('organisation_code', '=', actor.organisation ?? '');
    const live = own.where('expires_on', '>=', today);
    const numbers = await live
      .select(({ fn }) => [
        fn.count<string>('batch_id').filterWhere('rejected', '>', 0).as('files'),
        fn.sum<string | null>('rejected').as('rows'),
        fn.sum<string | null>('quarantined').as('held'),
      ])
      .executeTakeFirst();
    const toMend = await live
      .where('rejected', '>', 0)
      .select([...summaryColumns, 'expires_on'])
      .orderBy('expires_on')
      .orderBy('received_at')
      .limit(most)
      .execute();
    return {
      toMend: toMend.map((row) => ({ ...summary(ctx, actor, row), expiresOn: row.expires_on })),
      filesToMend: Number(numbers?.files ?? 0),
      rowsToMend: Number(numbers?.rows ?? 0),
      rowsHeld: Number(numbers?.held ?? 0),
      notAccepted: await notAccepted(ctx, tx, actor, most),
    };
  });
}

async function notAccepted(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  most: number,
): Promise<BatchSummary[]> {
  const since = new Date(ctx.clock.now().getTime() - REMIND_DAYS * 86_400_000);
  const rows = await tx
    .selectFrom('batch as b')
    .select(summaryColumns.map((column) => `b.${column}` as const))
    .where('b.organisation_code', '=', actor.organisation ?? '')
    .where('b.received_at', '>=', since)
    .where('b.state', 'in', ['REFUSED', 'FAILED'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('batch as later')
            .select(sql`1`.as('one'))
            .whereRef('later.organisation_code', '=', 'b.organisation_code')
            .whereRef('later.class_code', '=', 'b.class_code')
            .whereRef('later.received_at', '>', 'b.received_at')
            .where('later.state', 'not in', ['REFUSED', 'FAILED', 'CANCELLED']),
        ),
      ),
    )
    .orderBy('b.received_at', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => summary(ctx, actor, row));
}

/** Files the actor sent that are not finished or finished since then, the newest first. */
export async function ownJobs(
  ctx: Context,
  given: Actor,
  since: Date,
  most: number,
): Promise<BatchSummary[]> {
  const actor = requirePermission(given, 'batch.read');
  const rows = await inTransaction(ctx.db.app, actor, (tx) =>
    tx
      .selectFrom('batch')
      .select(summaryColumns)
      .where('organisation_code', '=', actor.organisation ?? '')
      .where('account', '=', actor.account)
      .where((is) => is.or([is('state', 'not in', finishedStates), is('finished_at', '>=', since)]))
      .orderBy('received_at', 'desc')
      .limit(most)
      .execute(),
  );
  return rows.map((row) => summary(ctx, actor, row));
}
