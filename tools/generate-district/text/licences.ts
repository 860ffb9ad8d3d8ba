/** A licence as a department grants it. */
export interface LicenceText {
  readonly sender: string;
  /** Trades it is for; empty for every trade. */
  readonly trades: readonly string[];
  readonly kind: string;
  readonly document: string;
  /** Number prefix of the decision, as in 王审批准字〔2026〕8号. */
  readonly mark: string;
  /** Certificate, or null for a decision without one. */
  readonly certificate: string | null;
  readonly certificateMark: string;
  readonly content: string;
  /** Years in force; null for no fixed term. */
  readonly years: number | null;
}

const granted = '准予行政许可决定书';

export const licences: readonly LicenceText[] = [
  { sender: 'SPJ', trades: ['CATERING', 'LODGING'], kind: '普通', document: granted, mark: '王审批餐准字', certificate: '食品经营许可证', certificateMark: 'JY2SL', content: '热食类食品制售；冷食类食品制售', years: 5 },
  { sender: 'SPJ', trades: ['RETAIL', 'PHARMACY'], kind: '普通', document: granted, mark: '王审批食准字', certificate: '食品经营许可证', certificateMark: 'JY1SL', content: '预包装食品销售；散装食品销售', years: 5 },
  { sender: 'SPJ', trades: ['BEAUTY', 'LODGING', 'CULTURE'], kind: '普通', document: granted, mark: '王审批卫准字', certificate: '公共场所卫生许可证', certificateMark: '王卫公证字SL', content: '公共场所卫生许可（新发）', years: 4 },
  { sender: 'SPJ', trades: ['CONSTRUCTION'], kind: '核准', document: '建筑工程施工许可决定书', mark: '王审批建准字', certificate: '建筑工程施工许可证', certificateMark: 'SG610298SL', content: '房屋建筑工程施工', years: 2 },
  { sender: 'SPJ', trades: ['CONSTRUCTION', 'MATERIALS', 'PROPERTY', 'FARMING', 'COOPERATIVE'], kind: '核准', document: '准予取水行政许可决定书', mark: '王审批水准字', certificate: null, certificateMark: '', content: '生产建设项目水土保持方案审批', years: 3 },
  { sender: 'SPJ', trades: ['TRAINING', 'INSTITUTION'], kind: '普通', document: granted, mark: '王审批教准字', certificate: '民办学校办学许可证', certificateMark: '教民SL', content: '非学历教育培训（文化艺术类）', years: 3 },
  { sender: 'SPJ', trades: ['HOUSEHOLD_SERVICE'], kind: '普通', document: granted, mark: '王审批劳准字', certificate: '人力资源服务许可证', certificateMark: '王人服证字SL', content: '职业中介活动；人力资源供求信息的收集和发布', years: 5 },
  { sender: 'SPJ', trades: ['TRANSPORT', 'GARAGE'], kind: '普通', document: granted, mark: '王审批交准字', certificate: '道路运输经营许可证', certificateMark: '陕交运管许可铜字SL', content: '道路普通货物运输', years: 4 },
  { sender: 'SPJ', trades: ['CLINIC'], kind: '普通', document: granted, mark: '王审批医准字', certificate: '医疗机构执业许可证', certificateMark: 'SLPDY', content: '内科；口腔科；中医科；肿瘤科、传染科除外', years: 5 },
  { sender: 'SPJ', trades: [], kind: '登记', document: '准予登记通知书', mark: '王审批登字', certificate: '营业执照', certificateMark: 'SL', content: '经营主体变更登记', years: null },
  { sender: 'SPJ', trades: ['RETAIL', 'TECHNOLOGY', 'PROPERTY', 'CULTURE', 'LODGING'], kind: '普通', document: granted, mark: '王审批城准字', certificate: null, certificateMark: '', content: '设置大型户外广告及在城市建筑物、设施上悬挂、张贴宣传品审批', years: 1 },
  { sender: 'SCJG', trades: ['PHARMACY'], kind: '普通', document: granted, mark: '王市监药准字', certificate: '药品经营许可证', certificateMark: '陕CBSL', content: '处方药、非处方药零售；中药饮片、中成药、化学药制剂', years: 5 },
  { sender: 'SCJG', trades: [], kind: '登记', document: '特种设备使用登记决定书', mark: '王市监特登字', certificate: '特种设备使用登记证', certificateMark: '梯SL陕B', content: '特种设备使用登记（电梯）', years: null },
  { sender: 'YCJ', trades: ['RETAIL', 'CATERING', 'LODGING'], kind: '普通', document: '烟草专卖零售许可决定书', mark: '王烟准许字', certificate: '烟草专卖零售许可证', certificateMark: '610298SL', content: '卷烟、雪茄烟零售', years: 5 },
  { sender: 'GAJ', trades: ['LODGING'], kind: '普通', document: '特种行业许可决定书', mark: '王公特准字', certificate: '特种行业许可证', certificateMark: '公特旅字SL', content: '旅馆业特种行业许可', years: null },
  { sender: 'GAJ', trades: ['MATERIALS', 'TRANSPORT', 'CULTURE'], kind: '普通', document: granted, mark: '王公治准字', certificate: null, certificateMark: '', content: '易制毒化学品购买备案核准', years: 1 },
  { sender: 'HBJ', trades: ['MATERIALS', 'BREEDING', 'GARAGE'], kind: '普通', document: '排污许可决定书', mark: '铜环王排准字', certificate: '排污许可证', certificateMark: 'SLPW610298', content: '排放水污染物、大气污染物', years: 5 },
  { sender: 'HBJ', trades: ['MATERIALS', 'CONSTRUCTION', 'BREEDING', 'CLINIC'], kind: '核准', document: '建设项目环境影响报告表批复', mark: '铜环王批复', certificate: null, certificateMark: '', content: '建设项目环境影响评价文件审批', years: 5 },
  { sender: 'NYJ', trades: ['BREEDING', 'COOPERATIVE', 'FARMING', 'COLLECTIVE'], kind: '普通', document: granted, mark: '王农准字', certificate: '动物防疫条件合格证', certificateMark: '陕动防合字SL', content: '动物饲养场防疫条件审查', years: null },
  { sender: 'XFD', trades: ['LODGING', 'CULTURE', 'RETAIL', 'CATERING', 'TRAINING'], kind: '普通', document: '公众聚集场所投入使用、营业前消防安全检查意见书', mark: '王消安检字', certificate: null, certificateMark: '', content: '公众聚集场所投入使用、营业前消防安全检查', years: null },
  { sender: 'XFD', trades: [], kind: '普通', document: granted, mark: '王消准字', certificate: null, certificateMark: '', content: '临时大型群众性活动消防安全审查', years: 1 },
];
