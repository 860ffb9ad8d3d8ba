import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Context } from '../../server/context.ts';
import { audit } from '../../server/modules/access/index.ts';
import { checkTree, sequence } from '../../server/modules/ledger/index.ts';
import { expireDue, publicSubject, publishBatch } from '../../server/modules/publication/index.ts';
import {
  code,
  penalty,
  registration,
  storeBatch,
} from '../../server/modules/publication/made-up-records.ts';
import { system } from '../../server/platform/actor.ts';
import { inTransaction } from '../../server/platform/db.ts';
import { movingClock, testContext } from '../context.ts';
import { newTestDatabase, type TestDatabase } from '../database.ts';

const DAY = 86_400;
const END = '2026-12-01';
const clock = movingClock('2026-11-22T02:00:00Z');
const dataFolder = mkdtempSync(join(tmpdir(), 'xinyong-clock-'));
let db: TestDatabase;
let ctx: Context;
before(async () => {
  db = await newTestDatabase();
  const context = await testContext(db, { clock });
  ctx = { ...context, config: { ...context.config, dataFolder } };
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
  rmSync(dataFolder, { recursive: true, force: true });
});

const act = () =>
  inTransaction(db.app, system, (tx) => audit(tx, system, { action: 'test.act', object: 'o' }));

test('a clock set back signs nothing; acts go on and are signed once it is right again', async () => {
  await act();
  const size = await sequence(ctx);
  clock.advance(-30);
  await act();
  assert.equal(await sequence(ctx), size + 1, 'moments are a corrected clock');
  clock.advance(-2 * DAY);
  await act();
  await assert.rejects(sequence(ctx), { code: 'LEDGER_CLOCK_BACKWARDS' });
  const heads = await db.app.selectFrom('ledger.checkpoint').select('size').execute();
  assert.equal(heads.length, 2);
  clock.advance(2 * DAY + 30);
  assert.equal(await sequence(ctx), size + 2);
  assert.deepEqual(await checkTree(ctx), []);
});

test('no publication is longer because the clock was wrong: neither when it begins nor once it has ended', async () => {
  const shop = { serial: 1, name: '铜川市王益区时钟商贸有限公司' };
  // Shown for a year from its day.
  const ending = { CF_JDRQ: '2025/12/01' };
  const shown = async (): Promise<string[]> => {
    const items = await db.portal.selectFrom('portal.item').select('shown_until').execute();
    return items.map((item) => String(item.shown_until));
  };
  const batch = await storeBatch(ctx, [registration(shop), penalty(shop, ending)]);
  clock.advance(-300 * DAY);
  await publishBatch(ctx, batch.batchId);
  assert.ok((await shown()).includes(END), 'the end is that of the record');
  clock.advance(300 * DAY + 10 * DAY);
  assert.equal(await expireDue(ctx), 1);
  assert.equal((await shown()).includes(END), false);
  // Set back into the period: what has ended stays ended.
  clock.advance(-10 * DAY);
  await publishBatch(ctx, batch.batchId);
  assert.equal((await shown()).includes(END), false);
  const page = await publicSubject(ctx, code(1), ctx.clock.today());
  assert.doesNotMatch(JSON.stringify(page), new RegExp(END));
});
