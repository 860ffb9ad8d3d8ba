import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
} from '../modules/publication/made-up-records.ts';
import { system } from '../platform/actor.ts';
import { inTransaction } from '../platform/db.ts';
import { portalPages } from './index.ts';

const firm = { serial: 1, name: '铜川市王益区宏远建材有限公司' };
const household = { serial: 2, name: '王益区老街面馆', household: true };
const clock = movingClock('2026-11-22T02:00:00Z');
let db: TestDatabase;
let ctx: Context;
let app: FastifyInstance;
let batch: Awaited<ReturnType<typeof storeBatch>>;

before(async () => {
  await buildPages(() => {}, 'portal');
  db = await newTestDatabase();
  ctx = await testContext(db, { clock });
  batch = await storeBatch(ctx, [
    registration(firm),
    penalty(firm),
    licence(firm),
    registration(household, { DJ_FRDB: '王五' }),
    licence(household),
  ]);
  await publishBatch(ctx, batch.batchId);
  app = await buildApp(ctx, { routes: publicationRoutes(ctx), pages: portalPages(ctx) });
});
after(async () => {
  await app.close();
  await ctx.jobs.stop();
  await db.drop();
});

interface Listed {
  readonly total: number;
  readonly ignored: readonly string[];
  readonly items: readonly {
    readonly title: string;
    readonly subject: { readonly uscc: string };
  }[];
  readonly without: readonly { readonly name: string; readonly count: number }[];
  readonly kinds: readonly { readonly classCode: string; readonly count: number }[];
}

async function list(address: string): Promise<Listed> {
  return (await app.inject(address)).json<Listed>();
}

test('双公示 lists licences and penalties of organisations, and no household (K2, K3)', async () => {
  const { total, items, kinds } = await list('/double.json');
  assert.equal(total, 2);
  assert.deepEqual(new Set(items.map(({ subject }) => subject.uscc)), new Set([code(1)]));
  assert.deepEqual(
    kinds.map(({ classCode, count }) => [classCode, count]),
    [
      ['ADMIN_LICENCE', 1],
      ['ADMIN_PENALTY', 1],
    ],
  );
  assert.doesNotMatch((await app.inject('/double')).body, /老街面馆/);
});

test('a filter narrows the list, one that cannot be meant is named, an empty list says what to leave out', async () => {
  const penalties = await list('/double.json?kind=ADMIN_PENALTY');
  assert.deepEqual([penalties.total, penalties.items.length], [1, 1]);
  const odd = await list('/double.json?kind=NONE&from=2026-13-99');
  assert.deepEqual([odd.total, odd.ignored], [2, ['kind', 'from']]);
  const none = await list('/double.json?kind=ADMIN_PENALTY&from=2099-01-01');
  assert.equal(none.total, 0);
  assert.deepEqual(
    none.without.map(({ name, count }) => [name, count]),
    [
      ['kind', 0],
      ['from', 1],
    ],
  );
});

test('the file holds the items that are seen, and says 演示 in each row (K23)', async () => {
  for (const query of ['', '?kind=ADMIN_PENALTY']) {
    const answer = await app.inject(`/double.csv${query}`);
    assert.match(String(answer.headers['content-type']), /^text\/csv/);
    const [head = '', ...rows] = answer.body.trim().split(/\r?\n/);
    const { items } = await list(`/double.json${query}`);
    assert.match(head, /演示/);
    assert.equal(rows.length, items.length);
    for (const [index, { title, subject }] of items.entries()) {
      assert.ok(rows[index]?.includes(title));
      assert.ok(rows[index]?.includes(subject.uscc));
      assert.match(rows[index] ?? '', /演示/);
    }
  }
});

test('a list of names says what it means and by which law; an unknown one is not there', async () => {
  const page = await app.inject('/lists/severe');
  assert.match(page.body, /严重失信主体名单/);
  assert.match(page.body, /本平台只公示认定结果，不作认定/);
  assert.equal((await app.inject('/lists')).statusCode, 200);
  assert.equal((await app.inject('/lists/black')).statusCode, 404);
});

test('what is withdrawn leaves lists and file at once (K10)', async () => {
  const [, ref] = batch.records;
  assert.ok(ref);
  await inTransaction(ctx.db.app, system, (tx) => withdraw(tx, ctx, system, [ref], '决定已撤销'));
  assert.equal((await list('/double.json')).total, 1);
  assert.equal(
    (await app.inject('/double.csv?kind=ADMIN_PENALTY')).body.trim().split('\n').length,
    1,
  );
});
