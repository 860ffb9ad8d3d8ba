import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;
const ISSUER = '信用王益';
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

function totp(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    secret: Secret.fromBase32(secret),
    digits: 6,
    period: PERIOD,
  });
}

/** A new shared secret in base 32 and the address an authenticator reads from a QR code. */
export function newSharedSecret(account: string): {
  readonly secret: string;
  readonly uri: string;
} {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totp(secret, account).toString() };
}

/** The code an authenticator shows at that moment. */
export function codeAt(secret: string, now: Date): string {
  return totp(secret, '').generate({ timestamp: now.getTime() });
}

/**
 * The time step a code belongs to, one step of clock difference allowed; null when it is wrong
 * or not later than the last step used, so that a code works once.
 */
export function acceptedStep(
  secret: string,
  code: string,
  lastStep: number | null,
  now: Date,
): number | null {
  const delta = totp(secret, '').validate({ token: code, timestamp: now.getTime(), window: 1 });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / PERIOD) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

/** A code a person can copy from paper: groups of four, without 0, 1, I and O. */
export function newPaperCode(groups: number): string {
  const letters = Array.from(randomBytes(groups * 4), (byte) => ALPHABET[byte % ALPHABET.length]);
  return Array.from({ length: groups }, (_, i) => letters.slice(i * 4, i * 4 + 4).join('')).join(
    '-',
  );
}

/** SHA-256 of a paper code, indifferent to case, spaces and dashes. */
export function paperCodeHash(code: string): Buffer {
  return digest(code.toUpperCase().replace(/[^A-Z0-9]/g, ''));
}

/** SHA-256 of a random token. */
export function digest(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** Compares two digests, or secrets of one length, in constant time. */
export function sameDigest(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** 256 random bits as text. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
