/** What detail codes mean to a clerk; a code without a label is the offending text itself. */
import type { Rule } from '../../policy/index.ts';
import type { PolicyTables } from './environment.ts';

const SHARED: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  EMPTY: ['为空', 'it is blank'],
  LENGTH: ['长度不对', 'wrong length'],
  ALPHABET: ['含有不允许的字符', 'a character that is never used'],
  PLACEHOLDER: ['是占位代码，视为没有代码', 'a placeholder, which counts as no code'],
  DEPARTMENT: ['首位登记管理部门代码不存在', 'no such registering department'],
  CATEGORY: ['第二位机构类别代码与登记管理部门不符', 'category does not belong to the department'],
  CHECK_CHAR: ['校验码不符，请对照证照逐位核对', 'the check character does not fit'],
  DIVISION: ['行政区划代码不存在', 'no such division'],
  EMBEDDED_ORG_CODE: [
    '内含的组织机构代码校验不符，请核对',
    'the embedded organisation code fails its check',
  ],
  FORMAT: ['格式不对', 'wrong format'],
  DIGITS: ['含有数字以外的字符', 'a character that is not a digit'],
  CHECK_DIGIT: ['校验位不符，请逐位核对', 'the check digit does not fit'],
  MASKED: ['号码已被遮盖，请填写完整号码', 'the number is masked'],
  LEGACY_15: ['15 位旧号码已停用，请填写 18 位号码', 'a 15-digit number, out of use since 2013'],
  BIRTH_DATE: ['出生日期不存在', 'no such date of birth'],
  PATTERN: ['不符合该证件类型的编号规则', 'does not fit the pattern of its type'],
  NO_TYPE: ['不符合任何一种证件的编号规则', 'fits no type of certificate'],
  OUTSIDE: ['不在本行政区划范围内', 'outside the district'],
  UNKNOWN: ['不在登记簿内', 'not in the register'],
  MISMATCH: ['与登记簿中的代码不一致', 'differs from the code in the register'],
  MISSING: ['应填未填', 'missing'],
  NOT_ALLOWED: ['应为空', 'not allowed here'],
  COUNT: ['个数不符或有重复', 'too few, too many or repeated'],
  SIZE: ['位数过多', 'too many digits'],
  MIN: ['低于最小值', 'below the minimum'],
};

const DIVISION_LABELS: typeof SHARED = {
  FORMAT: ['应为规定位数的数字代码', 'must be digits of the given length'],
  UNKNOWN: ['行政区划代码不存在', 'no such division'],
};

/** Chinese and English words for a detail of a rule. */
export function detailLabel(
  rule: Rule,
  detail: string,
  tables: PolicyTables,
): readonly [zh: string, en: string] {
  if (rule.kind === 'scanPersonalData' || rule.kind === 'scanProhibited') {
    return [tables.scanner.nameOf(detail) ?? detail, detail];
  }
  if (rule.kind === 'listOf') return SHARED_FOR_LISTS[detail] ?? [detail, detail];
  if (rule.kind === 'divisionCode') {
    return DIVISION_LABELS[detail] ?? SHARED[detail] ?? [detail, detail];
  }
  return SHARED[detail] ?? [detail, detail];
}

const SHARED_FOR_LISTS: typeof SHARED = {
  COUNT: ['个数不符或有重复', 'too few, too many or repeated'],
};
