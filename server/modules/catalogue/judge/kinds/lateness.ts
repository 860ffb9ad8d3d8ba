import { addWorkdays } from '../../../calendar/index.ts';
import { toSlashed } from '../../../../platform/plain-date.ts';
import type { RuleOf } from '../../../policy/index.ts';
import type { Compilation } from '../environment.ts';
import type { Check } from '../row.ts';
import { isRealWireDate } from './date.ts';

/** Received later than working day n after the first present date (day zero); the finding stands on that date. */
export function reportedInTime(compilation: Compilation<RuleOf<'reportedInTime'>>): Check {
  const { rule, report, environment } = compilation;
  const slots = rule.args.firstPresent.map(environment.slotOf);
  const { workdays } = environment.policy;
  const lastDays = new Map<string, string>();
  const lastPunctual = (day: string): string => {
    const known = lastDays.get(day);
    if (known !== undefined) return known;
    const counted = addWorkdays(workdays, day.replaceAll('/', '-'), rule.args.workdays);
    const last = toSlashed(counted.date);
    lastDays.set(day, last);
    return last;
  };
  return (row) => {
    for (const slot of slots) {
      const day = row.cell(slot);
      if (day === '') continue;
      if (row.isPoisoned(slot) || !isRealWireDate(day)) return;
      const last = lastPunctual(day);
      if (row.received > last) report(row, slot, { other: last });
      return;
    }
  };
}
