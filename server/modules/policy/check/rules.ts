import type { Rule, RuleKind, Scope } from '../rule-shape.ts';
import {
  Entry,
  checkExpression,
  checkRegex,
  remedies,
  type Context,
  type Fields,
} from './report.ts';

const fileKinds = new Set<RuleKind>([
  'sendingUnit',
  'registeredSender',
  'reportedInTime',
  'uniqueKey',
]);
const storeKinds = new Set<RuleKind>([
  'uniqueKey',
  'subjectAgrees',
  'referenceExists',
  'operationTarget',
]);
const twoFieldKinds = new Set<RuleKind>([
  'presentTogether',
  'dateOrder',
  'decimalOrder',
  'withinClassMaximum',
]);
const conditionalKinds = new Set<RuleKind>([
  'requiredWhen',
  'blankWhen',
  'presentIff',
  'decimalPositiveWhen',
]);
const judged = new Set(['value', 'detail', 'other']);

/** Where a group of rules stands: a class, or the envelope. */
export interface RuleGroup {
  prefix: string;
  file: string;
  fields: Fields;
}

/** Reports rules that a compiler could not take: ids, fields, scope, condition, arguments, feedback, messages. */
export function checkRules(rules: readonly Rule[], group: RuleGroup, context: Context): void {
  const seen = new Set<string>();
  const feedback = new Set(context.lists.get('FEEDBACK_CODE')?.values.map(({ value }) => value));
  for (const rule of rules) {
    const entry = new Entry(context.problems, group.file, rule.id);
    if (seen.has(rule.id)) entry.add('规则编号重复', '请改用未用过的编号');
    seen.add(rule.id);
    if (!rule.id.startsWith(`R-${group.prefix}-`))
      entry.add(`规则编号应以 R-${group.prefix}- 开头`, '请按“R-前缀-字段-序号”编号');
    entry.known('字段', rule.fields, group.fields, remedies.field);
    entry.known('回执码', [rule.feedback], feedback, '请改用代码集 FEEDBACK_CODE 中的值');
    if (!scopesOf(rule.kind).includes(rule.scope))
      entry.add(`规则种类 ${rule.kind} 不能用于范围 ${rule.scope}`, '请核对 scope');
    if (twoFieldKinds.has(rule.kind) && rule.fields.length < 2)
      entry.add(`规则种类 ${rule.kind} 需要两个字段`, '请补上第二个字段');
    if (conditionalKinds.has(rule.kind) && rule.when === undefined)
      entry.add(`规则种类 ${rule.kind} 需要条件“when”`, '请补上条件');
    checkExpression(rule.when, group.fields, context, entry);
    entry.known('建议所用字段', [rule.cure?.field], group.fields, remedies.field);
    checkMessages(rule, entry);
    checkArguments(rule, group, context, entry);
  }
}

function scopesOf(kind: RuleKind): Scope[] {
  if (!fileKinds.has(kind) && !storeKinds.has(kind)) return ['row'];
  return [
    ...(fileKinds.has(kind) ? (['file'] as const) : []),
    ...(storeKinds.has(kind) ? (['store'] as const) : []),
  ];
}

function checkMessages(rule: Rule, entry: Entry): void {
  for (const message of [rule.messageZh, rule.messageEn]) {
    for (const [placeholder, name = ''] of message.matchAll(/\{([^{}]*)\}/g)) {
      if (!judged.has(name))
        entry.add(`提示中的占位“${placeholder}”没有内容`, '请核对占位名称，或补上所需的字段和参数');
    }
  }
}

function checkArguments(rule: Rule, { fields }: RuleGroup, context: Context, entry: Entry): void {
  const { lists, policy, classes } = context;
  const list = (name: string) => entry.known('代码集', [name], lists, remedies.list);
  switch (rule.kind) {
    case 'pattern':
      return checkRegex(rule.args.regex, entry);
    case 'inList':
      list(rule.args.list);
      return checkOnly(rule.args.list, rule.args.only ?? [], context, entry);
    case 'listOf':
    case 'notPlaceholder':
    case 'divisionCode':
      return list(rule.args.list);
    case 'inListCase':
      for (const { when, list: name } of rule.args.cases) {
        checkExpression(when, fields, context, entry);
        list(name);
      }
      if (rule.args.default !== null) list(rule.args.default);
      return;
    case 'withinClassMaximum':
      return entry.known(
        '最长公示期',
        [rule.args.class],
        new Set(Object.keys(policy.publication.classMaximum)),
        '请在 publication/classes.json 的 classMaximum 补上该类',
      );
    case 'uscc':
      if (typeof rule.args.placeholder === 'object')
        checkExpression(rule.args.placeholder.warnWhen, fields, context, entry);
      return;
    case 'idByType':
      entry.known('证件类型字段', [rule.args.typeField], fields, remedies.field);
      if (rule.args.typeField === null && rule.args.accept === undefined)
        entry.add('既没有证件类型字段，也没有可接受的类型', '请写 typeField 或 accept');
      return checkOnly(
        'ZJLX',
        (rule.args.accept ?? []).filter((type) => type !== 'USCC'),
        context,
        entry,
      );
    case 'citesBasis':
      entry.known('字段', [rule.args.kindField, rule.args.dateField], fields, remedies.field);
      return list(rule.args.list);
    case 'scanPersonalData':
    case 'scanProhibited':
      return entry.known(
        '扫描方案',
        [rule.args.profile],
        new Set(Object.keys(policy.scanLists.profiles)),
        '请改用 scan-lists.json 中的方案',
      );
    case 'reportedInTime':
      entry.known('字段', rule.args.firstPresent, fields, remedies.field);
      return checkDeadline(rule.args.deadline, rule.args.workdays, context, entry);
    case 'uniqueKey':
      return entry.known(
        '字段',
        [...Object.keys(rule.args.replace), ...Object.values(rule.args.replace).flat()],
        fields,
        remedies.field,
      );
    case 'referenceExists':
      entry.known('信息类别', [rule.args.class], classes, remedies.class);
      if (classes.has(rule.args.class))
        entry.known(
          '被引用字段',
          [rule.args.field],
          context.fieldsOf(rule.args.class, false),
          remedies.field,
        );
      return;
    default:
  }
}

function checkOnly(name: string, values: readonly string[], context: Context, entry: Entry): void {
  const known = context.lists.get(name);
  if (known === undefined) return;
  entry.known(
    `代码集 ${name} 的值`,
    values,
    new Set(known.values.map(({ value }) => value)),
    '请改用代码集中的值',
  );
}

function checkDeadline(id: string, workdays: number, context: Context, entry: Entry): void {
  const versions = context.policy.deadlines.deadlines.filter((deadline) => deadline.id === id);
  const newest = versions.at(-1);
  if (newest === undefined) entry.add(`期限“${id}”不存在`, '请在 deadlines.json 补上该期限');
  else if (newest.unit !== 'WORKDAY' || newest.value !== workdays) {
    entry.add(
      `规则写 ${workdays} 个工作日，期限 ${id} 为 ${newest.value}（${newest.unit}）`,
      '请使规则与 deadlines.json 一致',
    );
  }
}
