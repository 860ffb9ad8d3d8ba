import type { PlannedRow, PlantedLabel } from '../assemble.ts';
import type { PlainDate } from '../dates.ts';
import type { Rule, RuleKind, RuleOf } from '../../../server/modules/policy/index.ts';
import type { Random } from '../random.ts';
import type { Subject } from '../subjects.ts';

/** What a mistake may look at besides the row. */
export interface MistakeContext {
  readonly random: Random;
  readonly today: PlainDate;
  readonly row: PlannedRow;
  /** Another registered subject, for codes and names that do not belong together. */
  readonly other: Subject;
  /** Whether the registration of a subject is sent without mistake; if so it is kept that way. */
  readonly keepRegistered: (subject: Subject) => boolean;
}

/** One way to get a cell wrong; false when the row does not lend itself to it. */
export interface Mistake {
  readonly kind: string;
  /** Classes it is tried on; all when absent. */
  readonly classes?: readonly string[];
  readonly plant: (context: MistakeContext) => boolean;
}

/** What stands in the cell once the clerk has typed. */
export function shown(row: PlannedRow, field: string): string {
  return row.typed[field] ?? row.cells[field] ?? '';
}

/** The kind of rule that must find a mistake; it weighs as the catalogue says unless `severity` is given. */
export interface Found {
  readonly rule: string;
  readonly severity?: PlantedLabel['severity'];
  readonly scope?: PlantedLabel['scope'];
  /** Scan profile, where a cell is scanned with several. */
  readonly profile?: string;
}

/** Types the value and labels the cell with the rule that must find it. */
export function wrong(
  row: PlannedRow,
  kind: string,
  field: string,
  value: string,
  found: Found,
): true {
  row.typed[field] = value;
  label(row, kind, field, found);
  return true;
}

/** Labels a cell without changing it. */
export function label(row: PlannedRow, kind: string, field: string, found: Found): void {
  const scope = found.scope ?? 'row';
  const rule = row.cls.rules.find(
    (candidate) =>
      candidate.kind === found.rule &&
      candidate.scope === scope &&
      candidate.fields.includes(field) &&
      (found.profile === undefined || profileOf(candidate) === found.profile),
  );
  row.labels.push({
    field,
    kind,
    ruleHint: rule?.id ?? found.rule,
    severity: found.severity ?? rule?.severity ?? 'error',
    scope,
  });
}

/** Rules of the kind over cells the row has filled. */
export function rulesOn<Kind extends RuleKind>(row: PlannedRow, kind: Kind): RuleOf<Kind>[] {
  return row.cls.rules.filter(
    (rule): rule is Extract<Rule, RuleOf<Kind>> =>
      rule.kind === kind &&
      rule.scope === 'row' &&
      rule.fields.every((field) => shown(row, field) !== ''),
  );
}

/** Fields that say who sends, who decided and whom it is about: wrong in ways of their own. */
export function isAboutParties(row: PlannedRow, field: string): boolean {
  const { subject, dataSource, authority } = row.cls;
  return [
    subject.name,
    subject.uscc,
    subject.kind,
    subject.idType,
    subject.idNumber,
    dataSource.name,
    dataSource.uscc,
    authority.name,
    authority.uscc,
  ].includes(field);
}

/** The scan profile of a scanning rule. */
export function profileOf(rule: Rule): string | null {
  return rule.kind === 'scanPersonalData' || rule.kind === 'scanProhibited'
    ? rule.args.profile
    : null;
}
