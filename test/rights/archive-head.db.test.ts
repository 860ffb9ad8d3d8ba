import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { actorFor, createApiKey, revokeApiKey } from '../../server/modules/access/index.ts';
import { actOn, archive, archiveHeads } from '../../server/modules/records/index.ts';
import { system, type Actor } from '../../server/platform/actor.ts';
import { inTransaction } from '../../server/platform/db.ts';
import { newActor } from '../build.ts';
import { callApp } from '../desk.ts';
import { codeOf, company, registration, rowAbout } from './rows.ts';
import { newStage, send, type Stage } from './stage.ts';

let stage: Stage;
let penalties: Awaited<ReturnType<typeof send>>['records'];
let headOf: ReturnType<typeof archiveHeads>;
const firm = company(670);
const uscc = codeOf(firm);
const purpose = '核对主体情况';
const actors = [
  newActor('LIAISON_MAIN', 'FGJ'),
  newActor('LIAISON_MAIN', 'SCJG'),
  newActor('REVIEWER', 'JYJ'),
  newActor('CENTRE_OPERATOR', 'XYZX'),
  newActor('AUDITOR', 'SJJ'),
  newActor('API_KEY', 'FGJ'),
];

before(async () => {
  stage = await newStage();
  headOf = archiveHeads(stage.ctx);
  await send(stage, 'REG_BASIC', [registration(firm)]);
  const penalty = rowAbout('ADMIN_PENALTY', firm, { CF_CFLB: '警告', CF_NR_FK: '' });
  ({ records: penalties } = await send(
    stage,
    'ADMIN_PENALTY',
    ['1', '2', '3'].map((number) => ({ ...penalty, CF_WSH: `示例${number}号` })),
  ));
  await withdraw(0);
  await send(stage, 'ADMIN_LICENCE', [rowAbout('ADMIN_LICENCE', firm)]);
});
after(() => stage.close());

async function withdraw(place: number): Promise<void> {
  const ref = penalties[place];
  assert.ok(ref);
  await inTransaction(stage.db.app, system, (tx) =>
    actOn(tx, stage.ctx, system, { ref, kind: 'withdrawn', reason: '复核' }),
  );
}

/** What the head must count: the records the whole archive shows to the same actor. */
async function counted(actor: Actor): Promise<string[]> {
  const { records } = await inTransaction(stage.db.app, actor, (tx) =>
    archive(tx, stage.ctx, actor, { uscc, purpose }),
  );
  const kinds = Map.groupBy(records, (one) => `${one.classCode} ${one.status}`);
  return [...kinds].map(([kind, list]) => `${kind} ${list.length}`).sort();
}

async function head(actor: Actor): Promise<string[]> {
  const { counts } = await headOf(actor, { uscc, purpose });
  return counts.map((one) => `${one.classCode} ${one.status} ${one.count}`);
}

async function readings(): Promise<number> {
  const { rows } = await stage.db.raw.query<{ n: number }>(
    "select count(*)::int as n from credit.reading where output = 'subjects.head'",
  );
  return rows[0]?.n ?? 0;
}

test('K12: the head of an archive counts for everybody what the archive shows him', async () => {
  const seen = new Set<string>();
  for (const actor of actors) {
    const counts = await counted(actor);
    assert.deepEqual(await head(actor), counts, `${actor.role} ${actor.organisation ?? ''}`);
    seen.add(counts.join());
  }
  assert.ok(seen.size > 1, 'somebody must see more than others');
});

test('K12: after the end of the period the head counts as the archive does, before any job ran', async () => {
  stage.clock.advance(400 * 86_400);
  for (const actor of actors) assert.deepEqual(await head(actor), await counted(actor), actor.role);
  stage.clock.advance(-400 * 86_400);
});

test('K12: what changes after a head was read is in the next, for everybody', async () => {
  const before = await Promise.all(actors.map(head));
  await withdraw(1);
  const after = await Promise.all(actors.map(head));
  assert.notDeepEqual(after, before);
  for (const [place, actor] of actors.entries())
    assert.deepEqual(after[place], await counted(actor), actor.role);
});

test('K14: answers given together leave one row each, an unknown code none', async () => {
  const before = await readings();
  const asked = actors.flatMap((actor) =>
    [uscc, 'X'.repeat(18), uscc].map((code) => headOf(actor, { uscc: code, purpose })),
  );
  const answers = await Promise.allSettled(asked);
  const good = answers.filter(({ status }) => status === 'fulfilled');
  assert.equal(good.length, actors.length * 2);
  assert.equal((await readings()) - before, good.length);
  const { rows } = await stage.db.raw.query<{ purpose: string; subject_id: string | null }>(
    "select distinct purpose, subject_id from credit.reading where output = 'subjects.head'",
  );
  assert.equal(rows.length, 1);
  assert.ok(rows[0]?.subject_id);
  for (const blank of ['', ' '])
    await assert.rejects(headOf(actors[0] as Actor, { uscc, purpose: blank }), {
      code: 'PURPOSE_REQUIRED',
    });
  const outsider = newActor('SYSTEM_ADMIN', 'XYZX');
  await assert.rejects(headOf(outsider, { uscc, purpose }), { code: 'FORBIDDEN' });
});

