import { addDays, addMonths, onWire } from '../dates.ts';
import type { Random } from '../random.ts';
import {
  amount,
  documentNumber,
  markOf,
  yearOf,
  type Cells,
  type Fact,
  type RowBuilder,
} from '../rows.ts';
import { departmentLicences } from '../text/department-licences.ts';
import { departmentOffences } from '../text/department-offences.ts';
import { licences } from '../text/licences.ts';
import { offences, type Offence, type Sanction } from '../text/offences.ts';

const everyLicence = [...licences, ...departmentLicences];
const everyOffence = [...offences, ...departmentOffences];

const suits = (trades: readonly string[], fact: Fact): boolean =>
  trades.includes(fact.subject.trade.code);

/** The entries of a department that suit the trade, else those for every trade. */
function fitting<T extends { readonly sender: string; readonly trades: readonly string[] }>(
  entries: readonly T[],
  fact: Fact,
): readonly T[] {
  const own = entries.filter((entry) => entry.sender === fact.sender.code);
  const special = own.filter((entry) => suits(entry.trades, fact));
  return special.length > 0 ? special : own.filter((entry) => entry.trades.length === 0);
}

const representative = (prefix: string, fact: Fact): Cells =>
  fact.person === null ? { [`${prefix}_FRDB`]: fact.subject.representative } : {};

/** An administrative licence. */
export const licence: RowBuilder = (fact, { random, today }) => {
  const candidates = fitting(everyLicence, fact);
  if (candidates.length === 0) return null;
  const text = random.pick(candidates);
  const from = onWire(fact.on);
  const until = text.years === null ? null : addDays(addMonths(fact.on, text.years * 12), -1);
  const serial = `${yearOf(fact)}${String(fact.number).padStart(5, '0')}`;
  return {
    ...representative('XK', fact),
    ...(fact.person === null && fact.subject.registrationNumber !== null && random.chance(0.2)
      ? { XK_XDR_GSZC: fact.subject.registrationNumber }
      : {}),
    XK_XKWS: text.document,
    XK_WSH: documentNumber(text.mark, fact),
    XK_XKLB: text.kind,
    ...(text.certificate === null
      ? {}
      : { XK_XKZS: text.certificate, XK_XKBH: `${text.certificateMark}${serial}` }),
    XK_NR: text.content,
    XK_YXQZ: from,
    XK_YXQZI: until === null ? '2099/12/31' : onWire(until),
    XK_ZT: until !== null && until < today ? '2' : '1',
  };
};

/** Clear sanctions in the proportions of a district; the last four leave the level to a person. */
const sanctionWeights: readonly (readonly [Sanction, number])[] = [
  ['WARN', 26],
  ['CONFISCATE', 32],
  ['SUSPEND', 23],
  ['CRITICISE', 4],
  ['FINE', 9],
  ['REVOKE', 3],
  ['WARN_AND_FINE', 2],
  ['OTHER', 1],
];

const confiscation = '没收违法所得、没收非法财物';

function sanctionCells(sanction: Sanction, offence: Offence, fact: Fact, random: Random): Cells {
  const fine = random.pick([0.1, 0.2, 0.3, 0.5, 0.5, 0.8, 1, 1, 2, 3, 5]);
  const gain = random.int(12, 960) * 10;
  const fineText = fine < 1 ? `${amount(fine * 10_000)}元` : `${fine}万元`;
  switch (sanction) {
    case 'WARN':
      return { CF_CFLB: '警告', CF_NR: '责令限期改正，给予警告。' };
    case 'CRITICISE':
      return { CF_CFLB: '其他-通报批评', CF_NR: '责令限期改正，给予通报批评。' };
    case 'CONFISCATE':
      return {
        CF_CFLB: confiscation,
        CF_NR: `依法减轻处罚，没收违法所得${gain}元。`,
        CF_NR_WFFF: amount(gain / 10_000, 6),
      };
    case 'SUSPEND':
      return random.chance(0.5)
        ? { CF_CFLB: '责令停产停业', CF_NR: `责令停产停业整顿${random.pick([7, 15, 30])}日。` }
        : {
            CF_CFLB: '责令停产停业;罚款',
            CF_NR: `责令停产停业整顿${random.pick([7, 15, 30])}日，并处罚款${fineText}。`,
            CF_NR_FK: amount(fine, 6),
          };
    case 'FINE':
      return { CF_CFLB: '罚款', CF_NR: `处以罚款${fineText}。`, CF_NR_FK: amount(fine, 6) };
    case 'WARN_AND_FINE':
      return {
        CF_CFLB: '警告;罚款',
        CF_NR: `给予警告，并处罚款${fineText}。`,
        CF_NR_FK: amount(fine, 6),
      };
    case 'REVOKE':
      return {
        CF_CFLB: '暂扣或者吊销许可证、暂扣或者吊销执照',
        CF_NR: `暂扣${offence.licence ?? '许可证'}${random.pick([1, 3, 6])}个月。`,
        CF_NR_ZKDX: `${offence.licence ?? '许可证'}（编号SL${yearOf(fact)}${fact.number}）`,
      };
    case 'OTHER':
      return { CF_CFLB: '其他-责令限期拆除', CF_NR: '责令限期拆除并恢复原状。' };
  }
}

