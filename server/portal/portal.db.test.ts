import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { movingClock, testContext } from '../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../test/database.ts';
import { buildPages } from '../../tools/build-web.ts';
import { buildApp } from '../app.ts';
import type { Context } from '../context.ts';
import { publicationRoutes, publishBatch, withdraw } from '../modules/publication/index.ts';
import {
  code,
  licence,
  penalty,
  registration,
  storeBatch,
  type MadeUpRow,
} from '../modules/publication/made-up-records.ts';
import { system } from '../platform/actor.ts';
import { inTransaction } from '../platform/db.ts';
import { reportRoutes } from '../modules/reports/index.ts';
import { BUILT } from './built.ts';
import { portalPages } from './index.ts';

const MOST_SCRIPT = 150 * 1024;
const party = { serial: 1, name: '铜川市王益区宏远<建材>有限公司' };
const household = { serial: 2, name: '王益区老街面馆', household: true };
const plain = { serial: 3, name: '铜川市王益区示例商贸有限公司' };
const clock = movingClock('2026-11-22T02:00:00Z');
let db: TestDatabase;
let ctx: Context;
let app: FastifyInstance;

before(async () => {
  await buildPages(() => {}, 'portal');
  db = await newTestDatabase();
  ctx = await testContext(db, { clock });
  await store([
    registration(party),
    penalty(party),
    licence(party),
    registration(household, { DJ_FRDB: '王五' }),
    registration(plain),
    licence(plain),
  ]);
  app = await buildApp(ctx, {
    routes: [...publicationRoutes(ctx), ...reportRoutes(ctx)],
    pages: portalPages(ctx),
  });
});
after(async () => {
  await app.close();
  await ctx.jobs.stop();
  await db.drop();
});

async function store(rows: readonly MadeUpRow[]) {
  const batch = await storeBatch(ctx, rows);
  await publishBatch(ctx, batch.batchId);
  return batch.records;
}

async function get(url: string, headers: Record<string, string> = {}) {
  return app.inject({ method: 'GET', url, headers });
}

async function robots(url: string): Promise<unknown> {
  return (await get(url)).headers['x-robots-tag'];
}

