import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { movingClock, testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import {
  code,
  licence,
  penalty,
  registration,
  storeBatch,
  type MadeUpRow,
} from './made-up-records.ts';
import { publishBatch, searchPublic } from './index.ts';

let db: TestDatabase;
let ctx: Context;
const today = '2026-11-22';
const changed = { serial: 1, name: '铜川市王益区宏远建材有限公司' };
const former = '铜川市王益区兴隆五金经销有限公司';

before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db, { clock: movingClock('2026-11-22T02:00:00Z') });
  await store([registration({ ...changed, name: former }, { DJ_HZRQ: '2019/03/11' })]);
  await store([
    {
      classCode: 'REG_CHANGE',
      organisation: 'SCJG',
      values: {
        BG_XDR_MC: changed.name,
        BG_XDR_LB: '法人及非法人组织',
        BG_XDR_SHXYM: code(1),
        BG_SX: '名称变更',
        BG_Q: former,
        BG_H: changed.name,
        BG_RQ: '2024/03/11',
      },
    },
  ]);
  await store([
    registration({ serial: 2, name: '陕西宏远（铜川）矿山机械有限公司' }, { DJ_FRDB: '孙示例' }),
    registration({ serial: 3, name: '王益区李四面馆', household: true }, { DJ_FRDB: '李四' }),
    registration({ serial: 4, name: '王益区老街面馆', household: true }, { DJ_FRDB: '王五' }),
    registration({ serial: 5, name: '百分之百100%_纯\\粮油有限公司' }),
    licence({ serial: 6, name: '铜川市王益区未登记物流有限公司' }),
    penalty(
      { serial: 7, name: '张小明' },
      {
        CF_XDR_LB: '自然人',
        CF_XDR_SHXYM: '',
        CF_XDR_ZJLX: '身份证',
        CF_XDR_ZJHM: '610298190001010019',
      },
    ),
    registration({ serial: 8, name: '铜川市晨曦印务有限责任公司' }),
    registration({ serial: 9, name: '铜川市晨熙印务有限公司' }),
    ...Array.from({ length: 45 }, (_, index) =>
      registration({
        serial: 100 + index,
        name: `铜川市王益区连锁便利${String(index)}号店有限公司`,
      }),
    ),
  ]);
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

async function store(rows: readonly MadeUpRow[]): Promise<void> {
  const { batchId } = await storeBatch(ctx, rows);
  await publishBatch(ctx, batchId);
}

async function found(text: string): Promise<string[]> {
  const answer = await searchPublic(ctx, text, today);
  assert.equal(answer.refusal, null, text);
  return answer.hits.map((hit) => `${hit.uscc} ${hit.reason.code}`);
}

test('a subject is found by its code in any spelling', async () => {
  assert.deepEqual(await found(code(1).toLowerCase()), [`${code(1)} CODE`]);
});

test('a subject is found by name, with brackets of any width', async () => {
  assert.deepEqual(await found('陕西宏远(铜川)矿山机械有限公司'), [`${code(2)} NAME`]);
});

test('part of a name finds, the distinctive part first, and says which part matched', async () => {
  assert.deepEqual(await found('宏远'), [`${code(1)} PART`, `${code(2)} PART`]);
  const [hit] = (await searchPublic(ctx, '矿山机械', today)).hits;
  assert.deepEqual(hit?.segments.find((segment) => segment.marked)?.text, '矿山机械');
});

test('a former name finds the subject and says so', async () => {
  assert.deepEqual(await found('兴隆五金'), [`${code(1)} FORMER_PART`]);
  assert.deepEqual(await found(former), [`${code(1)} FORMER_NAME`]);
});

test('initials and sounds find', async () => {
  assert.deepEqual(await found('hyjc'), [`${code(1)} SOUND`]);
  assert.deepEqual(await found('kuangshan'), [`${code(2)} SOUND`]);
});

test('several parts must all be in the name', async () => {
  assert.deepEqual(await found('宏远 矿山'), [`${code(2)} PART`]);
  assert.deepEqual(await found('宏远 粮油'), []);
});

test('single characters, and words that are in nearly every name, are answered as well', async () => {
  assert.deepEqual(await found('宏 矿'), [`${code(2)} PART`]);
  assert.equal((await searchPublic(ctx, '有限公司', today)).total, 50);
  assert.equal((await searchPublic(ctx, '铜川市王益区 有限公司', today)).total, 47);
});

test('signs that are patterns elsewhere are only signs', async () => {
  assert.deepEqual(await found('%%'), []);
  assert.deepEqual(await found('__'), []);
  assert.deepEqual(await found('100%_纯\\'), [`${code(5)} PART`]);
});

