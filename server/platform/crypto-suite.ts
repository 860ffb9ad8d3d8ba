import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomFillSync,
  type KeyObject,
} from 'node:crypto';

/** Algorithm suites by name; a sealed value names its suite in its first byte. */
export type SuiteName = 'intl';

export interface Suite {
  /** Authenticated encryption with a key of 32 bytes. */
  seal(key: KeyObject, bytes: Buffer): Buffer;
  /** The plain bytes, or null when key or content do not fit. */
  open(key: KeyObject, sealed: Buffer): Buffer | null;
  hmac(key: KeyObject, data: string | Buffer): Buffer;
  derive(master: Buffer, purpose: string): Buffer;
}

const INTL_MARK = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** SHA-256, HKDF and AES-256-GCM: mark byte, nonce, ciphertext, tag. */
const intl: Suite = {
  seal(key, bytes) {
    const nonce = randomPiece(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const body = cipher.update(bytes);
    cipher.final();
    return Buffer.concat([Buffer.of(INTL_MARK), nonce, body, cipher.getAuthTag()]);
  },
  open(key, sealed) {
    if (sealed[0] !== INTL_MARK || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) return null;
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce);
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const bytes = decipher.update(sealed.subarray(1 + NONCE_BYTES, sealed.length - TAG_BYTES));
    try {
      decipher.final();
      return bytes;
    } catch {
      return null;
    }
  },
  hmac: (key, data) => pooledDigest(createHmac('sha256', key).update(data).digest('binary')),
  derive: (master, purpose) => Buffer.from(hkdfSync('sha256', master, '', purpose, KEY_BYTES)),
};

const suites: Readonly<Record<SuiteName, Suite>> = { intl };

/** The algorithms of a suite. */
export function suiteNamed(name: SuiteName): Suite {
  return suites[name];
}

/** The bytes of a digest given as `binary`, in memory shared with others: thousands with memory of their own are costly to collect. */
export function pooledDigest(binary: string): Buffer {
  return Buffer.from(binary, 'latin1');
}

const POOL_BYTES = 16_384;
let pool = Buffer.alloc(0);
let used = 0;

/** Fresh random bytes, drawn from the system in larger lots: one call per nonce is too slow for bulk work. */
export function randomPiece(size: number): Buffer {
  if (used + size > pool.length) {
    pool = randomFillSync(Buffer.alloc(Math.max(POOL_BYTES, size)));
    used = 0;
  }
  used += size;
  const piece = Buffer.from(pool.subarray(used - size, used));
  pool.fill(0, used - size, used);
  return piece;
}
