import type { Context } from '../../../context.ts';
import type { Tx } from '../../../platform/db.ts';
import type { BatchHead, RowContent } from '../batch.ts';
import type { Entered } from '../enter.ts';
import type { CountChanges } from '../store.ts';
import { locator } from './store-rows.ts';
import type { NextVersion, WaitingRow } from './waiting-row.ts';

const JOINS: Readonly<Record<Entered['kind'], keyof CountChanges>> = {
  NEW: 'new',
  CORRECTED: 'corrected',
  REVOKED: 'revoked',
  DELETED: 'deleted',
  DUPLICATE: 'duplicate',
  REJECTED: 'rejected',
  QUARANTINED: 'quarantined',
};

/** The next version of a row that went through the store rules. */
export function enteredVersion(
  ctx: Context,
  old: WaitingRow,
  content: RowContent,
  entered: Entered,
): NextVersion {
  const located = locator(ctx, old.batch, old.columns);
  const found = entered.findings.map((finding) => located(finding, old.rowNumber));
  const { kind } = entered;
  const waits = kind === 'REJECTED' || kind === 'QUARANTINED' || kind === 'DUPLICATE';
  return {
    values: content.values,
    cures: content.cures,
    findings: [...content.findings, ...found],
    state: waits ? kind : 'ENTERED',
    joins: JOINS[kind],
    ...('recordId' in entered ? { recordId: entered.recordId, subjectId: entered.subjectId } : {}),
    ...('suggestions' in entered ? { suggestions: entered.suggestions } : {}),
  };
}

/** Has the public pages follow a row that entered after its batch. */
export async function publishLater(
  ctx: Context,
  tx: Tx,
  batch: BatchHead,
  entered: Entered,
): Promise<void> {
  if (!('recordId' in entered) || entered.kind === 'DUPLICATE') return;
  await ctx.jobs.enqueue(tx, 'publication.publish', { batchId: batch.batchId });
}
