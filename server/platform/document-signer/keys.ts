import {
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { readOrCreateKeyFile, replaceKeyFile } from '../key-files.ts';
import { selfSigned } from './certificate.ts';
import { signedBytes, signedData, type Signed } from './cms.ts';
import { readCertificate, type DocumentCertificate } from './signature.ts';

/** The RSA key that signs documents, and the certificates of the keys before it. */
export interface DocumentKeys {
  readonly current: DocumentCertificate;
  /** Every certificate by which a document of this instance may be signed, the current one first. */
  readonly certificates: readonly DocumentCertificate[];
  /** The detached CMS signature of a content, in DER. */
  sign(signed: Signed): Buffer;
}

interface DocumentFile {
  readonly privateKey: string;
  readonly certificate: string;
  /** Certificates of keys that no longer exist, the newest first. */
  readonly earlier: readonly string[];
}

const RSA_BITS = 3072;
const YEARS = 10;
const ORGANISATION = 'Xinyong';

/** The document keys kept in a key file (mode 600), made on the first call. */
export function openDocumentKeys(file: string): DocumentKeys {
  return keysOf(readOrCreateKeyFile(file, () => newKey([]), isDocumentFile));
}

/** Keys that live only in memory, for tests and dry runs. */
export function memoryDocumentKeys(): DocumentKeys {
  return keysOf(newKey([]));
}

/** Puts a new key in the place of the current one, whose certificate stays known; its private half is gone for ever. */
export function rotateDocumentKey(file: string): DocumentKeys {
  const { certificate, earlier } = readOrCreateKeyFile(file, () => newKey([]), isDocumentFile);
  const next = newKey([certificate, ...earlier]);
  replaceKeyFile(file, next);
  return keysOf(next);
}

function keysOf(file: DocumentFile): DocumentKeys {
  const privateKey = privateKeyOf(file);
  const current = readCertificate(Buffer.from(file.certificate, 'base64'));
  const earlier = file.earlier.map((der) => readCertificate(Buffer.from(der, 'base64')));
  return {
    current,
    certificates: [current, ...earlier],
    sign: (signed) => signedData(signed, current, sign('sha256', signedBytes(signed), privateKey)),
  };
}

function newKey(earlier: readonly string[]): DocumentFile {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: RSA_BITS });
  const from = new Date(new Date().setUTCHours(0, 0, 0, 0));
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + YEARS);
  const certificate = selfSigned(privateKey, {
    name: `xinyong/documents/${randomBytes(4).toString('hex')}`,
    organisation: ORGANISATION,
    serial: Buffer.concat([Buffer.of(1), randomBytes(15)]),
    from,
    until,
  });
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    certificate: certificate.toString('base64'),
    earlier,
  };
}

function privateKeyOf({ privateKey }: Pick<DocumentFile, 'privateKey'>): KeyObject {
  return createPrivateKey({
    key: Buffer.from(privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
}

function isDocumentFile(value: Partial<DocumentFile>): value is DocumentFile {
  try {
    const { privateKey = '', certificate = '', earlier = [] } = value;
    const known = [certificate, ...earlier].map((der) =>
      readCertificate(Buffer.from(der, 'base64')),
    );
    return (
      privateKeyOf({ privateKey }).asymmetricKeyType === 'rsa' &&
      known.every((one) => one.name !== '')
    );
  } catch {
    return false;
  }
}
