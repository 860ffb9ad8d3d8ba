import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPolicyFolder } from './check.ts';
import { PolicyCopy, policyFolder } from './policy-copy.ts';
import { problemLine } from './problem.ts';

const penalty = 'catalogue/classes/ADMIN_PENALTY.json';
const templates = 'catalogue/rule-kinds.json';

/** What is changed in a copy of the policy, and the one line the check must then say. */
const refusals: Record<string, [path: string, from: string, to: string, expected: RegExp]> = {
  'an entry without basis': [
    'deadlines.json',
    '"basis": "安全生产法 第七十八条", ',
    '"basis": "", ',
    /deadlines\.json（SAFETY_PENALTY）：.*basis/,
  ],
  'a class without basis': [
    penalty,
    '  "basis": "as ADMIN_LICENCE; 行政处罚法 art. 48",\n',
    '',
    /ADMIN_PENALTY\.json（ADMIN_PENALTY）：缺少依据“basis”/,
  ],
  'a class without dates': [
    penalty,
    '  "validFrom": "2019-02-01",\n',
    '',
    /ADMIN_PENALTY\.json（ADMIN_PENALTY）：缺少日期“validFrom”/,
  ],
  'a basis the public could not read': [
    'publication/classes.json',
    '《全国公共信用信息基础目录》及本区公共信用信息目录：行政强制信息，公开属性为公开',
    'catalogue default disclosure PUBLIC',
    /classes\.json（ADMIN_COERCION）：依据“catalogue default disclosure PUBLIC”不是中文/,
  ],
  'a negative class without a longest publicity': [
    'publication/classes.json',
    '"until": "QZ_JZRQ", "maxMonths": 12',
    '"until": "QZ_JZRQ"',
    /classes\.json（ADMIN_COERCION）：负面信息没有最长公示期限/,
  ],
  'a report template with an unknown class': [
    'reports/public.json',
    '"classes": ["HONOUR"]',
    '"classes": ["HONOURS"]',
    /reports\/public\.json（PUBLIC_ORGANISATION）：信息类别“HONOURS”不存在/,
  ],
  'a report template that shows a class twice': [
    'reports/public.json',
    '"classes": ["HONOUR"]',
    '"classes": ["SEVERE_LIST"]',
    /（PUBLIC_ORGANISATION）：信息类别 SEVERE_LIST 在报告模板中出现两次/,
  ],
  'a report template without a place for new classes': [
    'reports/public.json',
    '"kind": "REST"',
    '"kind": "ITEMS"',
    /（PUBLIC_ORGANISATION）：报告模板应有且只有一个其余信息章节（REST）/,
  ],
  'a report template with two places for the register entry': [
    'reports/public.json',
    '"title": "诚实守信相关荣誉信息", "kind": "ITEMS"',
    '"title": "诚实守信相关荣誉信息", "kind": "BASICS"',
    /（PUBLIC_ORGANISATION）：报告模板应有且只有一个登记信息章节（BASICS）/,
  ],
  'a report template whose section of words has none': [
    'reports/public.json',
    '"kind": "TEXT", "text": "公开版不收录信用评价结果。"',
    '"kind": "TEXT"',
    /（PUBLIC_ORGANISATION）：章节“信用评价结果信息”的 text 与 kind 不符/,
  ],
  'a report template without its basis': [
    'reports/public.json',
    '"basis": "公共信用信息报告标准',
    '"basi": "公共信用信息报告标准',
    /public\.json.*basi/,
  ],
  'a day that does not exist': [
    'publication/hidden.json',
    '"2021-07-15"',
    '"2021-02-30"',
    /hidden\.json（H4）：日期“2021-02-30”不存在/,
  ],
  'a period that ends before it begins': [
    'publication/regimes.json',
    '"validTo": "2026-03-31"',
    '"validTo": "2022-03-31"',
    /regimes\.json（ORDER58）：终止日期 2022-03-31 早于起始日期 2023-05-01/,
  ],
  'regimes that overlap': [
    'publication/regimes.json',
    '"validTo": "2026-03-31"',
    '"validTo": "2026-04-30"',
    /regimes\.json（ORDER36）：与前一制度的有效期重叠（前一制度到 2026-04-30）/,
  ],
  'a doubled deadline': [
    'deadlines.json',
    '"id": "REPAIR_SYNC"',
    '"id": "REPAIR_ACCEPT"',
    /deadlines\.json（REPAIR_ACCEPT）：与同名条目的有效期重叠/,
  ],
  'a gap between regimes': [
    'publication/regimes.json',
    '"validTo": "2023-04-30"',
    '"validTo": "2023-04-29"',
    /regimes\.json（ORDER58）：2023-04-30 至 2023-05-01 之间没有任何公示制度/,
  ],
  'an unknown key': [
    'deadlines.json',
    '"startFields": ["XK_JDRQ"]',
    '"startField": ["XK_JDRQ"]',
    /deadlines\.json（REPORT_ADMIN_LICENCE）：有不认识的键“startField”/,
  ],
  'an unknown rule kind': [
    penalty,
    '"kind": "length"',
    '"kind": "longness"',
    /ADMIN_PENALTY\.json（R-CF-XDR_MC-3）：规则种类“longness”没有模板/,
  ],
  'an unknown kind among the templates': [
    templates,
    '"uniqueKey/store"',
    '"uniqueKey/shop"',
    /规则种类“uniqueKey\/store”没有模板/,
  ],
  'an unknown normaliser': [
    penalty,
    '"normalise": ["TRIM", "NAME_BRACKETS"]',
    '"normalise": ["TRIM", "BRACKETS"]',
    /ADMIN_PENALTY\.json（CF_XDR_MC）：.*BRACKETS/,
  ],
  'an unknown operator of a condition': [
    penalty,
    '"blankWhen": { "eq": ["CF_XDR_LB", "自然人"] }',
    '"blankWhen": { "is": ["CF_XDR_LB", "自然人"] }',
    /条件“blankWhen”不是有效的条件表达式/,
  ],
  'an unknown operator of an order': [
    penalty,
    '"op": ">"',
    '"op": "=="',
    /R-CF-GSJZQ-2）：.*args\/op/,
  ],
  'a condition over an unknown field': [
    penalty,
    '"when": { "contains": ["CF_CFLB", "罚款"] }',
    '"when": { "contains": ["CF_KIND", "罚款"] }',
    /R-CF-NR_FK-1）：条件中的字段“CF_KIND”不存在/,
  ],
  'a condition with a value that is not in the list': [
    penalty,
    '"when": { "contains": ["CF_CFLB", "罚款"] }',
    '"when": { "contains": ["CF_CFLB", "罚金"] }',
    /R-CF-NR_FK-1）：条件中“CF_CFLB”的取值“罚金”不在代码集 CFLB/,
  ],
  'a conditional rule without its condition': [
    penalty,
    '"kind": "presentIff", "fields": ["CF_NR_FK"], "when": { "contains": ["CF_CFLB", "罚款"] }',
    '"kind": "presentIff", "fields": ["CF_NR_FK"]',
    /R-CF-NR_FK-1）：规则种类 presentIff 需要条件/,
  ],
  'an unknown code list of a rule': [
    penalty,
    '"args": { "list": "XDR_LB" }',
    '"args": { "list": "XDR" }',
    /R-CF-XDR_LB-2）：代码集“XDR”不存在/,
  ],
  'an unknown code list of a field': [
    penalty,
    '"codelist": "XDR_LB"',
    '"codelist": "XDR"',
    /ADMIN_PENALTY）：字段 CF_XDR_LB 的代码集“XDR”不存在/,
  ],
  'a rule over an unknown field': [
    penalty,
    '"fields": ["CF_WSH"] }',
    '"fields": ["CF_WSHH"] }',
    /R-CF-WSH-1）：字段“CF_WSHH”不存在/,
  ],
  'an identity key over an unknown field': [
    penalty,
    '"identityKey": ["CF_XDR_MC", "CF_WSH"',
    '"identityKey": ["CF_XDR_MC", "CF_WSHH"',
    /ADMIN_PENALTY）：字段“CF_WSHH”不存在/,
  ],
  'a fact date that is no date': [
    penalty,
    '"factDate": "CF_JDRQ"',
    '"factDate": "CF_WSH"',
    /“CF_WSH”不是日期字段/,
  ],
  'an unknown scan profile': [
    penalty,
    '"args": { "profile": "LAW" }',
    '"args": { "profile": "LAWS" }',
    /R-CF-YJ-3）：扫描方案“LAWS”不存在/,
  ],
  'a regular expression that does not compile': [
    penalty,
    '"^1[0-9]{11}$"',
    '"^1[0-9{11}$"',
    /R-CF-XDR_SYDW-3）：正则表达式不能编译/,
  ],
  'a scan pattern that does not compile': [
    'scan-lists.json',
    '"pattern": "(?<![0-9A-Za-z])1[3-9]',
    '"pattern": "(?<![0-9A-Za-z)1[3-9]',
    /scan-lists\.json（MOBILE）：正则表达式不能编译/,
  ],
  'an argument of the wrong type': [
    penalty,
    '"args": { "max": 200 }',
    '"args": { "max": "200" }',
    /R-CF-XDR_MC-3）：.*args\/max/,
  ],
  'an argument that is missing': [
    penalty,
    '"kind": "length", "fields": ["CF_XDR_MC"], "args": { "max": 200 }',
    '"kind": "length", "fields": ["CF_XDR_MC"]',
    /R-CF-XDR_MC-3）：.*缺少“max”/,
  ],
  'a doubled rule id': [
    penalty,
    '"id": "R-CF-WSH-2"',
    '"id": "R-CF-WSH-1"',
    /R-CF-WSH-1）：规则编号重复/,
  ],
  'a rule id of another class': [
    penalty,
    '"id": "R-CF-WSH-2"',
    '"id": "R-XK-WSH-2"',
    /R-XK-WSH-2）：规则编号应以 R-CF- 开头/,
  ],
  'a doubled field': [
    penalty,
    '{ "code": "CF_XDR_LB"',
    '{ "code": "CF_XDR_MC"',
    /ADMIN_PENALTY）：字段代码“CF_XDR_MC”重复/,
  ],
  'an unknown feedback code': [
    templates,
    '"feedback": "E2010"',
    '"feedback": "E9999"',
    /回执码“E9999”不存在/,
  ],
  'a message with a placeholder nobody fills': [
    templates,
    '“{field}”为必填项',
    '“{fild}”为必填项',
    /提示中的占位“{fild}”没有内容/,
  ],
  'a rule in a scope it cannot have': [
    templates,
    '"required": {\n      "scope": "row"',
    '"required": {\n      "scope": "store"',
    /规则种类 required 不能用于范围 store/,
  ],
  'an unknown sender': [
    'catalogue/classes/REG_BASIC.json',
    '"senders": ["SCJG"',
    '"senders": ["SCJGG"',
    /REG_BASIC）：报送单位“SCJGG”不存在/,
  ],
  'senders that differ from their group': [
    'organisations/sender-groups.json',
    '"ANY_PENALISING": [',
    '"ANY_PENALISING": ["ZXZX", ',
    /报送单位与单位组 ANY_PENALISING 不一致/,
  ],
  'a deadline that differs from its rule': [
    'deadlines.json',
    '"id": "REPORT_ADMIN_PENALTY", "zh": "行政处罚信息报送", "value": 7',
    '"id": "REPORT_ADMIN_PENALTY", "zh": "行政处罚信息报送", "value": 5',
    /R-CF-JDRQ-4）：规则写 7 个工作日，期限 REPORT_ADMIN_PENALTY 为 5/,
  ],
  'an account without organisation': [
    'organisations/accounts.json',
    '"organisation": "FGJ"',
    '"organisation": "FGJJ"',
    /accounts\.json（fazhangaige）：账号所属单位“FGJJ”不存在/,
  ],
  'an unknown role': [
    'organisations/accounts.json',
    '"role": "LIAISON_MAIN"',
    '"role": "BOSS"',
    /accounts\.json（fazhangaige）：角色“BOSS”不存在/,
  ],
  'a doubled account': [
    'organisations/accounts.json',
    '"account": "zhengxin"',
    '"account": "fazhangaige"',
    /accounts\.json（fazhangaige）：与同名条目的有效期重叠/,
  ],
  'an unknown class of an item': [
    'items.json',
    '"class": "REG_BASIC"',
    '"class": "REG_BASE"',
    /items\.json（I01）：信息类别“REG_BASE”不存在/,
  ],
  'an unknown source of an item': [
    'items.json',
    '"source": "SCJG"',
    '"source": "SCJ"',
    /items\.json（I01）：来源单位“SCJ”不存在/,
  ],
  'a class without publication': [
    'publication/classes.json',
    '"class": "RURAL_CREDIT"',
    '"class": "RURAL"',
    /RURAL_CREDIT\.json（RURAL_CREDIT）：缺少公示规则/,
  ],
  'a publication until an unknown field': [
    'publication/classes.json',
    '"until": "XK_YXQZI"',
    '"until": "XK_YXQ"',
    /classes\.json（ADMIN_LICENCE）：字段“XK_YXQ”不存在/,
  ],
  'a mask by an unknown rule': [
    'masking.json',
    '"rule": "PHONE"',
    '"rule": "TELEPHONE"',
    /masking\.json（.*DJ_LXDH.*）：遮盖规则“TELEPHONE”不存在/,
  ],
  'a mask of no field': [
    'masking.json',
    '"field": "DJ_LXDH"',
    '"field": "DJ_LXD"',
    /masking\.json.*没有字段符合“DJ_LXD”/,
  ],
  'a fine threshold without basis': [
    'levels.json',
    '"largerFine": null',
    '"largerFine": "5"',
    /levels\.json：罚款数额标准没有依据或起始日期/,
  ],
  'a level kind that is not in the list': [
    'levels.json',
    '"99": null',
    '"98": null',
    /levels\.json：处罚种类“98”不存在/,
  ],
  'an unknown measure group': [
    'measures.json',
    '"group": "G3"',
    '"group": "G4"',
    /measures\.json（M20）：措施类别“G4”不存在/,
  ],
  'an unknown parent division': [
    'divisions.json',
    '"parent": "610200"',
    '"parent": "610900"',
    /divisions\.json（610202）：上级行政区划“610900”不存在/,
  ],
  'a day both off and worked': [
    'calendar/2026.json',
    '"2026-10-10"',
    '"2026-10-07"',
    /calendar\/2026\.json（2026）：日期“2026-10-07”既列为放假又列为上班/,
  ],
  'a calendar day that does not exist': [
    'calendar/2026.json',
    '"2026-10-10"',
    '"2026-10-32"',
    /calendar\/2026\.json（2026）：日期“2026-10-32”不存在/,
  ],
};

