import { addDays, addMonths, earlier, onWire, type PlainDate } from '../dates.ts';
import { documentNumber, markOf, yearOf, type Cells, type Fact, type RowBuilder } from '../rows.ts';

/** Case numbers carry the unassigned 0298, so that they name no case of an existing court. */
const caseNumber = (fact: Fact, kind: string): string =>
  `（${yearOf(fact)}）陕0298${kind}${fact.number}号`;

/** A judgment in force. */
export const judgment: RowBuilder = (fact, { random }) => {
  const [cause, result] = random.pick([
    ['买卖合同纠纷', '判决支付货款及逾期利息。'],
    ['建设工程施工合同纠纷', '判决支付工程款，驳回其他诉讼请求。'],
    ['劳动争议', '判决支付劳动报酬和经济补偿。'],
    ['房屋租赁合同纠纷', '双方达成调解协议，按约支付租金。'],
    ['金融借款合同纠纷', '判决归还借款本金及利息。'],
  ] as const);
  return {
    SP_AH: caseNumber(fact, '民初'),
    SP_AY: cause,
    SP_LX: '民事',
    SP_DW: random.weighted([
      ['被告', 6],
      ['原告', 3],
      ['第三人', 1],
    ]),
    SP_JG: result,
    SP_RQ: onWire(addDays(fact.on, -random.int(15, 30))),
  };
};

/** An enforcement case. */
export const enforcement: RowBuilder = (fact, { random, today }) => {
  const sum = random.int(8, 3000) * 1000;
  const closed = earlier(today, addDays(fact.on, random.int(30, 180)));
  const state = random.weighted([
    ['执行完毕', 5],
    ['执行中', 3],
    ['终结本次执行', 2],
  ]);
  return {
    ZX_AH: caseNumber(fact, '执'),
    ZX_YJ: `（${yearOf(fact)}）陕0298民初${fact.number + 7}号`,
    ZX_BD: String(sum),
    ZX_WLX: state === '执行完毕' ? '0' : String(Math.floor(sum / 2)),
    ZX_ZT: state,
    ...(state === '执行中' ? {} : { ZX_JARQ: onWire(closed) }),
  };
};

/** An entry in the list of abnormal operation, often with the removal. */
export const abnormalEntry: RowBuilder = (fact, { random, today }) => {
  const tax = fact.sender.code === 'SWJ';
  let list = fact.subject.household ? '个体工商户经营异常状态' : '经营异常名录';
  if (tax) list = '非正常户(税务)';
  const removed = onWorkdayWithin(fact.on, today, random.int(20, 300));
  return {
    YC_LB: list,
    YC_LRYY: random.weighted([
      ['NO_ANNUAL_REPORT', 7],
      ['UNREACHABLE', 3],
    ]),
    YC_LRWH: documentNumber(`${markOf(fact.sender)}异列`, fact),
    ...(random.chance(0.55) && removed !== null
      ? {
          YC_YCYY: '已补报年度报告并公示，申请移出',
          YC_YCRQ: onWire(removed),
          YC_YCJG: fact.sender.nameZh,
        }
      : {}),
  };
};

function onWorkdayWithin(from: PlainDate, today: PlainDate, days: number): PlainDate | null {
  const day = addDays(from, days);
  return day > today ? null : day;
}

const severeLists: Readonly<Record<string, readonly [list: string, basis: string, fact: string]>> =
  {
    SWJ: [
      'TAX',
      '《重大税收违法失信主体信息公布管理办法》（税务总局令第54号）第六条',
      '虚开增值税普通发票，经查处后未按期缴清税款和罚款',
    ],
    SCJG: [
      'MARKET',
      '《市场监督管理严重违法失信名单管理办法》（市场监管总局令第44号）第五条',
      '生产经营不符合食品安全标准的食品，受到较重行政处罚',
    ],
    RSJ: [
      'MIGRANT_WAGE',
      '《保障农民工工资支付条例》第四十八条',
      '拖欠农民工工资，经责令限期支付逾期未支付',
    ],
    FY: [
      'DISHONEST_EXECUTED',
      '《最高人民法院关于公布失信被执行人名单信息的若干规定》（法释〔2017〕7号）第一条',
      '有履行能力而拒不履行生效法律文书确定的义务',
    ],
  };

/** An entry in a list of severe dishonesty: told first, with an end, sometimes already removed. */
export const severeEntry: RowBuilder = (fact, { random, today }) => {
  const list = severeLists[fact.sender.code];
  if (list === undefined) return null;
  const [kind, basis, deed] = list;
  const removedOn = earlier(today, addDays(fact.on, random.int(200, 500)));
  const removed: Cells = random.chance(0.2)
    ? { YZ_DZ: 'REMOVE', YZ_YCRQ: onWire(removedOn), YZ_YCYY: '已履行义务并提前移出' }
    : { YZ_DZ: 'INCLUDE' };
  return {
    YZ_LB: kind,
    YZ_YJ: basis,
    YZ_SY: `${deed}。`,
    YZ_WSH: documentNumber(`${markOf(fact.sender)}失信列`, fact),
    YZ_GZRQ: onWire(addDays(fact.on, -random.int(7, 20))),
    YZ_QX: onWire(addMonths(fact.on, kind === 'DISHONEST_EXECUTED' ? 24 : 36)),
    ...removed,
  };
};

/** Something owed to the public or to workers, as the competent body fixed it. */
export const compliance: RowBuilder = (fact, { random }) => {
  const kinds: Readonly<Record<string, readonly [string, string]>> = {
    SWJ: ['TAX_ARREARS', '欠缴增值税，已公告'],
    RSJ: ['WAGE_ARREARS', '拖欠工资，经责令改正'],
    GJJ: ['HOUSING_FUND_ARREARS', '住房公积金逾期缴存'],
    GXJ: ['SME_PAYMENT_ARREARS', '拖欠中小企业货款，经投诉受理认定'],
    YBJ: ['SOCIAL_INSURANCE_ARREARS', '欠缴职工基本医疗保险费，经催缴'],
  };
  const [kind, text] = kinds[fact.sender.code] ?? (['OTHER', '未按期履行法定义务'] as const);
  return {
    ZF_LB: kind,
    ZF_NR: `${text}。`,
    ZF_JE: String(random.int(3, 600) * 100),
    ZF_WSH: documentNumber(`${markOf(fact.sender)}认`, fact),
    ZF_LXZT: random.weighted([
      ['已履行', 6],
      ['部分履行', 1],
      ['未履行', 3],
    ]),
  };
};
