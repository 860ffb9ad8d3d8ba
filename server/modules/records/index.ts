export { actOn, actOnMany, actOnOpened, type Act, type Acted } from './act.ts';
export { archive, type Archive, type ArchiveRequest } from './archive.ts';
export { archiveHeads, type ArchiveHead, type HeadRequest } from './archive-head.ts';
export { checkRecords, type CheckFinding, type CheckResult } from './check.ts';
export { classifyRecord, type AfterDecision, type ClassificationInput } from './classify.ts';
export {
  deleteRecord,
  replaceRecord,
  revokeRecord,
  type Ending,
  type Replacement,
} from './commands.ts';
export { eraseRecord } from './erase.ts';
export { eraseOverdue } from './retention.ts';
export { decideDoubt, type DoubtDecision, type DoubtInput } from './doubt.ts';
export { ownRecords, recordFile, type RecordFilter, type RecordLine } from './queries.ts';
export {
  classificationQueue,
  countWaiting,
  doubtQueue,
  type DoubtfulRecord,
  type WaitingRecord,
} from './queues.ts';
export type { RecordView } from './view.ts';
export { classificationChoice, hasLevel } from './classification.ts';
export type { Fact, Polarity, Values } from './content.ts';
export {
  actionKinds,
  actionsAsOf,
  foldState,
  isFinal,
  recordStatuses,
  type ActionDetail,
  type ActionKind,
  type RecordAction,
  type RecordNeed,
  type RecordState,
  type RecordStatus,
} from './fold.ts';
export {
  identityHashes,
  lookupRecords,
  type Existing,
  type Hashes,
  type Lookup,
  type LookupRow,
} from './identities.ts';
export { recordJobs } from './jobs.ts';
export { ownPart, type Making, type OwnPart } from './own-part.ts';
export { applyMask, maskedValues, maskValue, type Audience, type MaskedCell } from './masking.ts';
export {
  liveRecords,
  openPayloads,
  recordsOfBatch,
  undecidedBatches,
  type OpenRecord,
} from './payloads.ts';
export { registerRecords, type NewRecord, type Registered } from './register.ts';
export { levelZh, statusZh } from './words.ts';
export type { RecordRef } from './store.ts';
export { recordRoutes } from './routes.ts';
