import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { movingClock } from '../../../test/context.ts';
import { codeOf, newTestDesk, type SignedIn, type TestDesk } from '../../../test/desk.ts';
import { inTransaction } from '../../platform/db.ts';
import { commitmentOf } from '../ledger/index.ts';
import { accessRoutes, actorFor, audit, auditContent, logReading } from './index.ts';

let desk: TestDesk;
const clock = movingClock('2026-03-02T02:00:00Z');

before(async () => {
  desk = await newTestDesk(accessRoutes, { clock });
});
after(() => desk.close());

const purpose = '核对本单位查询情况';

function createKey(as: SignedIn, scopes: string[]) {
  const payload = { label: '业务系统', scopes, expiresInDays: 30 };
  return desk.call('/api-keys', { method: 'POST', as, payload });
}

async function allReadings(as: SignedIn) {
  const seen: { readingId: string; organisation: string }[] = [];
  let next: string | null = '';
  while (next !== null) {
    const answer = await desk.call(`/readings${next ? `?after=${next}` : ''}`, { as, purpose });
    assert.equal(answer.statusCode, 200, answer.body);
    const page: { items: typeof seen; next: string | null } = answer.json();
    seen.push(...page.items);
    next = page.next;
  }
  assert.equal(new Set(seen.map((item) => item.readingId)).size, seen.length);
  return seen;
}

describe('interface keys', () => {
  test('a key works within its scopes for its organisation until revoked or expired', async () => {
    const person = await desk.signIn('shichangjianguan');
    const made = (await createKey(person, ['readings:read'])).json<{
      keyId: string;
      key: string;
    }>();
    const bearer = { purpose, headers: { authorization: `Bearer ${made.key}` } };
    const answer = await desk.call('/readings', bearer);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal(codeOf(await desk.call('/accounts', bearer)), 'FORBIDDEN');
    const narrow = (await createKey(person, ['batches:read'])).json<{ key: string }>();
    assert.equal(
      codeOf(
        await desk.call('/readings', {
          purpose,
          headers: { authorization: `Bearer ${narrow.key}` },
        }),
      ),
      'SCOPE_MISSING',
    );
    assert.equal(
      (await desk.call(`/api-keys/${made.keyId}`, { method: 'DELETE', as: person })).statusCode,
      204,
    );
    assert.equal(codeOf(await desk.call('/readings', bearer)), 'KEY_REFUSED');
    clock.advance(31 * 86_400);
    assert.equal(
      codeOf(
        await desk.call('/readings', {
          purpose,
          headers: { authorization: `Bearer ${narrow.key}` },
        }),
      ),
      'KEY_REFUSED',
    );
  });

  test('a key of another organisation does not exist for a liaison officer', async () => {
    const theirs = (await createKey(await desk.signIn('jiaoyu'), ['batches:read'])).json<{
      keyId: string;
    }>();
    const person = await desk.signIn('shichangjianguan');
    assert.equal(
      codeOf(await desk.call(`/api-keys/${theirs.keyId}`, { method: 'DELETE', as: person })),
      'KEY_NOT_FOUND',
    );
    const seen = (await desk.call('/api-keys', { as: person })).json<{
      items: { organisation: string }[];
    }>();
    assert.ok(seen.items.every((item) => item.organisation === 'SCJG'));
  });

  test('a repeated request is answered with the first answer and done once', async () => {
    const person = await desk.signIn('jiaoyu');
    const ask = (label: string) =>
      desk.call('/api-keys', {
        method: 'POST',
        as: person,
        headers: { 'idempotency-key': 'desk-0001' },
        payload: { label, scopes: ['batches:read'], expiresInDays: 30 },
      });
    const [first, second] = [await ask('一'), await ask('一')];
    assert.equal(first.statusCode, 201);
    assert.deepEqual(second.json(), first.json());
    assert.equal(second.headers['idempotency-replayed'], 'true');
    assert.equal(codeOf(await ask('二')), 'KEY_REUSED');
  });
});

