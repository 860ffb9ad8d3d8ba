/** Explanations of fields in Chinese, made from the rules, so that template, form and judge say the same. */
import type { CodeValue, Expression, InformationClass, Policy, Rule } from '../../policy/index.ts';
import type { AnyField } from '../judge/environment.ts';

const LIST_SHOWN = 14;

/** Names of fields and labels of their list values, for sentences about conditions. */
export type Wording = {
  readonly nameOf: (field: string) => string;
  readonly labelOf: (field: string, value: string) => string;
};

/** The wording of a class; envelope fields are known by every class. */
export function wordingOf(policy: Policy, informationClass: InformationClass): Wording {
  const fields = new Map<string, AnyField>();
  for (const field of [...policy.catalogue.envelope, ...informationClass.items]) {
    fields.set(field.code, field);
  }
  return {
    nameOf: (code) => fields.get(code)?.nameZh ?? code,
    labelOf: (code, value) => {
      const field = fields.get(code);
      const entry = field && listEntries(policy, field).find((each) => each.value === value);
      return entry ? shownChoice(entry) : value;
    },
  };
}

/** Values of the list a field draws from; none when it has no list. */
export function listEntries(policy: Policy, field: { codelist?: string }): readonly CodeValue[] {
  return field.codelist === undefined ? [] : (policy.codelists.lists[field.codelist]?.values ?? []);
}

/** What a clerk reads and may write: the value when it is Chinese text, else its label. */
export function shownChoice(entry: CodeValue): string {
  return /\p{Script=Han}/u.test(entry.value) ? entry.value : entry.zh;
}

/** A condition as a Chinese clause, such as “行政相对人类别”为“自然人”. */
export function describeCondition(expression: Expression, wording: Wording): string {
  const name = (field: string): string => `“${wording.nameOf(field)}”`;
  const labels = (field: string, values: readonly string[]): string =>
    values.map((value) => `“${wording.labelOf(field, value)}”`).join('或');
  if ('and' in expression) {
    return expression.and.map((part) => describeCondition(part, wording)).join('，且');
  }
  if ('or' in expression) {
    return expression.or.map((part) => describeCondition(part, wording)).join('，或');
  }
  if ('not' in expression) return `不属于以下情形：${describeCondition(expression.not, wording)}`;
  if ('present' in expression) return `${name(expression.present)}已填`;
  if ('absent' in expression) return `${name(expression.absent)}为空`;
  if ('eq' in expression)
    return `${name(expression.eq[0])}为${labels(expression.eq[0], [expression.eq[1]])}`;
  if ('in' in expression) return `${name(expression.in[0])}为${labels(...expression.in)}`;
  if ('contains' in expression) {
    return `${name(expression.contains[0])}含${labels(expression.contains[0], [expression.contains[1]])}`;
  }
  if ('anyIn' in expression) return `${name(expression.anyIn[0])}含${labels(...expression.anyIn)}`;
  return `${name(expression.allIn[0])}都是${labels(...expression.allIn)}`;
}

const OPERATORS: Readonly<Record<string, string>> = { '>=': '不早于', '>': '晚于', '<=': '不晚于' };
const NUMBER_OPERATORS: Readonly<Record<string, string>> = {
  '>=': '不小于',
  '>': '大于',
  '<=': '不大于',
};

