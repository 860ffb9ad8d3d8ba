import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { LightMyRequestResponse } from 'fastify';
import type { Level } from '../../server/modules/policy/index.ts';
import { decideAnew, withdraw } from '../../server/modules/publication/index.ts';
import { actOn, archive, classifyRecord } from '../../server/modules/records/index.ts';
import { system, type Actor } from '../../server/platform/actor.ts';
import { inTransaction } from '../../server/platform/db.ts';
import { newActor } from '../build.ts';
import { testPolicy } from '../context.ts';
import { codeOf, company, definitionOf, registration, rowAbout, withCanaries } from './rows.ts';
import { asSystem, enter, newStage, send, TODAY, type Stage } from './stage.ts';
import { contentOf, tracesOf } from './traces.ts';

let stage: Stage;
before(async () => {
  stage = await newStage();
});
after(() => stage.close());

const GENERAL = { CF_CFLB: '没收违法所得、没收非法财物', CF_NR_WFFF: '1.2' };
const FINE = { CF_CFLB: '罚款', CF_NR_FK: '0.5' };
const penalty = (serial: number, change = {}) => ({
  classCode: 'ADMIN_PENALTY',
  row: rowAbout('ADMIN_PENALTY', company(serial), { ...GENERAL, ...change }),
});

async function publicIdOf(recordId: string): Promise<string> {
  const row = await stage.db.app
    .selectFrom('portal.item')
    .select('public_id')
    .where('record_id', '=', recordId)
    .executeTakeFirstOrThrow();
  return row.public_id;
}

/** What tells one answer from another: status, words, shape and headers, without what is new each time. */
function outwardly(answer: LightMyRequestResponse): object {
  const { reference, ...body } = answer.json<Record<string, unknown>>();
  const headers = Object.entries(answer.headers).filter(
    ([name]) =>
      !['date', 'x-request-id', 'content-length'].includes(name) && !/ratelimit/.test(name),
  );
  return {
    status: answer.statusCode,
    body,
    headers,
    lengthOfReference: String(reference).length,
  };
}

test('K10: a withdrawn item answers as one that never existed: same status, words, shape and headers', async () => {
  const [ref] = await enter(stage, [penalty(601)]);
  assert.ok(ref);
  const publicId = await publicIdOf(ref.recordId);
  const address = `/public/items/${publicId}`;
  assert.equal((await stage.call(address)).statusCode, 200);
  await asSystem(stage.ctx, (tx) => withdraw(tx, stage.ctx, system, [ref], '处罚决定被撤销'));
  const gone = await stage.call(address);
  assert.equal(gone.statusCode, 404);
  const never = await stage.call('/public/items/0123456789abcdef01234567');
  assert.deepEqual(outwardly(gone), outwardly(never));
});

test('K10: a subject of whom everything was withdrawn answers as one that never existed', async () => {
  const [ref] = await enter(stage, [penalty(602)]);
  assert.ok(ref);
  const address = `/public/subjects/${codeOf(company(602))}`;
  assert.equal((await stage.call(address)).statusCode, 200);
  await asSystem(stage.ctx, (tx) => withdraw(tx, stage.ctx, system, [ref], '处罚决定被撤销'));
  const gone = await stage.call(address);
  assert.equal(gone.statusCode, 404);
  assert.deepEqual(
    outwardly(gone),
    outwardly(await stage.call(`/public/subjects/${codeOf(company(603))}`)),
  );
  const found = await stage.call(`/public/search?q=${encodeURIComponent(company(602).name)}`);
  const other = await stage.call(`/public/search?q=${encodeURIComponent(company(603).name)}`);
  assert.deepEqual(outwardly(found), outwardly(other));
});

test('K10: nothing of the portal remembers what was withdrawn', async () => {
  const [ref] = await enter(stage, [
    penalty(604, { CF_SY: '苍鹭擅自营业', CF_WSH: '苍鹭罚〔2026〕1号' }),
  ]);
  assert.ok(ref);
  const texts = ['苍鹭擅自营业', '苍鹭罚〔2026〕1号', ref.recordId];
  assert.equal(tracesOf(await contentOf(stage.db, ['portal']), texts).length, 3);
  await asSystem(stage.ctx, (tx) => withdraw(tx, stage.ctx, system, [ref], '处罚决定被撤销'));
  assert.deepEqual(tracesOf(await contentOf(stage.db, ['portal']), texts), []);
});