test('a subject known only by its code is found while something about it is shown', async () => {
  const [hit] = (await searchPublic(ctx, '未登记物流', today)).hits;
  assert.equal(hit?.provisional, true);
});

test('K2 no natural person and no legal representative is found by name', async () => {
  for (const name of ['张小明', '孙示例', '赵示例', 'sunshili', 'zxm'])
    assert.deepEqual(await found(name), [], name);
});

test('K3 a household is found by its trade name, its operator never', async () => {
  assert.deepEqual(await found('老街面馆'), [`${code(4, '92')} PART`]);
  for (const text of ['李四', '李四面馆', '王五', 'lisi', 'lsmg']) {
    assert.ok(
      (await found(text)).every((hit) => !hit.startsWith(code(3, '92'))),
      text,
    );
  }
  assert.deepEqual(await found('王益区李四面馆'), [`${code(3, '92')} NAME`]);
  assert.deepEqual(await found(code(3, '92')), [`${code(3, '92')} CODE`]);
});

test('many hits come page by page, each once', async () => {
  const seen = new Set<string>();
  let after = 0;
  for (let page = 0; page < 4; page += 1) {
    const answer = await searchPublic(ctx, '连锁便利', today, after);
    assert.equal(answer.total, 45);
    for (const hit of answer.hits) seen.add(hit.uscc);
    if (answer.next === null) break;
    after = Number(answer.next);
  }
  assert.equal(seen.size, 45);
});

test('a name with one wrong, missing, doubled or swapped character is found as nearly the same', async () => {
  const near = [`${code(2)} NEAR`];
  assert.deepEqual(await found('陕西弘远（铜川）矿山机械有限公司'), near);
  assert.deepEqual(await found('陕西宏远（铜川）矿山械有限公司'), near);
  assert.deepEqual(await found('陕西宏远远（铜川）矿山机械有限公司'), near);
  assert.deepEqual(await found('陕西远宏（铜川）矿山机械有限公司'), near);
  assert.deepEqual(await found('峡西宏远（铜川）矿山机械有限公司'), near);
  const [hit] = (await searchPublic(ctx, '陕西弘远（铜川）矿山机械有限公司', today)).hits;
  assert.deepEqual(hit?.segments, [
    { text: '陕西', marked: true },
    { text: '宏', marked: false },
    { text: '远（铜川）矿山机械有限公司', marked: true },
  ]);
  assert.equal(hit.reason.zh, '名称相近');
});

test('a name with another legal form is found as nearly the same, a former one says so', async () => {
  assert.deepEqual(await found('陕西宏远（铜川）矿山机械股份有限公司'), [`${code(2)} NEAR`]);
  const typed = former.replace('有限公司', '有限责任公司');
  assert.deepEqual(await found(typed), [`${code(1)} FORMER_NEAR`]);
});

test('a name that differs in its legal form only comes before one with another character', async () => {
  assert.deepEqual(await found('铜川市晨曦印务有限公司'), [`${code(8)} NEAR`, `${code(9)} NEAR`]);
});

test('two wrong characters, and names too short to tell, find nothing', async () => {
  assert.deepEqual(await found('陕西弘运（铜川）矿山机械有限公司'), []);
  assert.deepEqual(await found('老界面'), []);
});

test('a name typed right does not bring its neighbours along', async () => {
  assert.deepEqual(await found('铜川市王益区连锁便利7号店有限公司'), [`${code(107)} NAME`]);
  const wrong = await found('铜川市王益区连锁便利X号店有限公司');
  assert.equal(wrong.length, 10);
});

test('K3: a household found only by its whole name is not found by nearly that name', async () => {
  assert.deepEqual(await found('王益区李四面馆'), [`${code(3, '92')} NAME`]);
  assert.deepEqual(await found('王益区季四面馆'), []);
  assert.deepEqual(await found('王益区老衔面馆'), [`${code(4, '92')} NEAR`]);
});

test('a question that more names match than are looked at says “at least”, also when they are names of few subjects', async () => {
  const client = await db.superuser();
  await client.query(
    `insert into portal.name (subject_id, name, name_key, name_core, pinyin, initials, former)
     select s.subject_id, '连锁便利旧名' || n, '连锁便利旧名' || n, '旧名' || n, '', '', true
     from portal.subject s, generate_series(1, 2000) n where s.uscc = $1`,
    [code(100)],
  );
  await client.end();
  const wide = await searchPublic(ctx, '连锁便利', today);
  assert.ok(wide.total < 2000);
  assert.equal(wide.atLeast, true);
  assert.equal((await searchPublic(ctx, '宏远', today)).atLeast, false);
});
