import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertSafeExposure, isLoopback, trustedProxies } from './exposure.ts';
import { waitSeconds } from './lockout.ts';
import { acceptedStep, codeAt, newPaperCode, newSharedSecret, paperCodeHash } from './one-time.ts';
import { checkNewPassword } from './password.ts';
import { checkedPurpose } from './reading.ts';

const now = new Date('2026-03-02T02:00:10Z');

test('a code of the authenticator works once and not again', () => {
  const { secret } = newSharedSecret('someone');
  const code = codeAt(secret, now);
  const step = acceptedStep(secret, code, null, now);
  assert.notEqual(step, null);
  assert.equal(acceptedStep(secret, code, step, now), null);
});

test('a code is good one step early or late, not two', () => {
  const { secret } = newSharedSecret('someone');
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  assert.notEqual(acceptedStep(secret, codeAt(secret, now), null, later(30)), null);
  assert.equal(acceptedStep(secret, codeAt(secret, now), null, later(60)), null);
});

test('a paper code is read in any case, with or without dashes', () => {
  const code = newPaperCode(5);
  assert.match(code, /^([A-HJ-NP-Z2-9]{4}-){4}[A-HJ-NP-Z2-9]{4}$/);
  assert.deepEqual(
    paperCodeHash(code),
    paperCodeHash(` ${code.toLowerCase().replaceAll('-', ' ')}`),
  );
});

test('the wait begins at the sixth attempt, never shrinks with failures and ends at fifteen minutes', () => {
  assert.equal(waitSeconds(4, 0), 0);
  assert.equal(waitSeconds(5, 0), 15);
  assert.equal(waitSeconds(5, 15), 0);
  fc.assert(
    fc.property(fc.nat(60), fc.nat(2000), (failures, since) => {
      const wait = waitSeconds(failures, since);
      assert.ok(wait >= 0 && wait <= 900 && wait <= waitSeconds(failures + 1, since));
    }),
  );
});

test('weak passwords are refused', () => {
  for (const password of ['short1', 'aaaaaaaaaaaa', 'shichangjianguan1', 'x'.repeat(200)]) {
    assert.throws(() => checkNewPassword('shichangjianguan', password), { code: 'PASSWORD_WEAK' });
  }
  checkNewPassword('shichangjianguan', 'correct horse battery');
});

test('a purpose of spaces is no purpose', () => {
  assert.throws(() => checkedPurpose('   '), { code: 'PURPOSE_REQUIRED' });
  assert.throws(() => checkedPurpose('字'.repeat(201)), { code: 'PURPOSE_REQUIRED' });
  assert.equal(checkedPurpose(' 办理许可 '), '办理许可');
});

test('demonstration accounts are refused on every address others can reach', () => {
  assertSafeExposure({ host: '127.0.0.1', demonstration: 'small' }, {});
  for (const host of ['0.0.0.0', '::', '192.168.1.5', 'example.org', '127.evil.example']) {
    assert.throws(() => assertSafeExposure({ host, demonstration: 'small' }, {}), {
      code: 'EXPOSED_DEMONSTRATION',
    });
  }
  const behindProxy = { XINYONG_TRUSTED_PROXY: '127.0.0.1' };
  assert.throws(
    () => assertSafeExposure({ host: '127.0.0.1', demonstration: 'district' }, behindProxy),
    {
      code: 'EXPOSED_DEMONSTRATION',
    },
  );
});

test('a real instance needs a named TLS proxy before it listens to others', () => {
  assert.throws(() => assertSafeExposure({ host: '0.0.0.0', demonstration: 'none' }, {}), {
    code: 'EXPOSED_WITHOUT_TLS',
  });
  assertSafeExposure(
    { host: '0.0.0.0', demonstration: 'none' },
    { XINYONG_TRUSTED_PROXY: '10.0.0.0/8, 192.168.1.2' },
  );
  assert.throws(() => trustedProxies({ XINYONG_TRUSTED_PROXY: 'true' }), {
    code: 'TRUSTED_PROXY_INVALID',
  });
  assert.throws(() => trustedProxies({ XINYONG_TRUSTED_PROXY: '0.0.0.0/0' }), {
    code: 'TRUSTED_PROXY_INVALID',
  });
  assert.equal(isLoopback('::1'), true);
});
