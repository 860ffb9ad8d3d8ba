import { classOf, type InformationClass, type Policy } from '../../policy/index.ts';
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
