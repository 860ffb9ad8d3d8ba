import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { madeUpUscc, withWrongCheck } from '../../../tools/generate-district/codes.ts';
import { newActor, penaltyCells } from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { publishBatch } from '../publication/index.ts';
import { batchDetail, cancelBatch, processBatch, receiveBatch, type BatchDetail } from './index.ts';
import { sheetOf } from './testing.ts';

// `node bench/intake.ts` does the same with 300,000 rows; what is proved here does not depend on size.
const ROWS = 7_000;
const WRONG_EVERY = 100;
const liaison = newActor('LIAISON_MAIN', 'SCJG');
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

/** Penalties on many subjects, public at once; one in a hundred has a wrong check character. */
async function received(series: number): Promise<string> {
  const { CF_NR_FK: _fine, ...cells } = penaltyCells({
    CF_CFLB: '没收违法所得、没收非法财物',
    CF_NR: '没收违法所得',
    CF_NR_WFFF: '0.5',
  });
  const rows = Array.from({ length: ROWS }, (_none, index) => {
    const serial = Math.floor(index / 7);
    const code = madeUpUscc('91', '610202', serial);
    return {
      ...cells,
      CF_XDR_MC: `示例${serial}商贸有限公司`,
      CF_XDR_SHXYM: (index + 1) % WRONG_EVERY === 0 ? withWrongCheck(code) : code,
      CF_WSH: `王市监罚〔2026〕${series}-${index}号`,
    };
  });
  const file = { fileName: 'large.csv', bytes: sheetOf(rows), classCode: 'ADMIN_PENALTY' };
  return (await receiveBatch(ctx, liaison, file)).batchId;
}

/** What a page that asks again and again is shown while the batch is worked on. */
async function watched(batchId: string, see?: (batch: BatchDetail) => Promise<void>) {
  const seen: BatchDetail[] = [];
  const work = processBatch(ctx, batchId);
  const watching = (async () => {
    for (;;) {
      const batch = await batchDetail(ctx, liaison, batchId);
      seen.push(batch);
      await see?.(batch);
      if (['DONE', 'CANCELLED', 'FAILED'].includes(batch.state)) return;
      await sleep(30);
    }
  })();
  await Promise.all([work, watching]);
  return { seen, last: seen.at(-1) as BatchDetail };
}

test('a large file enters whole while its progress moves and its estimate stays sensible', async () => {
  const batchId = await received(1);
  const { seen, last } = await watched(batchId);
  const wrong = ROWS / WRONG_EVERY;
  const { rows, accepted, rejected, new: added, duplicate } = last.counts;
  assert.equal(last.state, 'DONE');
  assert.deepEqual(
    [rows, accepted, rejected, added, duplicate],
    [ROWS, ROWS - wrong, wrong, ROWS - wrong, 0],
  );
  const order = ['WAITING', 'READING', 'STORING', 'FINISHED'];
  for (const [index, { progress }] of seen.entries()) {
    const before = seen[index - 1]?.progress ?? progress;
    assert.ok(order.indexOf(progress.phase) >= order.indexOf(before.phase), 'phases in order');
    assert.ok(progress.rowsRead >= before.rowsRead && progress.rowsStored >= before.rowsStored);
    const { phase, secondsLeft } = progress;
    // How many rows a file has is not known before its end: then nothing is said.
    if (phase === 'WAITING' || phase === 'READING') assert.equal(secondsLeft, null);
    else assert.ok(secondsLeft === null || (secondsLeft >= 0 && secondsLeft < 600));
  }
  const steps = new Set(seen.map(({ progress }) => `${progress.rowsRead} ${progress.rowsStored}`));
  assert.ok(steps.size >= 4, `moves in steps (${steps.size})`);
  assert.equal(last.progress.secondsLeft, 0);
});

test('publishing a large batch, page after page, shows each good row once', async () => {
  const insider = await db.superuser();
  const [batch] = (await insider.query<{ id: string }>('select batch_id as id from credit.batch'))
    .rows;
  const good = ROWS - ROWS / WRONG_EVERY;
  const { published, hidden, held } = await publishBatch(ctx, batch?.id ?? '');
  assert.deepEqual([published, hidden, held], [good, 0, 0]);
  const { rows } = await insider.query(
    'select count(*)::int as items, count(distinct record_id)::int as records from portal.item',
  );
  assert.deepEqual(rows, [{ items: good, records: good }]);
  assert.equal((await publishBatch(ctx, batch?.id ?? '')).published, 0, 'once is enough');
  await insider.end();
});

test('cancelled in the middle it stops between two chunks and says what has entered', async () => {
  const batchId = await received(2);
  let asked = false;
  const { last } = await watched(batchId, async ({ state, progress }) => {
    if (asked || state !== 'STORING' || progress.rowsStored === 0) return;
    asked = true;
    await cancelBatch(ctx, liaison, batchId);
  });
  assert.equal(last.state, 'CANCELLED');
  const { new: added, accepted } = last.counts;
  assert.ok(added > 0 && added < ROWS - ROWS / WRONG_EVERY, `in the middle (${added})`);
  assert.equal(accepted, added);
  const insider = await db.superuser();
  const { rows } = await insider.query(
    `select count(*)::int as stored, count(distinct row_number)::int as rows
     from credit.record_fact where batch_id = $1`,
    [batchId],
  );
  const left = await insider.query(
    'select 1 from credit.batch_chunk where batch_id = $1 and stored_at is null',
    [batchId],
  );
  await insider.end();
  assert.deepEqual(rows, [{ stored: added, rows: added }]);
  assert.equal(left.rowCount, 0, 'what will not enter is not kept');
});
