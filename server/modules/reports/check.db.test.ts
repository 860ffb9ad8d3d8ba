import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { newActor } from '../../../test/build.ts';
import { testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/db.ts';
import { publicActor } from '../access/index.ts';
import { code, penalty, registration, storeBatch } from '../publication/made-up-records.ts';
import { publishBatch, withdraw } from '../publication/index.ts';
import { eraseRecord, type RecordRef } from '../records/index.ts';
import {
  checkReports,
  correctReport,
  issueReport,
  reportFile,
  reportJobs,
  verifyByCode,
  type IssuedReport,
} from './index.ts';

let db: TestDatabase;
let ctx: Context;
let admin: pg.Client;
let shown: RecordRef;
const reports: IssuedReport[] = [];
const company = { serial: 1, name: '铜川市王益区宏远建材有限公司' };
const approver = newActor('CENTRE_APPROVER', 'XYZX');

before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db, { clock: fixedClock('2026-11-22T02:00:05Z') });
  admin = await db.superuser();
  const batch = await storeBatch(ctx, [registration(company), penalty(company)]);
  await publishBatch(ctx, batch.batchId);
  shown = batch.records[1] as RecordRef;
  for (let i = 0; i < 4; i += 1) reports.push(await issueReport(ctx, publicActor, code(1)));
  await correctReport(ctx, approver, report(0).number, '登记机关名称有误');
});
after(async () => {
  await admin.end();
  await ctx.jobs.stop();
  await db.drop();
});

function report(index: number): IssuedReport {
  const found = reports[index];
  assert.ok(found);
  return found;
}

/** What the check says after statements of somebody with every right, who then takes them back. */
async function foundAfter(...statements: readonly string[]): Promise<[string, string | null][]> {
  await admin.query('set session_replication_role = replica');
  const tables = ['report', 'report_file', 'report_act'];
  for (const name of tables)
    await admin.query(`create temporary table kept_${name} as table credit.${name}`);
  for (const statement of statements) await admin.query(statement);
  const { findings } = await checkReports(ctx);
  for (const name of tables) {
    await admin.query(`delete from credit.${name}`);
    await admin.query(`insert into credit.${name} table kept_${name}`);
    await admin.query(`drop table kept_${name}`);
  }
  for (const { message } of findings)
    assert.match(message, /信用报告.*。请由安全管理员核查数据库操作日志。$/);
  return findings.map(({ code: found, number }) => [found, number]);
}

test('issued and ended reports nobody touched are whole', async () => {
  assert.deepEqual(await checkReports(ctx), { checked: 5, findings: [] });
});

test('a report without a leaf, and one whose digests were changed, are named', async () => {
  const [{ number: one }, { number: two }] = [report(1), report(2)];
  assert.deepEqual(
    await foundAfter(
      `update credit.report set leaf_id = gen_random_uuid() where number = '${one}'`,
      `update credit.report set body_digest = sha256('other') where number = '${two}'`,
    ),
    [
      ['REPORT_UNPROVED', one],
      ['REPORT_CHANGED', two],
      ['REPORT_DELETED', null],
    ],
  );
});

test('kept bytes that were changed, sealed anew with another file, or taken away are named', async () => {
  const [{ number: one }, { number: two }, { number: three }] = [report(1), report(2), report(3)];
  const other = ctx.keys.sealBlob('reports', Buffer.from('%PDF-1.7 forged')).toString('hex');
  assert.deepEqual(
    await foundAfter(
      `update credit.report_file set sealed = overlay(sealed placing '\\x00' from 40) where number = '${one}'`,
      `update credit.report_file set sealed = '\\x${other}' where number = '${two}'`,
      `delete from credit.report_file where number = '${three}'`,
    ),
    [
      ['REPORT_FILE_CHANGED', one],
      ['REPORT_FILE_CHANGED', two],
      ['REPORT_FILE_MISSING', three],
    ],
  );
});

test('a report that was taken away, and an end that was reworded or slipped in, are named', async () => {
  const [{ number: zero }, { number: two }, { number: three }] = [report(0), report(2), report(3)];
  assert.deepEqual(
    await foundAfter(
      `update credit.report_act set reason = '无' where number = '${zero}'`,
      `insert into credit.report_act select '${two}', 'withdrawn', now(), 'x', null, '伪造', null, gen_random_uuid()`,
      `delete from credit.report_file where number = '${three}'`,
      `delete from credit.report where number = '${three}'`,
    ),
    [
      ['REPORT_END_CHANGED', zero],
      ['REPORT_END_UNPROVED', two],
      ['REPORT_DELETED', null],
    ],
  );
});

test('what the nightly check found is kept for the desks', async () => {
  const [job] = reportJobs(ctx);
  await job?.run({}, new AbortController().signal);
  const { rows } = await admin.query<{ value: { checked: number; found: number } }>(
    `select value from credit.setting where name = 'reports.check'`,
  );
  assert.deepEqual([rows[0]?.value.checked, rows[0]?.value.found], [5, 0]);
});

// Erasure comes last: it cannot be taken back.
test('K7: the erasure of a record destroys every file that shows it; digests stay, and no finding comes of it', async () => {
  const files = async (): Promise<number> =>
    (await admin.query('select from credit.report_file')).rowCount ?? 0;
  assert.equal(await files(), 5);
  const basis = '失信信息保存期届满';
  await inTransaction(db.app, system, (tx) => withdraw(tx, ctx, system, [shown], basis));
  await eraseRecord(ctx, approver, { recordId: shown.recordId, basis });
  assert.equal(await files(), 0);
  assert.deepEqual(await checkReports(ctx), { checked: 5, findings: [] });
  const answer = await verifyByCode(ctx, publicActor, report(1));
  assert.deepEqual([answer.status, answer.fileDigest], ['CHANGED_SINCE', report(1).fileDigest]);
  await assert.rejects(reportFile(ctx, publicActor, report(1)), { code: 'REPORT_NOT_FOUND' });
});
