import { Writable } from 'node:stream';
import { pino } from 'pino';
import { buildApp } from '../../server/app.ts';
import type { Context } from '../../server/context.ts';
import { demonstrationSecrets, loadAccounts } from '../../server/modules/access/index.ts';
import { compileJudge, type Values } from '../../server/modules/catalogue/index.ts';
import {
  batchDetail,
  processBatch,
  receiveBatch,
  type BatchDetail,
} from '../../server/modules/intake/index.ts';
import { sheetOf } from '../../server/modules/intake/testing.ts';
import { publishBatch } from '../../server/modules/publication/index.ts';
import { storeBatch } from '../../server/modules/publication/made-up-records.ts';
import type { RecordRef } from '../../server/modules/records/index.ts';
import { classOf } from '../../server/modules/policy/index.ts';
import { system, type Actor } from '../../server/platform/actor.ts';
import type { Demonstration } from '../../server/platform/config.ts';
import { inTransaction, type Tx } from '../../server/platform/db.ts';
import { allRoutes } from '../../server/routes.ts';
import { newActor } from '../build.ts';
import { movingClock, testContext, testPolicy } from '../context.ts';
import { newTestDatabase, type TestDatabase } from '../database.ts';
import { callApp, signedInBy, type TestDesk } from '../desk.ts';

/** Day on which everything in these tests happens unless the clock is moved. */
export const TODAY = '2026-03-02';
const NOON = `${TODAY}T04:00:00Z`;

/** The whole product on a database of its own, with everything it writes into its log. */
export interface Stage extends TestDesk {
  readonly clock: ReturnType<typeof movingClock>;
  readonly log: readonly string[];
}

/** Opens all routes on a fresh database; the log keeps every level. */
export async function newStage(demonstration: Demonstration = 'small'): Promise<Stage> {
  const db = await newTestDatabase();
  try {
    return await openStage(db, demonstration);
  } catch (error) {
    // What stays open would keep the test process alive for ever.
    await db.drop();
    throw error;
  }
}

async function openStage(db: TestDatabase, demonstration: Demonstration): Promise<Stage> {
  const clock = movingClock(NOON);
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  const context = await testContext(db, { clock, demonstration });
  const ctx: Context = { ...context, log: pino({ level: 'trace' }, sink) };
  if (demonstration !== 'none') await loadAccounts(ctx);
  const app = await buildApp(ctx, { routes: allRoutes(ctx) });
  return {
    db,
    ctx,
    app,
    clock,
    log: lines,
    call: (path, options) => callApp(app, path, options),
    async signIn(account) {
      const payload = { account, ...demonstrationSecrets };
      return signedInBy(await callApp(app, '/session', { method: 'POST', payload }));
    },
    async close() {
      await app.close();
      await ctx.jobs.stop();
      await db.drop();
    },
  };
}

/** The clerk who sends a class: a liaison of its first sender, or the one named. */
export function senderOf(classCode: string, organisation?: string): Actor {
  const found = organisation ?? classOf(testPolicy, classCode)?.senders[0] ?? '';
  return newActor('LIAISON_MAIN', found);
}

export interface Sent {
  readonly batchId: string;
  readonly batch: BatchDetail;
  /** Records of the batch, in the order of their rows. */
  readonly records: readonly { readonly recordId: string; readonly subjectId: string }[];
}

/** Takes rows the real way: a file received, judged, stored and its publicity decided. */
export async function send(
  { ctx }: Pick<Stage, 'ctx'>,
  classCode: string,
  rows: readonly Values[],
  options: { readonly organisation?: string; readonly fileName?: string } = {},
): Promise<Sent> {
  const actor = senderOf(classCode, options.organisation);
  const { batchId } = await receiveBatch(ctx, actor, {
    fileName: options.fileName ?? 'a.csv',
    bytes: sheetOf(rows),
    classCode,
  });
  await processBatch(ctx, batchId);
  await publishBatch(ctx, batchId);
  const records = await asSystem(ctx, (tx) =>
    tx
      .selectFrom('record_fact')
      .select(['record_id', 'subject_id'])
      .where('batch_id', '=', batchId)
      .orderBy('row_number')
      .execute(),
  );
  return {
    batchId,
    batch: await batchDetail(ctx, actor, batchId),
    records: records.map((row) => ({ recordId: row.record_id, subjectId: row.subject_id })),
  };
}

/**
 * Rows of many classes at once, without a file for each: judged, registered and their publicity
 * decided. Every row must be accepted; records come back in the order of the rows.
 */
export async function enter(
  { ctx }: Pick<Stage, 'ctx'>,
  rows: readonly { readonly classCode: string; readonly row: Values }[],
): Promise<readonly RecordRef[]> {
  const judged = rows.map(({ classCode, row }) => {
    const one = compileJudge(ctx.policy, classCode).row(row, { today: TODAY, rowNumber: 2 });
    if (one.outcome !== 'ACCEPTED')
      throw new Error(`${classCode}: ${JSON.stringify(one.findings)}`);
    return {
      classCode,
      organisation: senderOf(classCode).organisation ?? '',
      values: one.values,
    };
  });
  const { batchId, records } = await storeBatch(ctx, judged);
  await publishBatch(ctx, batchId);
  return records;
}

/** A look into the store that row security does not narrow. */
export function asSystem<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(ctx.db.app, system, work);
}