function explainRule(rule: Rule, wording: Wording): string | null {
  const other = rule.fields[1] === undefined ? '' : wording.nameOf(rule.fields[1]);
  switch (rule.kind) {
    case 'requiredWhen':
      return rule.when ? `${describeCondition(rule.when, wording)}时必填。` : null;
    case 'blankWhen':
      return rule.when ? `${describeCondition(rule.when, wording)}时应为空。` : null;
    case 'presentIff':
      return rule.when ? `${describeCondition(rule.when, wording)}时必填，否则应为空。` : null;
    case 'decimalPositiveWhen':
      return '应大于 0。';
    case 'notFuture':
      return '不得晚于报送当天。';
    case 'notPlaceholder':
      return '没有内容请留空，不要填“无”“/”等字样。';
    case 'citesLawAndArticle':
      return '写明法律、法规或规章名称（加书名号）及条款，如《…法》第十条。';
    case 'citesBasis':
      return `写明与“${wording.nameOf(rule.args.kindField)}”相应的现行认定依据。`;
    case 'scanPersonalData':
      return '不要写身份证号、电话、银行卡号、住址等个人信息。';
    case 'scanProhibited':
      return '不要写宗教信仰、基因、指纹、血型、疾病和病史。';
    case 'uscc':
      return '18 位统一社会信用代码，字母大写，最后一位为校验码。';
    case 'orgCode':
      return '9 位组织机构代码，末位为校验码。';
    case 'regNo':
      return '工商注册号为 15 位时按校验位核对。';
    case 'idByType':
      return rule.args.typeField === null
        ? '按证件的编号规则核对。'
        : `按“${wording.nameOf(rule.args.typeField)}”的编号规则核对，身份证为 18 位。`;
    case 'divisionCode':
      return `行政区划代码，${rule.args.lengths.join(' 或 ')} 位数字，以 ${rule.args.under} 开头。`;
    case 'registeredUnit':
    case 'sendingUnit':
      return '填写登记簿中的单位全称。';
    case 'dateOrder':
      return `应${OPERATORS[rule.args.op]}“${other}”。`;
    case 'decimalOrder':
      return `应${NUMBER_OPERATORS[rule.args.op]}“${other}”。`;
    case 'presentTogether':
      return `${rule.fields.map((field) => `“${wording.nameOf(field)}”`).join('、')}应同时填写或同时为空。`;
    case 'reportedInTime':
      return `自该日起 ${rule.args.workdays} 个工作日内报送。`;
    case 'listOf':
      return rule.args.max > 1 ? `可填多项，用英文分号“${rule.args.separator}”分隔。` : null;
    default:
      return null;
  }
}

function explainType(field: AnyField): string {
  const unit =
    'moneyUnit' in field && field.moneyUnit ? (field.moneyUnit === 'YUAN' ? '元' : '万元') : null;
  if (field.type === 'date') {
    const longTerm = 'longTerm' in field && field.longTerm ? '；长期有效填“长期”' : '';
    return `日期，格式 2026/04/01${longTerm}。`;
  }
  const decimal = /^decimal\(\d+,(\d+)\)$/.exec(field.type);
  if (decimal) {
    return `数字${unit ? `，单位：${unit}` : ''}，最多 ${decimal[1]} 位小数，不要写单位。`;
  }
  if (field.type === 'integer') return '整数。';
  if (field.length !== null && (field.type === 'string' || field.type === 'text')) {
    return `文字，最多 ${field.length} 个字。`;
  }
  return '';
}

/** The explanation of a field, one sentence a line: presence, form, allowed values, further rules. */
export function explainField(
  policy: Policy,
  informationClass: InformationClass,
  field: AnyField,
): string {
  const wording = wordingOf(policy, informationClass);
  const presence =
    'presenceInSheet' in field && field.presenceInSheet === 'optional'
      ? '选填，由平台补足。'
      : { required: '必填。', conditional: '按条件填写。', optional: '选填。' }[field.presence];
  const rules = [...informationClass.rules, ...policy.catalogue.rules].filter(
    (rule) => rule.fields[0] === field.code,
  );
  const choices = listEntries(policy, field).map(shownChoice);
  const between = choices.some((choice) => choice.includes('、')) ? '；' : '、';
  const shown = choices.slice(0, LIST_SHOWN).join(between);
  const list =
    choices.length === 0 ? '' : `可填：${shown}${choices.length > LIST_SHOWN ? ' 等' : ''}。`;
  const lines = [presence, list === '' ? explainType(field) : '', list];
  for (const rule of rules) lines.push(explainRule(rule, wording) ?? '');
  return [...new Set(lines.filter((line) => line !== ''))].join('\n');
}