/** What a reader sees: the document without markup and without the data for the browser. */
function seen(html: string): string {
  return html
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

async function itemUrl(serial: number, negative: boolean): Promise<string> {
  const answer = await get(`/e/${code(serial)}.json`);
  const { sections } = answer.json<{
    sections: { items: { publicId: string; negative: boolean; classCode: string }[] }[];
  }>();
  const item = sections
    .flatMap((section) => section.items)
    .find((one) => one.negative === negative);
  return `/e/${code(serial)}/r/${item?.publicId ?? ''}`;
}

test('the home page is readable without script: one search form, counts with their date, newest items', async () => {
  const answer = await get('/');
  assert.equal(answer.statusCode, 200);
  assert.match(answer.body, /^<!doctype html><html lang="zh-CN">/);
  assert.match(answer.body, /<form[^>]+action="\/search" method="get"/);
  const text = seen(answer.body);
  assert.match(text, /截至 2026-11-22/);
  assert.match(text, /严重失信主体名单0条/);
  assert.match(text, /未按规定设置安全警示标志/);
});

test('K23 every page and every JSON says 演示, and nothing says so in a real instance', async () => {
  for (const url of [
    '/',
    '/search?q=%E5%AE%8F%E8%BF%9C',
    `/e/${code(1)}`,
    await itemUrl(1, true),
    '/help',
    '/nowhere',
  ]) {
    assert.match(seen((await get(url)).body), /演示/, url);
  }
  assert.match((await get(`/e/${code(1)}.json`)).body, /演示/);
  assert.match((await get(`/api/v1/public/subjects/${code(1)}`)).body, /演示/);
  const real = { ...ctx, config: { ...ctx.config, demonstration: 'none' as const } };
  const other = await buildApp(real, { routes: publicationRoutes(real), pages: portalPages(real) });
  assert.doesNotMatch((await other.inject('/')).body, /演示/);
  await other.close();
});

test('a subject page shows name, code, zero counts with the date, and each fact with who, when and until', async () => {
  const text = seen((await get(`/e/${code(1)}`)).body);
  for (const words of [
    party.name,
    code(1),
    '认定机关王益区应急管理局',
    '决定日期2026-06-01',
    '公示至2027-05-31',
    '公示依据国家发展改革委令第36号',
    '严重失信主体名单0 条截至 2026-11-22',
    '提出异议',
    '申请修复',
  ]) {
    assert.ok(text.includes(words), words);
  }
});

test('names are text, never markup, in the page and in its data', async () => {
  const { body } = await get(`/e/${code(1)}`);
  assert.ok(!body.includes('<建材>'));
  const data = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(body)?.[1] ?? '';
  assert.ok(JSON.parse(data));
  const injected = await get(
    `/search?q=${encodeURIComponent('</script><script>alert(1)</script>')}`,
  );
  assert.ok(!injected.body.includes('<script>alert'));
});

test('no inline script and no address of another host is in a page', async () => {
  for (const url of ['/', `/e/${code(1)}`]) {
    const { body, headers } = await get(url);
    assert.deepEqual([...body.matchAll(/<script(?![^>]*(?:src=|application\/json))/g)], []);
    assert.doesNotMatch(body.replaceAll(/xmlns="[^"]*"/g, ''), /https?:\/\//);
    assert.match(String(headers['content-security-policy']), /script-src 'self'/);
  }
});

test('K10 negative and household pages are noindex and noarchive, others are not', async () => {
  assert.equal(await robots(`/e/${code(1)}`), 'noindex, noarchive');
  assert.equal(await robots(await itemUrl(1, true)), 'noindex, noarchive');
  assert.equal(await robots('/'), 'noindex, noarchive');
  assert.equal(await robots(`/e/${code(2, '92')}`), 'noindex, noarchive');
  assert.equal(await robots(`/e/${code(3)}`), undefined);
  assert.equal(await robots(await itemUrl(3, false)), undefined);
});

test('K10 a withdrawn address answers with the same words and status as one that never existed', async () => {
  const [ref] = await store([penalty(party, { CF_WSH: '王应急罚〔2026〕10号' })]);
  assert.ok(ref);
  const row = await db.app
    .selectFrom('portal.item')
    .select('public_id')
    .where('record_id', '=', ref.recordId)
    .executeTakeFirstOrThrow();
  const url = `/e/${code(1)}/r/${row.public_id}`;
  assert.equal((await get(url)).statusCode, 200);
  await inTransaction(db.app, system, (tx) => withdraw(tx, ctx, system, [ref], '决定已撤销'));
  const gone = await get(url);
  const never = await get(`/e/${code(1)}/r/${'0'.repeat(24)}`);
  assert.equal(gone.statusCode, 404);
  assert.equal(gone.body.replaceAll(row.public_id, ''), never.body.replaceAll('0'.repeat(24), ''));
  const withoutId = ({ 'x-request-id': _id, ...rest }: typeof gone.headers) => ({
    ...rest,
    date: '',
    'content-length': '',
  });
  assert.deepEqual(withoutId(gone.headers), withoutId(never.headers));
});

test('pages about subjects are never kept by anybody, assets for a year and packed', async () => {
  const page = await get(`/e/${code(1)}`);
  assert.equal(page.headers['cache-control'], 'no-store');
  const script = /src="(\/assets\/portal\/[^"]+\.js)"/.exec(page.body)?.[1] ?? '';
  const asset = await get(script);
  assert.equal(asset.statusCode, 200);
  assert.match(String(asset.headers['cache-control']), /max-age=31536000.*immutable/);
  assert.equal(asset.headers['content-encoding'], undefined);
  const packed = await get(script, { 'accept-encoding': 'br' });
  assert.equal(packed.headers['content-encoding'], 'br');
  assert.equal(brotliDecompressSync(packed.rawPayload).toString(), asset.body);
  assert.equal((await get('/assets/portal/none.js')).statusCode, 404);
});

test('the same data is JSON at .json and by Accept', async () => {
  const byName = await get(`/e/${code(1)}.json`);
  const byAccept = await get(`/e/${code(1)}`, { accept: 'application/json' });
  assert.deepEqual(byName.json(), byAccept.json());
  const missing = await get(`/e/${code(99)}.json`);
  assert.equal(missing.statusCode, 404);
  assert.equal(missing.json<{ code: string }>().code, 'NOT_FOUND');
});

test('K2 a personal number is refused in words and not repeated anywhere in the answer', async () => {
  const number = '610298190001010019';
  const answer = await get(`/search?q=${number}`);
  assert.equal(answer.statusCode, 200);
  assert.match(seen(answer.body), /不提供按个人号码查询/);
  assert.ok(!answer.body.includes(number));
});

test('the search page shows why a subject was found, and what to do when none was', async () => {
  const found = (await get(`/search?q=${encodeURIComponent('宏远')}`)).body;
  assert.match(found, /<mark>宏远<\/mark>/);
  assert.match(seen(found), /名称中有相符的字/);
  assert.match(
    seen((await get(`/search?q=${encodeURIComponent('查无此家')}`)).body),
    /没有找到与“查无此家”相符的单位/,
  );
  assert.equal((await get('/search')).statusCode, 200);
});

test('a section has its own address; an unknown one does not exist', async () => {
  const page = await get(`/e/${code(1)}/s/administration`);
  assert.match(seen(page.body), /行政管理2 条/);
  assert.equal((await get(`/e/${code(1)}/s/none`)).statusCode, 404);
});

test('large print and contrast are switched by address and remembered without script', async () => {
  const big = await get('/?a11y=big');
  assert.match(big.body, /<html lang="zh-CN" data-a11y="big">/);
  assert.match(
    String(big.headers['set-cookie']),
    /a11y=big; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax/,
  );
  const later = await get(`/e/${code(1)}`, { cookie: 'a11y=big; contrast=high' });
  assert.match(later.body, /data-a11y="big" data-contrast="high"/);
  assert.match(later.body, /href="\/e\/[^"]+\?a11y=normal"/);
});

