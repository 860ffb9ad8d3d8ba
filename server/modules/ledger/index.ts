export { appendLeaves, type NewLeaf } from './append.ts';
export { canonicalJson, commitmentOf, type Content } from './canonical.ts';
export { checkTree, type LedgerFault } from './check.ts';
export {
  keyOfLine,
  LOG_KEY,
  openCheckpoint,
  openCheckpointWith,
  verifierKey,
  WITNESS_KEY,
  type NoteKey,
} from './checkpoint.ts';
export { cosignatureLine, cosignedAt, type WitnessSigner } from './cosignature.ts';
export { followHandOvers, handOverNote } from './hand-over.ts';
export { ledgerJobs } from './jobs.ts';
export { exportLog } from './log.ts';
export {
  checkpointRoot,
  currentHead,
  ledgerHead,
  inclusion,
  consistency,
  type Inclusion,
  type LedgerHead,
} from './queries.ts';
export { ledgerRoutes } from './routes.ts';
export { keepCheck, keptChecks, type KeptCheck } from './self-check.ts';
export { clockSetBack, sequence } from './sequence.ts';
export {
  assertWritable,
  openSetBacks,
  readOnlyReason,
  setBackWords,
  watchForSetBack,
  type SetBackWords,
} from './set-back.ts';
export { verifyConsistency, verifyInclusion } from './tree.ts';
