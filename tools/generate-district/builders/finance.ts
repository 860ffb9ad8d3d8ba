import { yearOf, type Fact, type RowBuilder } from '../rows.ts';
import { villages } from '../text/names.ts';

const month = (fact: Fact): string => fact.on.slice(0, 7).replace('-', '');

/** An intellectual property right. */
export const intellectualProperty: RowBuilder = (fact, { random }) => {
  const [kind, mark, name] = random.pick([
    ['实用新型', 'ZLSL', '一种便于清洗的示例装置'],
    ['发明', 'ZLSL', '一种示例材料的制备方法'],
    ['外观设计', 'ZLSL', '包装盒（示例）'],
    ['商标', 'SBSL', '示例牌图形商标'],
    ['著作权', 'ZZSL', '示例管理软件'],
  ] as const);
  return {
    ZC_LX: kind,
    ZC_MC: name,
    ZC_BH: `${mark}${yearOf(fact)}${String(fact.number).padStart(6, '0')}`,
    ZC_ZT: random.weighted([
      ['有效', 9],
      ['终止', 1],
    ]),
    ...(random.chance(0.1) ? { ZC_ZY: '已质押给示例农村商业银行王益支行' } : {}),
  };
};

/** Something a subject tells about itself. */
export const voluntary: RowBuilder = (fact, { random }) => {
  const [kind, title] = random.pick([
    ['资质证照', '质量管理体系认证证书'],
    ['社会公益', '参与社区志愿服务'],
    ['内部诚信制度', '诚信经营管理制度'],
    ['合同履约', '按期完成年度供货合同'],
  ] as const);
  return {
    ZB_LB: kind,
    ZB_BT: `${title}（${yearOf(fact)}年）`,
    ZB_NR: `本单位自愿公开${title}的有关情况，并对真实性负责。`,
    ZB_CN: '1',
    ZB_HC: random.weighted([
      ['已核验', 6],
      ['未核验', 4],
    ]),
    ZB_GK: '1',
  };
};

export const tax: RowBuilder = (fact, { random }) => ({
  NS_ND: month(fact),
  NS_SE: `${random.int(100, 90_000)}.5`,
  NS_XS: String(random.int(2000, 900_000)),
  ...(random.chance(0.05) ? { NS_QS: String(random.int(100, 9000)) } : {}),
});

export const socialInsurance: RowBuilder = (fact, { random }) => {
  const heads = random.int(1, 60);
  return {
    SB_ND: month(fact),
    SB_RS: String(heads),
    SB_JE: String(heads * 1210),
    SB_QF: random.chance(0.04) ? '1' : '0',
  };
};

export const housingFund: RowBuilder = (fact, { random }) => {
  const heads = random.int(1, 40);
  return { GJJ_ND: month(fact), GJJ_RS: String(heads), GJJ_JE: String(heads * 860) };
};

export const utility: RowBuilder = (fact, { random }) => {
  const kinds: Readonly<Record<string, string>> = { GD: '电', SWGS: '水', RQ: '气' };
  const used = random.int(40, 9000);
  return {
    SDQ_LX: kinds[fact.sender.code] ?? '电',
    SDQ_ND: month(fact),
    SDQ_YL: String(used),
    SDQ_JE: `${Math.floor(used * 0.6)}.8`,
  };
};

export const realEstate: RowBuilder = (fact, { random }) => ({
  BDC_HM: `陕（${yearOf(fact)}）示例区不动产权第${String(fact.number).padStart(7, '0')}号`,
  BDC_LX: random.pick(['商业服务', '工业', '办公']),
  BDC_MJ: `${random.int(30, 2800)}.6`,
  BDC_DY: random.chance(0.3) ? '1' : '0',
  BDC_CF: random.chance(0.05) ? '1' : '0',
});

export const bidWon: RowBuilder = (fact, { random }) => ({
  ZBX_XM: `王益区示例${random.pick(['道路维修', '校舍改造', '绿化养护', '设备采购', '物业服务'])}项目（${yearOf(fact)}-${fact.number}）`,
  ZBX_JE: String(random.int(5, 900) * 1000),
  ZBX_ZBR: random.pick([
    '铜川市王益区住房和城乡建设局',
    '铜川市王益区教育局',
    '铜川市王益区城市管理执法局',
  ]),
});

const subsidies: Readonly<Record<string, readonly string[]>> = {
  KJJ: ['科技型中小企业研发补助', '技术合同登记奖补', '科技成果转化专项资金'],
};

export const subsidy: RowBuilder = (fact, { random }) => ({
  BZZ_XM: `${yearOf(fact)}年${random.pick(subsidies[fact.sender.code] ?? ['中小企业发展专项资金', '稳增长奖补', '电商发展补助', '技术改造补助'])}`,
  BZZ_JE: String(random.int(5, 300) * 1000),
});

export const opinion: RowBuilder = (fact, { random }) => ({
  YQ_BT: `${fact.subject.name}${random.pick(['参加诚信宣传活动', '推出便民服务', '被反映售后不及时'])}`,
  YQ_LY: random.pick(['示例晚报', '示例网', '王益示例融媒']),
  YQ_QX: random.pick(['正面', '中性', '负面']),
  YQ_HS: random.pick(['未核验', '已核验']),
});

/** Totals of a village and the bank that serves it: no household, no person. */
export const ruralCredit: RowBuilder = (fact, { random }) => {
  const village = villages[(fact.number - 1) % villages.length];
  if (village === undefined) return null;
  const households = random.int(160, 620);
  const filed = Math.floor(households * (0.5 + random.next() * 0.5));
  const granted = Math.floor(filed * (0.3 + random.next() * 0.6));
  return {
    NC_CM: village,
    NC_QH: `610202100${200 + fact.number}`,
    NC_HS: String(households),
    NC_JD: String(filed),
    NC_SX: String(granted),
    NC_ED: String(granted * 4),
    NC_YH: '示例农村商业银行王益支行',
    NC_ZT: random.pick(['未创建', '创建中', '已评定']),
  };
};

/** A profession of a natural person. */
export const profession: RowBuilder = (fact, { random }) => {
  const titles: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    WJJ: [
      ['14', '医师执业证书'],
      ['14', '护士执业证书'],
    ],
    SFJ: [['03', '律师执业证']],
    JYJ: [
      ['04', '高级中学教师资格证书'],
      ['04', '幼儿园教师资格证书'],
    ],
  };
  const [kind, title] = random.pick(titles[fact.sender.code] ?? [['19', '家政服务员证书']]);
  return {
    ZY_LB: kind,
    ZY_ZS: title,
    ZY_BH: `SL${yearOf(fact)}${String(fact.number).padStart(6, '0')}`,
    ZY_DJ: random.pick(['初级', '中级']),
    ZY_YXQ: '2099/12/31',
    ZY_ZT: '有效',
  };
};
