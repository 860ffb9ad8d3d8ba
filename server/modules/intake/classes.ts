import type { PlainDate } from '../../platform/plain-date.ts';
import { classOf, type InformationClass, type Organisation, type Policy } from '../policy/index.ts';
import { problem } from './problem.ts';

/** The class of a code as it is on the day; throws CLASS_UNKNOWN. */
export function informationClassOf(
  policy: Policy,
  classCode: string,
  today: PlainDate,
): InformationClass {
  const found = classOf(policy, classCode, today);
  if (!found) throw problem('CLASS_UNKNOWN', { classCode });
  return found;
}

/** Classes an organisation may send on the day, in the order of the catalogue. */
export function classesOf(
  policy: Policy,
  organisation: string | null,
  today: PlainDate,
): InformationClass[] {
  if (organisation === null) return [];
  const codes = new Set(policy.catalogue.classes.map(({ code }) => code));
  const present = [...codes].flatMap((code) => classOf(policy, code, today) ?? []);
  return present.filter(({ senders }) => senders.includes(organisation));
}

/** The sending organisation of a class; throws CLASS_UNKNOWN or NOT_A_SENDER. */
export function senderOf(
  policy: Policy,
  classCode: string,
  organisation: string | null,
  today: PlainDate,
): Organisation {
  const informationClass = informationClassOf(policy, classCode, today);
  const { nameZh: className, senders } = informationClass;
  const found = policy.organisations.organisations.find(({ code }) => code === organisation);
  if (!found || !senders.includes(found.code))
    throw problem('NOT_A_SENDER', { classCode, className });
  return found;
}
