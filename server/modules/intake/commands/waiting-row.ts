import type { Context } from '../../../context.ts';
import type { Actor } from '../../../platform/actor.ts';
import type { Tx } from '../../../platform/db.ts';
import { finishedStates, type BatchHead, type RowContent, type RowState } from '../batch.ts';
import { FindingCounts } from '../finding.ts';
import { problem } from '../problem.ts';
import { rowsOf, shownRow, type ShownRow } from '../row-queries.ts';
import { openValue } from '../sealed.ts';
import {
  addCounts,
  addFindingCounts,
  findBatch,
  insertRows,
  type CountChanges,
  type NewRow,
} from '../store.ts';
import type { Columns } from './store-rows.ts';

/** A row that waits, locked together with its batch. */
export interface WaitingRow {
  readonly batch: BatchHead;
  readonly rowNumber: number;
  readonly version: number;
  readonly state: RowState;
  readonly content: RowContent;
  readonly expiresOn: string;
  readonly columns: Columns;
}

/** Which of the batch's numbers a row in this state is part of. */
const COUNTED: Readonly<Partial<Record<RowState, keyof CountChanges>>> = {
  REJECTED: 'rejected',
  REFUSED: 'rejected',
  QUARANTINED: 'quarantined',
  DUPLICATE: 'duplicate',
};

/**
 * Locks a batch and its row in one of the given states. Throws BATCH_NOT_FOUND, BATCH_NOT_FINISHED,
 * ROW_NOT_FOUND, ROW_NOT_WAITING, or ROW_CHANGED when `version` is not the present one.
 */
export async function lockRow(
  tx: Tx,
  ctx: Context,
  place: { readonly batchId: string; readonly rowNumber: number; readonly version?: number },
  states: readonly RowState[],
): Promise<WaitingRow> {
  const { batchId, rowNumber, version } = place;
  const batch = await findBatch(tx, batchId, { lock: true });
  if (!batch) throw problem('BATCH_NOT_FOUND');
  if (!finishedStates.includes(batch.state)) throw problem('BATCH_NOT_FINISHED');
  const row = await rowsOf(tx)
    .where('batch_id', '=', batchId)
    .where('row_number', '=', rowNumber)
    .where('state', '<>', 'REPLACED')
    .executeTakeFirst();
  if (!row) throw problem('ROW_NOT_FOUND', { rowNumber });
  if (version !== undefined && version !== row.version) throw problem('ROW_CHANGED', { rowNumber });
  if (!states.includes(row.state as RowState)) throw problem('ROW_NOT_WAITING', { rowNumber });
  const { sheet_info: info } = await tx
    .selectFrom('batch')
    .select('sheet_info')
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  const { columnIndexes = {} } = info as unknown as { columnIndexes?: Columns };
  return {
    batch,
    rowNumber,
    version: row.version,
    state: row.state as RowState,
    content: openValue<RowContent>(ctx.keys, row.sealed),
    expiresOn: row.expires_on,
    columns: columnIndexes,
  };
}

/** What follows a waiting row: its next version, and which number of the batch it joins. */
export interface NextVersion extends Omit<NewRow, 'rowNumber' | 'version' | 'decidedBy'> {
  readonly joins?: keyof CountChanges;
}

/** Stores the next version of a row, keeps the old one, moves the batch's numbers; answers the row. */
export async function replaceRow(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  old: WaitingRow,
  next: NextVersion,
): Promise<ShownRow> {
  const { batch, rowNumber } = old;
  const { batchId } = batch;
  await tx
    .updateTable('batch_row')
    .set({ state: 'REPLACED' })
    .where('batch_id', '=', batchId)
    .where('row_number', '=', rowNumber)
    .where('version', '=', old.version)
    .execute();
  const { joins = COUNTED[next.state], ...row } = next;
  const version = old.version + 1;
  const written: NewRow = { ...row, rowNumber, version, decidedBy: actor.account };
  await insertRows(tx, ctx, batch, [written], old.expiresOn);
  const counts = new FindingCounts();
  for (const finding of old.content.findings) counts.add(finding, -1);
  for (const finding of next.findings) counts.add(finding, 1);
  await addFindingCounts(tx, batchId, counts.list());
  const left = COUNTED[old.state];
  if (joins !== left) {
    const entered = joins !== 'rejected' && joins !== 'quarantined' && joins !== undefined;
    await addCounts(tx, batchId, {
      ...(left ? { [left]: -1 } : {}),
      ...(joins ? { [joins]: 1 } : {}),
      ...(entered ? { accepted: 1 } : {}),
      ...(entered && next.findings.length > 0 ? { warned: 1 } : {}),
    });
  }
  const stored = await rowsOf(tx)
    .where('batch_id', '=', batchId)
    .where('row_number', '=', rowNumber)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return shownRow(ctx, stored);
}
