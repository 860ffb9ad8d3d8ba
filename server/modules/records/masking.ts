import {
  classOf,
  evaluate,
  type FieldMask,
  type Masking,
  type MaskRule,
  type Policy,
} from '../policy/index.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { SubjectKind } from '../subjects/index.ts';
import type { Values } from './content.ts';

/** Who will see a value: everybody, or a desk that may read the record. */
export type Audience = 'public' | 'desk';

/** A value with where it stands; `values` are the other cells of its record, for conditions. */
export interface MaskedCell {
  readonly field: { readonly code: string; readonly type: string };
  readonly subjectKind: SubjectKind;
  readonly value: string;
  readonly values?: Values;
}

/** Words of masking.json for the kinds of subject. */
const wireKind: Readonly<Record<SubjectKind, string>> = {
  LEGAL_PERSON: '法人及非法人组织',
  UNINCORPORATED: '法人及非法人组织',
  INDIVIDUAL_BUSINESS: '个体工商户',
  NATURAL_PERSON: '自然人',
  GOVERNMENT: '政府部门',
  PLACE: '地点',
};

/**
 * A value as an audience may see it; null when it may not be seen at all. A field without a rule
 * is shown as it is: whether a field is shown at all is decided by its disclosure, not here.
 */
export function maskValue(masking: Masking, cell: MaskedCell, audience: Audience): string | null {
  const { value } = cell;
  const found = masking.fields.find((candidate) => applies(candidate, cell));
  if (value === '' || found === undefined) return value;
  const mode = audience === 'desk' ? (found.desk ?? 'SHOWN') : found.public;
  if (mode === 'NEVER' || mode === 'MASKED_OR_HIDDEN') return null;
  if (mode === 'SHOWN' || found.rule === null) return value;
  if (mode === 'MASKED_WHEN' && !mayHold(found, cell.values ?? {})) return value;
  return applyMask(masking, found.rule, value);
}

/** Whether nobody outside may ever see a field of a subject of this kind, not even masked. */
export function isNeverPublic(
  masking: Masking,
  cell: Omit<MaskedCell, 'value' | 'values'>,
): boolean {
  return masking.fields.find((candidate) => applies(candidate, cell))?.public === 'NEVER';
}

/** A masked form of a text by the id of a rule of masking.json. */
export function applyMask(masking: Masking, ruleId: string, value: string): string {
  const rule = masking.rules.find((candidate) => candidate.id === ruleId);
  const mask = masks[ruleId];
  if (rule === undefined || mask === undefined) throw new Error(`no masking rule ${ruleId}`);
  return mask([...value], rule);
}

/** The values of a record as a desk may see them, in the order of the class: numbers of persons masked. */
export function maskedValues(
  policy: Policy,
  record: {
    readonly classCode: string;
    readonly subjectKind: SubjectKind;
    readonly factDate: PlainDate;
  },
  values: Values,
): Record<string, string> {
  const items = classOf(policy, record.classCode, record.factDate)?.items ?? [];
  const shown: Record<string, string> = {};
  for (const item of items) {
    const value = values[item.code];
    if (value === undefined) continue;
    const cell = { field: item, subjectKind: record.subjectKind, value, values };
    const masked = maskValue(policy.masking, cell, 'desk');
    if (masked !== null) shown[item.code] = masked;
  }
  return shown;
}

function applies(
  { where }: FieldMask,
  { field, subjectKind }: Pick<MaskedCell, 'field' | 'subjectKind'>,
): boolean {
  if (where.fieldType !== undefined && where.fieldType !== field.type) return false;
  if (where.subjectKind !== undefined && where.subjectKind !== wireKind[subjectKind]) return false;
  return where.field === undefined || matches(where.field, field.code);
}

function matches(pattern: string, code: string): boolean {
  if (pattern.startsWith('*')) return code.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;
}

/** In doubt the value is masked: only a condition known to be false shows it. */
function mayHold(mask: FieldMask, values: Values): boolean {
  if (mask.when === undefined) return true;
  return evaluate(mask.when, { get: (field) => values[field] ?? '' }) !== false;
}

const masks: Readonly<Record<string, (points: string[], rule: MaskRule) => string>> = {
  PERSON_NAME: (points) => {
    const text = points.join('');
    if (points.length < 2) return '*';
    const first = points[0] ?? '';
    if (!/^[\p{Script=Han}·]+$/u.test(text)) return `${text.split(/\s/)[0] ?? ''}***`;
    if (points.length === 2) return `${first}*`;
    return `${first}${points.length === 3 ? '*' : '**'}${points.at(-1) ?? ''}`;
  },
  CITIZEN_ID: (points) =>
    points.length < 8
      ? '*'.repeat(points.length)
      : `${points.slice(0, 3).join('')}${'*'.repeat(points.length - 5)}${points.slice(-2).join('')}`,
  PHONE: (points) => maskPhone(points),
  ADDRESS: (points, rule) => {
    const found = new RegExp(rule.pattern ?? '^', 'u').exec(points.join(''));
    return `${found?.[1] ?? ''}***`;
  },
  BANK_CARD: (points) => keepLast(points, 4),
  EMAIL: (points) => {
    const at = points.lastIndexOf('@');
    return at < 1 ? '***' : `${points[0] ?? ''}***${points.slice(at).join('')}`;
  },
};

function maskPhone(points: string[]): string {
  const isMobile = points.length === 11 && points.every((point) => /\d/.test(point));
  return isMobile
    ? `${points.slice(0, 3).join('')}****${points.slice(-4).join('')}`
    : keepLast(points, 4);
}

function keepLast(points: string[], count: number): string {
  const kept = Math.min(count, Math.max(0, points.length - 1));
  return `${'*'.repeat(points.length - kept)}${points.slice(points.length - kept).join('')}`;
}
