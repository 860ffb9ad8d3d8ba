import { createHash, type Hash } from 'node:crypto';
import type { PlainDate } from '../../platform/plain-date.ts';

/** What a report is about, beside its findings (D2). */
export interface ReportSubject {
  /** SHA-256 of the file, hexadecimal. */
  readonly fileDigest: string;
  readonly classCode: string;
  readonly policyHash: string;
  readonly today: PlainDate;
}

interface ReportedFinding {
  readonly row: number;
  readonly cell: string | null;
  readonly field: string;
  readonly rule: string;
  readonly severity: string;
  readonly detail?: string;
}

/**
 * Identity of a report: SHA-256 over file, class, policy, day and all row and file findings in
 * their order. Equal for `check` and `submit` (D2), so findings that only a known sender can have
 * must not be added.
 */
export class ReportIdentity {
  readonly #hash: Hash;

  constructor(subject: ReportSubject) {
    this.#hash = createHash('sha256');
    this.#line([subject.fileDigest, subject.classCode, subject.policyHash, subject.today]);
  }

  add(finding: ReportedFinding): void {
    const { row, cell, field, rule, severity, detail = null } = finding;
    this.#line([row, cell, field, rule, severity, detail]);
  }

  /** The 64 hexadecimal digits; nothing can be added afterwards. */
  finish(): string {
    return this.#hash.digest('hex');
  }

  #line(values: readonly (string | number | null)[]): void {
    this.#hash.update(`${JSON.stringify(values)}\n`);
  }
}
