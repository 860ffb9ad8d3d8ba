import type { RuleOf } from '../../../policy/index.ts';
import { TRUE, UNKNOWN } from '../condition.ts';
import type { Compilation } from '../environment.ts';
import type { CellCheck } from '../row.ts';
import { codePointLength, fold, FOLD } from '../../text.ts';

/** Code points outside min and max. */
export function length({ rule, slot, report }: Compilation<RuleOf<'length'>>): CellCheck {
  const { max, min = 0 } = rule.args;
  return (row, value) => {
    if (value.length <= max && min === 0) return;
    const points = codePointLength(value);
    if (points > max || points < min) report(row, slot);
  };
}

/** No match of the regular expression, over the whole cell unless the mode is `search`. */
export function pattern(compilation: Compilation<RuleOf<'pattern'>>): CellCheck {
  const { rule, slot, report, environment } = compilation;
  const { regex, mode = 'full' } = rule.args;
  let expression: RegExp;
  try {
    expression = new RegExp(mode === 'full' ? `^(?:${regex})$` : regex, 'u');
  } catch {
    return environment.fail(`规则 ${rule.id} 的正则表达式不可用。`);
  }
  return (row, value) => {
    if (!expression.test(value)) report(row, slot);
  };
}

/** Another value than the one named. */
export function equals({ rule, slot, report }: Compilation<RuleOf<'equals'>>): CellCheck {
  const { value: wanted } = rule.args;
  return (row, value) => {
    if (value !== wanted) report(row, slot);
  };
}

/** Not a value of the list, or not among `only`. */
export function inList(compilation: Compilation<RuleOf<'inList'>>): CellCheck {
  const { rule, slot, report, environment } = compilation;
  const values = environment.tables.values(rule.args.list);
  const { only } = rule.args;
  if (only?.some((value) => !values.has(value))) {
    environment.fail(`规则 ${rule.id} 的 only 含有代码集 ${rule.args.list} 以外的值。`);
  }
  const allowed = only ? new Set(only) : values;
  return (row, value) => {
    if (!allowed.has(value)) report(row, slot);
  };
}

/** An element outside the list (detail = the element), or too few, too many, repeated ones (COUNT). */
export function listOf(compilation: Compilation<RuleOf<'listOf'>>): CellCheck {
  const { rule, slot, report, environment } = compilation;
  const { list, separator, min, max, otherPrefix } = rule.args;
  const values = environment.tables.values(list);
  const bare = otherPrefix === null ? null : otherPrefix.replace(/-$/, '');
  const longestSupplement = 50;
  const isGood = (element: string): boolean => {
    if (otherPrefix !== null && element.startsWith(otherPrefix)) {
      const supplement = codePointLength(element) - codePointLength(otherPrefix);
      return supplement >= 1 && supplement <= longestSupplement;
    }
    return element !== bare && values.has(element);
  };
  return (row, value) => {
    if (min <= 1 && max >= 1 && value !== bare && values.has(value)) return;
    const elements = value.split(separator);
    for (const element of elements) {
      if (!isGood(element)) {
        report(row, slot, { detail: element });
        return;
      }
    }
    const repeated = new Set(elements).size !== elements.length;
    if (repeated || elements.length < min || elements.length > max) {
      report(row, slot, { detail: 'COUNT' });
    }
  };
}

/** The first case that is true names the list; an unknown case or none (without default) is not judged. */
export function inListCase(compilation: Compilation<RuleOf<'inListCase'>>): CellCheck {
  const { rule, slot, report, environment } = compilation;
  const cases = rule.args.cases.map((entry) => ({
    holds: environment.condition(entry.when),
    values: environment.tables.values(entry.list),
  }));
  const otherwise = rule.args.default ? environment.tables.values(rule.args.default) : null;
  return (row, value) => {
    for (const { holds, values } of cases) {
      const truth = holds(row);
      if (truth === UNKNOWN) return;
      if (truth === TRUE) {
        if (!values.has(value)) report(row, slot);
        return;
      }
    }
    if (otherwise && !otherwise.has(value)) report(row, slot);
  };
}

/** The whole cell, folded and in lower case, is a placeholder word. */
export function notPlaceholder(compilation: Compilation<RuleOf<'notPlaceholder'>>): CellCheck {
  const { rule, slot, report, environment } = compilation;
  const words = new Set(
    [...environment.tables.values(rule.args.list)].map((word) => fold(word).toLowerCase()),
  );
  const mayBegin = new Uint8Array(65_536);
  for (const word of words) {
    mayBegin[word.charCodeAt(0)] = 1;
    mayBegin[word.toUpperCase().charCodeAt(0)] = 1;
  }
  mayBegin[0xffff] = 1;
  const longest = Math.max(...[...words].map((word) => word.length));
  return (row, value) => {
    const first = FOLD[value.charCodeAt(0)] as number;
    if (first !== 0 && mayBegin[first] === 0) return;
    const folded = fold(value);
    if (folded.length <= longest && words.has(folded.toLowerCase())) report(row, slot);
  };
}

const LAW = /《[^《》]{2,80}》/u;
const ARTICLE = /第[0-9０-９零〇一二三四五六七八九十百千两]+条/;

/** Names no law in 《》 or no article. */
export function citesLawAndArticle({
  slot,
  report,
}: Compilation<RuleOf<'citesLawAndArticle'>>): CellCheck {
  return (row, value) => {
    if (!ARTICLE.test(value) || !LAW.test(value)) report(row, slot);
  };
}

/** The text names no basis of the kind in force on the date; kind or date blank or poisoned: not judged. */
export function citesBasis(compilation: Compilation<RuleOf<'citesBasis'>>): CellCheck {
  const { rule, slot, report, environment } = compilation;
  const kindSlot = environment.slotOf(rule.args.kindField);
  const dateSlot = environment.slotOf(rule.args.dateField);
  environment.tables.values(rule.args.list);
  const entries = environment.policy.codelists.lists[rule.args.list]?.values ?? [];
  const byKind = new Map(entries.map((entry) => [entry.value, entry]));
  return (row, value) => {
    const kind = row.cell(kindSlot);
    if (kind === '' || row.isPoisoned(kindSlot)) return;
    const entry = byKind.get(kind);
    const named = entry?.tokens?.some((token) => value.includes(token)) ?? false;
    if (!entry || !named) {
      report(row, slot);
      return;
    }
    const date = row.cell(dateSlot);
    if (date === '' || row.isPoisoned(dateSlot)) return;
    const day = date.replaceAll('/', '-');
    if (day < (entry.validFrom ?? '') || day > (entry.validTo ?? '9999-12-31')) report(row, slot);
  };
}
