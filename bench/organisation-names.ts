import { createRandom, type Random } from '../tools/generate-district/random.ts';

export type QueryKind =
  | 'EXACT'
  | 'DROPPED_REGION'
  | 'CHANGED_SUFFIX'
  | 'SUBSTITUTION'
  | 'INSERTION'
  | 'TRANSPOSITION'
  | 'HOMOPHONE'
  | 'OLD_NAME'
  | 'NONE';

/** A made-up organisation: its parts, and what it was called before. */
export interface MadeUpName {
  readonly name: string;
  readonly region: string;
  /** Trade word and industry: the name without region and legal form. */
  readonly core: string;
  readonly form: string;
  readonly former: string | null;
}

export interface NameQuery {
  readonly kind: QueryKind;
  readonly text: string;
  /** Place of the organisation meant; null for a name nobody bears, nor nearly. */
  readonly truth: number | null;
}

const REGIONS: readonly (readonly [string, number])[] = [
  ['铜川市王益区', 30],
  ['铜川市', 12],
  ['王益区', 12],
  ['铜川', 8],
  ['陕西', 10],
  ['陕西省', 3],
  ['铜川市印台区', 6],
  ['铜川市耀州区', 6],
  ['铜川市新区', 3],
  ['西安', 3],
  ['西安市', 2],
  ['渭南', 1],
  ['咸阳', 1],
  ['宝鸡', 1],
  ['', 2],
];
const INDUSTRIES = [
  '建材',
  '商贸',
  '餐饮',
  '物流',
  '科技',
  '食品',
  '建筑工程',
  '农业发展',
  '汽车服务',
  '文化传媒',
  '装饰',
  '运输',
  '医药',
  '机械设备',
  '电子商务',
  '物业管理',
  '教育咨询',
  '劳务',
  '园林绿化',
  '家政服务',
  '广告',
  '旅游开发',
  '环保科技',
  '矿业',
  '陶瓷',
  '粮油',
  '果业',
  '养殖',
  '种植',
  '服装',
  '家具',
  '电器',
  '能源',
  '化工',
  '水泥',
  '信息技术',
  '网络科技',
  '健康管理',
  '酒店管理',
  '人力资源',
  '企业管理',
  '房地产开发',
  '货运',
  '五金',
  '百货',
  '图书',
  '印刷',
  '消防器材',
  '门窗',
  '暖通',
];
const FORMS: readonly (readonly [string, number])[] = [
  ['有限公司', 50],
  ['有限责任公司', 16],
  ['经营部', 8],
  ['商行', 6],
  ['专业合作社', 4],
  ['股份有限公司', 3],
  ['分公司', 3],
  ['服务部', 2],
  ['加工厂', 2],
  ['超市', 2],
  ['中心', 2],
  ['工作室', 1],
  ['门市部', 1],
];
/** Changes of the legal form that leave the rest of a name as it is. */
const OTHER_FORM: Readonly<Record<string, string>> = {
  有限公司: '有限责任公司',
  有限责任公司: '有限公司',
  股份有限公司: '有限公司',
};
const AUSPICIOUS =
  '鑫宏盛达兴隆泰华荣昌顺发祥瑞丰源金安康恒信诚嘉美佳和永福德利通广益博创新天宇海龙凤鸣远航景阳明辉煌旭晨光星辰亿万千百众联合同心聚力腾飞跃升恩惠仁义礼智敬业勤奋正道本善润泽雨露春秋夏冬青松翠竹梅兰菊莲荷桂枫林森木水火土石玉珠宝贝银铜铁钢城市乡村山川河湖江洋洲岛云霞虹雪冰霜风雷电';
/** Characters of one sound, of which one is typed for another. */
const HOMOPHONES = [
  '宏弘洪鸿',
  '盛胜圣',
  '达大',
  '兴星',
  '华化',
  '荣容融',
  '昌长',
  '顺舜',
  '祥翔详',
  '丰峰锋风',
  '源元原缘',
  '金锦',
  '安鞍',
  '恒衡',
  '信芯',
  '诚成城程',
  '嘉佳家',
  '美镁',
  '永勇泳',
  '福富',
  '德得',
  '利立力丽',
  '通同童',
  '益毅义亿',
  '博勃',
  '创闯',
  '新鑫欣',
  '天添',
  '宇雨羽',
  '海骇',
  '龙隆',
  '远院',
  '明铭鸣',
  '辉晖',
  '旭绪',
  '晨辰',
  '光广',
  '联连莲',
  '和合河荷',
  '材才财',
  '商伤',
  '贸茂冒',
  '流留',
  '科棵',
  '技计',
  '饮隐',
  '建健',
  '食石',
  '品拼',
  '工公',
  '程成',
  '农浓',
  '业叶',
];
const SOUNDS = new Map(
  HOMOPHONES.flatMap((group) =>
    [...group].map((one) => [one, [...group].filter((other) => other !== one)] as const),
  ),
);
const COMMON = [
  ...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严',
];

