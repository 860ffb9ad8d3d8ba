import type { Selectable } from 'kysely';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Batch } from '../../platform/db.gen.ts';
import { hasRoom } from '../../platform/room.ts';
import { rowsFor } from '../access/index.ts';
import { classOf } from '../policy/index.ts';
import { finishedStates, type BatchState, type Progress } from './batch.ts';
import { neutralName, openFileName } from './sheet-text.ts';

/** A batch as lists show it. */
export interface BatchSummary {
  readonly batchId: string;
  readonly receiptNumber: string;
  readonly classCode: string;
  readonly className: string;
  readonly organisation: string;
  readonly organisationName: string;
  readonly account: string;
  readonly channel: string;
  readonly fileName: string;
  readonly fileSize: number;
  readonly receivedAt: string;
  readonly finishedAt: string | null;
  readonly state: BatchState;
  readonly cancelRequested: boolean;
  /** Why nothing moves though nobody stopped it; it goes on by itself. */
  readonly held: 'DISK_FULL' | null;
  readonly progress: Progress;
  readonly counts: BatchCounts;
}

/** rows = accepted + rejected + quarantined; accepted = new + duplicate + corrected + revoked + deleted once done. */
export interface BatchCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly quarantined: number;
  readonly warned: number;
  readonly new: number;
  readonly duplicate: number;
  readonly corrected: number;
  readonly revoked: number;
  readonly deleted: number;
}

/** What a summary is made of. */
export const summaryColumns = [
  'batch_id',
  'receipt_number',
  'class_code',
  'judged_on',
  'organisation_code',
  'account',
  'channel',
  'file_name',
  'file_extension',
  'file_size',
  'received_at',
  'finished_at',
  'state',
  'cancel_requested_at',
  'progress',
  'rows',
  'accepted',
  'rejected',
  'quarantined',
  'warned',
  'new',
  'duplicate',
  'corrected',
  'revoked',
  'deleted',
] as const satisfies readonly (keyof Batch)[];

export type SummaryRow = Pick<Selectable<Batch>, (typeof summaryColumns)[number]>;

/** The clerk's own words are for his department and for the centre, which answers his questions (K8). */
export function seesWords(actor: Actor, row: Pick<SummaryRow, 'organisation_code'>): boolean {
  return (
    actor.organisation === row.organisation_code || rowsFor(actor.role, 'batch.submit') === 'all'
  );
}

/** A batch as lists show it, its file named where the actor may know the name. */
export function summary(ctx: Context, actor: Actor, row: SummaryRow): BatchSummary {
  const held = isUnfinished(row) && !hasRoom(ctx.config) ? 'DISK_FULL' : null;
  const progress = row.progress as unknown as Progress;
  const organisation = ctx.policy.organisations.organisations.find(
    ({ code }) => code === row.organisation_code,
  );
  const { rows, accepted, rejected, quarantined, warned } = row;
  const { new: added, duplicate, corrected, revoked, deleted } = row;
  return {
    batchId: row.batch_id,
    receiptNumber: row.receipt_number,
    classCode: row.class_code,
    className: classOf(ctx.policy, row.class_code, row.judged_on)?.nameZh ?? row.class_code,
    organisation: row.organisation_code,
    organisationName: organisation?.nameZh ?? row.organisation_code,
    account: row.account,
    channel: row.channel,
    fileName:
      row.file_name !== null && seesWords(actor, row)
        ? openFileName(ctx.keys, row.file_name)
        : neutralName(row.file_extension),
    fileSize: Number(row.file_size),
    receivedAt: row.received_at.toISOString(),
    finishedAt: instant(row.finished_at),
    state: row.state as BatchState,
    cancelRequested: row.cancel_requested_at !== null,
    held,
    progress: held ? { ...progress, secondsLeft: null } : progress,
    counts: {
      rows,
      accepted,
      rejected,
      quarantined,
      warned,
      new: added,
      duplicate,
      corrected,
      revoked,
      deleted,
    },
  };
}

/** Whether something still happens to the batch by itself. */
function isUnfinished(row: Pick<SummaryRow, 'state'>): boolean {
  return !finishedStates.includes(row.state as BatchState);
}

/** An instant as answers write it. */
export function instant(at: Date | null | undefined): string | null {
  return at ? at.toISOString() : null;
}
