import {
  classOf,
  versionsOf,
  type EnvelopeField,
  type Field,
  type InformationClass,
  type Policy,
} from '../../policy/index.ts';
import type { PlainDate } from '../../../platform/plain-date.ts';
import { CompileError } from '../judge/types.ts';

/** The class in force; throws CompileError with a sentence when the catalogue has none of that code. */
export function requiredClass(
  policy: Policy,
  classCode: string,
  date?: PlainDate,
): InformationClass {
  const informationClass = classOf(policy, classCode, date);
  if (informationClass) return informationClass;
  throw new CompileError(`目录中没有信息类别“${classCode}”，请检查类别代码。`);
}

/** Columns a sheet of the class may have: fields of the newest version, those only older ones know, then the envelope. */
export function sheetFields(policy: Policy, classCode: string): (Field | EnvelopeField)[] {
  const newestFirst = versionsOf(policy, classCode).toReversed();
  const items = new Map<string, Field>();
  for (const item of newestFirst.flatMap((version) => version.items)) {
    if (!items.has(item.code)) items.set(item.code, item);
  }
  const envelope = policy.catalogue.envelope.filter((field) => field.presenceInSheet !== 'absent');
  return [...items.values(), ...envelope];
}