test('K10: every public answer forbids search engines to keep it, and everybody to cache it', async () => {
  const [ref] = await enter(stage, [penalty(605)]);
  const paths = [
    `/public/items/${await publicIdOf(ref?.recordId ?? '')}`,
    `/public/subjects/${codeOf(company(605))}`,
    '/public/newest',
    '/public/overview',
    `/public/search?q=${encodeURIComponent(company(605).name)}`,
  ];
  for (const path of paths) {
    const { headers, statusCode } = await stage.call(path);
    assert.equal(statusCode, 200, path);
    assert.equal(headers['x-robots-tag'], 'noindex, noarchive', path);
    assert.equal(headers['cache-control'], 'no-store', path);
  }
});

test('K12: a look back shows neither other departments nor the centre what is withdrawn today', async () => {
  const [ref] = await enter(stage, [penalty(606, { CF_SY: '白鹳擅自营业' })]);
  assert.ok(ref);
  const look = (actor: Actor) =>
    inTransaction(stage.db.app, actor, async (tx) =>
      JSON.stringify(
        await archive(tx, stage.ctx, actor, {
          uscc: codeOf(company(606)),
          asOf: TODAY,
          knownOn: TODAY,
          purpose: '核对主体',
        }),
      ),
    );
  const other = newActor('LIAISON_MAIN', 'JYJ');
  const ofCentre = newActor('CENTRE_APPROVER', 'XYZX');
  for (const one of [other, ofCentre]) assert.ok((await look(one)).includes('白鹳擅自营业'));
  await asSystem(stage.ctx, (tx) => withdraw(tx, stage.ctx, system, [ref], '处罚决定被撤销'));
  for (const one of [other, ofCentre]) {
    const after = await look(one);
    assert.ok(!after.includes('白鹳擅自营业') && !after.includes(ref.recordId), after);
  }
  assert.ok((await look(newActor('LIAISON_MAIN', 'FGJ'))).includes('白鹳擅自营业'));
  assert.ok((await look(newActor('AUDITOR', 'SJJ'))).includes('白鹳擅自营业'));
});

test('K12: the file of what is withdrawn today opens for its department and the auditor, logged, and for nobody else', async () => {
  const [ref] = await enter(stage, [penalty(607, { CF_SY: '红隼擅自营业' })]);
  assert.ok(ref);
  const open = async (account: string, recordId = ref.recordId) =>
    stage.call(`/records/${recordId}`, { as: await stage.signIn(account), purpose: '核对档案' });
  assert.ok((await open('zhengxin')).body.includes('红隼擅自营业'), 'the centre, while it stands');
  await asSystem(stage.ctx, (tx) => withdraw(tx, stage.ctx, system, [ref], '处罚决定被撤销'));
  for (const account of ['zhengxin', 'zhengxin-shenhe', 'shichangjianguan']) {
    const gone = await open(account);
    assert.equal(gone.statusCode, 404, account);
    const never = await open(account, '00000000-0000-4000-8000-000000000001');
    assert.deepEqual(outwardly(gone), outwardly(never), account);
  }
  for (const account of ['fazhangaige', 'zhengxin-shenji']) {
    assert.ok((await open(account)).body.includes('红隼擅自营业'), account);
  }
  const { rows } = await stage.db.raw.query<{ account: string }>(
    `select account from credit.reading where $1 = any(record_ids) order by at`,
    [ref.recordId],
  );
  const readers = rows.map(({ account }) => account);
  assert.deepEqual(readers, ['zhengxin', 'fazhangaige', 'zhengxin-shenji']);
});

test('K12: the list of records shows the centre only what stands today, and no count of the rest', async () => {
  const [gone, standing] = await enter(stage, [penalty(608), penalty(609)]);
  assert.ok(gone && standing);
  await asSystem(stage.ctx, (tx) => withdraw(tx, stage.ctx, system, [gone], '处罚决定被撤销'));
  const list = async (account: string, more = '') => {
    const as = await stage.signIn(account);
    return (await stage.call(`/records?limit=200${more}`, { as, purpose: '核对清单' })).body;
  };
  const central = await list('zhengxin');
  assert.deepEqual(
    [gone, standing].map(({ recordId }) => central.includes(recordId)),
    [false, true],
  );
  assert.ok(!(await list('zhengxin', '&status=WITHDRAWN')).includes(gone.recordId));
  for (const account of ['fazhangaige', 'zhengxin-shenji']) {
    assert.ok((await list(account)).includes(gone.recordId), account);
  }
});

