import { addDays, addMonths, earlier, onWire } from '../dates.ts';
import { documentNumber, markOf, yearOf, type RowBuilder } from '../rows.ts';

/** The number of a promise, by which its performance refers to it. */
export const promiseNumber = (sender: string, year: string, number: number): string =>
  `CN-${sender}-${year}-${String(number).padStart(5, '0')}`;

/** A promise of a subject. */
export const promise: RowBuilder = (fact, { random }) => ({
  CN_BH: promiseNumber(fact.sender.code, yearOf(fact), fact.number),
  CN_LX: random.weighted([
    ['CERTIFICATE_SUBSTITUTION', 4],
    ['PROACTIVE', 3],
    ['APPROVAL_SUBSTITUTION', 2],
    ['TOLERANT_ACCEPTANCE', 2],
  ]),
  CN_SX: random.pick([
    '食品经营许可新办',
    '公共场所卫生许可延续',
    '经营主体住所登记',
    '诚信经营公开承诺',
  ]),
  CN_NR: '所提交的材料真实、有效，严格依照法律法规开展经营活动，自觉接受监督。',
  CN_WYZR: '违反承诺的，撤销行政决定并依法承担相应责任。',
  CN_QX: random.chance(0.3) ? '2099/12/31' : onWire(addMonths(fact.on, random.pick([12, 24, 36]))),
  CN_GK: random.chance(0.8) ? '1' : '0',
});

/** What became of a promise; the caller adds its number. */
export const performance: RowBuilder = (fact, { random, today }) => {
  const state = random.weighted([
    ['FULFILLED', 80],
    ['IN_PROGRESS', 12],
    ['BROKEN', 8],
  ]);
  return {
    // Stands in until the row is tied to a promise.
    LY_CNBH: `${yearOf(fact)}-${fact.number}`,
    LY_ZT: state,
    LY_HCRQ: onWire(fact.on),
    LY_HCFS: random.pick(['现场', '数据比对', '抽查', '网络']),
    LY_RDRQ: onWire(earlier(today, addDays(fact.on, random.int(0, 5)))),
    ...(state === 'BROKEN'
      ? {
          LY_WY: '核查发现实际条件与承诺不符，逾期未补正材料。',
          LY_CL: '责令限期改正，撤销按承诺作出的决定。',
        }
      : {}),
  };
};

/** A contract with a public body. */
export const contract: RowBuilder = (fact, { random }) => {
  const kinds: Readonly<Record<string, readonly [string, string]>> = {
    CZJ: ['政府采购', '办公设备采购合同'],
    ZSJ: ['招商引资', '投资合作协议'],
    GGZY: ['招标投标', '小区改造工程施工合同'],
  };
  const [kind, name] = kinds[fact.sender.code] ?? (['其他', '服务合同'] as const);
  const state = random.weighted([
    ['履行中', 4],
    ['已履约', 5],
    ['违约', 1],
  ]);
  return {
    HT_MC: `王益区示例${name}`,
    HT_BH: `WYHT-${fact.sender.code}-${yearOf(fact)}-${fact.number}`,
    HT_LX: kind,
    HT_JF: fact.sender.nameZh,
    HT_JE: String(random.int(3, 900) * 1000),
    HT_LXQX: onWire(addDays(fact.on, random.int(60, 500))),
    HT_ZT: state,
    ...(state === '违约' ? { HT_WY: '未按约定期限交付，经人民法院判决确认违约。' } : {}),
  };
};

/** A grade given by a department or by the credit centre. */
export const evaluation: RowBuilder = (fact, { random, today }) => {
  const year = String(Number(yearOf(fact)) - 1);
  const common = { PJ_ND: year, PJ_YXQ: onWire(addMonths(fact.on, 12)) };
  if (fact.sender.code === 'SWJ') {
    const grade = random.weighted([
      ['A', 2],
      ['B', 5],
      ['M', 3],
      ['C', 1],
      ['D', 1],
    ]);
    return {
      ...common,
      PJ_MC: `${year}年度纳税缴费信用评价`,
      PJ_LB: '行业信用评价',
      PJ_LY: '纳税',
      PJ_DJ: grade,
    };
  }
  const score = random.int(480, 980);
  let grade = '差';
  if (score >= 550) grade = '中';
  if (score >= 700) grade = '良';
  if (score >= 850) grade = '优';
  return fact.on > today
    ? null
    : {
        ...common,
        PJ_MC: `${year}年度公共信用综合评价`,
        PJ_LB: '公共信用综合评价',
        PJ_LY: '综合',
        PJ_DJ: grade,
        PJ_DF: String(score),
      };
};

const honours: Readonly<Record<string, readonly string[]>> = {
  FGJ: ['区级信用示范企业', '区级诚信商户', '信用承诺践诺先进单位'],
};

/** An honour for keeping faith. */
export const honour: RowBuilder = (fact, { random, today }) => {
  const until = addMonths(fact.on, 36);
  return {
    RYU_MC: random.pick(
      honours[fact.sender.code] ?? [
        '诚信经营示范单位',
        '守合同重信用企业',
        '文明经营户',
        '消费者放心店',
      ],
    ),
    RYU_JB: random.weighted([
      ['COUNTY', 7],
      ['CITY', 2],
      ['PROVINCIAL', 1],
    ]),
    RYU_WH: documentNumber(`${markOf(fact.sender)}表`, fact),
    RYU_YXQ: onWire(until),
    RYU_ZT: until < today ? '到期' : '有效',
  };
};
