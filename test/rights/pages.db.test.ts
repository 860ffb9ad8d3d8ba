import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { withdraw } from '../../server/modules/publication/index.ts';
import { portalPages } from '../../server/portal/index.ts';
import { system } from '../../server/platform/actor.ts';
import { allRoutes } from '../../server/routes.ts';
import { buildPages } from '../../tools/build-web.ts';
import { codeOf, company, household, registration, rowAbout } from './rows.ts';
import { asSystem, enter, newStage, type Stage } from './stage.ts';

let stage: Stage;
let site: FastifyInstance;
const firm = company(901, '王益区苍鹰机械有限公司');
const shop = household(902, '王益区独孤云雀面馆');
const GENERAL = { CF_CFLB: '没收违法所得、没收非法财物', CF_NR_WFFF: '1.2' };
let withdrawn: { publicId: string; recordId: string };
let shown: string;

before(async () => {
  await buildPages(() => {}, 'portal');
  stage = await newStage();
  site = await buildApp(stage.ctx, { routes: allRoutes(stage.ctx), pages: portalPages(stage.ctx) });
  const penalty = (number: string) => ({
    classCode: 'ADMIN_PENALTY',
    row: rowAbout('ADMIN_PENALTY', firm, { ...GENERAL, CF_WSH: number }),
  });
  const records = await enter(stage, [
    { classCode: 'REG_BASIC', row: registration(firm, { DJ_FRDB: '端木海燕' }) },
    { classCode: 'REG_BASIC', row: registration(shop, { DJ_FRDB: '独孤云雀' }) },
    penalty('示例1号'),
    penalty('示例2号'),
  ]);
  const ids = await asSystem(stage.ctx, (tx) =>
    tx.selectFrom('portal.item').select(['record_id', 'public_id']).execute(),
  );
  const idOf = new Map(ids.map((row) => [row.record_id, row.public_id]));
  const [, , kept, gone] = records;
  assert.ok(kept && gone);
  shown = idOf.get(kept.recordId) ?? '';
  withdrawn = { publicId: idOf.get(gone.recordId) ?? '', recordId: gone.recordId };
  await asSystem(stage.ctx, (tx) => withdraw(tx, stage.ctx, system, [gone], '处罚决定被撤销'));
});
after(async () => {
  await site.close();
  await stage.close();
});

const get = (url: string): Promise<LightMyRequestResponse> => site.inject({ method: 'GET', url });

/** What a visitor can tell one answer from another by; `id` is the address he typed. */
const outward = (answer: LightMyRequestResponse, id: string) => ({
  status: answer.statusCode,
  words: answer.body.replaceAll(id, ''),
  robots: answer.headers['x-robots-tag'],
  cache: answer.headers['cache-control'],
  length: answer.headers['content-length'],
});

test('K10: the page of a withdrawn item is the page of one that never existed', async () => {
  const base = `/e/${codeOf(firm)}/r/`;
  assert.equal((await get(`${base}${shown}`)).statusCode, 200);
  const never = '0123456789abcdef01234567';
  assert.deepEqual(
    outward(await get(`${base}${withdrawn.publicId}`), withdrawn.publicId),
    outward(await get(`${base}${never}`), never),
  );
});

test('K10: pages with something negative may be neither indexed nor kept', async () => {
  for (const url of [`/e/${codeOf(firm)}`, `/e/${codeOf(firm)}/r/${shown}`]) {
    const { headers, body, statusCode } = await get(url);
    assert.equal(statusCode, 200, url);
    assert.match(String(headers['x-robots-tag']), /noindex/, url);
    assert.match(String(headers['x-robots-tag']), /noarchive/, url);
    assert.equal(headers['cache-control'], 'no-store', url);
    assert.match(body, /示例1号/, url);
    assert.doesNotMatch(body, /示例2号/, url);
  }
});

test('K2: no page leads from a person to anything', async () => {
  for (const text of ['端木海燕', '端木', '海燕', '独孤云雀', '云雀']) {
    const { body } = await get(`/search?q=${encodeURIComponent(text)}`);
    assert.ok(!body.includes(codeOf(firm)) && !body.includes(codeOf(shop)), text);
  }
  const page = (await get(`/e/${codeOf(firm)}`)).body;
  assert.ok(page.includes('端木海燕'));
  assert.doesNotMatch(page, /href="[^"]*(%E7%AB%AF%E6%9C%A8|端木)/);
});

test('K3: the page of a household names its operator and home masked only', async () => {
  const { body, statusCode } = await get(`/e/${codeOf(shop)}`);
  assert.equal(statusCode, 200);
  const rest = body.replaceAll(shop.name, '');
  assert.ok(!rest.includes('独孤云雀'));
  assert.ok(!rest.includes('示例路1号'));
});

test('K23: every page says that it is a demonstration, in its text', async () => {
  for (const url of [
    '/',
    '/help',
    `/search?q=${encodeURIComponent('苍鹰')}`,
    `/e/${codeOf(firm)}`,
    `/e/${codeOf(shop)}`,
    `/e/${codeOf(firm)}/r/${shown}`,
    '/no/such/page',
  ]) {
    const { body, headers } = await get(url);
    assert.match(body, /演示/, url);
    assert.equal(decodeURIComponent(String(headers['x-demonstration'])), '演示', url);
    const data = await site.inject({ url, headers: { accept: 'application/json' } });
    assert.equal(decodeURIComponent(String(data.headers['x-demonstration'])), '演示', url);
  }
});
