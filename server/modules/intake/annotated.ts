import { PassThrough } from 'node:stream';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { writeAnnotated, type AnnotatedRow } from '../../platform/spreadsheet/index.ts';
import { audit, logReading, requirePermission } from '../access/index.ts';
import { compileClass } from '../catalogue/index.ts';
import { informationClassOf } from './classes.ts';
import { problem } from './problem.ts';
import { rowsOf, shownRow } from './row-queries.ts';
import { findBatch } from './store.ts';

const AT_ONCE = 500;

/**
 * The rows of a batch that did not enter as a workbook with red and yellow cells, to be corrected
 * and sent again; identity numbers are masked (K8). Logged as a reading (K14).
 */
export async function annotatedFile(
  ctx: Context,
  given: Actor,
  purpose: string,
  batchId: string,
): Promise<{ bytes: Buffer; fileName: string }> {
  const actor = requirePermission(given, 'row.read');
  return inTransaction(ctx.db.app, actor, async (tx) => {
    const batch = await findBatch(tx, batchId);
    if (!batch) throw problem('BATCH_NOT_FOUND');
    const judge = compileClass(ctx.policy, batch.classCode);
    const output = new PassThrough();
    const chunks: Buffer[] = [];
    output.on('data', (chunk: Buffer) => chunks.push(chunk));
    const rows = await writeAnnotated(
      {
        sheetName: '待更正',
        columns: judge.fields.map((field) => ({ key: field.code, header: field.nameZh })),
        rows: rejectedRows(tx, ctx, batchId),
      },
      output,
    );
    await logReading(tx, actor, { output: 'intake.annotated', purpose, detail: { batchId, rows } });
    await audit(tx, actor, { action: 'batch.download', object: batchId, detail: { rows } });
    const name = informationClassOf(ctx.policy, batch.classCode, batch.judgedOn).nameZh;
    return { bytes: Buffer.concat(chunks), fileName: `${name}待更正.xlsx` };
  });
}

async function* rejectedRows(tx: Tx, ctx: Context, batchId: string): AsyncGenerator<AnnotatedRow> {
  for (let after = 0; ;) {
    const rows = await rowsOf(tx)
      .where('batch_id', '=', batchId)
      .where('state', 'in', ['REJECTED', 'REFUSED'])
      .where('row_number', '>', after)
      .orderBy('row_number')
      .limit(AT_ONCE)
      .execute();
    for (const row of rows) {
      const { rowNumber, values, findings } = shownRow(ctx, row);
      after = rowNumber;
      yield {
        rowNumber,
        cells: values,
        findings: findings.map(({ field, severity, message }) => ({
          column: field,
          severity,
          message,
        })),
      };
    }
    if (rows.length < AT_ONCE) return;
  }
}
