/** A line of business: how its subjects are called, what they may do, which licences they need. */
export interface Trade {
  readonly code: string;
  /** What a company of the trade carries in its name. */
  readonly company: readonly string[];
  /** What a household of the trade carries in its name; empty where households do not run it. */
  readonly shop: readonly string[];
  /** Section and class of GB/T 4754-2017. */
  readonly industry: string;
  readonly industryCode: string;
  readonly scope: string;
  /** Share among companies and among households. */
  readonly weight: readonly [company: number, household: number];
}

export const trades: readonly Trade[] = [
  {
    code: 'CATERING',
    company: ['餐饮管理', '餐饮服务', '食品'],
    shop: ['面馆', '小吃店', '饭馆', '火锅店', '羊肉泡馍馆', '烤肉店', '饺子馆', '餐厅'],
    industry: 'H',
    industryCode: 'H6210',
    scope: '许可项目：餐饮服务；食品销售。一般项目：餐饮管理；外卖递送服务。',
    weight: [8, 26],
  },
  {
    code: 'RETAIL',
    company: ['商贸', '百货', '超市', '电子商务'],
    shop: ['便利店', '超市', '百货店', '粮油店', '副食店', '水果店', '生鲜店'],
    industry: 'F',
    industryCode: 'F5211',
    scope: '许可项目：食品销售；烟草制品零售。一般项目：日用百货销售；五金产品零售；农副产品销售。',
    weight: [17, 30],
  },
  {
    code: 'CONSTRUCTION',
    company: ['建筑工程', '建设工程', '装饰工程', '市政工程', '建筑劳务'],
    shop: [],
    industry: 'E',
    industryCode: 'E4710',
    scope: '许可项目：建设工程施工；住宅室内装饰装修。一般项目：园林绿化工程施工；建筑材料销售。',
    weight: [14, 0],
  },
  {
    code: 'MATERIALS',
    company: ['建材', '陶瓷', '水泥制品', '新型材料', '机械制造'],
    shop: ['建材店', '五金店', '门窗店'],
    industry: 'C',
    industryCode: 'C3021',
    scope: '一般项目：建筑材料制造；水泥制品制造；砼结构构件制造；建筑材料销售。',
    weight: [11, 6],
  },
  {
    code: 'TRANSPORT',
    company: ['物流', '运输', '货运'],
    shop: ['货运部', '快递站'],
    industry: 'G',
    industryCode: 'G5430',
    scope: '许可项目：道路货物运输（不含危险货物）。一般项目：装卸搬运；国内货物运输代理。',
    weight: [8, 3],
  },
  {
    code: 'PHARMACY',
    company: ['医药', '大药房'],
    shop: ['药店'],
    industry: 'F',
    industryCode: 'F5251',
    scope: '许可项目：药品零售；第三类医疗器械经营；食品销售。一般项目：个人卫生用品销售。',
    weight: [4, 2],
  },
  {
    code: 'TECHNOLOGY',
    company: ['信息技术', '网络科技', '智能科技', '数字科技'],
    shop: ['电脑维修部', '图文店'],
    industry: 'I',
    industryCode: 'I6510',
    scope: '一般项目：软件开发；信息系统集成服务；指纹锁、指纹识别设备销售；计算机及办公设备维修。',
    weight: [8, 3],
  },
  {
    code: 'PROPERTY',
    company: ['物业服务', '房地产经纪', '物业管理'],
    shop: [],
    industry: 'K',
    industryCode: 'K7020',
    scope: '一般项目：物业管理；房地产经纪；停车场服务；专业保洁、清洗、消毒服务。',
    weight: [5, 0],
  },
  {
    code: 'FARMING',
    company: ['农业发展', '生态农业', '果业'],
    shop: ['苗木店', '果蔬店', '农资店'],
    industry: 'A',
    industryCode: 'A0151',
    scope:
      '一般项目：水果种植；蔬菜种植；食用农产品初加工；农副产品销售；转基因种子除外的种苗零售。',
    weight: [5, 4],
  },
  {
    code: 'BREEDING',
    company: ['牧业', '养殖'],
    shop: [],
    industry: 'A',
    industryCode: 'A0313',
    scope: '许可项目：牲畜饲养；家禽饲养。一般项目：畜禽粪污处理利用；饲料原料销售。',
    weight: [3, 0],
  },
  {
    code: 'LODGING',
    company: ['酒店管理', '宾馆', '旅游开发'],
    shop: ['招待所', '宾馆', '民宿'],
    industry: 'H',
    industryCode: 'H6110',
    scope: '许可项目：住宿服务；餐饮服务。一般项目：会议及展览服务；停车场服务。',
    weight: [4, 5],
  },
  {
    code: 'BEAUTY',
    company: ['美容美发'],
    shop: ['理发店', '美发店', '美容院', '足浴店'],
    industry: 'O',
    industryCode: 'O8040',
    scope: '许可项目：生活美容服务；理发服务。一般项目：化妆品零售。',
    weight: [1, 8],
  },
  {
    code: 'CLINIC',
    company: ['医疗服务', '口腔门诊', '中医诊所'],
    shop: ['诊所', '牙科诊所'],
    industry: 'Q',
    industryCode: 'Q8425',
    scope: '许可项目：医疗服务。一般项目：诊所服务；血型检测试剂销售；第二类医疗器械销售。',
    weight: [2, 2],
  },
  {
    code: 'TRAINING',
    company: ['教育培训', '艺术培训', '教育咨询'],
    shop: [],
    industry: 'P',
    industryCode: 'P8391',
    scope: '许可项目：民办教育服务（非学科类）。一般项目：文化艺术辅导；体育活动培训。',
    weight: [3, 0],
  },
  {
    code: 'CULTURE',
    company: ['文化传媒', '娱乐', '影视文化'],
    shop: ['网吧', '歌厅', '棋牌室'],
    industry: 'R',
    industryCode: 'R9011',
    scope: '许可项目：歌舞娱乐活动；互联网上网服务。一般项目：组织文化艺术交流活动；广告设计。',
    weight: [4, 4],
  },
  {
    code: 'GARAGE',
    company: ['汽车服务', '汽车销售'],
    shop: ['汽修厂', '洗车店', '轮胎店'],
    industry: 'O',
    industryCode: 'O8111',
    scope: '一般项目：机动车修理和维护；汽车零配件零售；洗车服务；润滑油销售。',
    weight: [4, 7],
  },
  {
    code: 'HOUSEHOLD_SERVICE',
    company: ['家政服务', '人力资源', '养老服务'],
    shop: ['家政服务部'],
    industry: 'O',
    industryCode: 'O8010',
    scope: '许可项目：劳务派遣服务；职业中介活动。一般项目：家政服务；养老服务；病人陪护服务。',
    weight: [4, 2],
  },
];

