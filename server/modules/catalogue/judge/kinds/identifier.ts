import type { RuleOf } from '../../../policy/index.ts';
import { CERTIFICATE_CHECKS } from '../../identifiers/certificate.ts';
import { checkDivisionCode } from '../../identifiers/division-code.ts';
import { checkOrgCode } from '../../identifiers/org-code.ts';
import { checkRegistrationNumber } from '../../identifiers/registration-number.ts';
import { checkUscc, type UsccResult } from '../../identifiers/uscc.ts';
import { TRUE } from '../condition.ts';
import type { Compilation } from '../environment.ts';
import type { CellCheck } from '../row.ts';

/** First error of the code, or its warnings; a placeholder warns or fails as the argument says. */
export function uscc(compilation: Compilation<RuleOf<'uscc'>>): CellCheck {
  const { rule, slot, report, environment } = compilation;
  const { placeholder } = rule.args;
  const warns =
    typeof placeholder === 'string'
      ? () => placeholder === 'warning'
      : withCondition(environment.condition(placeholder.warnWhen));
  const { provinces } = environment.tables.divisions;
  let lastValue = '';
  let lastResult: UsccResult = checkUscc('', provinces);
  return (row, value) => {
    if (value !== lastValue) {
      lastResult = checkUscc(value, provinces);
      lastValue = value;
    }
    const { error, warnings } = lastResult;
    if (error === 'PLACEHOLDER') {
      report(row, slot, { detail: error, severity: warns(row) ? 'warning' : 'error' });
    } else if (error !== null) report(row, slot, { detail: error, severity: 'error' });
    else if (warnings.length > 0) {
      for (const warning of warnings) report(row, slot, { detail: warning, severity: 'warning' });
    }
  };
}

function withCondition(
  condition: ReturnType<Compilation<RuleOf<'uscc'>>['environment']['condition']>,
): (row: Parameters<typeof condition>[0]) => boolean {
  return (row) => condition(row) === TRUE;
}

/** First error of an organisation code. */
export function orgCode({ slot, report }: Compilation<RuleOf<'orgCode'>>): CellCheck {
  return (row, value) => {
    const error = checkOrgCode(value);
    if (error !== null) report(row, slot, { detail: error });
  };
}

/** First error of a registration number of 15 characters; other lengths are accepted. */
export function regNo(compilation: Compilation<RuleOf<'regNo'>>): CellCheck {
  const { rule, slot, report, environment } = compilation;
  const { provinces } = environment.tables.divisions;
  return (row, value) => {
    if (value.length !== 15 || !rule.args.check15) return;
    const error = checkRegistrationNumber(value, provinces);
    if (error !== null) report(row, slot, { detail: error });
  };
}

/** The number fails the check of its type; with `accept` it fails those of all types (NO_TYPE). */
export function idByType(compilation: Compilation<RuleOf<'idByType'>>): CellCheck {
  const { rule, slot, report, environment } = compilation;
  const { typeField, accept } = rule.args;
  const tables = environment.tables.divisions;
  if (typeField === null) {
    const checks = (accept ?? environment.fail(`规则 ${rule.id} 缺少 accept。`)).map(
      (type) =>
        CERTIFICATE_CHECKS.get(type) ??
        environment.fail(`规则 ${rule.id} 引用了不认识的证件类型“${type}”。`),
    );
    return (row, value) => {
      const { today } = row.context;
      if (checks.every((check) => check(value, tables, today) !== null)) {
        report(row, slot, { detail: 'NO_TYPE' });
      }
    };
  }
  const typeSlot = environment.slotOf(typeField);
  return (row, value) => {
    if (row.isPoisoned(typeSlot)) return;
    const check = CERTIFICATE_CHECKS.get(row.cell(typeSlot));
    const error = check?.(value, tables, row.context.today) ?? null;
    if (error !== null) report(row, slot, { detail: error });
  };
}

/** First error of a division code, each with its own severity. */
export function divisionCode(compilation: Compilation<RuleOf<'divisionCode'>>): CellCheck {
  const { rule, slot, report, environment } = compilation;
  const { list, lengths, under, severityByDetail } = rule.args;
  const known = environment.tables.values(list);
  return (row, value) => {
    const error = checkDivisionCode(value, { lengths, under, known });
    if (error !== null) report(row, slot, { detail: error, severity: severityByDetail[error] });
  };
}