test('the policy of this repository has no problem', () => {
  assert.deepEqual(checkPolicyFolder(policyFolder), []);
});

for (const [name, [path, from, to, expected]] of Object.entries(refusals)) {
  test(`${name} is refused`, () => {
    using copy = new PolicyCopy();
    copy.replace(path, from, to);
    const lines = checkPolicyFolder(copy.folder).map(problemLine);
    assert.match(lines.join('\n'), expected);
    for (const line of lines)
      assert.match(line, /^[^：]+：.+。.+。$/, 'file, what is wrong, what to do');
  });
}

test('a file that belongs to no part is named', () => {
  using copy = new PolicyCopy();
  copy.write('deadline.json', { deadlines: [] });
  const lines = checkPolicyFolder(copy.folder).map(problemLine);
  assert.match(lines.join('\n'), /^deadline\.json：不属于任何一部分政策/);
});

test('a part without any file is named', () => {
  using copy = new PolicyCopy();
  copy.write('masking.json', {});
  assert.match(
    checkPolicyFolder(copy.folder).map(problemLine).join('\n'),
    /masking：这一部分政策没有任何文件/,
  );
});

test('a problem of the overlay names the file of the overlay', () => {
  using copy = new PolicyCopy();
  const account = {
    account: 'xinren',
    organisation: 'NOBODY',
    role: 'REVIEWER',
    displayZh: '新人',
  };
  copy.writeOverlay('organisations/accounts.json', {
    basis: '示例',
    validFrom: '2026-01-01',
    validTo: null,
    accounts: [account],
  });
  const lines = checkPolicyFolder(copy.folder, copy.overlay).map(problemLine);
  assert.deepEqual(lines, [
    'overlay:organisations/accounts.json（xinren）：账号所属单位“NOBODY”不存在。请先在 organisations/register.json 登记该单位。',
  ]);
});
