import type { Policy } from '../../server/modules/policy/index.ts';
import { classPlans, registrationPlan, type ClassPlan } from './plan.ts';
import { itemVolumes, senderProfiles, type Profile } from './profiles.ts';
import { wholeDistrictRepeats, smallRepeats, type RepeatCounts } from './repeats.ts';

/** What a district is made of, and in which steps. */
export interface DistrictPlan {
  readonly classes: readonly ClassPlan[];
  /** The class that takes what rounding leaves over. */
  readonly absorbing: string;
  /** Rows of a class of that weight, beside the registrations and repeats. */
  readonly rowsOf: (weight: number, total: number, records: number) => number;
  /** Classes made, spoiled and written together; what refers to another stands with it. */
  readonly portions: readonly (readonly string[])[];
  readonly repeats: (records: number) => RepeatCounts;
  /** Null when all senders work alike. */
  readonly profiles: ReadonlyMap<string, Profile> | null;
}

const smallWeights = classPlans.reduce((sum, plan) => sum + plan.weight, 0);

/** A district to look around in: every class, many mistakes, all senders alike. */
export const smallPlan: DistrictPlan = {
  classes: classPlans,
  absorbing: 'ADMIN_LICENCE',
  rowsOf: (weight, total) => Math.round((total * weight) / smallWeights),
  portions: [[registrationPlan.code, ...classPlans.map(({ code }) => code)]],
  repeats: smallRepeats,
  profiles: null,
};

/** The district of the plan: every item in its volume, every sender with its own quality profile. */
export function wholeDistrictPlan(policy: Policy): DistrictPlan {
  const rows = new Map(itemVolumes.items.map(({ item, rows: count }) => [item, count]));
  const items = policy.items.items;
  const classes = classPlans.map((plan) => {
    const senders = new Map<string, number>();
    for (const item of items.filter((one) => one.class === plan.code))
      senders.set(item.source, (senders.get(item.source) ?? 0) + (rows.get(item.id) ?? 0));
    const weight = [...senders.values()].reduce((sum, count) => sum + count, 0);
    return { ...plan, weight, senders: [...senders] };
  });
  return {
    classes,
    absorbing: items.find(({ id }) => id === itemVolumes.rest)?.class ?? '',
    rowsOf: (weight, _total, records) => Math.round((records * weight) / itemVolumes.records),
    portions: [[registrationPlan.code], ...inPortions(classes.map(({ code }) => code))],
    repeats: (records) => wholeDistrictRepeats(records / itemVolumes.records),
    profiles: senderProfiles,
  };
}

/** Repeats reach over licences and penalties; sent last, they are the newest on the public page. */
const last = ['ADMIN_LICENCE', 'ADMIN_PENALTY'];
/** Performances rest on promises. */
const together = ['PROMISE', 'PROMISE_PERFORMANCE'];

function inPortions(codes: readonly string[]): (readonly string[])[] {
  const alone = codes.filter((code) => !last.includes(code) && !together.includes(code));
  return [...alone.map((code) => [code]), together, last];
}
