import type { ShownRow } from '../../calls/intake.ts';

/** Details of findings that leave open whose record a row is. */
const doubts = new Set([
  'KIND_CODE_MISMATCH',
  'HOUSEHOLD_WITHOUT_CODE',
  'NO_CODE',
  'PERSON_WITHOUT_NUMBER',
  'PLACE_WITHOUT_CODE',
  'NAME_CODE_MISMATCH',
  'REFERENCE_MISSING',
  'REFERENCE_SEVERAL',
]);

/** Whether a person must first say to whom a row belongs. */
export function isSubjectDoubtful({ findings }: Pick<ShownRow, 'findings'>): boolean {
  return findings.some(
    ({ rule, detail }) =>
      rule.startsWith('SUBJECT-') || (detail !== undefined && doubts.has(detail)),
  );
}
