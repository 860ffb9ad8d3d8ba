import type { Context } from '../../../context.ts';
import type { Actor } from '../../../platform/actor.ts';
import { inTransaction } from '../../../platform/db.ts';
import { audit, logReading, requirePermission } from '../../access/index.ts';
import { compileClass, maskIdNumber, type ClassJudge, type Values } from '../../catalogue/index.ts';
import type { RowContent } from '../batch.ts';
import { enterRows } from '../enter.ts';
import { readyRows } from '../ready.ts';
import { applyGate, gateFor } from '../gate.ts';
import type { JudgedSheetRow } from '../judge-sheet.ts';
import { problem } from '../problem.ts';
import type { ShownRow } from '../row-queries.ts';
import { enteredVersion, publishLater } from './entered-row.ts';
import { locator } from './store-rows.ts';
import { lockRow, replaceRow, type WaitingRow } from './waiting-row.ts';

export interface Correction {
  readonly batchId: string;
  readonly rowNumber: number;
  /** The version the clerk saw; another one means that somebody was faster. */
  readonly version?: number;
  /** Cells that change, by field code; an empty text clears a cell. */
  readonly values: Values;
}

/**
 * Judges a waiting row of the actor's own organisation anew with some cells changed, by the same
 * judge and the store rules; a good row enters at once. The older version is kept. Throws
 * FIELD_UNKNOWN and what `lockRow` throws.
 */
export async function correctRow(ctx: Context, given: Actor, input: Correction): Promise<ShownRow> {
  const actor = requirePermission(given, 'row.correct');
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const old = await lockRow(tx, ctx, input, ['REJECTED', 'QUARANTINED', 'REFUSED']);
    // The centre sees all batches, but only the department changes what it reports.
    if (old.batch.organisation !== actor.organisation) throw problem('BATCH_NOT_FOUND');
    const judge = compileClass(ctx.policy, old.batch.classCode);
    const judged = judgeAgain(ctx, judge, old, correctedCells(judge, old.content, input.values));
    const { values, cures, findings, outcome } = judged;
    const content: RowContent = { values, cures, findings };
    let shown: ShownRow;
    if (outcome === 'ACCEPTED') {
      const row = { rowNumber: old.rowNumber, values };
      const ready = await readyRows(ctx, old.batch, [row]);
      const [entered] = await enterRows(tx, ctx, old.batch, ready, { actor });
      if (!entered) throw new Error('a row without an answer');
      shown = await replaceRow(tx, ctx, actor, old, enteredVersion(ctx, old, content, entered));
      await publishLater(ctx, tx, old.batch, entered);
    } else {
      const state = outcome === 'REFUSED' ? 'REJECTED' : 'QUARANTINED';
      shown = await replaceRow(tx, ctx, actor, old, { ...content, state });
    }
    await audit(tx, actor, {
      action: 'row.correct',
      object: `${input.batchId}/${input.rowNumber}`,
      detail: { fields: Object.keys(input.values), state: shown.state, version: shown.version },
    });
    // The answer holds the row, so that the act is a reading as well (K14).
    await logReading(tx, actor, {
      output: 'intake.correct',
      purpose: '更正本单位报送的问题行',
      subjectId: shown.subjectId,
      detail: { batchId: input.batchId, row: input.rowNumber },
    });
    return shown;
  });
}

/** Gives up a waiting row of the actor's own organisation: it will not enter. */
export async function discardRow(
  ctx: Context,
  given: Actor,
  input: { readonly batchId: string; readonly rowNumber: number; readonly reason?: string },
): Promise<ShownRow> {
  const actor = requirePermission(given, 'row.correct');
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const old = await lockRow(tx, ctx, input, ['REJECTED', 'QUARANTINED']);
    if (old.batch.organisation !== actor.organisation) throw problem('BATCH_NOT_FOUND');
    const reason = input.reason?.trim() || '报送单位放弃报送本行';
    const shown = await replaceRow(tx, ctx, actor, old, {
      ...old.content,
      state: 'REFUSED',
      reason,
    });
    await audit(tx, actor, {
      action: 'row.discard',
      object: `${input.batchId}/${input.rowNumber}`,
    });
    await logReading(tx, actor, {
      output: 'intake.discard',
      purpose: '放弃报送本单位的问题行',
      subjectId: shown.subjectId,
      detail: { batchId: input.batchId, row: input.rowNumber },
    });
    return shown;
  });
}

/** The cells after a correction; a masked number the clerk only sent back stays what it was. */
function correctedCells(
  judge: ClassJudge,
  old: RowContent,
  changes: Values,
): Record<string, string> {
  const fields = new Map(judge.fields.map((field) => [field.code, field]));
  const cells: Record<string, string> = { ...old.values };
  for (const [code, text] of Object.entries(changes)) {
    const field = fields.get(code);
    if (!field) {
      throw problem('FIELD_UNKNOWN', {
        field: code,
        className: judge.newest.informationClass.nameZh,
      });
    }
    const before = old.values[code] ?? '';
    if (field.type === 'idnumber' && before !== '' && text === maskIdNumber(before)) continue;
    cells[code] = text;
  }
  return cells;
}

function judgeAgain(
  ctx: Context,
  judge: ClassJudge,
  old: WaitingRow,
  cells: Record<string, string>,
): JudgedSheetRow {
  const { batch, rowNumber, columns } = old;
  const located = locator(ctx, batch, columns);
  const judged = judge.row(cells, {
    today: ctx.clock.today(),
    // What was reported in time stays in time while its cells are mended.
    receivedOn: batch.judgedOn,
    sender: batch.organisation,
    rowNumber,
  });
  const findings = judged.findings.map((finding) => located(finding, rowNumber));
  return applyGate(gateFor(ctx, batch), { ...judged, rowNumber, findings });
}
