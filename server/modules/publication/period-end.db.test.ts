import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { movingClock, testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { openPayloads } from '../records/index.ts';
import { code, penalty, registration, storeBatch } from './made-up-records.ts';
import { overview, publicSubject, publishBatch, searchPublic } from './index.ts';

let db: TestDatabase;
let ctx: Context;
before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db, { clock: movingClock('2026-11-22T02:00:00Z') });
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

const lastDay = '2026-11-30';
const dayAfter = '2026-12-01';
const ending = { CF_JDRQ: '2025/12/01' };

test('K10 a subject known only by its code is gone with its last item at midnight, before any job has run', async () => {
  const unknown = { serial: 1, name: '铜川市王益区午夜商贸有限公司' };
  const registered = { serial: 2, name: '铜川市王益区在册商贸有限公司' };
  const batch = await storeBatch(ctx, [
    penalty(unknown, ending),
    registration(registered),
    penalty(registered, ending),
  ]);
  assert.equal((await publishBatch(ctx, batch.batchId)).published, 3);
  const findable = async (today: string) => ({
    page: (await publicSubject(ctx, code(1), today))?.name,
    byCode: (await searchPublic(ctx, code(1), today)).total,
    byName: (await searchPublic(ctx, '午夜商贸', today)).total,
    bySound: (await searchPublic(ctx, 'wuyeshangmao', today)).total,
    organisations: (await overview(ctx, today)).organisations,
  });
  assert.deepEqual(await findable(lastDay), {
    page: unknown.name,
    byCode: 1,
    byName: 1,
    bySound: 1,
    organisations: 2,
  });
  assert.deepEqual(await findable(dayAfter), {
    page: undefined,
    byCode: 0,
    byName: 0,
    bySound: 0,
    organisations: 1,
  });
  assert.equal((await publicSubject(ctx, code(2), dayAfter))?.name, registered.name);
});

test('K3 a record that came after its period had ended did so on that day, not on the day it came', async () => {
  const late = { serial: 3, name: '铜川市王益区迟到商贸有限公司' };
  const { batchId, records } = await storeBatch(ctx, [penalty(late, { CF_JDRQ: '2023/01/05' })]);
  await publishBatch(ctx, batchId);
  const [record] = await inTransaction(ctx.db.app, system, (tx) =>
    openPayloads(
      tx,
      ctx,
      records.map(({ recordId }) => recordId),
    ),
  );
  const last = record?.actions.at(-1);
  assert.deepEqual([last?.kind, last?.effectiveOn], ['expired', '2024-01-05']);
});
