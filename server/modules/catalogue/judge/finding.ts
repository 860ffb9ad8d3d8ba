import type { Rule } from '../../policy/index.ts';
import { maskIdNumber } from '../mask.ts';
import type { AnyField, PolicyTables } from './environment.ts';
import { detailLabel } from './labels.ts';
import type { Mark, RowUnderJudgement } from './row.ts';
import type { Finding, Suggestion } from './types.ts';

const LONGEST_SHOWN = 120;

/** The cell as it may be shown: identity numbers masked, personal data in text hidden, long text cut. */
export function shownValue(
  value: string,
  field: AnyField | undefined,
  rule: Rule,
  tables: PolicyTables,
): string {
  if (value === '') return '';
  const scans = rule.kind === 'scanPersonalData' || rule.kind === 'scanProhibited';
  if (field?.type === 'idnumber' || (rule.maskValue === true && !scans && !field?.freeText)) {
    return maskIdNumber(value);
  }
  const hidden = tables.scanner.hide(value);
  const points = [...hidden];
  return points.length <= LONGEST_SHOWN ? hidden : `${points.slice(0, LONGEST_SHOWN).join('')}…`;
}

/** The finding of a rule on a cell, with its messages filled in. */
export function buildFinding(
  mark: Mark,
  row: RowUnderJudgement,
  fields: readonly AnyField[],
  tables: PolicyTables,
): Finding {
  const { rule, slot, detail } = mark;
  const field = fields[slot];
  const value = shownValue(row.cell(slot), field, rule, tables);
  const [detailZh, detailEn] = detail === undefined ? ['', ''] : detailLabel(rule, detail, tables);
  const fill = (message: string, detailText: string): string =>
    message.replace(/\{(value|detail|other)\}/g, (_all, name: string) =>
      name === 'value' ? value || '（空）' : name === 'detail' ? detailText : mark.other,
    );
  const suggestion = suggestionOf(rule, row, slot, fields);
  return {
    rule: rule.id,
    field: field?.code ?? (rule.fields[0] as string),
    severity: mark.severity,
    ...(detail === undefined ? {} : { detail: shownDetail(rule, detail, field, tables) }),
    message: fill(rule.messageZh, detailZh),
    messageEn: fill(rule.messageEn, detailEn),
    value,
    ...(suggestion === null ? {} : { suggestion }),
    feedback: rule.feedback,
  };
}

/** The detail of a list rule is text of the cell and may not show what the cell may not. */
function shownDetail(
  rule: Rule,
  detail: string,
  field: AnyField | undefined,
  tables: PolicyTables,
): string {
  return rule.kind === 'listOf' ? shownValue(detail, field, rule, tables) : detail;
}

function suggestionOf(
  rule: Rule,
  row: RowUnderJudgement,
  slot: number,
  fields: readonly AnyField[],
): Suggestion | null {
  const { cure } = rule;
  const field = fields[slot]?.code;
  if (!cure || cure.offer !== 'suggest' || field === undefined) return null;
  if (cure.kind === 'clear') return row.cell(slot) === '' ? null : { kind: 'clear', field };
  if (cure.kind !== 'copyFrom' || cure.field === undefined) return null;
  const source = fields.findIndex((candidate) => candidate.code === cure.field);
  const value = source < 0 ? '' : row.cell(source);
  if (value === '' || row.isPoisoned(source)) return null;
  return { kind: 'copyFrom', field, from: cure.field, value };
}
