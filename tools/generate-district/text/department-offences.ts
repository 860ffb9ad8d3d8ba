import type { Offence } from './offences.ts';

/** Unlawful acts found by departments that only the whole district has as senders. */
export const departmentOffences: readonly Offence[] = [
  {
    sender: 'ZJJ',
    trades: ['CONSTRUCTION', 'MATERIALS', 'PROPERTY'],
    kind: '未取得施工许可证擅自施工',
    fact: '未取得施工许可证即组织人员进场施工，现场未设置安全防护',
    law: '《中华人民共和国建筑法》第六十四条',
    sanctions: ['FINE', 'SUSPEND'],
  },
  {
    sender: 'ZJJ',
    trades: [],
    kind: '擅自向城镇排水设施排放污水',
    fact: '未取得排水许可向城镇排水设施排放污水，经通知后已停止排放',
    law: '《城镇排水与污水处理条例》第五十条第一款',
    sanctions: ['WARN', 'WARN_AND_FINE'],
  },
  {
    sender: 'RSJ',
    trades: [],
    kind: '未按规定编制工资支付台账',
    fact: '未按月编制书面工资支付台账，未依法保存工资支付记录',
    law: '《保障农民工工资支付条例》第五十四条',
    sanctions: ['WARN', 'FINE'],
  },
  {
    sender: 'SWJ',
    trades: [],
    kind: '未按照规定的期限办理纳税申报',
    fact: '未按照规定的期限办理增值税纳税申报和报送纳税资料',
    law: '《中华人民共和国税收征收管理法》第六十二条',
    sanctions: ['FINE', 'WARN'],
  },
];
