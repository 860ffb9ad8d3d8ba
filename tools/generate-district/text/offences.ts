/** How a decision punishes; the first four are clear for the classification of levels. */
export type Sanction =
  | 'WARN'
  | 'CRITICISE'
  | 'CONFISCATE'
  | 'SUSPEND'
  | 'FINE'
  | 'WARN_AND_FINE'
  | 'REVOKE'
  | 'OTHER';

/** An unlawful act as a department describes it in its decisions. */
export interface Offence {
  readonly sender: string;
  /** Trades it occurs in; empty for every trade. */
  readonly trades: readonly string[];
  readonly kind: string;
  /** What was found; begins after 当事人. */
  readonly fact: string;
  readonly law: string;
  readonly sanctions: readonly Sanction[];
  readonly licence?: string;
}

const food = ['CATERING', 'RETAIL', 'LODGING'] as const;
const foodLaw = '《中华人民共和国食品安全法》';

export const offences: readonly Offence[] = [
  {
    sender: 'SCJG',
    trades: food,
    kind: '经营超过保质期的食品',
    fact: '货架上陈列的预包装食品超过保质期，已售出部分',
    law: `${foodLaw}第一百二十四条第一款第五项`,
    sanctions: ['CONFISCATE', 'FINE', 'REVOKE'],
    licence: '食品经营许可证',
  },
  {
    sender: 'SCJG',
    trades: food,
    kind: '未按规定建立并遵守进货查验记录制度',
    fact: '采购食品时未查验供货者的许可证和合格证明文件，未如实记录进货信息',
    law: `${foodLaw}第一百二十六条第一款第三项`,
    sanctions: ['WARN', 'SUSPEND'],
    licence: '食品经营许可证',
  },
  {
    sender: 'SCJG',
    trades: food,
    kind: '安排未取得健康证明的人员从事接触直接入口食品的工作',
    fact: '后厨两名从业人员未取得健康证明即从事接触直接入口食品的工作',
    law: `${foodLaw}第一百二十六条第一款第六项`,
    sanctions: ['WARN', 'CRITICISE'],
  },
  {
    sender: 'SCJG',
    trades: food,
    kind: '销售标签不符合规定的食品',
    fact: '销售的预包装食品标签未标注生产日期和贮存条件',
    law: `${foodLaw}第一百二十五条第一款第二项`,
    sanctions: ['CONFISCATE', 'FINE', 'SUSPEND'],
    licence: '食品经营许可证',
  },
  {
    sender: 'SCJG',
    trades: [],
    kind: '经营者不按规定明码标价',
    fact: '经营场所内部分商品未标明价格，另行收取未予标明的费用',
    law: '《中华人民共和国价格法》第四十二条',
    sanctions: ['CONFISCATE', 'FINE'],
  },
  {
    sender: 'SCJG',
    trades: [],
    kind: '相互串通、哄抬等不正当价格行为',
    fact: '在节日期间推动商品价格过高上涨',
    law: '《中华人民共和国价格法》第四十条第一款',
    sanctions: ['WARN', 'CONFISCATE', 'SUSPEND'],
  },
  {
    sender: 'SCJG',
    trades: ['RETAIL', 'MATERIALS', 'GARAGE'],
    kind: '销售侵犯注册商标专用权的商品',
    fact: '销售的商品使用了与他人注册商标近似的标识',
    law: '《中华人民共和国商标法》第六十条第二款',
    sanctions: ['CONFISCATE', 'FINE'],
  },
  {
    sender: 'SCJG',
    trades: ['RETAIL', 'MATERIALS', 'FARMING', 'TRANSPORT'],
    kind: '使用不合格的计量器具',
    fact: '用于贸易结算的电子秤超过允许误差，给消费者造成损失',
    law: '《中华人民共和国计量法》第二十六条',
    sanctions: ['CONFISCATE', 'FINE'],
  },
  {
    sender: 'SCJG',
    trades: ['PHARMACY', 'CLINIC'],
    kind: '未遵守药品经营质量管理规范',
    fact: '阴凉柜温度记录不完整，处方药与非处方药未分区摆放',
    law: '《中华人民共和国药品管理法》第一百二十六条',
    sanctions: ['WARN', 'SUSPEND', 'REVOKE'],
    licence: '药品经营许可证',
  },
  {
    sender: 'SCJG',
    trades: [],
    kind: '未按规定公示年度报告或有关信息',
    fact: '通过公示系统公示的股东出资信息与实际不符',
    law: '《企业信息公示暂行条例》第十八条',
    sanctions: ['WARN', 'CRITICISE'],
  },
  {
    sender: 'CGJ',
    trades: ['CATERING', 'RETAIL', 'BEAUTY', 'GARAGE', 'CULTURE'],
    kind: '占用道路、公共场地经营',
    fact: '在门前人行道摆放桌椅和货物，影响市容和通行',
    law: '《城市市容和环境卫生管理条例》第三十四条',
    sanctions: ['WARN', 'WARN_AND_FINE'],
  },
  {
    sender: 'CGJ',
    trades: ['CONSTRUCTION', 'MATERIALS', 'TRANSPORT'],
    kind: '运输建筑垃圾沿途遗撒',
    fact: '运输渣土的车辆未密闭，沿途遗撒造成路面污染',
    law: '《城市建筑垃圾管理规定》第二十三条',
    sanctions: ['WARN', 'WARN_AND_FINE'],
  },
  {
    sender: 'CGJ',
    trades: [],
    kind: '未经批准设置户外广告设施',
    fact: '未经批准在经营场所外墙设置户外广告设施，影响市容',
    law: '《城市市容和环境卫生管理条例》第三十六条',
    sanctions: ['WARN', 'OTHER'],
  },
  {
    sender: 'JTJ',
    trades: ['TRANSPORT', 'MATERIALS', 'CONSTRUCTION'],
    kind: '车辆违法超限运输比例超过规定',
    fact: '一年内违法超限运输的货运车辆超过本单位货运车辆总数的百分之十',
    law: '《公路安全保护条例》第六十六条',
    sanctions: ['SUSPEND', 'REVOKE'],
    licence: '道路运输经营许可证',
  },
  {
    sender: 'JTJ',
    trades: [],
    kind: '车辆违法超限运输',
    fact: '所属货运车辆装载货物超过核定总质量，擅自在公路上行驶',
    law: '《中华人民共和国公路法》第七十六条',
    sanctions: ['FINE', 'WARN'],
  },
  {
    sender: 'YJJ',
    trades: ['MATERIALS', 'CONSTRUCTION', 'TRANSPORT', 'COOPERATIVE', 'PROPERTY'],
    kind: '未按规定对从业人员进行安全生产教育和培训',
    fact: '新上岗人员未经安全生产教育和培训即上岗作业，逾期未改正',
    law: '《中华人民共和国安全生产法》第九十七条',
    sanctions: ['SUSPEND', 'FINE'],
  },
  {
    sender: 'YJJ',
    trades: ['RETAIL', 'MATERIALS', 'GARAGE', 'FARMING'],
    kind: '未取得危险化学品经营许可证从事经营',
    fact: '未取得危险化学品经营许可证储存、销售油漆稀释剂',
    law: '《危险化学品安全管理条例》第七十七条第三款',
    sanctions: ['CONFISCATE', 'FINE'],
  },
  {
    sender: 'YJJ',
    trades: [],
    kind: '未将事故隐患排查治理情况如实记录',
    fact: '未将事故隐患排查治理情况如实记录，未向从业人员通报',
    law: '《中华人民共和国安全生产法》第九十七条第五项',
    sanctions: ['CRITICISE', 'SUSPEND', 'FINE'],
  },
  {
    sender: 'HBJ',
    trades: ['MATERIALS', 'CONSTRUCTION', 'GARAGE'],
    kind: '未密闭易产生扬尘的物料',
    fact: '露天堆放砂石未密闭，也未采取有效覆盖措施，拒不改正',
    law: '《中华人民共和国大气污染防治法》第一百一十七条第一项',
    sanctions: ['SUSPEND', 'FINE'],
  },
  {
    sender: 'HBJ',
    trades: [],
    kind: '擅自倾倒、堆放、丢弃工业固体废物',
    fact: '将生产产生的废渣擅自倾倒在厂区外',
    law: '《中华人民共和国固体废物污染环境防治法》第一百零二条第一款第七项',
    sanctions: ['CONFISCATE', 'SUSPEND', 'FINE'],
  },
  {
    sender: 'WJJ',
    trades: ['BEAUTY', 'LODGING', 'CULTURE'],
    kind: '未按规定对公共用品用具清洗、消毒',
    fact: '毛巾、茶具未按规定清洗、消毒，消毒记录缺失',
    law: '《公共场所卫生管理条例》第十四条',
    sanctions: ['WARN', 'SUSPEND', 'REVOKE'],
    licence: '公共场所卫生许可证',
  },
  {
    sender: 'WJJ',
    trades: ['CLINIC', 'INSTITUTION', 'PHARMACY'],
    kind: '未执行医疗废物管理制度',
    fact: '未按规定对医疗废物分类收集、登记和暂存，未按规定书写患者病历资料',
    law: '《医疗废物管理条例》第四十五条',
    sanctions: ['WARN', 'WARN_AND_FINE'],
  },
  {
    sender: 'WLJ',
    trades: ['CULTURE', 'LODGING', 'RETAIL'],
    kind: '设置未经内容核查的游戏游艺设备',
    fact: '设置未经内容核查的游戏游艺设备，容纳的消费者超过核定人数',
    law: '《娱乐场所管理条例》第四十八条',
    sanctions: ['CONFISCATE', 'SUSPEND'],
    licence: '娱乐经营许可证',
  },
  {
    sender: 'WLJ',
    trades: ['CULTURE', 'TECHNOLOGY', 'TRAINING'],
    kind: '未按规定核对、登记上网消费者有效身份证件',
    fact: '未悬挂营业执照和未成年人禁入标志，未按规定核对、登记上网消费者的有效证件',
    law: '《互联网上网服务营业场所管理条例》第三十二条',
    sanctions: ['WARN', 'SUSPEND', 'REVOKE'],
    licence: '网络文化经营许可证',
  },
  {
    sender: 'XFD',
    trades: ['LODGING', 'CULTURE', 'RETAIL', 'CATERING', 'TRAINING', 'BEAUTY'],
    kind: '公众聚集场所未经消防安全检查擅自营业',
    fact: '未经消防救援机构许可擅自投入使用、营业，疏散通道堆放杂物',
    law: '《中华人民共和国消防法》第五十八条第一款第四项',
    sanctions: ['SUSPEND'],
  },
  {
    sender: 'XFD',
    trades: [],
    kind: '消防设施、器材配置和维护不符合规定',
    fact: '室内消火栓无水，灭火器过期未更换',
    law: '《中华人民共和国消防法》第六十条第一款第一项',
    sanctions: ['FINE', 'WARN'],
  },
];
