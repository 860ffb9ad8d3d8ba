import { createPublicKey, sign, type KeyObject } from 'node:crypto';
import {
  bits,
  element,
  identifier,
  integer,
  nothing,
  octets,
  sequence,
  set,
  tagged,
  time,
  utf8,
} from './der.ts';

const SHA256_WITH_RSA = sequence(identifier('1.2.840.113549.1.1.11'), nothing);
const COMMON_NAME = identifier('2.5.4.3');
const ORGANISATION = identifier('2.5.4.10');
const KEY_USAGE = identifier('2.5.29.15');
const BASIC_CONSTRAINTS = identifier('2.5.29.19');
const TRUE = element(0x01, Buffer.of(0xff));

export interface CertificateFacts {
  readonly name: string;
  readonly organisation: string;
  /** Unsigned, at most 20 bytes. */
  readonly serial: Buffer;
  readonly from: Date;
  readonly until: Date;
}

/** The distinguished name of issuer and subject alike. */
export function distinguishedName({
  name,
  organisation,
}: Pick<CertificateFacts, 'name' | 'organisation'>): Buffer {
  const part = (kind: Buffer, value: string): Buffer => set(sequence(kind, utf8(value)));
  return sequence(part(ORGANISATION, organisation), part(COMMON_NAME, name));
}

/** A self-signed X.509 certificate for signing documents, in DER. */
export function selfSigned(privateKey: KeyObject, facts: CertificateFacts): Buffer {
  const name = distinguishedName(facts);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const extension = (kind: Buffer, value: Buffer): Buffer => sequence(kind, TRUE, octets(value));
  const content = sequence(
    tagged(0, integer(Buffer.of(2))),
    integer(facts.serial),
    SHA256_WITH_RSA,
    name,
    sequence(time(facts.from), time(facts.until)),
    name,
    publicKey,
    tagged(
      3,
      sequence(
        extension(BASIC_CONSTRAINTS, sequence()),
        // digitalSignature and nonRepudiation; nothing else may be done with this key.
        extension(KEY_USAGE, bits(Buffer.of(0xc0), 6)),
      ),
    ),
  );
  return sequence(content, SHA256_WITH_RSA, bits(sign('sha256', content, privateKey)));
}
