/** Normalises the cells of a row, each by the chain its field names. */
import type { Policy } from '../../policy/index.ts';
import { applyNormaliser, labelKey, unchangedTest, type NormaliserSettings } from '../normalise.ts';
import { trimInvisible } from '../text.ts';
import type { AnyField } from './environment.ts';
import type { AppliedCure } from './types.ts';

export type NormaliseCell = (raw: string, cures: AppliedCure[]) => string;

const MONEY_UNITS: Readonly<Record<string, string>> = { YUAN: '元', WAN_YUAN: '万元' };

/** What a field's normalisers need to know of the policy. */
export function settingsOf(field: AnyField, policy: Policy): NormaliserSettings {
  const moneyUnit = 'moneyUnit' in field ? (field.moneyUnit ?? null) : null;
  return {
    longTerm: 'longTerm' in field && (field.longTerm ?? false),
    longTermDate: policy.catalogue.longTermDate,
    moneyUnit: moneyUnit === null ? null : (MONEY_UNITS[moneyUnit] ?? null),
    labels: field.normalise.includes('LIST_LABEL') ? labelsOf(field, policy) : null,
  };
}

function labelsOf(field: AnyField, policy: Policy): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const ambiguous = new Set<string>();
  const entries = field.codelist ? (policy.codelists.lists[field.codelist]?.values ?? []) : [];
  for (const { value, zh } of entries) {
    const label = labelKey(zh);
    if (labels.has(label) && labels.get(label) !== value) ambiguous.add(label);
    labels.set(label, value);
  }
  for (const label of ambiguous) labels.delete(label);
  for (const { value } of entries) {
    labels.set(labelKey(value), value);
    labels.set(value, value);
  }
  return labels;
}

/** The normaliser of one field; a cell that is already normal costs one pass and no allocation. */
export function cellNormaliser(field: AnyField, policy: Policy): NormaliseCell {
  const settings = settingsOf(field, policy);
  const isUnchanged = unchangedTest(field.normalise, settings);
  const onlyNone = field.normalise.every((name) => name === 'NONE');
  return (raw, cures) => {
    if (onlyNone) return trimInvisible(raw) === '' ? '' : raw;
    if (isUnchanged(raw)) return raw;
    let value = raw;
    for (const normaliser of field.normalise) {
      const to = applyNormaliser(normaliser, value, settings);
      if (to !== value) cures.push({ field: field.code, from: value, to, normaliser });
      value = to;
    }
    return value;
  };
}