test('K12: the public has no look back at all', async () => {
  for (const query of ['asOf=2026-03-02', 'knownOn=2026-03-02', 'date=2026-03-02']) {
    const answer = await stage.call(`/public/subjects/${codeOf(company(605))}?${query}`);
    assert.equal(answer.statusCode, 400, query);
  }
});

test('K15: of every class the portal holds and answers only what the catalogue marks PUBLIC', async () => {
  const firm = company(610);
  const promise = rowAbout('PROMISE', firm);
  const rest = testPolicy.catalogue.classes
    .map((entry) => entry.code)
    .filter((code) => code !== 'REG_BASIC' && code !== 'PROMISE');
  const canaries: string[] = [];
  const filled = (classCode: string, row: Record<string, string>) => {
    const made = withCanaries(classCode, row);
    canaries.push(...made.canaries.map(({ value }) => value));
    return { classCode, row: made.row };
  };
  await enter(stage, [
    filled('REG_BASIC', { ...registration(firm) }),
    filled('PROMISE', { ...promise }),
  ]);
  await enter(
    stage,
    rest.map((code) =>
      filled(code, {
        ...rowAbout(code, firm, {
          ...(code === 'PROMISE_PERFORMANCE' ? { LY_CNBH: String(promise['CN_BH']) } : {}),
          ...(code === 'ADMIN_PENALTY' ? GENERAL : {}),
        }),
      }),
    ),
  );
  assert.ok(canaries.length > 45, String(canaries.length));
  const { rows: items } = await sql<{ class_code: string; fields: object; public_id: string }>`
    select i.class_code, i.fields, i.public_id from portal.item i join portal.subject s using (subject_id)
    where s.uscc = ${codeOf(firm)}`.execute(stage.db.portal);
  const shown = new Set(items.map((item) => item.class_code));
  assert.ok(shown.size >= 15, [...shown].join(' '));
  for (const { class_code: code, fields } of items) {
    const { defaultDisclosure, items: reported, platformFields } = definitionOf(code);
    assert.equal(defaultDisclosure, 'PUBLIC', code);
    const open = new Set(
      [...reported, ...platformFields]
        .filter((field) => field.disclosure === 'PUBLIC')
        .map((field) => field.code),
    );
    const more = Object.keys(fields).filter((field) => !open.has(field));
    assert.deepEqual(more, [], code);
  }
  for (const code of [
    'ADMIN_PAYMENT',
    'ADMIN_COMPENSATION',
    'JUDGMENT',
    'ENFORCEMENT',
    'EVALUATION',
  ])
    assert.ok(!shown.has(code), code);
  const answers = await Promise.all(
    [
      '/public/newest',
      '/public/overview',
      `/public/subjects/${codeOf(firm)}`,
      `/public/search?q=${encodeURIComponent(firm.name)}`,
      ...items.map((item) => `/public/items/${item.public_id}`),
    ].map((path) => stage.call(path)),
  );
  const content = await contentOf(stage.db, ['portal']);
  content.set('answers', answers.map(({ body }) => body).join('\n'));
  assert.deepEqual(tracesOf(content, canaries), []);
});

test('K17: an unclassified sanction is held and not published', async () => {
  const sent = await send(stage, 'ADMIN_PENALTY', [
    rowAbout('ADMIN_PENALTY', company(620), { ...FINE, CF_SY: '秃鹫擅自营业' }),
  ]);
  const [ref] = sent.records;
  assert.ok(ref);
  const state = await asSystem(stage.ctx, (tx) =>
    tx
      .selectFrom('record_state')
      .select(['status', 'level', 'needs'])
      .where('record_id', '=', ref.recordId)
      .executeTakeFirst(),
  );
  assert.deepEqual(state, { status: 'HELD', level: null, needs: 'CLASSIFICATION' });
  const traces = tracesOf(await contentOf(stage.db, ['portal']), ['秃鹫擅自营业', ref.recordId]);
  assert.deepEqual(traces, []);
});

