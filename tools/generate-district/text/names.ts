/** Every made-up organisation carries this word, so that nobody takes it for an existing one. */
export const FICTION = '示例';

export const brandFirst = [
  ...'恒禾瑞云山川青晨远锦嘉泽安清启明宏源秦渭漆沮柏松桐槐榆兰竹梅芸禾田丰润朗星月',
];
export const brandSecond = [
  ...'禾桃晟帆岭溪原野麓舟棠屿陌乔楠辰辉泰和兴顺达盛康宁悦雅祺佑霖森垚淼焱峰谷',
];

export const places = ['铜川', '王益', '铜川市王益区', '陕西', '铜川市', '王益区'] as const;

/** Surnames and last characters: a person is always written as 李某明 or 张某. */
export const surnames = [
  ...'李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕',
];
export const givenLast = [...'明芳伟丽强军敏静磊洋勇艳杰娟涛超霞平刚玲辉英华建文玉红梅兵鹏'];

export const streets: readonly (readonly [division: string, road: string])[] = [
  ['610202001', '七一路'],
  ['610202002', '红旗街'],
  ['610202003', '桃园路'],
  ['610202004', '青年路'],
  ['610202005', '王家河川口路'],
  ['610202006', '王益街'],
  ['610202100', '黄堡镇新村路'],
];

/** Village names for the summaries of credit villages; invented, as the register of villages is configuration. */
export const villages = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄'].map(
  (character) => `示例${character}村`,
);
