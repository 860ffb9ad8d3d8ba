import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { SheetFinding } from './finding.ts';
import { informationClassOf } from './classes.ts';
import { SheetJudgement, type SheetInfo, type SheetJudgementOptions } from './judge-sheet.ts';
import { refuse } from './refusal.ts';

export interface CheckOptions extends SheetJudgementOptions {
  /** Path of the file, or its bytes. */
  readonly file: string | Uint8Array;
  readonly onProgress?: (rows: number) => void;
  /** Findings listed at most; the counts are always complete. */
  readonly maxFindings?: number;
}

/** A report on a file by policy alone; `row` and `cell` as the person sees them in the sheet. */
export interface CheckReport {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly quarantined: number;
  readonly warned: number;
  readonly findings: readonly SheetFinding[];
  /** Findings beyond `maxFindings` that are counted but not listed. */
  readonly findingsLeftOut: number;
  readonly reportId: string;
  readonly classCode: string;
  readonly className: string;
  readonly judgedOn: string;
  readonly policyHash: string;
  readonly sheet: SheetInfo;
}

const MAX_FINDINGS = 100_000;

/**
 * Judges a file by row and file rules, without a database. The same file, class, policy and day
 * give the same `reportId` as a submission (D2). Throws FILE_REFUSED with a sentence for the clerk.
 */
export async function checkFile(options: CheckOptions): Promise<CheckReport> {
  const judgement = await SheetJudgement.open(options.file, await digestOf(options.file), options);
  const findings: SheetFinding[] = [...judgement.headerFindings];
  const limit = options.maxFindings ?? MAX_FINDINGS;
  let leftOut = 0;
  for await (const rows of judgement.rows()) {
    for (const row of rows) {
      const room = Math.max(0, limit - findings.length);
      findings.push(...row.findings.slice(0, room));
      leftOut += Math.max(0, row.findings.length - room);
    }
    options.onProgress?.(judgement.counts.rows);
  }
  const { policy, classCode, today } = options;
  return {
    ...judgement.counts,
    findings,
    findingsLeftOut: leftOut,
    reportId: judgement.finish(),
    classCode,
    className: informationClassOf(policy, classCode, today).nameZh,
    judgedOn: today,
    policyHash: policy.hash,
    sheet: judgement.info,
  };
}

/** SHA-256 of a file, hexadecimal. */
export async function digestOf(file: string | Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  if (typeof file !== 'string') return hash.update(file).digest('hex');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch {
    throw refuse('NOT_FOUND', '找不到该文件，或没有读取权限。请检查路径后重试。');
  }
  return hash.digest('hex');
}
