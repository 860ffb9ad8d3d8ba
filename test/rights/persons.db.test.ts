import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listQuarantine } from '../../server/modules/intake/index.ts';
import { testPolicy } from '../context.ts';
import { newActor } from '../build.ts';
import {
  codeOf,
  company,
  household,
  numberOf,
  person,
  registration,
  rowAbout,
  withCanaries,
} from './rows.ts';
import { enter, newStage, send, type Stage } from './stage.ts';
import { contentOf, tracesOf } from './traces.ts';

let stage: Stage;
before(async () => {
  stage = await newStage();
});
after(() => stage.close());

/** Everything a visitor can read without knowing an address, as one text. */
async function publicLists(): Promise<string> {
  const answers = await Promise.all([stage.call('/public/newest'), stage.call('/public/overview')]);
  return answers.map(({ body }) => body).join('\n');
}

async function hits(text: string): Promise<string[]> {
  const answer = await stage.call(`/public/search?q=${encodeURIComponent(text)}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<{ hits: { uscc: string }[] }>().hits.map(({ uscc }) => uscc);
}

const somebody = person(821, '欧阳金雀');
const personClasses = testPolicy.catalogue.classes
  .filter((entry) => entry.subjectKindsOnWire.includes('自然人') && entry.subject.mode === 'FIELDS')
  .map((entry) => entry.code);

test('K2: a natural person’s item appears in no public list, search or count', async () => {
  assert.ok(personClasses.length >= 8, personClasses.join(' '));
  const before = await publicLists();
  const sent = await send(stage, 'ADMIN_PENALTY', [rowAbout('ADMIN_PENALTY', somebody)]);
  assert.equal(sent.records.length, 1);
  const all = personClasses.map((classCode) => ({ classCode, row: rowAbout(classCode, somebody) }));
  assert.equal((await enter(stage, all)).length, personClasses.length);
  assert.equal(await publicLists(), before);
  const content = await contentOf(stage.db, ['portal']);
  for (const [table, text] of content) assert.equal(text, '', table);
  for (const text of [somebody.name, '欧阳', '金雀', 'oyjq', 'ouyangjinque']) {
    assert.deepEqual(await hits(text), [], text);
  }
});

test('K2: a citizen number finds nobody, is refused in words and is not repeated', async () => {
  const answer = await stage.call(`/public/search?q=${numberOf(somebody)}`);
  const body = answer.json<{ refusal: { code: string } | null; hits: unknown[] }>();
  assert.deepEqual([body.refusal?.code, body.hits], ['PERSONAL_NUMBER', []]);
  assert.ok(!answer.body.includes(numberOf(somebody)));
  for (const path of ['/public/subjects/', '/subjects/']) {
    const as = await stage.signIn('zhengxin');
    const found = await stage.call(`${path}${numberOf(somebody)}`, { as, purpose: '核对主体' });
    assert.equal(found.statusCode, 404, path);
    assert.ok(!found.body.includes(somebody.name));
  }
});

const represented = company(822, '王益区白鹭建材有限公司');
const representative = '慕容翠鸟';
const member = '司徒夜莺';

test('K2: representatives and members are facts on the organisation’s page, and no way to find it', async () => {
  await enter(stage, [
    { classCode: 'REG_BASIC', row: registration(represented, { DJ_FRDB: representative }) },
    { classCode: 'REG_MEMBER', row: rowAbout('REG_MEMBER', represented, { RY_XM: member }) },
    {
      classCode: 'ADMIN_LICENCE',
      row: rowAbout('ADMIN_LICENCE', represented, { XK_FRDB: representative }),
    },
  ]);
  const page = await stage.call(`/public/subjects/${codeOf(represented)}`);
  assert.ok(page.body.includes(representative));
  assert.deepEqual(await hits('白鹭'), [codeOf(represented)]);
  for (const text of [representative, '慕容', '翠鸟', 'mrcn', member, '司徒', '夜莺', 'styy']) {
    assert.deepEqual(await hits(text), [], text);
  }
  const content = await contentOf(stage.db, ['portal']);
  const index = new Map([...content].filter(([table]) => table === 'portal.name'));
  assert.deepEqual(tracesOf(index, [representative, member]), []);
});

test('K2: no count of households below ten is told', async () => {
  const overview = async () =>
    (await stage.call('/public/overview')).json<{ households: number | null }>().households;
  const few = Array.from({ length: 9 }, (_, i) => household(830 + i, `王益区雀儿${i}小吃店`));
  await enter(
    stage,
    few.map((one) => ({ classCode: 'REG_BASIC', row: registration(one) })),
  );
  assert.equal(await overview(), null);
  const tenth = registration(household(839, '王益区雀儿9小吃店'));
  await enter(stage, [{ classCode: 'REG_BASIC', row: tenth }]);
  assert.equal(await overview(), 10);
});

const shop = household(841, '王益区上官百灵面馆');
const operator = '上官百灵';

test('K3: a household’s operator is not searchable and is masked, with the address to street level', async () => {
  await send(stage, 'REG_BASIC', [
    registration(shop, { DJ_FRDB: operator, DJ_ZS: '铜川市王益区红旗街12号3单元101室' }),
  ]);
  await send(stage, 'ADMIN_PENALTY', [
    rowAbout('ADMIN_PENALTY', shop, {
      CF_FRDB: operator,
      CF_CFLB: '没收违法所得、没收非法财物',
      CF_NR_WFFF: '1.2',
      CF_SY: `当事人${operator}在店内存放过期食品`,
    }),
  ]);
  for (const text of [operator, '上官', '百灵', 'sgbl', 'shangguan']) {
    assert.deepEqual(await hits(text), [], text);
  }
  const page = (await stage.call(`/public/subjects/${codeOf(shop)}`)).body;
  const ids = new Set([...page.matchAll(/"publicId":"([0-9a-f]+)"/g)].map(([, id]) => id));
  assert.equal(ids.size, 2);
  const items = await Promise.all([...ids].map((id) => stage.call(`/public/items/${id}`)));
  // The registered name of the shop stays what it is; nothing else may name its operator.
  const text = [page, ...items.map(({ body }) => body)].join('\n').replaceAll(shop.name, '');
  assert.ok(text.includes('铜川市王益区红旗街***'), text);
  for (const secret of [operator, '12号', '3单元', '101室'])
    assert.ok(!text.includes(secret), secret);
});

test('K3: a household stands in no list of newest items and in no count of a section', async () => {
  const lists = await publicLists();
  assert.ok(!lists.includes(codeOf(shop)) && !lists.includes(shop.name), lists);
});

test('K3: a household’s payloads are sealed whatever they say', async () => {
  const { row, canaries } = withCanaries(
    'ADMIN_LICENCE',
    rowAbout('ADMIN_LICENCE', shop, { XK_FRDB: operator, XK_NR: '孔雀开屏表演' }),
  );
  const sent = await send(stage, 'ADMIN_LICENCE', [row]);
  assert.equal(sent.records.length, 1);
  const content = await contentOf(stage.db, ['credit', 'ledger', 'pgboss']);
  const texts = [...canaries.map(({ value }) => value), '孔雀开屏表演'];
  assert.deepEqual(tracesOf(content, texts), []);
});

test('K5: a judgment that is not effective is refused', async () => {
  const firm = company(851);
  const early = rowAbout('JUDGMENT', firm, { SP_RQ: '2026/03/01', SP_SXRQ: '2026/03/31' });
  const none = rowAbout('JUDGMENT', firm, { SP_SXRQ: '', SP_AH: '示例〔2026〕2号' });
  const sent = await send(stage, 'JUDGMENT', [early, none]);
  assert.deepEqual([sent.batch.counts.rejected, sent.records.length], [2, 0]);
});

test('K5: a judgment that may name another person waits for a person of the centre', async () => {
  const firm = company(852);
  const naming = rowAbout('JUDGMENT', firm, {
    SP_DW: '被告',
    SP_JG: '被告王益区金盏852商贸有限公司赔偿原告诸葛金翅三万元',
  });
  const masked = rowAbout('JUDGMENT', firm, {
    SP_DW: '被告',
    SP_AH: '示例〔2026〕4号',
    SP_JG: '被告王益区金盏852商贸有限公司赔偿原告诸葛某三万元',
  });
  const numbered = rowAbout('JUDGMENT', firm, {
    SP_DW: '被告',
    SP_AH: '示例〔2026〕3号',
    SP_JG: `赔偿原告（身份证号${numberOf(person(853, '诸葛金翅'))}）三万元`,
  });
  const sent = await send(stage, 'JUDGMENT', [naming, numbered, masked]);
  const { counts, findingCounts } = sent.batch;
  assert.deepEqual([counts.quarantined, counts.new], [2, 1], JSON.stringify(findingCounts));
  const centre = newActor('CENTRE_APPROVER', 'XYZX');
  const { items } = await listQuarantine(stage.ctx, centre, '核定待处理的行');
  assert.equal(items.filter((item) => item.batchId === sent.batchId).length, 2);
});

test('K5: an effective judgment against an organisation is stored and never public', async () => {
  const firm = company(854);
  const judgment = rowAbout('JUDGMENT', firm, { SP_AY: '鸬鹚买卖合同纠纷' });
  const records = await enter(stage, [
    { classCode: 'REG_BASIC', row: registration(firm) },
    { classCode: 'JUDGMENT', row: judgment },
  ]);
  assert.equal(records.length, 2);
  assert.deepEqual(tracesOf(await contentOf(stage.db, ['portal']), ['鸬鹚买卖合同纠纷']), []);
});

test('K6: no evaluation of a natural person enters', async () => {
  const sent = await send(stage, 'EVALUATION', [rowAbout('EVALUATION', somebody)]);
  assert.deepEqual([sent.batch.counts.new, sent.records.length], [0, 0]);
});
