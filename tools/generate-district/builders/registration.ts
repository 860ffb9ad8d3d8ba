import { addDays, earlier, onWire } from '../dates.ts';
import { madeUpCitizenNumber } from '../codes.ts';
import { amount, type RowBuilder } from '../rows.ts';
import { personName } from '../subjects.ts';

/** Registration of an organisation or household, as its registrar sends it. */
export const registration: RowBuilder = ({ subject }, { random, today }) => {
  const approved = earlier(today, addDays(subject.established, random.int(0, 2)));
  return {
    DJ_MC: subject.name,
    DJ_SHXYM: subject.uscc,
    DJ_LX: subject.entityType,
    DJ_FRDB: subject.representative,
    DJ_CLRQ: onWire(subject.established),
    DJ_HZRQ: onWire(approved),
    ...(random.chance(0.5)
      ? {
          DJ_YXQZ: onWire(subject.established),
          DJ_YXQZI: random.chance(0.8)
            ? '2099/12/31'
            : onWire(addDays(today, random.int(400, 7000))),
        }
      : {}),
    ...(subject.capital === null ? {} : { DJ_ZCZB: subject.capital, DJ_BZ: 'CNY' }),
    DJ_ZS: subject.address,
    DJ_QHDM: subject.division,
    DJ_JYFW: subject.trade.scope,
    DJ_HY: subject.trade.industry,
    DJ_HYDM: subject.trade.industryCode,
    DJ_ZT: subject.status,
    ...(subject.ended === null ? {} : { DJ_ZXRQ: onWire(subject.ended) }),
    ...(subject.household ? { DJ_GM: '微' } : { DJ_GM: random.pick(['小', '微', '微', '中']) }),
    ...(random.chance(0.3) ? { DJ_LXDH: `0919-0${random.int(100000, 999999)}` } : {}),
    ...(random.chance(0.04)
      ? {
          DJ_FR_ZJLX: '身份证',
          DJ_FR_ZJHM: madeUpCitizenNumber(random.int(0, 900_000), random.chance(0.5)),
        }
      : {}),
  };
};

/** A change of name; the former name is what later rows may still be written with. */
export const renaming: RowBuilder = ({ subject }) =>
  subject.former === null
    ? null
    : {
        BG_XDR_MC: subject.name,
        BG_SX: '名称变更',
        BG_Q: subject.former.name,
        BG_H: subject.name,
        BG_RQ: onWire(subject.former.until),
      };

/** Any other registered change. */
export const change: RowBuilder = ({ subject }, { random }) => {
  // Under the present name: a change reported with the former one would precede the renaming it rests on.
  const present = { BG_XDR_MC: subject.name };
  switch (random.int(0, 3)) {
    case 0:
      return {
        ...present,
        BG_SX: '法定代表人（负责人、经营者）变更',
        BG_Q: personName(random),
        BG_H: subject.representative,
      };
    case 1:
      return {
        ...present,
        BG_SX: '住所（经营场所）变更',
        BG_Q: `铜川市王益区示例巷${random.int(1, 99)}号`,
        BG_H: subject.address,
      };
    case 2:
      return {
        ...present,
        BG_SX: '经营范围变更',
        BG_Q: '一般项目：日用百货销售。',
        BG_H: subject.trade.scope,
      };
    default:
      return subject.capital === null
        ? null
        : {
            ...present,
            BG_SX: '注册资本变更',
            BG_Q: `${amount(Number(subject.capital) / 2)}万元`,
            BG_H: `${subject.capital}万元`,
          };
  }
};

/** A shareholder or leading person of a company. */
export const member: RowBuilder = ({ subject }, { random }) => {
  if (subject.form !== 'COMPANY') return null;
  const role = random.weighted([
    ['股东', 5],
    ['董事', 2],
    ['监事', 2],
    ['高级管理人员', 2],
  ]);
  const position: Readonly<Record<string, readonly string[]>> = {
    股东: [''],
    董事: ['执行董事', '董事', '董事长'],
    监事: ['监事'],
    高级管理人员: ['经理', '财务负责人', '副经理'],
  };
  const post = random.pick(position[role] ?? ['']);
  return {
    RY_XM: role === '股东' && random.chance(0.4) ? subject.representative : personName(random),
    RY_LB: role,
    ...(post === '' ? {} : { RY_ZW: post }),
    ...(role === '股东' && subject.capital !== null
      ? { RY_CZE: amount(Number(subject.capital) * random.pick([1, 0.8, 0.5, 0.2])) }
      : {}),
  };
};
