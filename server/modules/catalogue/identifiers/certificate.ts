/** Certificates of natural persons: the check that belongs to each type of list ZJLX. */
import { checkCitizenId, citizenIdCheckChar } from './citizen-id.ts';
import { checkUscc } from './uscc.ts';

export type DivisionTables = {
  /** Two-digit province codes of GB/T 2260. */
  readonly provinces: ReadonlySet<string>;
  /** The same and those used only in residence permits (GB 11643 numbers beginning with 83). */
  readonly personProvinces: ReadonlySet<string>;
};
export type CertificateCheck = (
  value: string,
  tables: DivisionTables,
  today: string,
) => string | null;

const byPattern =
  (pattern: RegExp): CertificateCheck =>
  (value) =>
    pattern.test(value) ? null : 'PATTERN';

function checkForeignResident(value: string): string | null {
  if (/^[A-Z]{3}[0-9]{12}$/.test(value)) return null;
  if (!/^9[0-9]{16}[0-9X]$/.test(value)) return 'PATTERN';
  return citizenIdCheckChar(value) === value.charAt(17) ? null : 'CHECK_CHAR';
}

/** Keyed by the wire value; `USCC` lets a shareholder be an organisation. */
export const CERTIFICATE_CHECKS: ReadonlyMap<string, CertificateCheck> = new Map<
  string,
  CertificateCheck
>([
  ['身份证', (value, tables, today) => checkCitizenId(value, tables.personProvinces, today)],
  ['护照号', byPattern(/^[A-Z0-9]{5,20}$/)],
  ['港澳居民来往内地通行证', byPattern(/^[HM][0-9]{8}(?:[0-9]{2})?$/)],
  ['台湾居民来往大陆通行证', byPattern(/^(?:[0-9]{8}|[0-9]{10}[A-Z]?)$/)],
  ['外国人永久居留身份证', (value) => checkForeignResident(value)],
  ['USCC', (value, tables) => checkUscc(value, tables.provinces).error],
]);

/** Null when the number fits its type, else the detail code; an unknown type answers null (not judged). */
export function checkCertificate(
  type: string,
  value: string,
  tables: DivisionTables,
  today: string,
): string | null {
  const check = CERTIFICATE_CHECKS.get(type);
  return check ? check(value, tables, today) : null;
}
