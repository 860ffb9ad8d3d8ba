import type { InformationClass, Policy } from '../policy/index.ts';
import { isProtected, type SubjectKind } from '../subjects/index.ts';
import type { Polarity, Values } from './content.ts';
import { isNeverPublic } from './masking.ts';

/** Its rows name persons (投资人及主要人员), whoever the subject is. */
const MEMBERS_CLASS = 'REG_MEMBER';

/**
 * Whether a payload rests sealed with a key of its own (K7): what is negative, what is about a
 * person or household, and whatever else carries a person's number, a telephone or members' names.
 */
export function restsSealed(
  policy: Policy,
  found: InformationClass,
  polarity: Polarity,
  subjectKind: SubjectKind,
  values: Values,
): boolean {
  if (polarity === 'NEGATIVE' || isProtected(subjectKind)) return true;
  if (found.code === MEMBERS_CLASS) return true;
  return sealingItems(policy, found, subjectKind).some((code) => values[code] !== undefined);
}

const known = new WeakMap<InformationClass, Map<SubjectKind, readonly string[]>>();

/** Items whose value alone seals a payload; the same for all rows of a class and kind. */
function sealingItems(
  policy: Policy,
  found: InformationClass,
  subjectKind: SubjectKind,
): readonly string[] {
  const ofClass = known.get(found) ?? new Map<SubjectKind, readonly string[]>();
  known.set(found, ofClass);
  const before = ofClass.get(subjectKind);
  if (before) return before;
  const codes = found.items
    .filter(
      (item) =>
        item.type === 'idnumber' || isNeverPublic(policy.masking, { field: item, subjectKind }),
    )
    .map((item) => item.code);
  ofClass.set(subjectKind, codes);
  return codes;
}
