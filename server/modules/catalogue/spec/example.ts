/** An example row of a class, derived from its rules and lists; the class's own judge must accept it. */
import { addMonths, toSlashed, type PlainDate } from '../../../platform/plain-date.ts';
import {
  evaluate,
  type InformationClass,
  type Organisation,
  type Policy,
  type RuleKind,
  type RuleOf,
} from '../../policy/index.ts';
import type { AnyField } from '../judge/environment.ts';
import { requirementOf } from '../scan/required-text.ts';
import { exampleCitizenId, exampleUscc } from './example-codes.ts';
import { listEntries } from './explain.ts';

type Draft = {
  readonly policy: Policy;
  readonly informationClass: InformationClass;
  readonly today: PlainDate;
  readonly sender: Organisation | undefined;
  readonly cells: Record<string, string>;
};

const ORGANISATION_KIND = '法人及非法人组织';
const PERSON_KIND = '自然人';

function rulesOf<Kind extends RuleKind>(draft: Draft, kind: Kind, field?: string): RuleOf<Kind>[] {
  return draft.informationClass.rules.filter(
    (rule) => rule.kind === kind && (field === undefined || rule.fields[0] === field),
  ) as unknown as RuleOf<Kind>[];
}

/**
 * Cells of an example row by field code: everything required under its own values, nothing else.
 * The units in it are the one that will fill it in, `by`, or the first that may send the class.
 */
export function exampleRow(
  policy: Policy,
  informationClass: InformationClass,
  today: PlainDate,
  by?: string,
): Record<string, string> {
  const { senders } = informationClass;
  const code = by !== undefined && senders.includes(by) ? by : senders[0];
  const sender = policy.organisations.organisations.find(
    (organisation) => organisation.code === code,
  );
  const draft: Draft = { policy, informationClass, today, sender, cells: {} };
  const always = new Set(rulesOf(draft, 'required').map((rule) => rule.fields[0]));
  for (const field of informationClass.items) {
    if (always.has(field.code) || field.presence === 'required') fill(draft, field);
  }
  for (let pass = 0; pass < informationClass.items.length; pass += 1) {
    const missing = informationClass.items.find((field) => isMissing(draft, field));
    if (!missing) break;
    fill(draft, missing);
  }
  return draft.cells;
}

function isMissing(draft: Draft, field: AnyField): boolean {
  if (draft.cells[field.code] !== undefined) return false;
  const cells = { get: (code: string) => draft.cells[code] ?? '' };
  const conditions = [
    ...rulesOf(draft, 'requiredWhen', field.code),
    ...rulesOf(draft, 'presentIff', field.code),
  ];
  if (conditions.some((rule) => rule.when && evaluate(rule.when, cells) === true)) return true;
  return rulesOf(draft, 'presentTogether').some(
    (rule) =>
      rule.fields.includes(field.code) &&
      rule.fields.some((other) => draft.cells[other] !== undefined) &&
      (rule.when === undefined || evaluate(rule.when, cells) === true),
  );
}

function fill(draft: Draft, field: AnyField): void {
  draft.cells[field.code] =
    subjectValue(draft, field) ?? unitValue(draft, field) ?? value(draft, field);
}

function subjectValue(draft: Draft, field: AnyField): string | null {
  const { policy, informationClass, sender } = draft;
  const { subject } = informationClass;
  const { district, demonstrationDistrict } = policy.divisions;
  if (field.code === subject.kind) {
    const [rule] = rulesOf(draft, 'inList', field.code);
    const allowed = rule?.args.only ?? informationClass.subjectKindsOnWire;
    return allowed.includes(ORGANISATION_KIND)
      ? ORGANISATION_KIND
      : (allowed[0] ?? ORGANISATION_KIND);
  }
  const kind = subject.kindConst ?? (subject.kind === null ? null : draft.cells[subject.kind]);
  if (field.code === subject.name) {
    if (kind === 'PLACE') return '示例村';
    if (kind === 'GOVERNMENT') return sender?.nameZh ?? '示例单位';
    return kind === PERSON_KIND ? '张某某' : `${placeName(policy)}示例商贸有限公司`;
  }
  if (field.code === subject.uscc) {
    return kind === 'GOVERNMENT' ? (sender?.uscc ?? '') : exampleUscc(district, 1);
  }
  if (field.code === subject.idNumber) return exampleCitizenId(demonstrationDistrict.code);
  return null;
}

function placeName(policy: Policy): string {
  const { district, divisions } = policy.divisions;
  return divisions.find((division) => division.code === district)?.nameZh ?? '';
}

function unitValue(draft: Draft, field: AnyField): string | null {
  const { authority, dataSource } = draft.informationClass;
  const pairs = [authority, dataSource].map((pair) => [pair.name, pair.uscc]);
  const judged = [...rulesOf(draft, 'registeredUnit'), ...rulesOf(draft, 'sendingUnit')];
  for (const [name, code] of [...judged.map((rule) => rule.fields), ...pairs]) {
    if (field.code === name) return draft.sender?.nameZh ?? '示例单位';
    if (field.code === code) return draft.sender?.uscc ?? null;
  }
  return null;
}

