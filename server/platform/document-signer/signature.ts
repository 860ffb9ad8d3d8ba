import { createHash, verify, X509Certificate, type KeyObject } from 'node:crypto';
import { distinguishedName } from './certificate.ts';
import { signedBytes, signedData, type Signed, type SignedBy } from './cms.ts';

const SIGNATURE_BYTES = 384;

/** A certificate that signs, or once signed, documents of this instance. */
export interface DocumentCertificate extends SignedBy {
  /** SHA-256 of the certificate in hex: what a stranger compares. */
  readonly fingerprint: string;
  readonly publicKey: KeyObject;
  readonly name: string;
  readonly pem: string;
}

/** Reads a certificate this program made; throws for any other bytes. */
export function readCertificate(der: Buffer): DocumentCertificate {
  const parsed = new X509Certificate(der);
  const field = (name: string): string =>
    new RegExp(`^${name}=(.*)$`, 'm').exec(parsed.subject)?.[1] ?? '';
  return {
    certificate: der,
    name: field('CN'),
    issuer: distinguishedName({ name: field('CN'), organisation: field('O') }),
    serial: Buffer.from(parsed.serialNumber, 'hex'),
    publicKey: parsed.publicKey,
    pem: parsed.toString(),
    fingerprint: createHash('sha256').update(der).digest('hex'),
  };
}

/**
 * Whether these are exactly the bytes this certificate's key signs that content with: they are made
 * anew and compared whole, so that not one bit is left that somebody could change unseen.
 */
export function isSignatureOf(
  cms: Buffer,
  signed: Signed,
  certificate: DocumentCertificate,
): boolean {
  const signature = cms.subarray(-SIGNATURE_BYTES);
  return (
    cms.equals(signedData(signed, certificate, signature)) &&
    verify('sha256', signedBytes(signed), certificate.publicKey, signature)
  );
}
