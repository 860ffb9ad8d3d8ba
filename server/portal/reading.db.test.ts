import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { fixedClock } from '../platform/clock.ts';
import { testContext } from '../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../test/database.ts';
import { buildPages } from '../../tools/build-web.ts';
import { buildApp } from '../app.ts';
import type { Context } from '../context.ts';
import { sequence } from '../modules/ledger/index.ts';
import { code, penalty, registration, storeBatch } from '../modules/publication/made-up-records.ts';
import { portalPages } from './index.ts';

const party = { serial: 1, name: '铜川市王益区示例商贸有限公司' };
const dataFolder = mkdtempSync(join(tmpdir(), 'xinyong-portal-'));
let db: TestDatabase;
let ctx: Context;
let app: FastifyInstance;

before(async () => {
  await buildPages(() => {}, 'portal');
  db = await newTestDatabase();
  const context = await testContext(db, { clock: fixedClock('2026-11-22T02:00:00Z') });
  ctx = { ...context, config: { ...context.config, dataFolder } };
  await storeBatch(ctx, [registration(party), penalty(party)]);
  app = await buildApp(ctx, { routes: [], pages: portalPages(ctx) });
});
after(async () => {
  await app.close();
  await ctx.jobs.stop();
  await db.drop();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function get(url: string) {
  return app.inject({ method: 'GET', url });
}

/** What a reader sees: the document without markup and without the data for the browser. */
function seen(html: string): string {
  return html
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

test('the ledger is explained before its first checkpoint and shown after it, with hashes only', async () => {
  assert.match(seen((await get('/ledger')).body), /还没有检查点.*node verify-ledger\.mjs/s);
  await sequence(ctx);
  const { body } = await get('/ledger');
  const { head } = (await get('/ledger.json')).json<{ head: { size: number; note: string } }>();
  assert.ok(head.size > 0);
  assert.match(seen(body), new RegExp(`${head.size} 条.*目前没有见证方联署`, 's'));
  assert.ok(seen(body).includes(head.note));
  for (const secret of [code(1), party.name, '王应急罚']) assert.ok(!body.includes(secret), secret);
  const tool = await get('/ledger/verify-ledger.mjs');
  assert.match(tool.body, /^#!\/usr\/bin\/env node/);
});

test('documents are found by their words, and an unknown one does not exist', async () => {
  const found = await get(`/policies?q=${encodeURIComponent('信用修复 第36号')}`);
  assert.match(seen(found.body), /共 1 件.*信用修复管理办法.*部门规章.*现行有效/s);
  assert.match(seen((await get('/policies?q=zzz')).body), /共 0 件没有找到/);
  assert.match(seen((await get('/policies/order-36')).body), /国家发展改革委令第36号.*2026-04-01/s);
  assert.equal((await get('/policies/none')).statusCode, 404);
  assert.equal((await get('/policies/order-36.json')).json<{ id: string }>().id, 'order-36');
});

test('notices are those of the data folder whose day has come; a demonstration without them shows made-up ones', async () => {
  assert.match(seen((await get('/notices')).body), /试运行的公告（演示）/);
  const file = join(ctx.config.dataFolder, 'notices.json');
  const notice = (id: string, date: string) => ({
    id,
    date,
    issuer: '征信中心',
    title: `公告 ${id}`,
    paragraphs: ['<b>正文</b>'],
  });
  writeFileSync(
    file,
    JSON.stringify({ notices: [notice('old', '2026-01-01'), notice('later', '2026-12-01')] }),
  );
  const text = seen((await get('/notices')).body);
  assert.ok(text.includes('公告 old') && !text.includes('公告 later'));
  assert.match(seen((await get('/notices/old')).body), /<b>正文<\/b>/);
  assert.equal((await get('/notices/later')).statusCode, 404);
  writeFileSync(file, '{"notices": [{}]}');
  assert.match(seen((await get('/notices')).body), /目前没有通知公告/);
  rmSync(file);
});

test('help and accessibility say that the window is made up until it is configured', async () => {
  for (const url of ['/help', '/accessibility'])
    assert.match(seen((await get(url)).body), /窗口信息为演示内容/);
});

test('the portal can be kept on a home screen in the language of the page', async () => {
  const { headers, body } = await get('/manifest.webmanifest');
  assert.match(String(headers['content-type']), /^application\/manifest\+json/);
  const zh = JSON.parse(body) as { short_name: string; icons: { src: string }[] };
  assert.equal(zh.short_name, '信用王益');
  for (const { src } of zh.icons) assert.equal((await get(src)).statusCode, 200, src);
  const en = await app.inject({ url: '/manifest.webmanifest', cookies: { lang: 'en-US' } });
  assert.equal(en.json<{ lang: string }>().lang, 'en-US');
});

test('K10 the service worker keeps built files and a page without any credit information', async () => {
  const worker = (await get('/service-worker.js')).body;
  const built = /const BUILT = (\{.*\});/.exec(worker)?.[1] ?? '{}';
  const { files, offline } = JSON.parse(built) as { files: string[]; offline: string };
  assert.ok(files.length >= 4);
  for (const file of files) assert.match(file, /^\/assets\/portal\/[\w.-]+\.(?:js|css)$/);
  const page = await get(offline);
  assert.match(seen(page.body), /当前离线，信用信息须联网查询.*演示.*You are offline/s);
  assert.ok(!page.body.includes(party.name) && !page.body.includes('id="data"'));
});
