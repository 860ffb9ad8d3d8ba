import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  enterRow,
  madeUpCodes,
  penaltyCells,
  registrationCells,
  resolveRows,
} from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction, type Tx } from '../../platform/db.ts';
import { settleRegistration } from './index.ts';

let db: TestDatabase;
let ctx: Context;
before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db);
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(ctx.db.app, system, work);
const pause = () => new Promise((wait) => setTimeout(wait, 150));

/** A transaction of one department, open until it is told to end, and one of another that meets it. */
async function meeting<One, Two>(
  one: (tx: Tx) => Promise<One>,
  two: (tx: Tx) => Promise<Two>,
): Promise<{ readonly one: One; readonly two: Two; readonly waited: boolean }> {
  const { promise: end, resolve: commit } = Promise.withResolvers<void>();
  const first = run(async (tx) => {
    const found = await one(tx);
    await end;
    return found;
  });
  await pause();
  let ended = false;
  const second = run(two).finally(() => (ended = true));
  await pause();
  const waited = !ended;
  commit();
  return { one: await first, two: await second, waited };
}

const reported = '王益误报商贸有限公司';

async function subjectReportedAs(uscc: string): Promise<string> {
  const cells = penaltyCells({ CF_XDR_SHXYM: uscc, CF_XDR_MC: reported, CF_WSH: `${uscc}号` });
  return (await enterRow(ctx, 'ADMIN_PENALTY', cells)).subjectId;
}

const report = (uscc: string) => (tx: Tx) =>
  resolveRows(tx, ctx, 'ADMIN_PENALTY', [
    penaltyCells({ CF_XDR_SHXYM: uscc, CF_XDR_MC: reported }),
  ]);
const settle = (subjectId: string, uscc: string) => (tx: Tx) =>
  settleRegistration(tx, ctx, [
    {
      subjectId,
      recordId: randomUUID(),
      classCode: 'REG_BASIC',
      values: registrationCells({ DJ_SHXYM: uscc, DJ_MC: '王益正名商贸有限公司' }),
    },
  ]);

test('D4 the register waits for a department that is joining rows to its subject, so that it sees them', async () => {
  const uscc = madeUpCodes.company;
  const subjectId = await subjectReportedAs(uscc);
  const { one, waited } = await meeting(report(uscc), settle(subjectId, uscc));
  assert.equal(one[0]?.outcome, 'LINKED');
  assert.equal(waited, true);
});

test('D4 a department that meets the register settling a subject joins by the settled name', async () => {
  const uscc = madeUpCodes.otherCompany;
  const subjectId = await subjectReportedAs(uscc);
  const { two, waited } = await meeting(settle(subjectId, uscc), report(uscc));
  assert.equal(waited, true);
  assert.deepEqual(
    two.map((row) => row.outcome === 'QUARANTINE' && row.detail),
    ['NAME_CODE_MISMATCH'],
  );
});

test('two departments join rows to one subject without waiting for each other', async () => {
  const uscc = '31610202MAXT000383';
  await subjectReportedAs(uscc);
  const { one, two, waited } = await meeting(report(uscc), report(uscc));
  assert.deepEqual([one[0]?.outcome, two[0]?.outcome, waited], ['LINKED', 'LINKED', false]);
});
