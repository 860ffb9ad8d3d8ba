import { createHash, type Hash } from 'node:crypto';
import type { PlainDate } from '../../../platform/plain-date.ts';
import type { Finding } from './types.ts';

export type ReportHead = {
  readonly fileDigest: string;
  readonly classCode: string;
  readonly policyHash: string;
  readonly today: PlainDate;
};

/**
 * Number of a judgement: hex SHA-256 of file, class, policy, day and all row and file findings in the
 * order of the rows. Checking and submitting the same file give the same number.
 */
export class ReportId {
  private readonly hash: Hash = createHash('sha256');

  constructor(head: ReportHead) {
    const { fileDigest, classCode, policyHash, today } = head;
    this.hash.update(`${JSON.stringify([fileDigest, classCode, policyHash, today])}\n`);
  }

  /** Adds the findings of one row; rows without findings may be left out. */
  add(rowNumber: number, findings: readonly Finding[]): void {
    for (const { rule, field, severity, detail = null } of findings) {
      this.hash.update(`${JSON.stringify([rowNumber, rule, field, severity, detail])}\n`);
    }
  }

  /** The number; nothing can be added afterwards. */
  digest(): string {
    return this.hash.digest('hex');
  }
}
