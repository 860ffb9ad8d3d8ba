import { createHash } from 'node:crypto';
import { isSignatureOf, type DocumentCertificate } from '../../platform/document-signer/index.ts';
import { isSealOf, readSeal } from './seal.ts';

/** What a file alone proves; nothing of it needs a server. */
export type FileVerdict =
  /** Signed whole by this platform and not one byte changed since. */
  | 'GENUINE'
  /** A report that was changed after it was signed, or whose signature is not whole. */
  | 'ALTERED'
  /** Not a signed report at all. */
  | 'NOT_A_REPORT';

export interface OpenedReport {
  readonly verdict: FileVerdict;
  /** SHA-256 of all bytes in hex. */
  readonly fileDigest: string;
  /** First and behind-last byte of both parts the signature covers; null when it names none. */
  readonly covered: readonly (readonly [number, number])[] | null;
  /** What the file says of itself; to be believed only when it is genuine. */
  readonly number: string | null;
  readonly issuedAt: string | null;
  readonly bodyDigest: string | null;
  /** Fingerprint of the certificate that signed it; null unless genuine. */
  readonly certificate: string | null;
}

/** Keys by which a file is judged; a stranger pins them once. */
export interface TrustedKeys {
  readonly certificates: readonly DocumentCertificate[];
  /** Raw Ed25519 keys of the suite, replaced ones too, that sign the digest of a body; null when they are not known here. */
  readonly sealKeys: readonly Buffer[] | null;
}

const RANGE = /\/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\] *\n/;
const MOMENT = /\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/;
const KEYWORDS = /\/Keywords \(([^()\\]{1,2000})\)/;
const HEADER = '%PDF-1.7\n';

/**
 * Judges the bytes of a report. The signature must cover everything but itself, and must be exactly
 * what one of the keys would write there: a change at any place, padding included, is seen.
 */
export function openReport(file: Buffer, trusted: TrustedKeys): OpenedReport {
  const text = file.toString('latin1');
  const fileDigest = createHash('sha256').update(file).digest('hex');
  const seal = readSeal(KEYWORDS.exec(text)?.[1] ?? '');
  const unsigned = { fileDigest, covered: null, certificate: null };
  const range = text.startsWith(HEADER) ? RANGE.exec(text) : null;
  const said = {
    number: seal?.number ?? null,
    issuedAt: seal?.issuedAt ?? null,
    bodyDigest: seal?.bodyDigest ?? null,
  };
  if (seal === null && range === null) return { verdict: 'NOT_A_REPORT', ...unsigned, ...said };
  const altered = { verdict: 'ALTERED', ...unsigned, ...said } as const;
  if (seal === null || range === null) return altered;
  const [end, next, rest] = range.slice(1).map(Number) as [number, number, number];
  const covered = [
    [0, end],
    [next, next + rest],
  ] as const;
  const whole = end < next && next + rest === file.length;
  const signer = whole ? signerOf(file, text, [end, next], trusted.certificates) : undefined;
  const sealed = trusted.sealKeys?.some((key) => isSealOf(seal, key)) ?? true;
  if (signer === undefined || !sealed) return { ...altered, covered };
  return { ...altered, verdict: 'GENUINE', covered, certificate: signer.fingerprint };
}

function signerOf(
  file: Buffer,
  text: string,
  [end, next]: readonly [number, number],
  certificates: readonly DocumentCertificate[],
): DocumentCertificate | undefined {
  const moment = MOMENT.exec(text)?.slice(1).map(Number);
  if (moment === undefined) return undefined;
  const [year = 0, month = 1, day, hour, minute, second] = moment;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const digest = createHash('sha256')
    .update(file.subarray(0, end))
    .update(file.subarray(next))
    .digest();
  const held = text.slice(end, next);
  const bytes = Buffer.from(held.slice(1, -1), 'hex');
  const cms = bytes.subarray(0, lengthOf(bytes));
  // Written anew and compared as text: neither letter case nor padding may differ.
  if (held !== `<${cms.toString('hex').padEnd(held.length - 2, '0')}>`) return undefined;
  return certificates.find((certificate) => isSignatureOf(cms, { digest, at }, certificate));
}

/** Length of a DER element from its first four bytes, as every signature of ours begins. */
function lengthOf(cms: Buffer): number {
  return cms.length >= 4 ? cms.readUInt16BE(2) + 4 : 0;
}
