import type { InformationClass, Policy } from '../policy/index.ts';
import { isProtected, type SubjectKind } from '../subjects/index.ts';
import type { Values } from './content.ts';
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
  subjectKind: SubjectKind,
  values: Values,
): boolean {
  if (found.polarity === 'NEGATIVE' || isProtected(subjectKind)) return true;
  if (found.code === MEMBERS_CLASS) return true;
  return found.items.some(
    (item) =>
      values[item.code] !== undefined &&
      (item.type === 'idnumber' || isNeverPublic(policy.masking, { field: item, subjectKind })),
  );
}
