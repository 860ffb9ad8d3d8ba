import { identifier, integer, nothing, octets, sequence, set, tagged, time } from './der.ts';

const SIGNED_DATA = identifier('1.2.840.113549.1.7.2');
const DATA = identifier('1.2.840.113549.1.7.1');
const SHA256 = sequence(identifier('2.16.840.1.101.3.4.2.1'), nothing);
const RSA = sequence(identifier('1.2.840.113549.1.1.1'), nothing);
const CONTENT_TYPE = identifier('1.2.840.113549.1.9.3');
const MESSAGE_DIGEST = identifier('1.2.840.113549.1.9.4');
const SIGNING_TIME = identifier('1.2.840.113549.1.9.5');
const ONE = integer(Buffer.of(1));

/** What a signature says: which content, when. */
export interface Signed {
  /** SHA-256 of the content, which itself stays outside (detached). */
  readonly digest: Buffer;
  readonly at: Date;
}

/** Who signs: the certificate with the name and number by which a signature points to it. */
export interface SignedBy {
  readonly certificate: Buffer;
  readonly issuer: Buffer;
  readonly serial: Buffer;
}

/** The bytes a signature is made over (RFC 5652 §5.4). */
export function signedBytes(signed: Signed): Buffer {
  return set(...attributes(signed));
}

/** The signature as CMS SignedData (RFC 5652), as PDF readers expect it: one signer, RSA with SHA-256. */
export function signedData(signed: Signed, by: SignedBy, signature: Buffer): Buffer {
  const signer = sequence(
    ONE,
    sequence(by.issuer, integer(by.serial)),
    SHA256,
    tagged(0, signedBytes(signed).subarray(2)),
    RSA,
    octets(signature),
  );
  return sequence(
    SIGNED_DATA,
    tagged(0, sequence(ONE, set(SHA256), sequence(DATA), tagged(0, by.certificate), set(signer))),
  );
}

function attributes({ digest, at }: Signed): Buffer[] {
  const attribute = (kind: Buffer, value: Buffer): Buffer => sequence(kind, set(value));
  return [
    attribute(CONTENT_TYPE, DATA),
    attribute(SIGNING_TIME, time(at)),
    attribute(MESSAGE_DIGEST, octets(digest)),
  ];
}
