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
import { destroyedKeysIn, destroyedKeysInMemory, type DestroyedKeys } from './destroyed-keys.ts';
import { keyFilesIn, readOrCreateKeyFile, replaceKeyFile, type KeyFiles } from './key-files.ts';
import { randomPiece, suiteNamed, type Suite, type SuiteName } from './crypto-suite.ts';
import {
  memoryDocumentKeys,
  openDocumentKeys,
  type DocumentKeys,
} from './document-signer/index.ts';
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

/** What may be hashed with a key; these hashes cannot be made anew, so their keys outlive a rotation of the master. */
export const hashPurposes = [
  'identity',
  'content',
  'person',
  'reference',
  'access.idempotency',
  'report code',
] as const;
export type HashPurpose = (typeof hashPurposes)[number];

/** What new records are made with. */
export interface RecordKeys {
  newRecordKey(): RecordKey;
  /** Seals text, or what is UTF-8 already, with an unwrapped data key. */
  sealWith(key: DataKey, text: string | Buffer): Buffer;
  /** Keyed hash of 32 bytes; hashes of different purposes cannot be compared. */
  hmac(purpose: HashPurpose, data: string | Buffer): Buffer;
}

/** All secrets of one instance; nothing of it is ever written to the database unwrapped. */
export interface Keyring extends RecordKeys {
  readonly suite: SuiteName;
  /** Opens what `sealWith` made, given the wrapped data key; refuses a changed byte. */
  openWith(wrapped: Buffer, sealed: Buffer): string;
  /** The data key inside its wrapping, to seal more under it. */
  unwrap(wrapped: Buffer): DataKey;
  sealBlob(purpose: string, bytes: Buffer): Buffer;
  openBlob(purpose: string, sealed: Buffer): Buffer;
  /** A stable secret of 32 bytes for one purpose, such as signing cookies. */
  secret(purpose: string): Buffer;
  readonly checkpointSigner: CheckpointSigner;
  /** Keys that sign documents; opened when first asked for, because making one takes long. */
  documentKeys(): DocumentKeys;
  /** Record keys that must never work again, whatever database is opened. */
  readonly destroyed: DestroyedKeys;
  /** Public keys under which checkpoints of this log are good: the signer's, then those it replaced, newest first. */
  readonly checkpointKeys: readonly Buffer[];
  /** Notes by which each of those keys gave its place to the next, newest first. */
  readonly handOvers: readonly string[];
  /** Marks of the masters this ring opens with, newest first; a mark tells nothing about its master. */
  readonly masterMarks: readonly string[];
  /** What a replaced master sealed, sealed under the newest; null when it is already. `wraps` is a wrapped record key. */
  renew(sealed: Buffer, purpose: string): Buffer | null;
}

interface MasterFile {
  readonly suite: SuiteName;
  readonly master: string;
  /** Masters that are being replaced, until nothing is sealed under them any more. */
  readonly older?: readonly string[];
  /** Keys of hashes, which stay when the master they came from is gone. */
  readonly hashes?: Readonly<Record<HashPurpose, string>>;
}

interface OldCheckpointKey {
  readonly publicKey: string;
  readonly replacedAt: string;
  /** The old key's signature over the public key that replaced it: who trusts one can trust the next. */
  readonly signature: string;
  /** The same for strangers, as a note that both keys signed; missing in files of the first release. */
  readonly handOver?: string;
}

interface CheckpointFile {
  readonly name: string;
  readonly privateKey: string;
  readonly older?: readonly OldCheckpointKey[];
}

const KEY_BYTES = 32;
const WRAPPING = 'wrap record keys';

/**
 * Opens the keys of an instance and makes them on the first call: `master.json` and
 * `checkpoint.json`, mode 600. Two programs starting at once end with the same keys.
 */
export function openKeyring(files: KeyFiles | string): Keyring {
  const named = typeof files === 'string' ? keyFilesIn(files) : files;
  return keyringOf(
    readOrCreateKeyFile(named.master, newMaster, isMaster),
    readOrCreateKeyFile(named.checkpoint, newCheckpoint, isCheckpoint),
    destroyedKeysIn(named.destroyed),
    () => openDocumentKeys(named.document),
  );
}

/**
 * Puts a new master in the place of the old one, which stays beside it for opening until
 * `dropOlderMasters`. Does nothing while an older one is still there: then that rotation goes on.
 */
export function replaceMaster({ master: file }: KeyFiles): void {
  const old = readOrCreateKeyFile(file, newMaster, isMaster);
  if (old.older?.length) return;
  const secretOf = derivedSecrets(suiteNamed(old.suite), Buffer.from(old.master, 'hex'));
  const hashes =
    old.hashes ??
    Object.fromEntries(
      hashPurposes.map((purpose) => [
        purpose,
        secretOf(`hash ${purpose}`).export().toString('hex'),
      ]),
    );
  replaceKeyFile(file, { ...newMaster(), older: [old.master], hashes });
}

/** Forgets the masters that were replaced; what is still sealed under them opens never again. */
export function dropOlderMasters({ master: file }: KeyFiles): void {
  const { older: _gone, ...kept } = readOrCreateKeyFile(file, newMaster, isMaster);
  replaceKeyFile(file, kept);
}

