import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Type } from '@sinclair/typebox';
import { newTestDesk, type TestDesk } from '../../../test/desk.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../platform/db.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { accessJobs, accessRoutes, logReading } from './index.ts';

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

before(async () => {
  desk = await newTestDesk((ctx) => [...accessRoutes(ctx), actRoute(ctx)]);
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
