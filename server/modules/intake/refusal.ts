import { Problem } from '../../platform/problem.ts';
import { SheetRefused } from '../../platform/spreadsheet/index.ts';
import type { HeaderMatch } from '../catalogue/index.ts';
import { problem } from './problem.ts';

/** The refusal of a whole file: a stable code and a sentence that says what to do. */
export function refuse(refusal: string, reason: string): Problem {
  return problem('FILE_REFUSED', { refusal, reason });
}

/** The refusal behind an error of reading, or null when it is another error. */
export function refusalOf(error: unknown): { code: string; message: string } | null {
  if (error instanceof SheetRefused) return { code: error.code, message: error.message };
  if (error instanceof Problem && error.code === 'FILE_REFUSED') {
    return { code: String(error.detail['refusal']), message: error.message };
  }
  return null;
}

/** Why a header cannot be used: of another class, incomplete or ambiguous; null when it can. */
export function headerRefusal(match: HeaderMatch): Problem | null {
  const code = refusalCode(match);
  if (code === null) return null;
  // Columns that are not known are no reason; their sentence stands last.
  const reasons = match.unknown.length > 0 && match.isHeader ? -1 : undefined;
  const said = code === 'OTHER_CLASS' ? match.problems : match.problems.slice(0, reasons);
  return refuse(code, said.join(''));
}

function refusalCode(match: HeaderMatch): string | null {
  if (match.otherClass) return 'OTHER_CLASS';
  if (!match.isHeader) return 'NO_HEADER';
  if (match.missingRequired.length > 0) return 'MISSING_COLUMNS';
  if (match.duplicates.length > 0) return 'REPEATED_COLUMN';
  return match.unitMismatches.length > 0 ? 'OTHER_UNIT' : null;
}