test('K14: an answer leaves when its reading is committed, and without a reading there is none', async () => {
  const [actor] = actors;
  assert.ok(actor);
  const purposes = Array.from({ length: 12 }, (_, number) => `核对第${number}项`);
  await Promise.all(
    purposes.map(async (reason) => {
      await headOf(actor, { uscc, purpose: reason });
      const { rows } = await stage.db.raw.query(
        "select from credit.reading where output = 'subjects.head' and purpose = $1",
        [reason],
      );
      assert.equal(rows.length, 1, reason);
    }),
  );
  const owner = await stage.db.superuser();
  await owner.query(
    "alter table credit.reading add constraint closed check (purpose <> '核对未登记项')",
  );
  await assert.rejects(headOf(actor, { uscc, purpose: '核对未登记项' }), /closed/);
  await owner.query('alter table credit.reading drop constraint closed');
  await owner.end();
});

test('a revoked key is refused from the next request on, while others still come', async () => {
  const actor = await actorFor(stage.ctx, 'shichangjianguan', 'web');
  const given = { label: '试', scopes: ['records:read'] as const, expiresInDays: 1 };
  const [one, other] = [
    await createApiKey(stage.ctx, actor, given),
    await createApiKey(stage.ctx, actor, given),
  ];
  const ask = async (key: string): Promise<number> => {
    const options = { headers: { authorization: `Bearer ${key}` }, purpose };
    return (await callApp(stage.app, `/subjects/${uscc}/head`, options)).statusCode;
  };
  assert.deepEqual(
    await Promise.all([one, other, one].map(({ key }) => ask(key))),
    [200, 200, 200],
  );
  const running = [other, other].map(({ key }) => ask(key));
  await revokeApiKey(stage.ctx, actor, one.keyId);
  assert.deepEqual(await Promise.all([one, other].map(({ key }) => ask(key))), [401, 200]);
  assert.deepEqual(await Promise.all(running), [200, 200]);
});

test('another secret is refused, also while the right one was shown a moment ago', async () => {
  const actor = await actorFor(stage.ctx, 'shichangjianguan', 'web');
  const given = { label: '试', scopes: ['records:read'] as const, expiresInDays: 1 };
  const { key } = await createApiKey(stage.ctx, actor, given);
  const wrong = key.slice(0, -2) + (key.endsWith('AA') ? 'BB' : 'AA');
  const statuses: number[] = [];
  for (const shown of [wrong, key, wrong, key]) {
    const options = { headers: { authorization: `Bearer ${shown}` }, purpose };
    statuses.push((await callApp(stage.app, `/subjects/${uscc}/head`, options)).statusCode);
  }
  assert.deepEqual(statuses, [401, 200, 401, 200]);
});

test('a look at a key that began before its revocation lets nobody in after it', async () => {
  const actor = await actorFor(stage.ctx, 'shichangjianguan', 'web');
  for (let round = 0; round < 10; round += 1) {
    const given = { label: '试', scopes: ['records:read'] as const, expiresInDays: 1 };
    const { key, keyId } = await createApiKey(stage.ctx, actor, given);
    const options = { headers: { authorization: `Bearer ${key}` }, purpose };
    const ask = () => callApp(stage.app, `/subjects/${uscc}/head`, options);
    const running = Array.from({ length: 5 }, ask);
    await revokeApiKey(stage.ctx, actor, keyId);
    assert.equal((await ask()).statusCode, 401);
    await Promise.all(running);
    assert.equal((await ask()).statusCode, 401);
  }
});

test('a key revoked by another program is refused a second later', async () => {
  const actor = await actorFor(stage.ctx, 'shichangjianguan', 'web');
  const given = { label: '试', scopes: ['records:read'] as const, expiresInDays: 1 };
  const { key, keyId } = await createApiKey(stage.ctx, actor, given);
  const options = { headers: { authorization: `Bearer ${key}` }, purpose };
  const ask = () => callApp(stage.app, `/subjects/${uscc}/head`, options);
  assert.equal((await ask()).statusCode, 200);
  await stage.db.raw.query('update credit.api_key set revoked_at = now() where key_id = $1', [
    keyId,
  ]);
  await sleep(1100);
  assert.equal((await ask()).statusCode, 401);
});
