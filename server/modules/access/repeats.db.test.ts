import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Type } from '@sinclair/typebox';
import { codeOf, newTestDesk, type TestDesk } from '../../../test/desk.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../platform/db.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { actorFor, accessJobs, accessRoutes, audit, logReading } from './index.ts';
import { idempotentRepeats } from './repeats.ts';

let desk: TestDesk;
let done = 0;

/** An act that answers the content of a row and says itself why it was read. */
function actRoute(ctx: Context): Route {
  return route({
    method: 'POST',
    path: '/test/act',
    permission: 'row.correct',
    summary: 'An act that answers content',
    tags: ['test'],
    schema: { response: { 200: Type.Object({ content: Type.String() }) } },
    async handle({ actor }) {
      done += 1;
      await inTransaction(ctx.db.app, actor, (tx) =>
        logReading(tx, actor, { output: 'intake.correct', purpose: '更正问题行', recordIds: [] }),
      );
      return { status: 200, body: { content: '行的内容' } };
    },
  });
}

let answersAreLost = false;

/** An act that is committed before its answer can get lost. */
function losingRoute(ctx: Context, path: string, findsItself: boolean): Route {
  return route({
    method: 'POST',
    path,
    permission: 'batch.submit',
    summary: 'An act whose answer may be lost',
    tags: ['test'],
    findsItself,
    schema: { response: { 200: Type.Object({ account: Type.String() }) } },
    async handle({ actor }) {
      await inTransaction(ctx.db.app, actor, (tx) =>
        audit(tx, actor, { action: 'test.lose', object: path }),
      );
      if (answersAreLost) throw new Error('Connection terminated unexpectedly');
      return { status: 200, body: { account: actor.account } };
    },
  });
}

before(async () => {
  desk = await newTestDesk((ctx) => [
    ...accessRoutes(ctx),
    actRoute(ctx),
    losingRoute(ctx, '/test/lose', false),
    losingRoute(ctx, '/test/find', true),
  ]);
});
after(() => desk.close());

test('K14 content that is answered again because a request was repeated is read again, and logged so', async () => {
  const as = await desk.signIn('shichangjianguan');
  const ask = () =>
    desk.call('/test/act', { method: 'POST', as, headers: { 'idempotency-key': 'act-0001' } });
  const logged = async () =>
    (
      await desk.db.app
        .selectFrom('reading')
        .select(['output', 'purpose'])
        .where('output', '=', 'intake.correct')
        .execute()
    ).length;
  const first = await ask();
  assert.equal(first.statusCode, 200, first.body);
  assert.equal(await logged(), 1);
  const second = await ask();
  assert.equal(second.headers['idempotency-replayed'], 'true');
  assert.deepEqual(second.json(), first.json());
  assert.equal(done, 1);
  assert.equal(await logged(), 2);
});

test('K8 a kept answer is gone after its day, though its account never asks again', async () => {
  const kept = async () =>
    (await desk.db.app.selectFrom('idempotency').select('account').execute()).length;
  assert.equal(await kept(), 1);
  await desk.db.app
    .updateTable('idempotency')
    .set({ created_at: new Date(desk.ctx.clock.now().getTime() - 25 * 3_600_000) })
    .execute();
  for (const job of accessJobs(desk.ctx)) await job.run({}, new AbortController().signal);
  assert.equal(await kept(), 0);
});

const acts = async (path: string): Promise<number> =>
  (
    await desk.db.app
      .selectFrom('audit_entry')
      .select('audit_id')
      .where('action', '=', 'test.lose')
      .where('object', '=', path)
      .execute()
  ).length;

test('an act whose answer was lost is not done again by the same key, and its sender is told so', async () => {
  const as = await desk.signIn('shichangjianguan');
  const headers = { 'idempotency-key': 'lose-0001' };
  answersAreLost = true;
  const first = await desk.call('/test/lose', { method: 'POST', as, headers });
  assert.equal(codeOf(first), 'DATABASE_AWAY');
  answersAreLost = false;
  for (let i = 0; i < 2; i += 1) {
    const again = await desk.call('/test/lose', { method: 'POST', as, headers });
    assert.deepEqual([again.statusCode, codeOf(again)], [409, 'DONE_BEFORE']);
  }
  assert.equal(await acts('/test/lose'), 1);
  const other = { 'idempotency-key': 'lose-0002' };
  assert.equal(
    (await desk.call('/test/lose', { method: 'POST', as, headers: other })).statusCode,
    200,
  );
});

test('what finds itself again is answered, though the first answer was lost', async () => {
  const as = await desk.signIn('shichangjianguan');
  const headers = { 'idempotency-key': 'find-0001' };
  const begin = { route: 'POST /api/v1/test/find', content: Buffer.from('x'), findsItself: true };
  const actor = await actorFor(desk.ctx, 'shichangjianguan', 'web');
  const repeats = idempotentRepeats(desk.ctx);
  assert.equal(await repeats.begin(actor, headers['idempotency-key'], begin), null);
  await desk.db.app
    .updateTable('idempotency')
    .set({ done: true })
    .where('key', '=', 'find-0001')
    .execute();
  assert.equal(await repeats.begin(actor, headers['idempotency-key'], begin), null);
  const lost = { ...begin, findsItself: false };
  await assert.rejects(repeats.begin(actor, headers['idempotency-key'], lost), /没有重复办理/);
  assert.equal((await desk.call('/test/find', { method: 'POST', as })).statusCode, 200);
});

test('what a crash cut off before it was done is done by the next try at once; of two tries one act is left', async () => {
  const actor = await actorFor(desk.ctx, 'shichangjianguan', 'web');
  const said = { route: 'POST /test', content: Buffer.from('y'), findsItself: false };
  const [dead, alive] = [idempotentRepeats(desk.ctx), idempotentRepeats(desk.ctx)];
  const act = (repeats: typeof dead) =>
    repeats.perform(actor, 'cut-00001', () =>
      inTransaction(desk.db.app, actor, (tx) =>
        audit(tx, actor, { action: 'test.lose', object: 'cut' }),
      ),
    );
  assert.equal(await dead.begin(actor, 'cut-00001', said), null);
  assert.equal(await alive.begin(actor, 'cut-00001', said), null);
  const both = await Promise.allSettled([act(dead), act(alive)]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  assert.equal(await acts('cut'), 1);
  await alive.forget(actor, 'cut-00001');
  await assert.rejects(alive.begin(actor, 'cut-00001', said), /没有重复办理/);
});