/**
 * Gives the log a new signing key under its old name; the old public key stays, vouching for the
 * new one, also in the note that `handOver` makes of both.
 */
export function replaceCheckpointKey(
  { checkpoint: file }: KeyFiles,
  now: Date,
  handOver: (old: CheckpointSigner, next: CheckpointSigner) => string,
): void {
  const old = readOrCreateKeyFile(file, newCheckpoint, isCheckpoint);
  const signer = signerOf(old);
  const next: CheckpointFile = { ...newCheckpoint(), name: old.name };
  const replaced: OldCheckpointKey = {
    publicKey: signer.publicKey.toString('base64'),
    replacedAt: now.toISOString(),
    signature: signer.sign(signerOf(next).publicKey).toString('base64'),
    handOver: handOver(signer, signerOf(next)),
  };
  replaceKeyFile(file, { ...next, older: [replaced, ...(old.older ?? [])] });
}

/** A keyring that lives only in memory, for tests and dry runs. */
export function memoryKeyring(): Keyring {
  return keyringOf(newMaster(), newCheckpoint(), destroyedKeysInMemory(), memoryDocumentKeys);
}

function keyringOf(
  file: MasterFile,
  checkpoint: CheckpointFile,
  destroyed: DestroyedKeys,
  openDocuments: () => DocumentKeys,
): Keyring {
  let documents: DocumentKeys | null = null;
  const suite = suiteNamed(file.suite);
  const masters = [file.master, ...(file.older ?? [])].map((hex) => Buffer.from(hex, 'hex'));
  const [secretOf = missing, ...olderSecrets] = masters.map((one) => derivedSecrets(suite, one));
  const hashKeys = hashKeysOf(file, secretOf);
  const wrapping = secretOf(WRAPPING);
  const openedUnder = (purpose: string, sealed: Buffer): Buffer => {
    for (const secret of [secretOf, ...olderSecrets]) {
      const bytes = suite.open(secret(purpose), sealed);
      if (bytes !== null) return bytes;
    }
    throw problem('SEALED_UNREADABLE');
  };
  const unwrap = (wrapped: Buffer): DataKey => createSecretKey(openedUnder(WRAPPING, wrapped));
  return {
    suite: file.suite,
    newRecordKey() {
      const bytes = randomPiece(KEY_BYTES);
      const wrapped = suite.seal(wrapping, bytes);
      return { keyId: randomUUID(), wrapped, key: createSecretKey(bytes) };
    },
    sealWith: (key, text) => suite.seal(key, typeof text === 'string' ? Buffer.from(text) : text),
    openWith(wrapped, sealed) {
      const bytes = suite.open(unwrap(wrapped), sealed);
      if (bytes === null) throw problem('SEALED_UNREADABLE');
      return bytes.toString('utf8');
    },
    unwrap,
    sealBlob: (purpose, bytes) => suite.seal(secretOf(`seal ${purpose}`), bytes),
    openBlob: (purpose, sealed) => openedUnder(`seal ${purpose}`, sealed),
    hmac: (purpose, data) => suite.hmac(hashKeys(purpose), data),
    secret: (purpose) => secretOf(`secret ${purpose}`).export(),
    checkpointSigner: signerOf(checkpoint),
    documentKeys: () => (documents ??= openDocuments()),
    destroyed,
    checkpointKeys: [
      signerOf(checkpoint).publicKey,
      ...(checkpoint.older ?? []).map(({ publicKey }) => Buffer.from(publicKey, 'base64')),
    ],
    handOvers: (checkpoint.older ?? []).flatMap(({ handOver }) => handOver ?? []),
    masterMarks: masters.map((one) =>
      suite.derive(one, 'xinyong v1 mark').toString('hex').slice(0, 16),
    ),
    renew(sealed, purpose) {
      const name = purpose === 'wraps' ? WRAPPING : `seal ${purpose}`;
      if (suite.open(secretOf(name), sealed) !== null) return null;
      return suite.seal(secretOf(name), openedUnder(name, sealed));
    },
  };
}

function missing(): never {
  throw new Error('a keyring has at least one master');
}

function hashKeysOf(
  file: MasterFile,
  secretOf: (purpose: string) => DataKey,
): (purpose: HashPurpose) => DataKey {
  const kept = file.hashes;
  if (!kept) return (purpose) => secretOf(`hash ${purpose}`);
  const keys = new Map(
    Object.entries(kept).map(([purpose, hex]) => [
      purpose,
      createSecretKey(Buffer.from(hex, 'hex')),
    ]),
  );
  return (purpose) => keys.get(purpose) ?? missing();
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
  const hexes = [value.master ?? '', ...(value.older ?? []), ...Object.values(value.hashes ?? {})];
  const whole = value.hashes === undefined || hashPurposes.every((one) => value.hashes?.[one]);
  return value.suite === 'intl' && whole && hexes.every((hex) => /^[0-9a-f]{64}$/.test(hex));
}

function isCheckpoint(value: Partial<CheckpointFile>): value is CheckpointFile {
  if (!/^[^\s+]+$/.test(value.name ?? '') || typeof value.privateKey !== 'string') return false;
  try {
    return privateKeyOf(value as CheckpointFile).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
