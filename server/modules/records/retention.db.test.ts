import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { enterRow, madeUpCodes, penaltyCells, personPenaltyCells } from '../../../test/build.ts';
import { movingClock, testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { actOn, checkRecords, openPayloads, type ActionKind } from './index.ts';
import { eraseOverdue } from './retention.ts';

let db: TestDatabase;
let ctx: Context;
const START = '2020-03-01T02:00:00Z';
const clock = movingClock(START);
const goTo = (instant: string): void =>
  clock.advance((new Date(instant).getTime() - ctx.clock.now().getTime()) / 1000);
before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db, { clock });
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

const contentOf = async (recordId: string) => {
  const [record] = await inTransaction(ctx.db.app, system, (tx) =>
    openPayloads(tx, ctx, [recordId]),
  );
  return record?.values ?? null;
};
const end = (ref: { subjectId: string; recordId: string }) =>
  inTransaction(ctx.db.app, system, async (tx) => {
    await actOn(tx, ctx, system, { ref, kind: 'published' });
    await actOn(tx, ctx, system, { ref, kind: 'expired' });
  });

test('K3 negative records of households and persons are erased five years after they ended, not a day earlier', async () => {
  const decided = { CF_JDRQ: '2020/02/10' };
  const household = await enterRow(ctx, 'ADMIN_PENALTY', {
    ...penaltyCells({ ...decided, CF_WSH: '王市监罚〔2020〕1号' }),
    CF_XDR_MC: '王益区示例小吃店',
    CF_XDR_LB: '个体工商户',
    CF_XDR_SHXYM: madeUpCodes.household,
  });
  const person = await enterRow(ctx, 'ADMIN_PENALTY', personPenaltyCells(decided));
  const company = await enterRow(
    ctx,
    'ADMIN_PENALTY',
    penaltyCells({ ...decided, CF_WSH: '王市监罚〔2020〕3号' }),
  );
  await end(household);
  await end(company);
  goTo('2025-02-28T02:00:00Z');
  assert.equal(await eraseOverdue(ctx), 1, 'the person, never shown, counts from the decision');
  assert.ok(await contentOf(household.recordId));
  goTo('2025-03-01T02:00:00Z');
  assert.equal(await eraseOverdue(ctx), 1);
  assert.equal(await contentOf(household.recordId), null);
  assert.equal(await contentOf(person.recordId), null);
  assert.ok(await contentOf(company.recordId), 'a company is no person');
  assert.equal(await eraseOverdue(ctx), 0);
  assert.deepEqual((await checkRecords(ctx)).findings, []);
});

test('K3 the time of keeping runs from the end of a record, not from a doubt that a person settled', async () => {
  const name = { CF_XDR_MC: '王益区示例小吃店', CF_XDR_LB: '个体工商户' };
  const household = await enterRow(ctx, 'ADMIN_PENALTY', {
    ...penaltyCells({ CF_JDRQ: '2025/02/10', CF_WSH: '王市监罚〔2025〕1号' }),
    ...name,
    CF_XDR_SHXYM: madeUpCodes.household,
  });
  const act = (kind: ActionKind, detail = {}) =>
    inTransaction(ctx.db.app, system, (tx) =>
      actOn(tx, ctx, system, { ref: household, kind, detail }),
    );
  await act('published');
  await act('withdrawn', { needs: 'SUBJECT' });
  goTo('2026-03-01T02:00:00Z');
  await act('subjectConfirmed');
  await end(household);
  goTo('2031-02-28T02:00:00Z');
  assert.equal(await eraseOverdue(ctx), 0);
  goTo('2031-03-01T02:00:00Z');
  assert.equal(await eraseOverdue(ctx), 1);
});

test('K3 five years that began on a leap day are over on the last of February, not a day later', async () => {
  goTo('2028-02-29T02:00:00Z');
  const household = await enterRow(ctx, 'ADMIN_PENALTY', {
    ...penaltyCells({ CF_JDRQ: '2028/02/10', CF_WSH: '王市监罚〔2028〕1号' }),
    CF_XDR_MC: '王益区示例小吃店',
    CF_XDR_LB: '个体工商户',
    CF_XDR_SHXYM: madeUpCodes.household,
  });
  await end(household);
  goTo('2033-02-27T02:00:00Z');
  assert.equal(await eraseOverdue(ctx), 0);
  goTo('2033-02-28T02:00:00Z');
  assert.equal(await eraseOverdue(ctx), 1);
  assert.equal(await contentOf(household.recordId), null);
});

test('K3 a record whose content does not open is left to the self-check and keeps no other', async () => {
  goTo('2034-03-01T02:00:00Z');
  const rows = [1, 2, 3].map((number) =>
    enterRow(
      ctx,
      'ADMIN_PENALTY',
      personPenaltyCells({ CF_JDRQ: '2034/02/10', CF_WSH: `王市监罚〔2034〕${number}号` }),
    ),
  );
  const [broken, ...others] = (await Promise.all(rows)).toSorted((one, other) =>
    one.recordId < other.recordId ? -1 : 1,
  );
  const superuser = await db.superuser();
  await superuser.query(
    `update credit.record_fact set sealed = decode('00', 'hex') where record_id = $1`,
    [broken?.recordId],
  );
  await superuser.end();
  goTo('2039-03-01T02:00:00Z');
  assert.equal(await eraseOverdue(ctx), 2);
  const { findings } = await checkRecords(ctx);
  assert.deepEqual(
    findings.map(({ kind, recordId }) => [kind, recordId]),
    [['CONTENT_UNREADABLE', broken?.recordId]],
  );
  for (const { recordId } of others) assert.equal(await contentOf(recordId), null);
});
