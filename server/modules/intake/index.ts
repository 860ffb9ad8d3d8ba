export { checkFile, type CheckOptions, type CheckReport } from './check-file.ts';
export { cancelBatch } from './commands/cancel.ts';
export { correctRow, discardRow, type Correction } from './commands/correct.ts';
export {
  decideQuarantine,
  quarantineDecisions,
  type QuarantineDecision,
  type QuarantineInput,
} from './commands/decide.ts';
export { expireUploads } from './commands/expire.ts';
export { processBatch, unfinishedBatches } from './commands/process.ts';
export { receiveBatch, type Received, type Submission } from './commands/receive.ts';
export { batchStates, rowStates, type BatchState, type Progress, type RowState } from './batch.ts';
export type { FindingCount, SheetFinding } from './finding.ts';
export { BATCHES_AT_ONCE, intakeJobs } from './jobs.ts';
export {
  batchDetail,
  listBatches,
  listClasses,
  type BatchDetail,
  type SendableClass,
} from './queries.ts';
export { BatchAnswer } from './answers.ts';
export type { BatchCounts, BatchSummary } from './batch-summary.ts';
export { ownJobs, ownWork, type OwnWork, type ToMend } from './own-work.ts';
export { refusalOf } from './refusal.ts';
export {
  countQuarantined,
  listQuarantine,
  listRows,
  oldestQuarantined,
  type ShownRow,
} from './row-queries.ts';
export { annotatedFile } from './annotated.ts';
export { judgeRows, type TypedRow } from './commands/judge-rows.ts';
export { intakeRoutes } from './routes.ts';
export { templateFile } from './template.ts';