test('K17: a level written into the sheet decides nothing', async () => {
  const row = rowAbout('ADMIN_PENALTY', company(621), { ...FINE, PX_LEVEL: 'SERIOUS' });
  const sent = await send(stage, 'ADMIN_PENALTY', [row]);
  const [ref] = sent.records;
  const levels = await asSystem(stage.ctx, (tx) =>
    tx
      .selectFrom('record_state')
      .select('level')
      .where('record_id', '=', ref?.recordId ?? '')
      .execute(),
  );
  assert.deepEqual(levels, [{ level: null }]);
});

test('K17: a person confirms or lowers a level and cannot raise it', async () => {
  const [ref] = await enter(stage, [penalty(622)]);
  assert.ok(ref);
  const approver = newActor('CENTRE_APPROVER', 'XYZX');
  const choice = { recordId: ref.recordId, kinds: ['22'], reason: '情节严重' };
  const classify = (level: Level) =>
    classifyRecord(stage.ctx, approver, { ...choice, level }, decideAnew);
  await assert.rejects(classify('SERIOUS'), {
    code: 'LEVEL_RAISED',
  });
  const lowered = await classify('MINOR');
  assert.equal(lowered.level, 'MINOR');
  const left = tracesOf(await contentOf(stage.db, ['portal']), [ref.recordId]);
  assert.deepEqual(left, [], 'a minor sanction leaves the public pages with the decision');
  await assert.rejects(classify('GENERAL'), {
    code: 'LEVEL_RAISED',
  });
});

test('K18: a minor sanction is not published', async () => {
  const [ref] = await enter(stage, [penalty(630, { CF_CFLB: '警告', CF_NR_WFFF: '' })]);
  assert.ok(ref);
  const traces = tracesOf(await contentOf(stage.db, ['portal']), [ref.recordId]);
  assert.deepEqual(traces, []);
});

test('K7: a repaired record takes no further act, so nothing can be shown of it again', async () => {
  const [ref] = await enter(stage, [penalty(640)]);
  assert.ok(ref);
  await asSystem(stage.ctx, async (tx) => {
    await withdraw(tx, stage.ctx, system, [ref], '信用修复');
    await actOn(tx, stage.ctx, system, { ref, kind: 'repaired', reason: '已修复' });
  });
  const again = asSystem(stage.ctx, (tx) =>
    actOn(tx, stage.ctx, system, { ref, kind: 'published' }),
  );
  await assert.rejects(again, { code: 'RECORD_REPAIRED' });
});

test('K7 K10: a broken promise is negative: sealed with a key of its own, and kept by no search engine', async () => {
  const firm = company(690);
  const promised = rowAbout('PROMISE', firm, { CN_BH: '示例承诺690号', CN_GK: '1' });
  await enter(stage, [{ classCode: 'PROMISE', row: promised }]);
  const performance = (change: Record<string, string>) => ({
    classCode: 'PROMISE_PERFORMANCE',
    row: rowAbout('PROMISE_PERFORMANCE', firm, { LY_CNBH: '示例承诺690号', ...change }),
  });
  const [kept, broken] = await enter(stage, [
    performance({ LY_ZT: 'FULFILLED', LY_HCRQ: '2026/02/10', LY_WY: '', LY_CL: '' }),
    performance({
      LY_ZT: 'BROKEN',
      LY_HCRQ: '2026/02/11',
      LY_WY: '承诺的材料未补齐',
      LY_CL: '责令限期补齐',
    }),
  ]);
  assert.ok(kept && broken);
  const superuser = await stage.db.superuser();
  const { rows } = await superuser.query<{ polarity: string; sealed: boolean; negative: boolean }>(
    `select f.polarity, f.sealed is not null as sealed, i.negative
     from credit.record_fact f join portal.item i using (record_id) where record_id = any($1) order by f.polarity desc`,
    [[kept.recordId, broken.recordId]],
  );
  await superuser.end();
  assert.deepEqual(rows, [
    { polarity: 'NEUTRAL', sealed: false, negative: false },
    { polarity: 'NEGATIVE', sealed: true, negative: true },
  ]);
  const page = await stage.call(`/public/subjects/${codeOf(firm)}`);
  assert.equal(page.json<{ negative: boolean }>().negative, true);
});
