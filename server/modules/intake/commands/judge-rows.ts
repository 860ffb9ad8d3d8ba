import type { Context } from '../../../context.ts';
import type { Actor } from '../../../platform/actor.ts';
import { requirePermission } from '../../access/index.ts';
import { compileClass, type Outcome, type Values } from '../../catalogue/index.ts';
import { senderOf } from '../classes.ts';
import type { SheetFinding } from '../finding.ts';
import { problem } from '../problem.ts';
import { maskedContent } from '../row-queries.ts';
import { locator } from './store-rows.ts';

/** What the judge says of a row typed in the desk; nothing is stored. */
export interface TypedRow {
  readonly rowNumber: number;
  readonly values: Values;
  readonly findings: readonly SheetFinding[];
  readonly cures: ReturnType<typeof maskedContent>['cures'];
  readonly outcome: Outcome;
}

const MOST_ROWS = 500;

/**
 * Judges typed rows by row and file rules as if they were received today from the actor's
 * organisation. Throws NOT_A_SENDER, FIELD_UNKNOWN and TOO_MANY_TYPED_ROWS.
 */
export function judgeRows(
  ctx: Context,
  given: Actor,
  input: { readonly classCode: string; readonly rows: readonly Values[] },
): TypedRow[] {
  const actor = requirePermission(given, 'batch.submit');
  const { classCode, rows } = input;
  const today = ctx.clock.today();
  const sender = senderOf(ctx.policy, classCode, actor.organisation, today);
  if (rows.length > MOST_ROWS) throw problem('TOO_MANY_TYPED_ROWS', { limit: MOST_ROWS });
  const judge = compileClass(ctx.policy, classCode);
  const known = new Set(judge.fields.map((field) => field.code));
  const file = judge.file({ today, receivedOn: today, sender: sender.code });
  const located = locator(ctx, { classCode }, {});
  return rows.map((cells, index) => {
    const unknown = Object.keys(cells).find((code) => !known.has(code));
    if (unknown !== undefined) {
      const className = judge.newest.informationClass.nameZh;
      throw problem('FIELD_UNKNOWN', { field: unknown, className });
    }
    const rowNumber = index + 1;
    const judged = file.row(cells, rowNumber);
    const { values, cures } = maskedContent(ctx, classCode, judged);
    const findings = judged.findings.map((finding) => located(finding, rowNumber));
    return { rowNumber, values, cures, findings, outcome: judged.outcome };
  });
}
