import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { movingClock, testContext } from '../../../test/context.ts';
import {
  callApp,
  codeOf,
  signedInBy,
  newTestDesk,
  type SignedIn,
  type TestDesk,
} from '../../../test/desk.ts';
import { buildApp } from '../../app.ts';
import { demonstrationSecrets } from './demonstration.ts';
import { accessRoutes, firstAdministratorCode } from './index.ts';
import { codeAt } from './one-time.ts';

let desk: TestDesk;
const clock = movingClock('2026-03-02T02:00:00Z');

before(async () => {
  desk = await newTestDesk(accessRoutes, { clock });
});
after(() => desk.close());

function attempt(remoteAddress: string, password: string, account = 'gongxin') {
  const payload = { account, password, code: demonstrationSecrets.code };
  return desk.call('/session', { method: 'POST', remoteAddress, payload });
}

describe('signing in', () => {
  test('a newcomer finds the demonstration sign-in on the page and is in', async () => {
    const shown = (await desk.call('/session')).json<{
      state: string;
      demonstration: { password: string; code: string; accounts: { account: string }[] };
    }>();
    assert.equal(shown.state, 'SIGNED_OUT');
    const account = shown.demonstration.accounts.find(
      (entry) => entry.account === 'shichangjianguan',
    )?.account;
    const { password, code } = shown.demonstration;
    const response = await desk.call('/session', {
      method: 'POST',
      payload: { account, password, code },
    });
    const who = response.json<{ state: string; organisation: string; permissions: string[] }>();
    assert.equal(who.state, 'SIGNED_IN');
    assert.equal(who.organisation, 'SCJG');
    assert.ok(who.permissions.includes('batch.submit'));
    assert.match(String(response.headers['set-cookie']), /HttpOnly; SameSite=Lax/);
  });

  test('the password alone opens nothing but the second step', async () => {
    const payload = { account: 'zhengxin', password: demonstrationSecrets.password };
    const half = signedInBy(await desk.call('/session', { method: 'POST', payload }));
    assert.equal(codeOf(await desk.call('/accounts', { as: half })), 'SECOND_FACTOR_NEEDED');
    const step = { method: 'POST', as: half } as const;
    assert.equal(
      codeOf(await desk.call('/session/second-factor', { ...step, payload: { code: '000000' } })),
      'SECOND_FACTOR_FAILED',
    );
    const full = signedInBy(
      await desk.call('/session/second-factor', {
        ...step,
        payload: { code: demonstrationSecrets.code },
      }),
    );
    assert.notEqual(full.cookie, half.cookie);
    assert.equal(
      (await desk.call('/session', { as: half })).json<{ state: string }>().state,
      'SIGNED_OUT',
    );
  });

  test('an unknown account, a wrong password and a wrong code get the same answer', async () => {
    const tries = [
      {
        account: 'nobody',
        password: demonstrationSecrets.password,
        code: demonstrationSecrets.code,
      },
      { account: 'jiaoyu', password: 'wrong password', code: demonstrationSecrets.code },
      { account: 'jiaoyu', password: demonstrationSecrets.password, code: '999999' },
    ];
    const answers = await Promise.all(
      tries.map((payload) => desk.call('/session', { method: 'POST', payload })),
    );
    const told = answers.map((answer) => {
      const { reference: _reference, ...rest } = answer.json<Record<string, unknown>>();
      return JSON.stringify([answer.statusCode, rest, answer.headers['set-cookie'] ?? null]);
    });
    assert.equal(new Set(told).size, 1);
    assert.match(told[0] ?? '', /SIGN_IN_FAILED/);
  });

  test('guessing is slowed down where it happens and never locks the owner out', async () => {
    const guesser = '203.0.113.7';
    for (let i = 0; i < 5; i += 1)
      assert.equal((await attempt(guesser, `guess number ${i}`)).statusCode, 401);
    const waiting = await attempt(guesser, demonstrationSecrets.password);
    assert.equal(waiting.statusCode, 429);
    assert.equal(waiting.headers['retry-after'], '15');
    assert.equal((await attempt('203.0.113.8', demonstrationSecrets.password)).statusCode, 200);
    clock.advance(16);
    assert.equal((await attempt(guesser, demonstrationSecrets.password)).statusCode, 200);
    for (let i = 0; i < 5; i += 1) await attempt(guesser, `guess number ${i}`, 'kejiju');
    assert.equal(
      (await attempt(guesser, 'x', 'kejiju')).statusCode,
      429,
      'unknown accounts wait alike',
    );
  });

  test('fifty guesses at once are not fifty guesses', async () => {
    const many = Array.from({ length: 12 }, (_, i) =>
      desk.call('/session', {
        method: 'POST',
        remoteAddress: '203.0.113.9',
        payload: { account: 'caizheng', password: `guess ${i}` },
      }),
    );
    const statuses = (await Promise.all(many)).map((answer) => answer.statusCode);
    assert.equal(statuses.filter((status) => status === 401).length, 5);
  });

  test('a change without the page’s token is not done', async () => {
    const person = await desk.signIn('fazhangaige');
    const forged = {
      method: 'POST',
      as: { ...person, csrf: 'x' },
      payload: { label: 'a', scopes: ['batches:read'], expiresInDays: 1 },
    } as const;
    assert.equal(codeOf(await desk.call('/api-keys', forged)), 'CSRF_REFUSED');
    assert.equal(
      codeOf(await desk.call('/session', { method: 'DELETE', as: { ...person, csrf: '' } })),
      'CSRF_REFUSED',
    );
  });

  test('a session ends by signing out, by idling and after its day', async () => {
    const leaving = await desk.signIn('fazhangaige');
    assert.equal((await desk.call('/session', { method: 'DELETE', as: leaving })).statusCode, 204);
    assert.equal(codeOf(await desk.call('/accounts', { as: leaving })), 'NOT_SIGNED_IN');
    const idle = await desk.signIn('fazhangaige');
    clock.advance(2 * 3600 + 1);
    assert.equal(codeOf(await desk.call('/accounts', { as: idle })), 'NOT_SIGNED_IN');
    const busy = await desk.signIn('fazhangaige');
    for (let hour = 0; hour < 13; hour += 1) {
      clock.advance(3600);
      await desk.call('/accounts', { as: busy });
    }
    assert.equal(codeOf(await desk.call('/accounts', { as: busy })), 'NOT_SIGNED_IN');
  });
});

