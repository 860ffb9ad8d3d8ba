import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { buildApp } from '../../server/app.ts';
import type { Context } from '../../server/context.ts';
import { loadAccounts, publicActor } from '../../server/modules/access/index.ts';
import { ledgerHead, readOnlyReason, sequence } from '../../server/modules/ledger/index.ts';
import { publishBatch } from '../../server/modules/publication/index.ts';
import { penalty, storeBatch } from '../../server/modules/publication/made-up-records.ts';
import { issueReport } from '../../server/modules/reports/index.ts';
import { allRoutes } from '../../server/routes.ts';
import { openWitnessKey, witnessLine } from '../../server/witness/key.ts';
import { logAt } from '../../server/witness/log-client.ts';
import { witnessRound, type WitnessParts } from '../../server/witness/witness.ts';
import { movingClock, testContext } from '../context.ts';
import { callApp, signedInBy, type Call, type SignedIn } from '../desk.ts';
import { newTestDatabase, type TestDatabase } from '../database.ts';
import { demonstrationSecrets } from '../../server/modules/access/index.ts';
import { verifyAlone } from './verify-alone.ts';

const folder = mkdtempSync(join(tmpdir(), 'xinyong-set-back-'));
const clock = movingClock('2026-11-20T02:00:00Z');
let db: TestDatabase;
let ctx: Context;
let app: Awaited<ReturnType<typeof buildApp>>;
let admin: pg.Client;
let approver: SignedIn;
let security: SignedIn;
let parts: WitnessParts;

const call = (path: string, options?: Call) => callApp(app, path, options);

