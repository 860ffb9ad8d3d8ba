import { promiseNumber } from '../builders/promises.ts';
import { madeUpCitizenNumber, withWrongCheck } from '../codes.ts';
import { addMonths, onWire } from '../dates.ts';
import { yearOf } from '../rows.ts';
import { profileOf, rulesOn, shown, wrong, type Mistake, type MistakeContext } from './plant.ts';

const penalties = ['ADMIN_PENALTY'];

/** Appends to a free text that is scanned as a narrative; the remark when nothing else is. */
function narrate(kind: string, text: string, rule: 'scanPersonalData' | 'scanProhibited'): Mistake {
  return {
    kind,
    plant: ({ row, random }: MistakeContext) => {
      const fields = row.cls.rules
        .filter((candidate) => candidate.kind === rule && profileOf(candidate) === 'NARRATIVE')
        .map((candidate) => candidate.fields[0] ?? '')
        .filter((field) => field !== '' && !row.cls.identityKey.includes(field));
      if (fields.length === 0) return false;
      const field = random.pick(fields);
      // A text that must be blank or told apart by its own rules stays as it is.
      if (shown(row, field) === '' && field !== 'BZ') return false;
      return wrong(row, kind, field, `${shown(row, field)}${text}`, {
        rule,
        severity: 'quarantine',
        profile: 'NARRATIVE',
      });
    },
  };
}

