export { checkFile, type CheckOptions, type CheckReport } from './check-file.ts';
export type { SheetFinding } from './finding.ts';
export { refusalOf } from './refusal.ts';
