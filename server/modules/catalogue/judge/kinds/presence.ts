import type { RuleOf } from '../../../policy/index.ts';
import { TRUE, FALSE, type Condition } from '../condition.ts';
import type { Compilation } from '../environment.ts';
import type { Check } from '../row.ts';

function conditionOf({ rule, environment }: Compilation<RuleOf<PresenceKind>>): Condition {
  if (rule.when === undefined) return environment.fail(`规则 ${rule.id} 缺少条件 when。`);
  return environment.condition(rule.when);
}

type PresenceKind = 'requiredWhen' | 'blankWhen' | 'presentIff' | 'decimalPositiveWhen';

/** Blank: a finding. */
export function required({ slot, report }: Compilation<RuleOf<'required'>>): Check {
  return (row) => {
    if (row.cells[slot] === '') report(row, slot);
  };
}

/** Condition true and blank: a finding. */
export function requiredWhen(compilation: Compilation<RuleOf<'requiredWhen'>>): Check {
  const { slot, report } = compilation;
  const condition = conditionOf(compilation);
  return (row) => {
    if (row.cells[slot] === '' && row.poisoned[slot] === 0 && condition(row) === TRUE) {
      report(row, slot);
    }
  };
}

/** Condition true and not blank: a finding. */
export function blankWhen(compilation: Compilation<RuleOf<'blankWhen'>>): Check {
  const { slot, report } = compilation;
  const condition = conditionOf(compilation);
  return (row) => {
    if (row.cells[slot] !== '' && condition(row) === TRUE) report(row, slot);
  };
}

/** Condition true and blank: MISSING; condition false and not blank: NOT_ALLOWED. */
export function presentIff(compilation: Compilation<RuleOf<'presentIff'>>): Check {
  const { slot, report } = compilation;
  const condition = conditionOf(compilation);
  return (row) => {
    const truth = condition(row);
    if (row.cells[slot] === '') {
      if (truth === TRUE) report(row, slot, { detail: 'MISSING' });
    } else if (truth === FALSE) report(row, slot, { detail: 'NOT_ALLOWED' });
  };
}

/** Some cells present, some blank: a finding on each blank one. */
export function presentTogether({ slots, report }: Compilation<RuleOf<'presentTogether'>>): Check {
  return (row) => {
    let present = 0;
    for (const slot of slots) if (row.cells[slot] !== '') present += 1;
    if (present === 0 || present === slots.length) return;
    for (const slot of slots) if (row.cells[slot] === '') report(row, slot);
  };
}
