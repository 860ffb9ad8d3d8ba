import { sql } from 'kysely';
import { Problem } from '../../platform/problem.ts';
import { withdraw } from '../publication/index.ts';
import {
  deleteRecord,
  replaceRecord,
  revokeRecord,
  type Existing,
  type NewRecord,
} from '../records/index.ts';
import type { Envelope, Finding } from '../catalogue/index.ts';
import type { Entered, Store } from './enter.ts';
import type { RowToEnter } from './ready.ts';

interface Change {
  readonly row: RowToEnter;
  readonly operation: Envelope;
  readonly target: Existing | null;
}

/**
 * Corrects, revokes or deletes the record a row means, and withdraws what the public sees of it in
 * the same transaction. What the record's state forbids (repaired, already ended) is a finding of
 * this row, not a failure of the batch.
 */
export async function changeRecord(
  store: Store,
  change: Change,
  record: NewRecord | null,
): Promise<Entered> {
  const { tx } = store;
  await sql`savepoint intake_operation`.execute(tx);
  try {
    const entered = await act(store, change, record);
    await sql`release savepoint intake_operation`.execute(tx);
    return entered;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await sql`rollback to savepoint intake_operation`.execute(tx);
    return { kind: 'REJECTED', findings: [refused(change, error)] };
  }
}

async function act(
  { tx, ctx, batch, actor }: Store,
  { operation, target }: Change,
  record: NewRecord | null,
): Promise<Entered> {
  if (!target) throw new Error('an operation without its record');
  const reason = operation.reason ?? '';
  const { recordId, subjectId } = target;
  // First off the page: what has ended takes no further action.
  await withdraw(tx, ctx, actor, [{ recordId, subjectId }], reason);
  if (operation.operation === 'UPDATE' && record) {
    const replaced = await replaceRecord(tx, ctx, actor, { target, row: record, reason });
    return { kind: 'CORRECTED', recordId: replaced.recordId, subjectId, findings: [] };
  }
  const ending = { target, organisation: batch.organisation, reason };
  if (operation.operation === 'REVOKE') await revokeRecord(tx, ctx, actor, ending);
  else await deleteRecord(tx, ctx, actor, ending);
  const kind = operation.operation === 'REVOKE' ? 'REVOKED' : 'DELETED';
  return { kind, recordId, subjectId, findings: [] };
}

function refused({ row, operation }: Change, error: Problem): Finding {
  return {
    rule: `STORE-${error.code}`,
    field: 'OPERATION',
    severity: 'error',
    message: error.message,
    messageEn: error.messageEn,
    value: row.values['OPERATION'] ?? operation.operation,
    feedback: 'E3003',
  };
}
