import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newTestDesk, type TestDesk } from '../../../test/desk.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { keepCheck, ledgerRoutes } from '../ledger/index.ts';
import { accessJobs, accessRoutes, audit, checkAudit } from './index.ts';

let desk: TestDesk;

before(async () => {
  desk = await newTestDesk((ctx) => [...accessRoutes(ctx), ...ledgerRoutes(ctx)]);
});
after(() => desk.close());

const act = (object: string) =>
  inTransaction(desk.db.app, system, (tx) => audit(tx, system, { action: 'test.act', object }));

async function asSuperuser(statement: string, values: readonly string[]): Promise<void> {
  const admin = await desk.db.superuser();
  await admin.query(statement, [...values]);
  await admin.end();
}

test('entries nobody touched are whole', async () => {
  for (const object of ['a', 'b', 'c']) await act(object);
  const { checked, findings } = await checkAudit(desk.ctx);
  assert.ok(checked >= 3);
  assert.deepEqual(findings, []);
});

test('an entry an administrator changed, removed or slipped in is named', async () => {
  const [changed, removed, alien] = [await act('d'), await act('e'), await act('f')];
  await asSuperuser(`update credit.audit_entry set account = 'other' where audit_id = $1`, [
    changed,
  ]);
  await asSuperuser('delete from credit.audit_entry where audit_id = $1', [removed]);
  await asSuperuser(
    `insert into credit.audit_entry (at, account, channel, action, object, leaf_id)
     select at, account, channel, action, object, null from credit.audit_entry where audit_id = $1`,
    [alien],
  );
  const { findings } = await checkAudit(desk.ctx);
  assert.deepEqual(findings.map(({ code }) => code).sort(), [
    'AUDIT_CHANGED',
    'AUDIT_DELETED',
    'AUDIT_UNPROVED',
  ]);
  const named = findings.find(({ code }) => code === 'AUDIT_CHANGED');
  assert.equal(named?.auditId, changed);
  assert.ok(named.message.includes(changed));
});

test('what the nightly check found is for the auditor, the security administrator and the approver only', async () => {
  const [job] = accessJobs(desk.ctx);
  await job?.run({}, new AbortController().signal);
  await keepCheck(desk.ctx, 'ledger', { checked: 7, findings: [] });
  const answer = await desk.call('/ledger/self-check', {
    as: await desk.signIn('zhengxin-anquan'),
  });
  assert.equal(answer.statusCode, 200, answer.body);
  const { checks } = answer.json<{
    checks: { name: string; at: string | null; checked: number; found: number; findings: [] }[];
  }>();
  assert.deepEqual(
    checks.map(({ name, at, found }) => [name, at !== null, found]),
    [
      ['ledger', true, 0],
      ['records', false, 0],
      ['publication', false, 0],
      ['reports', false, 0],
      ['audit', true, 3],
    ],
  );
  assert.equal(checks[4]?.findings.length, 3);
  const liaison = await desk.call('/ledger/self-check', {
    as: await desk.signIn('shichangjianguan'),
  });
  assert.equal(liaison.statusCode, 403);
});
