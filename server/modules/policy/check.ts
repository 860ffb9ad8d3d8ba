import { checkCatalogue } from './check/classes.ts';
import { checkDates } from './check/dates.ts';
import { checkPublication } from './check/publication.ts';
import { checkRegimeSequence, checkRegisters } from './check/registers.ts';
import { checkReports } from './check/reports.ts';
import { Entry, type AnyField, type Context, type Fields } from './check/report.ts';
import { partFileNames, readElsewhere, topName } from './files.ts';
import { readPolicy } from './load.ts';
import type { Policy } from './policy.ts';
import type { PolicyProblem } from './problem.ts';

/** Every problem of the policy files below a folder, with an overlay laid over them if given; empty means usable. */
export function checkPolicyFolder(folder: string, overlayFolder?: string): PolicyProblem[] {
  const { policy, sources, problems } = readPolicy(folder, overlayFolder);
  return problems.length > 0 ? problems : checkPolicy(policy, sources);
}

/** Every contradiction inside a policy of sound shape: dates, doubled names, and names that lead nowhere. */
export function checkPolicy(
  policy: Policy,
  sources: ReadonlyMap<object, string> = new Map(),
): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const context = contextOf(policy, sources, problems);
  checkOthers(policy, problems);
  checkDates(context);
  checkCatalogue(context);
  checkPublication(context);
  checkRegimeSequence(context);
  checkRegisters(context);
  checkReports(context);
  return problems;
}

function checkOthers({ others }: Policy, problems: PolicyProblem[]): void {
  for (const [file, content] of Object.entries(others)) {
    if (!readElsewhere.has(topName(file))) {
      const remedy = `请放入以下之一：${partFileNames.join('、')}`;
      problems.push({ file, entry: '', problem: '不属于任何一部分政策', remedy });
    }
    const missing = ['basis', 'validFrom'].filter((key) => content[key] === undefined);
    if (missing.length === 0) continue;
    problems.push({
      file,
      entry: '',
      problem: `文件开头缺少 ${missing.join('、')}`,
      remedy: '请写明依据和起始日期',
    });
  }
}

function contextOf(
  policy: Policy,
  sources: ReadonlyMap<object, string>,
  problems: PolicyProblem[],
): Context {
  const classes = new Map(policy.catalogue.classes.map((candidate) => [candidate.code, candidate]));
  const memo = new Map<string, Fields>();
  return {
    policy,
    problems,
    classes,
    lists: new Map(Object.entries(policy.codelists.lists)),
    organisations: new Set(policy.organisations.organisations.map(({ code }) => code)),
    entry: (source, name, fallbackFile) =>
      new Entry(problems, sources.get(source) ?? fallbackFile, name),
    fieldsOf(code, withPlatformFields) {
      const key = `${code} ${withPlatformFields}`;
      const known = memo.get(key) ?? fieldMap(policy, code, withPlatformFields);
      memo.set(key, known);
      return known;
    },
  };
}

function fieldMap(policy: Policy, code: string, withPlatformFields: boolean): Fields {
  const versions = policy.catalogue.classes.filter((candidate) => candidate.code === code);
  const fields: AnyField[] = [
    ...policy.catalogue.envelope,
    ...versions.flatMap(({ items }) => items),
  ];
  if (withPlatformFields) fields.push(...versions.flatMap(({ platformFields }) => platformFields));
  return new Map(fields.map((field) => [field.code, field]));
}
