import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { memoryKeyring, openKeyring } from './keyring.ts';

const folder = mkdtempSync(join(tmpdir(), 'xinyong-keys-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a text sealed with a record key opens again through the wrapped key only', () => {
  const keys = memoryKeyring();
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const whole = text.toWellFormed();
      const { key, wrapped } = keys.newRecordKey();
      assert.equal(keys.openWith(wrapped, keys.sealWith(key, whole)), whole);
    }),
    { numRuns: 50 },
  );
  const { key } = keys.newRecordKey();
  const other = keys.newRecordKey();
  assert.throws(() => keys.openWith(other.wrapped, keys.sealWith(key, '甲')), {
    code: 'SEALED_UNREADABLE',
  });
  assert.throws(() => memoryKeyring().openWith(other.wrapped, keys.sealWith(other.key, '甲')), {
    code: 'SEALED_UNREADABLE',
  });
});

test('one changed byte of a sealed text is refused', () => {
  const keys = memoryKeyring();
  const { key, wrapped } = keys.newRecordKey();
  const sealed = keys.sealWith(key, '罚款 0.2 万元');
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    assert.throws(() => keys.openWith(wrapped, changed), { code: 'SEALED_UNREADABLE' });
  }
  assert.throws(() => keys.openWith(wrapped, sealed.subarray(0, 5)), { code: 'SEALED_UNREADABLE' });
});

test('blobs, hashes and secrets of one purpose are useless for another', () => {
  const keys = memoryKeyring();
  const sealed = keys.sealBlob('batch', Buffer.from('上传的文件'));
  assert.equal(keys.openBlob('batch', sealed).toString(), '上传的文件');
  assert.throws(() => keys.openBlob('row', sealed), { code: 'SEALED_UNREADABLE' });
  assert.equal(keys.hmac('person', '1').length, 32);
  assert.notDeepEqual(keys.hmac('person', '1'), keys.hmac('identity', '1'));
  assert.notDeepEqual(keys.secret('cookie'), keys.secret('csrf'));
});

test('keys are made once, for their owner only, and are the same at the next start', () => {
  const first = openKeyring(join(folder, 'keys'));
  const names = readdirSync(join(folder, 'keys')).sort();
  assert.deepEqual(names, ['checkpoint.json', 'master.json']);
  for (const name of names) {
    assert.equal(statSync(join(folder, 'keys', name)).mode & 0o777, 0o600);
  }
  const second = openKeyring(join(folder, 'keys'));
  const { key, wrapped } = first.newRecordKey();
  assert.equal(second.openWith(wrapped, first.sealWith(key, '同一把钥匙')), '同一把钥匙');
  assert.deepEqual(second.checkpointSigner.publicKey, first.checkpointSigner.publicKey);
  assert.equal(second.checkpointSigner.name, first.checkpointSigner.name);
});

test('a checkpoint signature verifies with the raw Ed25519 public key', () => {
  const { checkpointSigner } = memoryKeyring();
  const text = Buffer.from('xinyong\n1\n');
  const spki = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    checkpointSigner.publicKey,
  ]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  assert.ok(verify(null, text, key, checkpointSigner.sign(text)));
  assert.match(checkpointSigner.name, /^[^\s+]+$/);
});

test('a damaged key file and one that others can read are refused with what to do', () => {
  const own = join(folder, 'bad');
  openKeyring(own);
  const file = join(own, 'master.json');
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, good.slice(0, 20));
  assert.throws(() => openKeyring(own), { code: 'KEY_FILE_DAMAGED', message: /master\.json/ });
  writeFileSync(file, good);
  chmodSync(file, 0o644);
  assert.throws(() => openKeyring(own), { code: 'KEY_FILE_OPEN', message: /chmod 600/ });
});