before(async () => {
  db = await newTestDatabase();
  const context = await testContext(db, { clock });
  ctx = { ...context, config: { ...context.config, dataFolder: folder } };
  await loadAccounts(ctx);
  app = await buildApp(ctx, { routes: allRoutes(ctx) });
  admin = await db.superuser();
  approver = await signIn('CENTRE_APPROVER');
  security = await signIn('SECURITY_ADMIN');
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const key = openWitnessKey(join(folder, 'witness.json'), 'witness.example/one');
  const state = join(folder, 'witness');
  parts = { log: logAt(address), key, state, now: () => clock.now() };
});
after(async () => {
  await app.close();
  await admin.end();
  await ctx.jobs.stop();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function signIn(role: string): Promise<SignedIn> {
  const { account } = ctx.policy.organisations.accounts.find((one) => one.role === role) ?? {};
  const payload = { account, ...demonstrationSecrets };
  return signedInBy(await call('/session', { method: 'POST', payload }));
}

let serial = 100;
async function act(): Promise<void> {
  serial += 1;
  await storeBatch(ctx, [penalty({ serial, name: `王益示例${serial}商贸有限公司` })]);
}

/** What an older backup would hold: the database as it was when the log had `size` entries. */
async function setBackTo(size: number): Promise<void> {
  await admin.query(
    `with late as (delete from ledger.entry where position >= ${size} returning leaf_id)
     delete from ledger.pending where leaf_id in (select leaf_id from late)`,
  );
  await admin.query(`delete from ledger.checkpoint where size > ${size}`);
  await admin.query(`delete from ledger.node where (index + 1) << level > ${size}`);
  await admin.query(
    `delete from credit.audit_entry where leaf_id not in (select leaf_id from ledger.entry)`,
  );
  await admin.query(
    `delete from ledger.salt where leaf_id not in (select leaf_id from ledger.entry)`,
  );
  await admin.query(
    `delete from ledger.pending where leaf_id not in (select leaf_id from ledger.entry)`,
  );
  await admin.query(
    `delete from ledger.leaf where leaf_id not in (select leaf_id from ledger.entry)`,
  );
}

async function openFindings(): Promise<{ setBackId: string; zh: string }[]> {
  const { items } = (await call('/ledger/set-backs', { as: approver })).json<{
    items: { setBackId: string; zh: string; secondBy: string | null }[];
  }>();
  return items.filter(({ secondBy }) => secondBy === null);
}

function acknowledge(as: SignedIn, setBackId: string, reason = '磁盘故障，已从昨夜备份恢复') {
  const path = `/ledger/set-backs/${setBackId}/acknowledgement`;
  return call(path, { method: 'POST', as, payload: { reason } });
}

test('a witness nobody registered is refused, a registered one is shown with the checkpoint', async () => {
  await act();
  await act();
  await sequence(ctx);
  assert.match((await witnessRound(parts)).refusal ?? '', /没有本平台登记的见证方/);
  writeFileSync(join(folder, 'witnesses.txt'), `# 审计局\n${witnessLine(parts.key)}\n`);
  const { size, refusal } = await witnessRound(parts);
  assert.equal(refusal, null);
  const { witnessed } = await ledgerHead(ctx);
  assert.deepEqual(
    witnessed.map((one) => [one.witness, one.size]),
    [['witness.example/one', size]],
  );
  assert.equal(witnessed[0]?.note, readFileSync(join(parts.state, 'newest.txt'), 'utf8'));
});

test('the public log holds hashes and checkpoints only, and an outsider verifies it with them', async () => {
  await act();
  await sequence(ctx);
  await witnessRound(parts);
  const response = await call('/ledger/log');
  assert.equal(response.statusCode, 200);
  const { verifierKey, size } = await ledgerHead(ctx);
  for (const line of response.body.trimEnd().split('\n').slice(1))
    assert.match(line, /^[A-Za-z0-9+/]{43}=$|^"xinyong\/ledger\//);
  const log = join(folder, 'export.log');
  writeFileSync(log, response.body);
  const kept = join(parts.state, 'newest.txt');
  const args = ['--checkpoint', kept, '--witness', witnessLine(parts.key)];
  const verdict = verifyAlone(log, '--key', verifierKey, ...args);
  assert.deepEqual([verdict.exitCode, verdict.size], [0, size]);
});

test('a database set back is not signed, and every refused act, readyz and desk say why', async () => {
  const older = (await ledgerHead(ctx)).size;
  await act();
  await act();
  await sequence(ctx);
  await witnessRound(parts);
  await setBackTo(older);
  await act();
  await assert.rejects(sequence(ctx), {
    code: 'LEDGER_READ_ONLY',
    message: new RegExp(`只有 ${older} 条.*已有 ${older + 2} 条.*倒退.*两名不同的负责人`),
  });
  assert.equal((await ledgerHead(ctx)).size, older);
  const ready = (await app.inject('/readyz')).json<{
    readOnly: boolean;
    reasons: { zh: string }[];
  }>();
  assert.equal(ready.readOnly, true);
  assert.match(ready.reasons.map(({ zh }) => zh).join(), /只读：.*倒退到了较早的状态/);
  const state = (await call('/ledger/state')).json<{ readOnly: boolean; reason: { zh: string } }>();
  assert.match(state.reason.zh, /倒退/);
  assert.match((await openFindings())[0]?.zh ?? '', /倒退/);
  for (const [path, as] of [
    ['/batches', approver],
    ['/accounts', security],
    ['/judge', approver],
  ] as const) {
    const refused = await call(path, { method: 'POST', as, payload: {} });
    assert.deepEqual(
      [refused.statusCode, refused.json<{ code: string }>().code],
      [503, 'LEDGER_READ_ONLY'],
      path,
    );
  }
  await assert.rejects(publishBatch(ctx, '00000000-0000-4000-8000-000000000000'), {
    code: 'LEDGER_READ_ONLY',
  });
  await assert.rejects(issueReport(ctx, publicActor, '91610202MAXT00003A'), {
    code: 'LEDGER_READ_ONLY',
  });
  assert.equal((await call('/ledger/checkpoint')).statusCode, 200);
  // To verify a report is to ask, and asking goes on.
  const payload = { number: 'XYBG610202202011220000017', code: '23456789ABCD' };
  const asked = await call('/public/reports/verification', { method: 'POST', payload });
  assert.deepEqual([asked.statusCode, asked.json<{ status: string }>().status], [200, 'UNKNOWN']);
});

test('the witness refuses the log that was set back, in words', async () => {
  await assert.rejects(witnessRound(parts), { code: 'WITNESS_OLDER_HEAD', message: /倒退/ });
});

test('one person alone, twice or without a reason, does not end it; two different persons do', async () => {
  const [finding] = await openFindings();
  const id = finding?.setBackId ?? '';
  const auditor = await signIn('AUDITOR');
  assert.equal((await acknowledge(auditor, id)).statusCode, 403);
  assert.equal((await acknowledge(approver, id, '  ')).statusCode, 400);
  assert.deepEqual((await acknowledge(approver, id)).json(), { persons: 1 });
  const again = await acknowledge(approver, id);
  assert.equal(again.json<{ code: string }>().code, 'ACKNOWLEDGED_BY_YOU');
  await assert.rejects(sequence(ctx), { code: 'LEDGER_READ_ONLY' });
  for (const one of await openFindings()) {
    await acknowledge(approver, one.setBackId);
    await acknowledge(security, one.setBackId);
  }
  assert.deepEqual(await openFindings(), []);
  const before = (await ledgerHead(ctx)).size;
  assert.ok((await sequence(ctx)) > before);
  assert.equal(await readOnlyReason(ctx), null);
  const { rows } = await admin.query(
    `select count(*)::int as acts, count(distinct account)::int as persons, count(e.position)::int as proved
     from credit.audit_entry a left join ledger.entry e using (leaf_id) where action = 'ledger.acknowledge'`,
  );
  assert.deepEqual(rows[0], { acts: 2, persons: 2, proved: 2 });
});

test('the lost history is kept beside as evidence, and the witness goes on refusing it', async () => {
  const aside = readdirSync(join(folder, 'checkpoints')).filter((name) => name.startsWith('set-'));
  assert.equal(aside.length, 1);
  assert.ok(readdirSync(join(folder, 'checkpoints', aside[0] ?? '')).length >= 2);
  await assert.rejects(witnessRound(parts), /WITNESS|拒绝联署/);
  const told = await parts.log.handOver(readFileSync(join(parts.state, 'newest.txt'), 'utf8'));
  assert.match(told ?? '', /已经两人确认作废/);
  assert.equal(await readOnlyReason(ctx), null);
});

test('a log rewritten behind a checkpoint kept outside is refused as rewritten', async () => {
  await act();
  await sequence(ctx);
  await admin.query('update ledger.node set hash = sha256(hash)');
  await act();
  await assert.rejects(sequence(ctx), { code: 'LEDGER_READ_ONLY', message: /历史被改写/ });
  assert.match((await readOnlyReason(ctx))?.zh ?? '', /历史被改写/);
});

test('no row can say that one person acknowledged twice', async () => {
  await assert.rejects(
    admin.query(
      `update ledger.set_back set first_by = 'a', first_reason = 'r', first_at = now(),
       second_by = 'a', second_reason = 'r', second_at = now() where second_by is null`,
    ),
    /two_different_persons/,
  );
});

test('a clock set back behind the last signature is said by the health page', async () => {
  clock.advance(-3600);
  const { reasons } = (await app.inject('/readyz')).json<{ reasons: { zh: string }[] }>();
  clock.advance(3600);
  assert.match(reasons.map(({ zh }) => zh).join(), /系统时间早于最近一次签名/);
});

test('a log that answers nonsense is named with its address', async () => {
  const server = createServer((_request, response) => response.writeHead(500).end('x'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const log = logAt(`http://127.0.0.1:${port}`);
  await assert.rejects(witnessRound({ ...parts, log }), {
    code: 'WITNESS_LOG_AWAY',
    message: /500/,
  });
  server.close();
});
