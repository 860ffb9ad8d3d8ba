import { PLACEHOLDER_USCC, withWrongCheck } from '../codes.ts';
import { addDays, onWire } from '../dates.ts';
import { isAboutParties, label, rulesOn, shown, wrong, type Mistake } from './plant.ts';

const fieldOf = (rule: { readonly fields: readonly string[] }): string => rule.fields[0] ?? '';
const toPlain = (wire: string): string => wire.replaceAll('/', '-');
const LONG_TERM = '2099/12/31';

/** Rules besides length that look at the cell alone: two of them would find one mistake twice. */
const lengthOnly = new Set([
  'required',
  'length',
  'notPlaceholder',
  'uniqueKey',
  'scanPersonalData',
  'scanProhibited',
  'operationTarget',
  'requiredWhen',
  'presentTogether',
  'reportedInTime',
]);

const subjectCode = (kind: string, spoil: (code: string) => string): Mistake => ({
  kind,
  plant: ({ row }) => {
    const field = row.cls.subject.uscc;
    if (field === null || row.fact.person !== null || shown(row, field) === '') return false;
    return wrong(row, kind, field, spoil(shown(row, field)), { rule: 'uscc' });
  },
});

/** Mistakes any class can hold; what they apply to is read from the rules of the catalogue. */
export const generalMistakes: readonly Mistake[] = [
  subjectCode('USCC_CHECK_CHARACTER', withWrongCheck),
  subjectCode('USCC_TOO_SHORT', (code) => code.slice(0, -1)),
  subjectCode('USCC_LETTER_O', (code) => `${code.slice(0, 13)}O${code.slice(14)}`),
  {
    kind: 'FUTURE_DATE',
    plant: ({ row, random, today }) => {
      const rules = rulesOn(row, 'notFuture');
      if (rules.length === 0) return false;
      const date = onWire(addDays(today, random.int(3, 60)));
      return wrong(row, 'FUTURE_DATE', fieldOf(random.pick(rules)), date, { rule: 'notFuture' });
    },
  },
  {
    kind: 'NO_SUCH_DATE',
    plant: ({ row, random }) => {
      const rules = rulesOn(row, 'date');
      if (rules.length === 0) return false;
      const value = random.pick([
        '2025/02/30',
        '2025.13.01',
        '二〇二五年三月',
        '2025/4/31',
        '去年年底',
      ]);
      return wrong(row, 'NO_SUCH_DATE', fieldOf(random.pick(rules)), value, { rule: 'date' });
    },
  },
  {
    kind: 'DATES_REVERSED',
    plant: ({ row, random }) => {
      const rules = rulesOn(row, 'dateOrder').filter(
        (rule) =>
          rule.severity === 'error' &&
          rule.args.op !== '<=' &&
          rule.fields.every((field) => shown(row, field) !== LONG_TERM),
      );
      if (rules.length === 0) return false;
      const rule = random.pick(rules);
      const before = addDays(toPlain(shown(row, rule.fields[1] ?? '')), -random.int(1, 40));
      return wrong(row, 'DATES_REVERSED', fieldOf(rule), onWire(before), { rule: 'dateOrder' });
    },
  },
  {
    kind: 'NOT_IN_LIST',
    plant: ({ row, random }) => {
      const rules = rulesOn(row, 'inList').filter(
        (rule) => !rulesOn(row, 'equals').some((other) => fieldOf(other) === fieldOf(rule)),
      );
      if (rules.length === 0) return false;
      return wrong(
        row,
        'NOT_IN_LIST',
        fieldOf(random.pick(rules)),
        random.pick(['其它情况', '详见附件', '类型一']),
        { rule: 'inList' },
      );
    },
  },
  {
    kind: 'REQUIRED_MISSING',
    plant: ({ row, random }) => {
      const rules = rulesOn(row, 'required').filter(
        (rule) =>
          !row.cls.identityKey.includes(fieldOf(rule)) && !isAboutParties(row, fieldOf(rule)),
      );
      if (rules.length === 0) return false;
      return wrong(row, 'REQUIRED_MISSING', fieldOf(random.pick(rules)), '', { rule: 'required' });
    },
  },
  {
    kind: 'TOO_LONG',
    plant: ({ row, random }) => {
      const rules = rulesOn(row, 'length').filter((rule) => {
        const field = fieldOf(rule);
        const { max } = rule.args;
        if (max < 20 || max > 200 || isAboutParties(row, field)) return false;
        return row.cls.rules.every(
          (other) => !other.fields.includes(field) || lengthOnly.has(other.kind),
        );
      });
      if (rules.length === 0) return false;
      const rule = random.pick(rules);
      const field = fieldOf(rule);
      const value = `${shown(row, field)}（另见所附说明材料）`.padEnd(rule.args.max + 3, '及附件');
      return wrong(row, 'TOO_LONG', field, value, { rule: 'length' });
    },
  },
  {
    kind: 'AMOUNT_IN_WORDS',
    plant: ({ row, random }) => {
      const rules = rulesOn(row, 'decimal');
      if (rules.length === 0) return false;
      const value = random.pick(['伍仟元整', '约3000', '1.2.3', '12,34']);
      return wrong(row, 'AMOUNT_IN_WORDS', fieldOf(random.pick(rules)), value, { rule: 'decimal' });
    },
  },
  {
    kind: 'AMOUNT_NEGATIVE',
    plant: ({ row, random }) => {
      const rules = rulesOn(row, 'decimal').filter((rule) => Number(rule.args.min ?? -1) === 0);
      if (rules.length === 0) return false;
      return wrong(row, 'AMOUNT_NEGATIVE', fieldOf(random.pick(rules)), '-3', { rule: 'decimal' });
    },
  },
  {
    kind: 'TOO_MANY_DECIMALS',
    plant: ({ row, random }) => {
      const rules = rulesOn(row, 'decimal').filter((rule) => rule.args.scale > 0);
      if (rules.length === 0) return false;
      return wrong(row, 'TOO_MANY_DECIMALS', fieldOf(random.pick(rules)), '0.12345678', {
        rule: 'decimal',
      });
    },
  },
  {
    kind: 'WRONG_UNIT',
    plant: ({ row, random }) => {
      const rules = rulesOn(row, 'decimal').filter(
        (rule) => unitOf(row.cls.items, fieldOf(rule)) !== null,
      );
      if (rules.length === 0) return false;
      const field = fieldOf(random.pick(rules));
      const value = unitOf(row.cls.items, field) === 'WAN_YUAN' ? '5000元' : '0.5万元';
      return wrong(row, 'WRONG_UNIT', field, value, { rule: 'decimal' });
    },
  },
  {
    kind: 'COUNT_EXCEEDS_TOTAL',
    classes: ['RURAL_CREDIT', 'ENFORCEMENT'],
    plant: ({ row, random }) => {
      const rules = rulesOn(row, 'decimalOrder');
      if (rules.length === 0) return false;
      // The last rule, so that the larger number is not compared upwards once more.
      const rule = rules.at(-1) ?? random.pick(rules);
      const limit = Number(shown(row, rule.fields[1] ?? ''));
      return wrong(row, 'COUNT_EXCEEDS_TOTAL', fieldOf(rule), String(limit + 5), {
        rule: 'decimalOrder',
      });
    },
  },
  {
    kind: 'PLACEHOLDER_WORD',
    plant: ({ row, random }) => {
      const rules = row.cls.rules.filter(
        (rule) =>
          rule.kind === 'notPlaceholder' &&
          !row.cls.identityKey.includes(fieldOf(rule)) &&
          !isAboutParties(row, fieldOf(rule)),
      );
      if (rules.length === 0) return false;
      return wrong(
        row,
        'PLACEHOLDER_WORD',
        fieldOf(random.pick(rules)),
        random.pick(['无', '暂无', '/', 'N/A', '不详']),
        { rule: 'notPlaceholder' },
      );
    },
  },
  {
    kind: 'WRONG_SOURCE_UNIT',
    plant: ({ row }) => {
      const { name, uscc } = row.cls.dataSource;
      if (name === null || uscc === null || row.fact.sender.code === 'TJJ') return false;
      wrong(row, 'WRONG_SOURCE_UNIT', name, '铜川市王益区统计局', {
        rule: 'sendingUnit',
        scope: 'file',
      });
      return wrong(row, 'WRONG_SOURCE_UNIT', uscc, '11610202MAU300004X', {
        rule: 'sendingUnit',
        scope: 'file',
      });
    },
  },
  {
    kind: 'UNKNOWN_AUTHORITY',
    plant: ({ row }) => {
      const { name } = row.cls.authority;
      if (name === null || !rulesOn(row, 'registeredUnit').some((rule) => fieldOf(rule) === name))
        return false;
      return wrong(row, 'UNKNOWN_AUTHORITY', name, '王益区示例管理局', {
        rule: 'registeredUnit',
        severity: 'warning',
      });
    },
  },
  {
    kind: 'NAME_AND_CODE_DISAGREE',
    plant: ({ row, other, keepRegistered }) => {
      const { name, uscc } = row.cls.subject;
      if (
        row.cls.code === 'REG_BASIC' ||
        row.cls.code === 'GOV_INTEGRITY' ||
        name === null ||
        uscc === null
      )
        return false;
      if (
        row.fact.person !== null ||
        other.name === row.fact.subject.name ||
        !keepRegistered(row.fact.subject)
      )
        return false;
      return wrong(row, 'NAME_AND_CODE_DISAGREE', name, other.name, {
        rule: 'subjectAgrees',
        severity: 'quarantine',
        scope: 'store',
      });
    },
  },
  {
    kind: 'HOUSEHOLD_WITHOUT_CODE',
    plant: ({ row }) => {
      const { uscc, kind } = row.cls.subject;
      if (uscc === null || kind === null || shown(row, kind) !== '个体工商户') return false;
      wrong(row, 'HOUSEHOLD_WITHOUT_CODE', uscc, PLACEHOLDER_USCC, {
        rule: 'uscc',
        severity: 'warning',
      });
      label(row, 'HOUSEHOLD_WITHOUT_CODE', uscc, {
        rule: 'SUBJECT-HOUSEHOLD_WITHOUT_CODE',
        severity: 'quarantine',
        scope: 'store',
      });
      return true;
    },
  },
];

function unitOf(
  items: readonly { readonly code: string; readonly moneyUnit?: unknown }[],
  field: string,
): unknown {
  return items.find((item) => item.code === field)?.moneyUnit ?? null;
}