function tradeWord(random: Random): string {
  const length = random.weighted([
    [2, 70],
    [3, 22],
    [4, 8],
  ] as const);
  let word = '';
  for (let place = 0; place < length; place += 1) {
    const usual = random.chance(0.7);
    const letters = usual ? [...AUSPICIOUS] : COMMON;
    // Skewed: some characters are in very many names.
    word += letters[Math.floor(letters.length * random.next() ** (usual ? 1.6 : 1))] ?? '';
  }
  return word;
}

function compose(random: Random): Omit<MadeUpName, 'former'> {
  const region = random.weighted(REGIONS);
  const industry = INDUSTRIES[Math.floor(INDUSTRIES.length * random.next() ** 1.7)] ?? '';
  const core = `${tradeWord(random)}${industry}`;
  const form = random.weighted(FORMS);
  return { name: `${region}${core}${form}`, region, core, form };
}

/** As many organisations as asked for, each with a name of its own; one in twelve had another before. */
export function madeUpNames(count: number, seed: number): MadeUpName[] {
  const random = createRandom(seed);
  const taken = new Set<string>();
  const fresh = (): Omit<MadeUpName, 'former'> => {
    for (;;) {
      const made = compose(random);
      if (taken.has(made.name)) continue;
      taken.add(made.name);
      return made;
    }
  };
  return Array.from({ length: count }, () => {
    const made = fresh();
    return { ...made, former: random.chance(1 / 12) ? fresh().name : null };
  });
}

const pickPlace = (text: string, random: Random): number => random.int(0, text.length - 1);

const changes: Readonly<
  Record<Exclude<QueryKind, 'NONE'>, (made: MadeUpName, random: Random) => string | null>
> = {
  EXACT: ({ name }) => name,
  DROPPED_REGION: ({ region, core, form }) => (region === '' ? null : `${core}${form}`),
  CHANGED_SUFFIX: ({ region, core, form }) =>
    OTHER_FORM[form] === undefined ? null : `${region}${core}${OTHER_FORM[form]}`,
  SUBSTITUTION: ({ name }, random) => {
    const place = pickPlace(name, random);
    return `${name.slice(0, place)}${random.pick(COMMON)}${name.slice(place + 1)}`;
  },
  INSERTION: ({ name }, random) => {
    const place = pickPlace(name, random);
    return `${name.slice(0, place)}${random.pick(COMMON)}${name.slice(place)}`;
  },
  TRANSPOSITION: ({ name }, random) => {
    const place = random.int(0, name.length - 2);
    return `${name.slice(0, place)}${name[place + 1] ?? ''}${name[place] ?? ''}${name.slice(place + 2)}`;
  },
  HOMOPHONE: ({ region, core, form }, random) => {
    const places = [...core].flatMap((letter, place) => (SOUNDS.has(letter) ? [place] : []));
    if (places.length === 0) return null;
    const place = random.pick(places);
    const other = random.pick(SOUNDS.get(core[place] ?? '') ?? []);
    return `${region}${core.slice(0, place)}${other}${core.slice(place + 1)}${form}`;
  },
  OLD_NAME: ({ former }) => former,
};
const kinds = Object.keys(changes) as (keyof typeof changes)[];

/** Queries of every kind in turn; one in nine means nobody: a name with three strange characters. */
export function madeUpQueries(
  names: readonly MadeUpName[],
  count: number,
  seed: number,
): NameQuery[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index): NameQuery => {
    const kind = kinds[index % (kinds.length + 1)];
    for (;;) {
      const truth = random.int(0, names.length - 1);
      const made = names[truth] as MadeUpName;
      if (kind === undefined) return { kind: 'NONE', text: strange(made, random), truth: null };
      const text = changes[kind](made, random);
      if (text !== null && (kind === 'EXACT' || text !== made.name)) return { kind, text, truth };
    }
  });
}

/** The hard negative: region, industry and form of a real one around a trade word nobody bears. */
function strange({ region, core, form }: MadeUpName, random: Random): string {
  return `${region}${random.pick(['龘靐', '麤龖', '齉爨'])}${random.pick(['犇', '骉', '羴'])}${core.slice(-2)}${form}`;
}

/** A name without a known region in front and a known legal form behind, as pg_trgm gets it. */
export function coreOf(name: string): string {
  const longest = (list: readonly string[]): string[] =>
    list.toSorted((one, other) => other.length - one.length);
  const region = longest(REGIONS.map(([one]) => one)).find((one) => name.startsWith(one)) ?? '';
  const form = longest(FORMS.map(([one]) => one)).find((one) => name.endsWith(one)) ?? '';
  return name.slice(region.length, name.length - form.length);
}