/** Trades of bodies that are neither company nor household. */
export const bodyTrades = {
  cooperative: {
    code: 'COOPERATIVE',
    company: ['苹果种植', '花椒种植', '中药材种植', '蔬菜种植', '奶山羊养殖', '食用菌种植'],
    shop: [],
    industry: 'A',
    industryCode: 'A0151',
    scope: '组织成员开展种植和养殖；统一采购农业生产资料；销售成员的农产品；提供技术和信息服务。',
    weight: [1, 0],
  },
  association: {
    code: 'ASSOCIATION',
    company: ['餐饮行业协会', '商会', '志愿服务协会', '书画协会', '家政行业协会', '足球协会'],
    shop: [],
    industry: 'S',
    industryCode: 'S9521',
    scope: '行业自律；信息交流；业务培训；开展公益活动。',
    weight: [1, 0],
  },
  institution: {
    code: 'INSTITUTION',
    company: ['幼儿园', '小学', '社区卫生服务站', '文化馆', '养老服务中心', '农业技术推广站'],
    shop: [],
    industry: 'P',
    industryCode: 'P8310',
    scope: '为公众提供公益服务；完成举办单位交办的任务。',
    weight: [1, 0],
  },
  lawFirm: {
    code: 'LAW_FIRM',
    company: ['律师事务所'],
    shop: [],
    industry: 'L',
    industryCode: 'L7231',
    scope: '代理诉讼和非诉讼法律事务；提供法律咨询；担任法律顾问。',
    weight: [1, 0],
  },
  collective: {
    code: 'COLLECTIVE',
    company: ['股份经济合作社'],
    shop: [],
    industry: 'A',
    industryCode: 'A0190',
    scope: '管理集体资产；开发集体资源；发展集体经济；服务集体成员。',
    weight: [1, 0],
  },
} as const satisfies Record<string, Trade>;
