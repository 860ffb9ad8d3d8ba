/** The identity key of a record and the digest of its content. */
import { hash } from 'node:crypto';
import type { InformationClass, RuleOf } from '../../policy/index.ts';
import { checkUscc } from '../identifiers/uscc.ts';
import { fold, unifyBrackets } from '../text.ts';
import type { Values } from './types.ts';

export type KeyPart = {
  readonly field: string;
  /** Code fields that stand for this part when they hold a good code, in order. */
  readonly replacedBy: readonly { readonly field: string; readonly isUscc: boolean }[];
};

/** The parts of a class's identity key, with the codes that replace a name. */
export function keyPartsOf(
  informationClass: InformationClass,
  rule: Pick<RuleOf<'uniqueKey'>, 'fields' | 'args'> | undefined,
): readonly KeyPart[] {
  const isUscc = (code: string): boolean =>
    informationClass.items.some((item) => item.code === code && item.type === 'uscc');
  const fields = rule?.fields ?? informationClass.identityKey;
  return fields.map((field) => ({
    field,
    replacedBy: (rule?.args.replace[field] ?? []).map((code) => ({
      field: code,
      isUscc: isUscc(code),
    })),
  }));
}

/** Form in which key parts are compared: folded, all brackets alike. */
export function canonicalPart(text: string): string {
  return unifyBrackets(fold(text));
}

/** Canonical parts of the identity key. They may hold an identity number: store only a keyed hash of them. */
export function identityParts(
  parts: readonly KeyPart[],
  values: Values,
  provinces: ReadonlySet<string>,
): string[] {
  return parts.map(({ field, replacedBy }) => {
    for (const code of replacedBy) {
      const value = values[code.field];
      if (value === undefined || value === '') continue;
      if (!code.isUscc || checkUscc(value, provinces).error === null) return value;
    }
    return canonicalPart(values[field] ?? '');
  });
}

/** Hex SHA-256 of the reported fields (envelope excluded): equal exactly when the content is equal. */
export function digestOf(informationClass: InformationClass, values: Values): string {
  let content = '';
  for (const { code, label } of labelsOf(informationClass)) {
    const value = values[code];
    if (value !== undefined && value !== '') content += `${label}${JSON.stringify(value)}]\n`;
  }
  return hash('sha256', content, 'hex');
}

interface Label {
  readonly code: string;
  /** `["CODE",` */
  readonly label: string;
}

const labels = new WeakMap<InformationClass, readonly Label[]>();

function labelsOf(informationClass: InformationClass): readonly Label[] {
  const known =
    labels.get(informationClass) ??
    informationClass.items.map(({ code }) => ({ code, label: `[${JSON.stringify(code)},` }));
  labels.set(informationClass, known);
  return known;
}
