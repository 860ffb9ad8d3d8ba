import type { RuleOf } from '../../../policy/index.ts';
import type { ScanGroup } from '../../scan/scanner.ts';
import type { Compilation } from '../environment.ts';
import type { CellCheck } from '../row.ts';

/** One finding for each pattern of the profile that hits, with its id as detail. */
export function scan(
  compilation: Compilation<RuleOf<'scanPersonalData' | 'scanProhibited'>>,
): CellCheck {
  const { rule, slot, report, environment } = compilation;
  const { scanner } = environment.tables;
  const group: ScanGroup = rule.kind === 'scanPersonalData' ? 'personal' : 'prohibited';
  const profile = scanner.profile(rule.args.profile, group);
  return (row, value) => {
    for (const { id } of scanner.hits(value, profile)) report(row, slot, { detail: id });
  };
}
