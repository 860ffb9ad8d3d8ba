import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import type { CheckpointSigner } from '../../platform/keyring.ts';
import { openCheckpoint, signCheckpoint, signedText, verifierKey } from './checkpoint.ts';
import { emptyRoot } from './tree.ts';

function newSigner(name: string): CheckpointSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    name,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
    sign: (message) => sign(null, message, privateKey),
  };
}

// The example key of the signed-note specification.
const EXAMPLE = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

test('the verifier key of the specification is written the same', () => {
  const raw = Buffer.from(EXAMPLE.split('+').slice(2).join('+'), 'base64').subarray(1);
  assert.equal(verifierKey('PeterNeumann', raw), EXAMPLE);
});

test('a note signed by the example key opens and a changed one does not', () => {
  const text =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const line =
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';
  const raw = Buffer.from(EXAMPLE.split('+').slice(2).join('+'), 'base64').subarray(1);
  assert.equal(signedText(`${text}\n${line}\n`, 'PeterNeumann', raw), text);
  assert.equal(
    signedText(`${text.replace('problem', 'solution')}\n${line}\n`, 'PeterNeumann', raw),
    null,
  );
  // A good signature does not make a text a tree head.
  assert.equal(openCheckpoint(`${text}\n${line}\n`, 'PeterNeumann', raw), null);
});

test('a signed head opens with its own key only', () => {
  const signer = newSigner('xinyong.example/log');
  const note = signCheckpoint(7, emptyRoot, signer);
  assert.deepEqual(openCheckpoint(note, signer.name, signer.publicKey), {
    origin: signer.name,
    size: 7,
    root: emptyRoot,
  });
  assert.equal(openCheckpoint(note, signer.name, newSigner('x').publicKey), null);
  assert.equal(openCheckpoint(note.replace('\n7\n', '\n8\n'), signer.name, signer.publicKey), null);
});