test('a page is English by ?lang=en-US, remembers it, and leaves data in Chinese, marked as Chinese', async () => {
  const asked = await get(`/e/${code(1)}?lang=en-US`);
  assert.match(asked.body, /^<!doctype html><html lang="en-US">/);
  assert.match(String(asked.headers['set-cookie']), /lang=en-US; Max-Age=31536000/);
  assert.match(
    asked.body,
    /<title>[^<]*Public credit information · Xinyong Wangyi \(demonstration\)/,
  );
  assert.match(asked.body, /<h1 lang="zh-CN">铜川市王益区宏远/);
  assert.match(asked.body, /<dd lang="zh-CN">/);
  const text = seen(asked.body);
  for (const words of [
    'Administrative acts2 records',
    'Decided on1 June 2026',
    'General breach',
    '演示',
  ])
    assert.ok(text.includes(words), words);
  const later = await get('/help', { cookie: 'lang=en-US' });
  assert.match(later.body, /<html lang="en-US">/);
  assert.match(later.body, /<a href="\/help\?lang=zh-CN"[^>]*lang="zh-CN">中文<\/a>/);
  assert.match((await get('/help?lang=fr', { cookie: 'lang=fr' })).body, /<html lang="zh-CN">/);
});

test('an English page has no Chinese outside what is marked as Chinese', async () => {
  for (const url of [
    '/',
    '/help',
    '/verify',
    '/nowhere',
    '/search?q=610298190001010019',
    `/e/${code(3)}`,
  ]) {
    const { body } = await get(url, { cookie: 'lang=en-US' });
    const own = body
      .replace(/^.*?<body>/s, '')
      .replace(/<script.*?<\/script>/gs, '')
      .replaceAll(/ data-label="[^"]*"/g, '')
      .replaceAll(/<(\w+)[^>]* lang="zh-CN"[^>]*>(?:(?!<\1[ >]).)*?<\/\1>/gs, '');
    assert.equal(own.match(/.{0,40}\p{Script=Han}+/u)?.[0], undefined, url);
  }
});

test('a page loads the texts of its own language only', async () => {
  const script = async (lang: string): Promise<string> => {
    const { body } = await get('/help', { cookie: `lang=${lang}` });
    const files = [...body.matchAll(/(?:src|href)="(\/assets\/portal\/[^"]+\.js)"/g)];
    assert.ok(files.length >= 2);
    const answers = await Promise.all(files.map(([, file = '']) => get(file)));
    return answers.map((answer) => answer.body).join('');
  };
  const [zh, en] = [await script('zh-CN'), await script('en-US')];
  assert.ok(
    zh.includes('查询单位的公共信用信息') && !zh.includes('Search the public credit information'),
  );
  assert.ok(
    !en.includes('查询单位的公共信用信息') && en.includes('Search the public credit information'),
  );
});

test('unreadable addresses are not found, never an error', async () => {
  for (const url of [
    '/e/%00',
    `/e/${code(1)}/r/%00`,
    `/e/${code(1)}/s/other?after=%00`,
    '/e/%F0%9F%98%80',
    '/search?q=%00%00',
    '/search?q=a&q=b&after=x',
  ]) {
    assert.ok([200, 404].includes((await get(url)).statusCode), url);
  }
});

test('the script of a page stays below its budget', () => {
  const folder = join(BUILT, 'client');
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const size = scripts.reduce(
    (total, file) => total + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
    0,
  );
  assert.ok(size > 0 && size <= MOST_SCRIPT, String(size));
});

test('one address verifies so many reports a minute, by the page and the interface together, whether they exist or not', async () => {
  const issued = await app.inject({
    method: 'POST',
    url: '/api/v1/public/reports',
    payload: { uscc: code(plain.serial) },
  });
  const { number, code: printed } = issued.json<{ number: string; code: string }>();
  const known = { number, code: printed };
  const invented = { number: 'XYBG610202202011220000017', code: '23456789ABCD' };
  const form = (given: typeof invented) =>
    app.inject({
      method: 'POST',
      url: '/verify',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(given).toString(),
    });
  const byInterface = (given: typeof invented) =>
    app.inject({ method: 'POST', url: '/api/v1/public/reports/verification', payload: given });
  const most = ctx.policy.reports.limits.verificationsAMinute;
  const answers = await Promise.all(
    Array.from({ length: most }, (_none, i) => (i % 2 ? form(invented) : byInterface(invented))),
  );
  assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([200]));
  for (const given of [known, invented]) {
    const page = await form(given);
    assert.equal(page.statusCode, 429);
    assert.match(seen(page.body), /您的操作过于频繁，请在 60 秒后再试。/);
    assert.doesNotMatch(seen(page.body), /报告有效|没有查到这份报告/);
    const answer = await byInterface(given);
    assert.deepEqual(
      [answer.statusCode, answer.json<{ code: string }>().code],
      [429, 'REPORT_LIMIT'],
    );
  }
  clock.advance(60);
  assert.match(seen((await form(known)).body), /报告有效/);
});