describe('accounts of others', () => {
  test('a liaison officer sees the accounts of the own organisation, a security administrator all', async () => {
    const seenBy = async (account: string) => {
      const answer = await desk.call('/accounts', { as: await desk.signIn(account) });
      return answer.json<{ items: { organisation: string }[] }>().items;
    };
    const own = await seenBy('shichangjianguan');
    assert.ok(own.length > 0 && own.every((item) => item.organisation === 'SCJG'));
    assert.equal(
      (await seenBy('zhengxin-anquan')).length,
      desk.ctx.policy.organisations.accounts.length,
    );
  });
});

describe('the logs', () => {
  test('an act is written with a leaf that its row can prove', async () => {
    const actor = await actorFor(desk.ctx, 'shichangjianguan', 'web');
    const id = await inTransaction(desk.db.app, actor, (tx) =>
      audit(tx, actor, { action: 'test.act', object: 'o-1', detail: { b: 1, a: '字' } }),
    );
    const row = await desk.db.app
      .selectFrom('audit_entry')
      .selectAll()
      .where('audit_id', '=', id)
      .executeTakeFirstOrThrow();
    const leaf = await desk.db.app
      .selectFrom('ledger.leaf')
      .innerJoin('ledger.salt', 'ledger.salt.leaf_id', 'ledger.leaf.leaf_id')
      .select(['commitment', 'salt'])
      .where('ledger.leaf.leaf_id', '=', row.leaf_id ?? '')
      .executeTakeFirstOrThrow();
    assert.deepEqual(commitmentOf(leaf.salt, auditContent(row)), leaf.commitment);
  });

  test('acting as an account from the command line is audited, and an unknown account is refused in words', async () => {
    await actorFor(desk.ctx, 'zhengxin', 'cli');
    const entry = await desk.db.app
      .selectFrom('audit_entry')
      .select('channel')
      .where('action', '=', 'account.actAs')
      .executeTakeFirstOrThrow();
    assert.equal(entry.channel, 'cli');
    await assert.rejects(actorFor(desk.ctx, 'nobody', 'cli'), { code: 'ACCOUNT_NOT_FOUND' });
  });

  test('K14 a reading that is rolled back was not made, and one without purpose reads nothing', async () => {
    const actor = await actorFor(desk.ctx, 'shichangjianguan', 'web');
    const count = async () =>
      Number(
        (
          await desk.db.app
            .selectFrom('reading')
            .select((e) => e.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      );
    const before = await count();
    await assert.rejects(
      inTransaction(desk.db.app, actor, (tx) =>
        logReading(tx, actor, { output: 'x', purpose: ' ' }),
      ),
      { code: 'PURPOSE_REQUIRED' },
    );
    await assert.rejects(
      inTransaction(desk.db.app, actor, async (tx) => {
        await logReading(tx, actor, { output: 'x', purpose: '办理许可' });
        throw new Error('the answer failed');
      }),
    );
    assert.equal(await count(), before);
  });

  test('a department sees its own readings, the auditor everybody’s, page by page without gaps', async () => {
    for (const account of ['jiaoyu', 'shichangjianguan']) {
      const actor = await actorFor(desk.ctx, account, 'web');
      await inTransaction(desk.db.app, actor, async (tx) => {
        for (let i = 0; i < 60; i += 1)
          await logReading(tx, actor, { output: 'test', purpose: '测试用途' });
      });
    }
    const own = await allReadings(await desk.signIn('jiaoyu'));
    assert.ok(own.length >= 60 && own.every((item) => item.organisation === 'JYJ'));
    const everybody = await allReadings(await desk.signIn('zhengxin-shenji'));
    assert.ok(everybody.filter((item) => item.organisation === 'SCJG').length >= 60);
  });

  test('a database account of the program cannot change or delete a log row', async () => {
    for (const table of ['reading', 'audit_entry'] as const) {
      await assert.rejects(desk.db.app.deleteFrom(table).execute(), { code: '42501' });
      await assert.rejects(desk.db.app.updateTable(table).set({ account: 'x' }).execute(), {
        code: '42501',
      });
    }
  });
});