function value(draft: Draft, field: AnyField): string {
  const [equals] = rulesOf(draft, 'equals', field.code);
  if (equals) return equals.args.value;
  const listed = listValue(draft, field);
  if (listed !== null) return listed;
  const { district, demonstrationDistrict } = draft.policy.divisions;
  if (field.type === 'uscc') return exampleUscc(district, 2);
  if (field.type === 'idnumber') return exampleCitizenId(demonstrationDistrict.code, 2);
  if (field.type === 'date') return dateValue(draft, field);
  if (field.type === 'boolean') return '1';
  if (field.type === 'integer' || field.type.startsWith('decimal')) return '100';
  return textValue(draft, field);
}

function listValue(draft: Draft, field: AnyField): string | null {
  const cells = { get: (code: string) => draft.cells[code] ?? '' };
  const [inList] = rulesOf(draft, 'inList', field.code);
  if (inList?.args.only?.[0] !== undefined) return inList.args.only[0];
  const [byCase] = rulesOf(draft, 'inListCase', field.code);
  const list = byCase
    ? (byCase.args.cases.find((entry) => evaluate(entry.when, cells) === true)?.list ??
      byCase.args.default)
    : (inList?.args.list ?? rulesOf(draft, 'listOf', field.code)[0]?.args.list ?? field.codelist);
  if (list === null || list === undefined) return null;
  return listEntries(draft.policy, { codelist: list })[0]?.value ?? null;
}

function dateValue(draft: Draft, field: AnyField): string {
  const { policy, informationClass, today } = draft;
  const [maximum] = rulesOf(draft, 'withinClassMaximum', field.code);
  if (maximum) {
    const months = policy.publication.classMaximum[maximum.args.class]?.months ?? 1;
    return toSlashed(addMonths(today, months));
  }
  if ('longTerm' in field && field.longTerm) return policy.catalogue.longTermDate;
  const later = informationClass.rules.some(
    (rule) => rule.kind === 'dateOrder' && rule.args.op === '>' && rule.fields[0] === field.code,
  );
  return toSlashed(later ? addMonths(today, 1) : today);
}

function textValue(draft: Draft, field: AnyField): string {
  const { policy, informationClass } = draft;
  const [division] = rulesOf(draft, 'divisionCode', field.code);
  if (division) return divisionValue(policy, division.args.lengths, division.args.under);
  const [basis] = rulesOf(draft, 'citesBasis', field.code);
  if (basis) {
    const kind = draft.cells[basis.args.kindField];
    const entries = policy.codelists.lists[basis.args.list]?.values ?? [];
    return `《${entries.find((entry) => entry.value === kind)?.tokens?.[0] ?? ''}》第一条`;
  }
  if (rulesOf(draft, 'citesLawAndArticle', field.code).length > 0) {
    return '《中华人民共和国示例法》第十条第一款';
  }
  const [pattern] = rulesOf(draft, 'pattern', field.code);
  if (pattern?.args.mode === 'search') {
    return `示例：${requirementOf(pattern.args.regex)?.literals[0] ?? ''}`;
  }
  if (pattern) return patternValue(pattern.args.regex);
  if (/代表人|负责人|经营者|^姓名/.test(field.nameZh)) return '李某某';
  if (/文书号|文号|案号|编号|证号|[)）]号$/.test(field.nameZh)) {
    return `示例${informationClass.prefix}〔${draft.today.slice(0, 4)}〕1号`;
  }
  if (/年度|期$/.test(field.nameZh)) return draft.today.slice(0, 4);
  if (/住所|地址/.test(field.nameZh)) return `${placeName(policy)}示例路1号`;
  const text = `示例${field.nameZh.replace(/[(（].*$/, '')}`;
  return [...text].slice(0, field.length ?? text.length).join('');
}

function divisionValue(policy: Policy, lengths: readonly number[], under: string): string {
  const known = policy.divisions.divisions.map((entry) => entry.code);
  const exact = known.find((code) => lengths.includes(code.length) && code.startsWith(under));
  if (exact !== undefined) return exact;
  const parent = known.find((code) => code.length === 9 && code.startsWith(under)) ?? under;
  return parent.padEnd(12, '201');
}

const SHAPES = ['1', 'A', '示例'];

/** A short text that matches the whole pattern, tried from repeated characters; '' when none of them does. */
function patternValue(regex: string): string {
  const expression = new RegExp(`^(?:${regex})$`, 'u');
  for (const head of ['', 'A', 'A0', '1']) {
    for (const shape of SHAPES) {
      for (let length = 1; length <= 40; length += 1) {
        const candidate = head + shape.repeat(length);
        if (expression.test(candidate)) return candidate;
      }
    }
  }
  return '';
}
