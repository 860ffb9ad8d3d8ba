import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../../server/app.ts';
import type { Context } from '../../server/context.ts';
import { checkAudit, loadAccounts } from '../../server/modules/access/index.ts';
import { listRows } from '../../server/modules/intake/index.ts';
import { checkTree, ledgerHead, sequence } from '../../server/modules/ledger/index.ts';
import { keepErasures } from '../../server/modules/publication/index.ts';
import { checkRecords, eraseRecord, openPayloads } from '../../server/modules/records/index.ts';
import { withdraw } from '../../server/modules/publication/index.ts';
import { system } from '../../server/platform/actor.ts';
import { openKeyring } from '../../server/platform/keyring.ts';
import { allRoutes } from '../../server/routes.ts';
import { movingClock, testContext } from '../context.ts';
import { callApp } from '../desk.ts';
import { company, rowAbout } from '../rights/rows.ts';
import { asSystem, send, senderOf, TODAY } from '../rights/stage.ts';
import { newReleaseDatabase, type ReleaseDatabase } from './release-database.ts';

const RELEASE = fileURLToPath(new URL('./fixtures/0007/', import.meta.url));
const LAST = '0007_publication.sql';

interface Expected {
  readonly uscc: string;
  readonly name: string;
  readonly batchId: string;
  readonly head: { readonly size: number; readonly root: string };
  readonly records: readonly {
    readonly recordId: string;
    readonly values: object;
    readonly status: string;
  }[];
}

const expected = JSON.parse(readFileSync(join(RELEASE, 'expected.json'), 'utf8')) as Expected;
const folder = mkdtempSync(join(tmpdir(), 'xinyong-upgrade-'));
let db: ReleaseDatabase;
let ctx: Context;
before(async () => {
  cpSync(RELEASE, folder, { recursive: true });
  // A checkout does not keep who may read a file.
  for (const name of ['master.json', 'checkpoint.json'])
    chmodSync(join(folder, 'keys', name), 0o600);
  db = await newReleaseDatabase(LAST);
  const context = await testContext(db, { clock: movingClock(`${TODAY}T06:00:00Z`) });
  ctx = {
    ...context,
    config: { ...context.config, dataFolder: folder },
    keys: openKeyring(join(folder, 'keys')),
  };
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
  rmSync(folder, { recursive: true });
});

test('a database of an earlier release is upgraded by every script since, and those before are unchanged', async () => {
  const superuser = await db.superuser();
  const digests = async (): Promise<string> =>
    JSON.stringify(
      (await superuser.query('select name, digest from migration.applied order by name')).rows,
    );
  const today = await digests();
  // Rows come in any order; what they say fits together.
  await superuser.query('set session_replication_role = replica');
  await superuser.query('delete from migration.applied');
  await superuser.query(readFileSync(join(RELEASE, 'data.sql'), 'utf8'));
  assert.equal(await digests(), today, 'a script of the release was changed afterwards');
  await superuser.end();
  const applied = await db.upgrade();
  assert.ok(applied.length >= 5 && applied.every((name) => name > LAST), applied.join(' '));
  assert.deepEqual(await db.upgrade(), []);
});

test('its records open, its ledger is whole, and log, records and acts agree', async () => {
  await loadAccounts(ctx);
  assert.equal(await keepErasures(ctx), 0);
  const ids = expected.records.map(({ recordId }) => recordId);
  const opened = await asSystem(ctx, (tx) => openPayloads(tx, ctx, ids));
  const found = opened.map(({ fact, values, state }) => ({
    recordId: fact.recordId,
    values,
    status: state.status,
  }));
  const order = (one: { recordId: string }, other: { recordId: string }): number =>
    one.recordId < other.recordId ? -1 : 1;
  assert.deepEqual(found.sort(order), [...expected.records].sort(order));
  const { size, root } = await ledgerHead(ctx);
  assert.deepEqual({ size, root }, expected.head);
  assert.deepEqual(await checkTree(ctx), []);
  assert.deepEqual((await checkRecords(ctx)).findings, []);
  assert.deepEqual((await checkAudit(ctx)).findings, []);
});

test('its pages are shown, its waiting rows are found, and work goes on', async () => {
  const app = await buildApp(ctx, { routes: allRoutes(ctx) });
  const page = await callApp(app, `/public/subjects/${expected.uscc}`);
  await app.close();
  assert.equal(page.statusCode, 200);
  assert.match(page.body, new RegExp(expected.name));
  assert.match(page.body, /行政处罚/);
  const waiting = await listRows(ctx, senderOf('ADMIN_PENALTY'), '升级后核对', expected.batchId);
  assert.match(JSON.stringify(waiting), /2026\/02\/30/);
  const fine = { CF_CFLB: '没收违法所得、没收非法财物', CF_NR_WFFF: '1.2', BZ: '' };
  const firm = company(951, expected.name);
  const sent = await send({ ctx }, 'ADMIN_PENALTY', [
    rowAbout('ADMIN_PENALTY', firm, fine),
    rowAbout('ADMIN_PENALTY', firm, { ...fine, CF_WSH: '示例旧版〔2026〕2号' }),
  ]);
  assert.deepEqual([sent.batch.counts.duplicate, sent.batch.counts.new], [1, 1]);
  const [ref] = sent.records;
  assert.ok(ref);
  await asSystem(ctx, (tx) => withdraw(tx, ctx, system, [ref], '升级后核对'));
  await eraseRecord(ctx, system, { recordId: ref.recordId, basis: '升级后核对' });
  await sequence(ctx);
  assert.deepEqual(await checkTree(ctx), []);
  assert.deepEqual((await checkRecords(ctx)).findings, []);
});