describe('real accounts', () => {
  test('the first administrator enrols by a code, creates accounts, and two persons reset one', async () => {
    const real = await testContext(desk.db, { clock, demonstration: 'none' });
    const office = await buildApp(real, { routes: accessRoutes(real) });
    const enrol = async (account: string, oneTimeCode: string, password: string) => {
      const begun = await callApp(office, '/enrolment', {
        method: 'POST',
        payload: { account, oneTimeCode, password },
      });
      assert.equal(begun.statusCode, 200, begun.body);
      const secrets = begun.json<{ secret: string; recoveryCodes: string[] }>();
      const payload = { account, oneTimeCode, code: codeAt(secrets.secret, clock.now()) };
      assert.equal(
        (await callApp(office, '/enrolment/confirmation', { method: 'POST', payload })).statusCode,
        204,
      );
      clock.advance(30);
      return secrets;
    };
    const enter = (account: string, password: string, code: string) =>
      callApp(office, '/session', { method: 'POST', payload: { account, password, code } });

    const [name = '', code = ''] = (await firstAdministratorCode(real))?.split(' / ') ?? [];
    const { secret, recoveryCodes } = await enrol(name, code, 'a long enough phrase');
    assert.equal(await firstAdministratorCode(real), null);
    const used = codeAt(secret, clock.now());
    const first = signedInBy(await enter(name, 'a long enough phrase', used));
    assert.equal(
      codeOf(await enter(name, 'a long enough phrase', used)),
      'SIGN_IN_FAILED',
      'a code works once',
    );
    const recovery = recoveryCodes[0] ?? '';
    assert.equal((await enter(name, 'a long enough phrase', recovery)).statusCode, 200);
    assert.equal(
      (await enter(name, 'a long enough phrase', recovery)).statusCode,
      401,
      'a recovery code works once',
    );
    assert.equal(
      (await enter('zhengxin', demonstrationSecrets.password, demonstrationSecrets.code))
        .statusCode,
      401,
    );

    const create = async (account: string, role: string, organisation: string) => {
      const payload = { account, role, organisation, displayZh: '某某' };
      const made = await callApp(office, '/accounts', { method: 'POST', as: first, payload });
      return made.json<{ oneTimeCode: string }>().oneTimeCode;
    };
    await enrol(
      'shenhe-wang',
      await create('shenhe-wang', 'CENTRE_APPROVER', 'ZXZX'),
      'another long phrase',
    );
    const clerk = await enrol(
      'jingban-li',
      await create('jingban-li', 'CENTRE_OPERATOR', 'ZXZX'),
      'third long phrase',
    );

    const ask = { method: 'POST', as: first, payload: { reason: '忘记密码' } } as const;
    assert.equal(codeOf(await callApp(office, `/accounts/${name}/resets`, ask)), 'NOT_ONESELF');
    const { resetId } = (await callApp(office, '/accounts/jingban-li/resets', ask)).json<{
      resetId: string;
    }>();
    const approve = (as: SignedIn) =>
      callApp(office, `/resets/${resetId}/approval`, { method: 'POST', as });
    assert.equal(codeOf(await approve(first)), 'TWO_PERSONS_NEEDED');
    const row = await desk.db.app
      .selectFrom('account')
      .select('totp_secret')
      .where('account', '=', 'shenhe-wang')
      .executeTakeFirstOrThrow();
    const approverSecret = real.keys
      .openBlob('access.totp', row.totp_secret ?? Buffer.alloc(0))
      .toString('utf8');
    const approver = signedInBy(
      await enter('shenhe-wang', 'another long phrase', codeAt(approverSecret, clock.now())),
    );
    const approved = await approve(approver);
    assert.equal(approved.statusCode, 200, approved.body);
    assert.equal(
      (await enter('jingban-li', 'third long phrase', codeAt(clerk.secret, clock.now())))
        .statusCode,
      401,
    );
    await enrol(
      'jingban-li',
      approved.json<{ oneTimeCode: string }>().oneTimeCode,
      'fourth long phrase',
    );
    await office.close();
    await real.jobs.stop();
  });
});