/** Mistakes of single classes and of free texts. */
export const particularMistakes: readonly Mistake[] = [
  narrate('TELEPHONE_IN_TEXT', '联系电话13900000000。', 'scanPersonalData'),
  narrate(
    'CITIZEN_NUMBER_IN_TEXT',
    `当事人身份证号${madeUpCitizenNumber(77, false)}。`,
    'scanPersonalData',
  ),
  narrate(
    'HOME_ADDRESS_IN_TEXT',
    '家庭住址：铜川市王益区示例小区3号楼2单元101室。',
    'scanPersonalData',
  ),
  narrate('DISEASE_IN_TEXT', '当事人患有糖尿病。', 'scanProhibited'),
  {
    kind: 'THIRD_PERSON_NAMED',
    classes: penalties,
    plant: ({ row }) =>
      wrong(
        row,
        'THIRD_PERSON_NAMED',
        'CF_SY',
        `${shown(row, 'CF_SY')}消费者李小明，投诉后查证属实。`,
        { rule: 'scanPersonalData', severity: 'warning', profile: 'THIRD_PERSON' },
      ),
  },
  {
    kind: 'FINE_WITHOUT_AMOUNT',
    classes: penalties,
    plant: ({ row }) =>
      shown(row, 'CF_NR_FK') !== '' &&
      wrong(row, 'FINE_WITHOUT_AMOUNT', 'CF_NR_FK', '', { rule: 'presentIff' }),
  },
  {
    kind: 'AMOUNT_WITHOUT_FINE',
    classes: penalties,
    plant: ({ row }) =>
      shown(row, 'CF_NR_FK') === '' &&
      wrong(row, 'AMOUNT_WITHOUT_FINE', 'CF_NR_FK', '0.2', { rule: 'presentIff' }),
  },
  {
    kind: 'FINE_OF_ZERO',
    classes: penalties,
    plant: ({ row }) =>
      shown(row, 'CF_NR_FK') !== '' &&
      wrong(row, 'FINE_OF_ZERO', 'CF_NR_FK', '0', { rule: 'decimalPositiveWhen' }),
  },
  {
    kind: 'PENALTY_KIND_UNKNOWN',
    classes: penalties,
    plant: ({ row, random }) =>
      wrong(row, 'PENALTY_KIND_UNKNOWN', 'CF_CFLB', random.pick(['罰金', '其他', '行政罚款']), {
        rule: 'listOf',
      }),
  },
  {
    kind: 'NO_ARTICLE_CITED',
    classes: penalties,
    plant: ({ row }) =>
      wrong(row, 'NO_ARTICLE_CITED', 'CF_YJ', '违反食品安全法有关规定', {
        rule: 'citesLawAndArticle',
      }),
  },
  {
    kind: 'PUBLICITY_TOO_LONG',
    classes: penalties,
    plant: ({ row }) =>
      wrong(row, 'PUBLICITY_TOO_LONG', 'CF_GSJZQ', onWire(addMonths(row.fact.on, 41)), {
        rule: 'withinClassMaximum',
      }),
  },
  {
    kind: 'PERSON_DATA_OF_ORGANISATION',
    classes: ['ADMIN_PENALTY', 'ADMIN_LICENCE'],
    plant: ({ row }) => {
      const { idType, idNumber } = row.cls.subject;
      if (row.fact.person !== null || idType === null || idNumber === null) return false;
      wrong(row, 'PERSON_DATA_OF_ORGANISATION', idType, '身份证', { rule: 'blankWhen' });
      return wrong(row, 'PERSON_DATA_OF_ORGANISATION', idNumber, madeUpCitizenNumber(1234, true), {
        rule: 'blankWhen',
      });
    },
  },
  {
    kind: 'CITIZEN_NUMBER_CHECK',
    classes: ['PROFESSION', 'ADMIN_LICENCE', 'ADMIN_PENALTY', 'JUDGMENT'],
    plant: ({ row }) => {
      const { idNumber } = row.cls.subject;
      if (row.fact.person === null || idNumber === null) return false;
      return wrong(row, 'CITIZEN_NUMBER_CHECK', idNumber, withWrongCheck(shown(row, idNumber)), {
        rule: 'idByType',
      });
    },
  },
  {
    kind: 'CERTIFICATE_WITHOUT_NUMBER',
    classes: ['ADMIN_LICENCE'],
    plant: ({ row }) =>
      shown(row, 'XK_XKBH') !== '' &&
      wrong(row, 'CERTIFICATE_WITHOUT_NUMBER', 'XK_XKBH', '', { rule: 'presentTogether' }),
  },
  {
    kind: 'REGISTRATION_NUMBER_CHECK',
    classes: ['ADMIN_LICENCE'],
    plant: ({ row }) =>
      shown(row, 'XK_XDR_GSZC') !== '' &&
      wrong(
        row,
        'REGISTRATION_NUMBER_CHECK',
        'XK_XDR_GSZC',
        withNextDigit(shown(row, 'XK_XDR_GSZC')),
        { rule: 'regNo' },
      ),
  },
  {
    kind: 'ORGANISATION_CODE_CHECK',
    classes: ['ADMIN_LICENCE', 'ADMIN_PENALTY'],
    plant: ({ row }) => {
      const { uscc } = row.cls.subject;
      if (uscc === null || row.fact.person !== null) return false;
      const field = `${row.cls.prefix}_XDR_ZZJG`;
      return wrong(
        row,
        'ORGANISATION_CODE_CHECK',
        field,
        withNextDigit(shown(row, uscc).slice(8, 17)),
        { rule: 'orgCode' },
      );
    },
  },
  {
    kind: 'OUTSIDE_DISTRICT',
    classes: ['REG_BASIC'],
    plant: ({ row }) =>
      wrong(row, 'OUTSIDE_DISTRICT', 'DJ_QHDM', '610203', {
        rule: 'divisionCode',
        severity: 'warning',
      }),
  },
  {
    kind: 'NO_LAWFUL_BASIS',
    classes: ['SEVERE_LIST'],
    plant: ({ row }) =>
      rulesOn(row, 'citesBasis').length > 0 &&
      wrong(row, 'NO_LAWFUL_BASIS', 'YZ_YJ', '有关规定', {
        rule: 'citesBasis',
        severity: 'quarantine',
      }),
  },
  {
    kind: 'PROMISE_UNKNOWN',
    classes: ['PROMISE_PERFORMANCE'],
    plant: ({ row }) => {
      const { sender, number } = row.fact;
      // Numbers begin anew with each year and sender: alone they would make two rows one record.
      const unknown = promiseNumber(`SL-${sender.code}`, yearOf(row.fact), number);
      return wrong(row, 'PROMISE_UNKNOWN', 'LY_CNBH', unknown, {
        rule: 'referenceExists',
        severity: 'quarantine',
        scope: 'store',
      });
    },
  },
];

function withNextDigit(code: string): string {
  const last = code.slice(-1);
  return code.slice(0, -1) + (last === 'X' ? '0' : String((Number(last) + 1) % 10));
}
