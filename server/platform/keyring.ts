import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  sign,
  type KeyObject,
} from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomPiece, suiteNamed, type Suite, type SuiteName } from './crypto-suite.ts';
import {
  memoryDocumentKeys,
  openDocumentKeys,
  type DocumentKeys,
} from './document-signer/index.ts';
import { readOrCreate } from './key-file.ts';
import { defineProblems } from './problem.ts';

const problem = defineProblems({
  SEALED_UNREADABLE: {
    status: 500,
    zh: '加密内容无法打开：密钥不符，或内容已被改动。请由运维人员核对密钥文件夹。',
    en: 'Sealed content cannot be opened: wrong key, or the content was changed. Check the key folder.',
  },
});

/** An unwrapped key in the form the runtime works with fastest; it never prints itself. */
export type DataKey = KeyObject;

/** A data key of one record; only `wrapped` is stored, beside its id. */
export interface RecordKey {
  readonly keyId: string;
  readonly wrapped: Buffer;
  readonly key: DataKey;
}

/** Signs checkpoints; `name` is the key name of a C2SP signed note, `publicKey` 32 raw bytes. */
export interface CheckpointSigner {
  readonly name: string;
  readonly publicKey: Buffer;
  sign(bytes: Buffer): Buffer;
}

/** All secrets of one instance; nothing of it is ever written to the database unwrapped. */
export interface Keyring {
  readonly suite: SuiteName;
  newRecordKey(): RecordKey;
  /** Seals text with an unwrapped data key. */
  sealWith(key: DataKey, text: string): Buffer;
  /** Opens what `sealWith` made, given the wrapped data key; refuses a changed byte. */
  openWith(wrapped: Buffer, sealed: Buffer): string;
  /** The data key inside its wrapping, to seal more under it. */
  unwrap(wrapped: Buffer): DataKey;
  sealBlob(purpose: string, bytes: Buffer): Buffer;
  openBlob(purpose: string, sealed: Buffer): Buffer;
  /** Keyed hash of 32 bytes; hashes of different purposes cannot be compared. */
  hmac(purpose: string, data: string | Buffer): Buffer;
  /** A stable secret of 32 bytes for one purpose, such as signing cookies. */
  secret(purpose: string): Buffer;
  readonly checkpointSigner: CheckpointSigner;
  /** Keys that sign documents; opened when first asked for, because making one takes long. */
  documentKeys(): DocumentKeys;
}

interface MasterFile {
  readonly suite: SuiteName;
  readonly master: string;
}

interface CheckpointFile {
  readonly name: string;
  readonly privateKey: string;
}

const KEY_BYTES = 32;

/**
 * Opens the keys of an instance and makes them on the first call: `master.json` and
 * `checkpoint.json`, mode 600. Two programs starting at once end with the same keys.
 */
export function openKeyring(folder: string): Keyring {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const master = readOrCreate(join(folder, 'master.json'), newMaster, isMaster);
  const checkpoint = readOrCreate(join(folder, 'checkpoint.json'), newCheckpoint, isCheckpoint);
  return keyringOf(master, checkpoint, () => openDocumentKeys(folder));
}

/** A keyring that lives only in memory, for tests and dry runs. */
export function memoryKeyring(): Keyring {
  return keyringOf(newMaster(), newCheckpoint(), memoryDocumentKeys);
}

function keyringOf(
  file: MasterFile,
  checkpoint: CheckpointFile,
  openDocuments: () => DocumentKeys,
): Keyring {
  let documents: DocumentKeys | null = null;
  const suite = suiteNamed(file.suite);
  const secretOf = derivedSecrets(suite, Buffer.from(file.master, 'hex'));
  const wrapping = secretOf('wrap record keys');
  const opened = (key: DataKey, sealed: Buffer): Buffer => {
    const bytes = suite.open(key, sealed);
    if (bytes === null) throw problem('SEALED_UNREADABLE');
    return bytes;
  };
  const unwrap = (wrapped: Buffer): DataKey => createSecretKey(opened(wrapping, wrapped));
  return {
    suite: file.suite,
    newRecordKey() {
      const bytes = randomPiece(KEY_BYTES);
      const wrapped = suite.seal(wrapping, bytes);
      return { keyId: randomUUID(), wrapped, key: createSecretKey(bytes) };
    },
    sealWith: (key, text) => suite.seal(key, Buffer.from(text, 'utf8')),
    openWith: (wrapped, sealed) => opened(unwrap(wrapped), sealed).toString('utf8'),
    unwrap,
    sealBlob: (purpose, bytes) => suite.seal(secretOf(`seal ${purpose}`), bytes),
    openBlob: (purpose, sealed) => opened(secretOf(`seal ${purpose}`), sealed),
    hmac: (purpose, data) => suite.hmac(secretOf(`hash ${purpose}`), data),
    secret: (purpose) => secretOf(`secret ${purpose}`).export(),
    checkpointSigner: signerOf(checkpoint),
    documentKeys: () => (documents ??= openDocuments()),
  };
}

function derivedSecrets(suite: Suite, master: Buffer): (purpose: string) => DataKey {
  const known = new Map<string, DataKey>();
  return (purpose) => {
    const found =
      known.get(purpose) ?? createSecretKey(suite.derive(master, `xinyong v1 ${purpose}`));
    known.set(purpose, found);
    return found;
  };
}

// Checkpoints stay Ed25519 in every suite: the signed-note format and its verifiers know no other.
function signerOf(file: CheckpointFile): CheckpointSigner {
  const privateKey = privateKeyOf(file);
  const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    name: file.name,
    publicKey: der.subarray(der.length - KEY_BYTES),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

function privateKeyOf(file: CheckpointFile): KeyObject {
  return createPrivateKey({
    key: Buffer.from(file.privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
}

function newMaster(): MasterFile {
  return { suite: 'intl', master: randomBytes(KEY_BYTES).toString('hex') };
}

function newCheckpoint(): CheckpointFile {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  return {
    name: `xinyong/ledger/${randomBytes(4).toString('hex')}`,
    privateKey: pkcs8.toString('base64'),
  };
}

function isMaster(value: Partial<MasterFile>): value is MasterFile {
  return value.suite === 'intl' && /^[0-9a-f]{64}$/.test(value.master ?? '');
}

function isCheckpoint(value: Partial<CheckpointFile>): value is CheckpointFile {
  if (!/^[^\s+]+$/.test(value.name ?? '') || typeof value.privateKey !== 'string') return false;
  try {
    return privateKeyOf(value as CheckpointFile).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
