export { referencedFields, subjectClaim, type ClaimedKind, type SubjectClaim } from './claim.ts';
export { judgeMatch, undoMatch, type JudgedMatch, type MatchDecision } from './judgements.ts';
export { referenceHash } from './known.ts';
export { decideMatch, type Candidates, type KnownSubject, type Match } from './match.ts';
export {
  dropReferences,
  findSubject,
  forgetPerson,
  noteReferences,
  personNames,
  subjectsById,
  type ReferenceEntry,
  type Subject,
} from './queries.ts';
export { resolveSubjects, type RowToResolve } from './resolve.ts';
export { isRegisterEntry } from './registration.ts';
export {
  rebuildRegistration,
  settleRegistration,
  type RegisteredRow,
  type RegisterOf,
  type SettledDifference,
} from './settle.ts';
export {
  isProtected,
  kindOfCode,
  orgTypeOf,
  subjectKinds,
  type DoubtfulSubject,
  type LinkedSubject,
  type MatchDoubt,
  type MatchedBy,
  type ResolvedSubject,
  type SubjectKind,
  type Suggestion,
  type UnstoredSubject,
} from './subjects.ts';
