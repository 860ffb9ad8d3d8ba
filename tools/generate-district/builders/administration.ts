import { addDays, addMonths, onWire } from '../dates.ts';
import { amount, documentNumber, markOf, type RowBuilder } from '../rows.ts';

type Confirmation = readonly [name: string, content: string, law: string];

const confirmations: readonly Confirmation[] = [
  ['高新技术产品认定登记', '确认申报产品符合登记条件', '《中华人民共和国科学技术进步法》第四十条'],
  ['工伤认定', '确认申请事项属于工伤认定范围', '《工伤保险条例》第十四条'],
  ['示范合作社监测', '确认为区级农民专业合作社示范社', '《中华人民共和国农民专业合作社法》第十条'],
  ['劳动用工备案核查', '确认用工备案材料齐全', '《中华人民共和国劳动合同法》第七条'],
];

const confirmationsOf: Readonly<Record<string, readonly Confirmation[]>> = {
  MZJ: [
    ['慈善组织认定', '确认符合慈善组织条件', '《中华人民共和国慈善法》第十条'],
    ['社会组织评估等级确认', '确认评估等级为3A级', '《社会组织评估管理办法》第二十三条'],
  ],
};

/** An administrative confirmation. */
export const confirmation: RowBuilder = (fact, { random }) => {
  const [name, content, law] = random.pick(confirmationsOf[fact.sender.code] ?? confirmations);
  return {
    QR_WSH: documentNumber(`${markOf(fact.sender)}确`, fact),
    QR_YJ: law,
    QR_MC: name,
    QR_NR: content,
    ...(random.chance(0.6) ? { QR_YXQ: onWire(addMonths(fact.on, 36)) } : {}),
  };
};

/** A levy with what was paid of it. */
export const levy: RowBuilder = (fact, { random }) => {
  const due = random.int(80, 26_000);
  const state = random.weighted([
    ['已缴', 85],
    ['未缴', 8],
    ['缓缴', 7],
  ]);
  return {
    ZS_WSH: documentNumber(`${markOf(fact.sender)}征`, fact),
    ZS_YJ: '《中华人民共和国环境保护税法》第二条',
    ZS_XM: random.pick(['环境保护税', '水土保持补偿费', '城镇垃圾处理费']),
    ZS_JE: String(due),
    ZS_SJ: state === '已缴' ? String(due) : '0',
    ZS_QX: onWire(addDays(fact.on, 15)),
    ZS_ZT: state,
  };
};

/** A payment of a public body to a subject. */
export const payment: RowBuilder = (fact, { random }) => ({
  JF_WSH: documentNumber(`${markOf(fact.sender)}给`, fact),
  JF_YJ: '《失业保险条例》第十条',
  JF_XM: random.pick(['稳岗返还', '一次性吸纳就业补贴', '职业技能培训补贴', '社会保险补贴']),
  JF_JE: String(random.int(5, 900) * 100),
  JF_FFRQ: onWire(addDays(fact.on, random.int(1, 20))),
});

/** A ruling between two parties. */
export const adjudication: RowBuilder = (fact, { random }) => ({
  CJ_WSH: documentNumber(`${markOf(fact.sender)}裁`, fact),
  CJ_YJ: '《中华人民共和国土地管理法》第十四条',
  CJ_SX: random.pick(['土地使用权争议', '水事纠纷', '政府采购投诉处理']),
  CJ_JG2: '经审查，申请事项事实清楚，裁决双方按原约定边界使用。',
  CJ_DSR: `${fact.subject.name}；铜川市王益区示例园区服务部`,
});

/** A compensation for loss. */
export const compensation: RowBuilder = (fact, { random }) => ({
  BC_WSH: documentNumber(`${markOf(fact.sender)}补`, fact),
  BC_YJ: '《国有土地上房屋征收与补偿条例》第十七条',
  BC_SX: random.pick(['国有土地上房屋征收补偿', '停产停业损失补偿', '青苗补偿']),
  BC_JE: String(random.int(12, 4000) * 100),
  ...(random.chance(0.7) ? { BC_ZFRQ: onWire(addDays(fact.on, random.int(1, 90))) } : {}),
});

/** Rewards by sender: under which law, and their names. */
const rewards: Readonly<Record<string, readonly [law: string, names: readonly string[]]>> = {
  TYJ: [
    '《中华人民共和国退役军人保障法》第八条',
    ['拥军优属先进单位', '吸纳退役军人就业先进单位', '拥军商户'],
  ],
};

/** A reward. */
export const reward: RowBuilder = (fact, { random }) => ({
  JL_WSH: documentNumber(`${markOf(fact.sender)}奖`, fact),
  JL_YJ: rewards[fact.sender.code]?.[0] ?? '《中华人民共和国安全生产法》第十九条',
  JL_MC: random.pick(
    rewards[fact.sender.code]?.[1] ?? [
      '安全生产先进单位',
      '纳税贡献奖',
      '科技创新奖',
      '稳就业突出贡献单位',
    ],
  ),
  JL_NR: '授予荣誉称号并颁发奖牌。',
  JL_JB: random.weighted([
    ['COUNTY', 7],
    ['CITY', 2],
    ['PROVINCIAL', 1],
  ]),
});

type Integrity = readonly [kind: string, content: string, state: string];

const integrityOf: Readonly<Record<string, readonly Integrity[]>> = {
  SJJ: [
    ['依法履职', '审计查出的往来款项长期挂账问题，已制定整改计划', '整改中'],
    ['依法履职', '审计查出的项目资金结余未及时上缴问题已整改', '已整改'],
    ['政务公开', '预算执行审计整改结果按要求公告', '无需'],
  ],
  JCY: [
    ['依法行政', '收到检察建议后按期书面回复并采取措施', '已整改'],
    ['依法履职', '公益诉讼检察建议确定的整改事项正在办理', '整改中'],
  ],
};

/** Something a public body did as a party of promises and duties. */
export const governmentIntegrity: RowBuilder = (fact, { random, organisations }) => {
  const bodies = [...organisations.values()].filter((unit) =>
    ['DEPARTMENT', 'TOWN', 'STREET'].includes(unit.kind),
  );
  const body = random.pick(bodies);
  const [kind, content, state] = random.pick(
    integrityOf[fact.sender.code] ?? [
      ['依法行政', '全年行政复议无纠错案件', '无需'],
      ['依法履职', '双随机抽查任务按期完成', '无需'],
      ['政务公开', '主动公开目录按期更新', '无需'],
      ['政务服务', '政务服务事项按时办结率百分之百', '无需'],
      ['履约践诺', '与企业签订的合同按约履行', '无需'],
      ['获奖表彰', '获评优化营商环境先进单位', '无需'],
      ['拖欠账款', '一笔工程尾款超过约定期限未支付，已制定清偿计划', '整改中'],
      ['拖欠账款', '拖欠的采购款已全部清偿', '已整改'],
    ],
  );
  return {
    ZWC_DW: body.nameZh,
    ZWC_SHXYM: body.uscc,
    ZWC_LB: kind,
    ZWC_NR: `${content}。`,
    ZWC_ZT: state,
    ...(kind === '拖欠账款' ? { ZWC_JE: amount(random.int(20, 900) * 1000) } : {}),
    ZWC_WH: documentNumber(`${markOf(fact.sender)}诚`, fact),
  };
};