/** An administrative penalty. */
export const penalty: RowBuilder = (fact, { random, today }) => {
  const candidates = fitting(everyOffence, fact);
  if (candidates.length === 0) return null;
  let sanction: Sanction = random.weighted(sanctionWeights);
  for (let tries = 0; tries < 6; tries += 1) {
    if (candidates.some((offence) => offence.sanctions.includes(sanction))) break;
    sanction = random.weighted(sanctionWeights.slice(0, 4));
  }
  const possible = candidates.filter((offence) => offence.sanctions.includes(sanction));
  const offence = random.pick(possible.length > 0 ? possible : candidates);
  if (possible.length === 0) sanction = offence.sanctions[0] ?? 'WARN';
  const seen = addDays(fact.on, -random.int(20, 60));
  const [year, month, day] = seen.split('-').map(Number);
  const months = sanction === 'SUSPEND' ? 36 : 12;
  return {
    ...representative('CF', fact),
    CF_WSH: documentNumber(`${markOf(fact.sender)}罚`, fact),
    CF_WFXW: offence.kind,
    CF_SY: `经查，${year}年${month}月${day}日，当事人在${fact.subject.address}的经营场所内存在以下行为：${offence.fact}。`,
    CF_YJ: `${offence.law}；《中华人民共和国行政处罚法》第二十八条第一款`,
    ...sanctionCells(sanction, offence, fact, random),
    CF_YXQ: random.chance(0.7) ? '2099/12/31' : onWire(addMonths(fact.on, 36)),
    ...(['CONFISCATE', 'SUSPEND'].includes(sanction) && random.chance(0.25)
      ? { CF_GSJZQ: onWire(addMonths(fact.on, months)) }
      : {}),
    ...(random.chance(0.03) && fact.on < addMonths(today, -2)
      ? { BZ: '当事人已按期改正，\n相关材料存档备查。' }
      : {}),
  };
};

/** A coercive measure. */
export const coercion: RowBuilder = (fact, { random }) => {
  const [kind, content] = random.pick([
    ['查封', '查封涉案经营场所及存放的货物'],
    ['扣押', '扣押涉案物品若干件（清单附后）'],
    ['查封;扣押', '查封经营场所，扣押涉案设备和物品'],
    ['加处罚款或滞纳金', '逾期不履行行政处罚决定，每日按罚款数额的百分之三加处罚款'],
    ['代履行', '代为清理堆放的建筑垃圾，费用由当事人承担'],
  ] as const);
  return {
    QZ_WSH: documentNumber(`${markOf(fact.sender)}强`, fact),
    QZ_YJ: '《中华人民共和国行政强制法》第二十五条第一款',
    QZ_LB: kind,
    QZ_NR: content,
    QZ_QSRQ: onWire(fact.on),
    ...(random.chance(0.8) ? { QZ_JZRQ: onWire(addDays(fact.on, 30)) } : {}),
  };
};

/** An inspection; every sixth finds something to be corrected. */
export const inspection: RowBuilder = (fact, { random }) => {
  const result = random.weighted([
    ['1', 72],
    ['5', 16],
    ['7', 4],
    ['4', 4],
    ['2', 4],
  ]);
  const plan = String(random.int(1, 12)).padStart(2, '0');
  const matters: Readonly<Record<string, string>> = {
    SCJG: '登记事项和公示信息检查；食品销售监督检查',
    CGJ: '市容环境卫生责任检查；建筑垃圾处置检查',
    YJJ: '安全生产教育培训和隐患排查治理情况检查',
    HBJ: '排污许可证执行情况和污染防治设施运行检查',
    WJJ: '公共场所卫生管理和从业人员健康管理检查',
    XFD: '消防设施维护和疏散通道检查',
    TJJ: '统计资料报送和原始记录、统计台账检查',
    QXJ: '防雷装置安装和检测情况检查',
  };
  return {
    JC_RWBH: `${markOf(fact.sender)}检${yearOf(fact)}${plan}-${fact.number}`,
    JC_LX: random.weighted([
      ['DOUBLE_RANDOM', 6],
      ['DAILY', 3],
      ['SPECIAL', 1],
      ['FOLLOW_UP', 1],
    ]),
    JC_SX: matters[fact.sender.code] ?? '履行法定义务情况检查',
    JC_JG: result,
    ...(result === '5'
      ? {
          JC_NR: '发现台账记录不完整，已当场责令改正。',
          JC_ZGRQ: onWire(addDays(fact.on, random.pick([7, 15, 30]))),
          JC_ZGJG: random.pick(['已整改', '已整改', '整改中']),
        }
      : {}),
    ...(random.chance(0.5)
      ? { JC_RY: `SL${random.int(10000, 19999)}、SL${random.int(20000, 29999)}` }
      : {}),
  };
};
