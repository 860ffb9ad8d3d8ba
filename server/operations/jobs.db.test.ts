import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf, newTestDesk, type TestDesk } from '../../test/desk.ts';
import { accessRoutes } from '../modules/access/index.ts';
import { system } from '../platform/actor.ts';
import { inTransaction } from '../platform/db.ts';
import { operationsRoutes } from './index.ts';

let desk: TestDesk;
before(async () => {
  desk = await newTestDesk((ctx) => [...accessRoutes(ctx), ...operationsRoutes(ctx)]);
});
after(() => desk.close());

interface Jobs {
  queues: { queue: string; waiting: number; failed: number }[];
  failed: { jobId: string; queue: string; reason: string; attempts: number; batchId: string }[];
}
const jobsSeen = async (): Promise<Jobs> =>
  (await desk.call('/system/jobs', { as: await desk.signIn('zhengxin-shenji') })).json();

/** A job of a queue that fails each time until its tries are used up. */
async function failedJob(batchId: string): Promise<string> {
  const { ctx, db } = desk;
  await inTransaction(ctx.db.app, system, (tx) =>
    ctx.jobs.enqueue(tx, 'intake.process', { batchId }),
  );
  await db.raw.query(`update pgboss.job set retry_limit = 0 where data->>'batchId' = $1`, [
    batchId,
  ]);
  const failing = {
    queue: 'intake.process',
    run: async () => {
      throw new Error('王益某某商贸有限公司');
    },
  };
  await assert.rejects(ctx.jobs.drain([failing]));
  const { rows } = await db.raw.query<{ id: string }>(
    `select id from pgboss.job where data->>'batchId' = $1`,
    [batchId],
  );
  return rows[0]?.id ?? '';
}

test('a failed job is shown with its batch and the kind of fault, never with its message', async () => {
  const batchId = '11111111-1111-4111-8111-111111111111';
  const jobId = await failedJob(batchId);
  const seen = await jobsSeen();
  const shown = seen.failed.find((job) => job.jobId === jobId);
  assert.deepEqual(
    [shown?.queue, shown?.batchId, shown?.attempts, shown?.reason],
    ['intake.process', batchId, 1, 'Error'],
  );
  assert.equal(seen.queues.find(({ queue }) => queue === 'intake.process')?.failed, 1);
  assert.ok(!JSON.stringify(seen).includes('某某'));
});

test('a system administrator runs it again once, with his reason in the audit', async () => {
  const jobId = await failedJob('22222222-2222-4222-8222-222222222222');
  const retry = async (account: string, reason = '磁盘已清理') =>
    desk.call(`/system/jobs/${jobId}/retry`, {
      method: 'POST',
      as: await desk.signIn(account),
      payload: { reason },
    });
  assert.equal(codeOf(await retry('zhengxin-shenhe')), 'FORBIDDEN');
  assert.equal(codeOf(await retry('zhengxin-xitong', '  ')), 'INVALID_INPUT');
  assert.deepEqual((await retry('zhengxin-xitong')).json(), { queue: 'intake.process' });
  assert.equal(codeOf(await retry('zhengxin-xitong')), 'JOB_NOT_FAILED');
  const { rows } = await desk.db.raw.query(
    `select account, action, detail from credit.audit_entry where object = $1`,
    [jobId],
  );
  assert.deepEqual(rows, [
    {
      account: 'zhengxin-xitong',
      action: 'job.retry',
      detail: { queue: 'intake.process', reason: '磁盘已清理' },
    },
  ]);
  let ran = 0;
  await desk.ctx.jobs.drain([
    {
      queue: 'intake.process',
      run: async () => {
        ran += 1;
      },
    },
  ]);
  assert.equal(ran, 1);
});

test('the state of the system is told to everybody who answers for the district, and to no department', async () => {
  for (const account of ['zhengxin', 'zhengxin-anquan', 'zhengxin-xitong', 'zhengxin-shenji']) {
    const answer = await desk.call('/system/state', { as: await desk.signIn(account) });
    assert.equal(answer.statusCode, 200, answer.body);
    const { lines } = answer.json<{ lines: { key: string; variant: string }[] }>();
    assert.equal(lines.find(({ key }) => key === 'backup')?.variant, 'never');
  }
  const refused = await desk.call('/system/state', { as: await desk.signIn('shichangjianguan') });
  assert.equal(codeOf(refused), 'FORBIDDEN');
});
