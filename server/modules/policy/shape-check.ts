import { Value, ValueErrorType, type ValueError } from '@sinclair/typebox/value';
import { isJsonObject, type Json, type JsonObject } from './files.ts';
import { partNames, partShapes, type PartName } from './policy.ts';
import type { PolicyProblem } from './problem.ts';
import { ruleArguments, type RuleKind } from './rule-shape.ts';

/** Everything in the parts that has not the shape it must have: missing, unknown or ill-typed keys, unknown kinds. */
export function shapeProblems(
  parts: Partial<Record<PartName, JsonObject>>,
  sources: ReadonlyMap<object, string>,
): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const name of partNames) {
    const part = parts[name];
    if (part === undefined) continue;
    if (Object.keys(part).length === 0) {
      problems.push({
        file: name,
        entry: '',
        problem: '这一部分政策没有任何文件',
        remedy: '请补上缺少的文件',
      });
      continue;
    }
    const shape = partShapes[name];
    if (Value.Check(shape, part)) continue;
    problems.push(
      ...onePerPath([...Value.Errors(shape, part)]).map((error) =>
        located(error, name, part, sources),
      ),
    );
  }
  problems.push(...argumentProblems(parts.catalogue ?? {}, sources));
  return problems;
}

function argumentProblems(
  catalogue: JsonObject,
  sources: ReadonlyMap<object, string>,
): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const groups: [string, Json | undefined][] = [['catalogue/envelope.json', catalogue.rules]];
  const classes = Array.isArray(catalogue.classes)
    ? catalogue.classes.filter((entry) => isJsonObject(entry))
    : [];
  for (const entry of classes)
    groups.push([sources.get(entry) ?? 'catalogue/classes', entry.rules]);
  for (const [file, rules] of groups) {
    for (const rule of Array.isArray(rules) ? rules : []) {
      if (
        !isJsonObject(rule) ||
        typeof rule.kind !== 'string' ||
        !Object.hasOwn(ruleArguments, rule.kind)
      )
        continue;
      const shape = ruleArguments[rule.kind as RuleKind];
      const args = rule.args ?? {};
      if (Value.Check(shape, args)) continue;
      for (const error of onePerPath([...Value.Errors(shape, args)])) {
        problems.push({
          file,
          entry: typeof rule.id === 'string' ? rule.id : JSON.stringify(rule.id),
          ...explained(error, `args${error.path}`),
        });
      }
    }
  }
  return problems;
}

function onePerPath(errors: ValueError[]): ValueError[] {
  return errors.filter(
    (error, index) => errors.findIndex(({ path }) => path === error.path) === index,
  );
}

function located(
  error: ValueError,
  name: PartName,
  part: JsonObject,
  sources: ReadonlyMap<object, string>,
): PolicyProblem {
  let file: string = name;
  let entry = '';
  let value: Json | undefined = part;
  for (const step of error.path.split('/').slice(1)) {
    value =
      typeof value === 'object' && value !== null
        ? (value as JsonObject)[unescape(step)]
        : undefined;
    if (typeof value !== 'object' || value === null) break;
    const source = sources.get(value);
    if (source !== undefined) {
      file = source;
      entry = unescape(step);
    }
    if (!Array.isArray(value)) entry = ownName(value) ?? entry;
  }
  return { file, entry, ...explained(error, error.path.slice(1).replaceAll('/', '.')) };
}

function ownName(value: JsonObject): string | undefined {
  const name = value.id ?? value.code ?? value.account ?? value.class;
  return typeof name === 'string' ? name : undefined;
}

function unescape(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function explained(error: ValueError, path: string): { problem: string; remedy: string } {
  const key = path.split(/[./]/).at(-1) ?? path;
  switch (error.type) {
    case ValueErrorType.ObjectRequiredProperty:
      if (key === 'basis')
        return {
          problem: '缺少依据“basis”',
          remedy: '请写明依据的文件名和文号，或写在文件开头由各条沿用',
        };
      if (key === 'validFrom' || key === 'validTo') {
        return {
          problem: `缺少日期“${key}”`,
          remedy: '请写明起止日期（没有终止日期写 null），或写在文件开头由各条沿用',
        };
      }
      return { problem: `缺少“${key}”`, remedy: '请补上' };
    case ValueErrorType.ObjectAdditionalProperties:
      return { problem: `有不认识的键“${key}”`, remedy: '请核对拼写或删去' };
    case ValueErrorType.StringPattern:
      return {
        problem: `“${key}”的格式不符：${shown(error.value)}`,
        remedy: '请按说明的格式填写（日期为 YYYY-MM-DD）',
      };
    case ValueErrorType.Union:
      if (key === 'kind')
        return {
          problem: `不认识的规则种类或类别：${shown(error.value)}`,
          remedy: '请改用允许的取值',
        };
      if (isExpressionKey(key))
        return {
          problem: `条件“${key}”不是有效的条件表达式：${shown(error.value)}`,
          remedy: '请按 eq、in、contains、present、absent、and、or、not 书写',
        };
      return {
        problem: `“${path}”的取值不允许：${shown(error.value)}`,
        remedy: '请改用允许的取值',
      };
    default:
      return { problem: `“${path}”不符合要求：${shown(error.value)}`, remedy: '请核对类型和取值' };
  }
}

function isExpressionKey(key: string): boolean {
  return [
    'when',
    'condition',
    'hiddenWhen',
    'notPublishedWhen',
    'alsoWhile',
    'while',
    'requiredWhen',
    'blankWhen',
    'warnWhen',
  ].includes(key);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '（空）';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
