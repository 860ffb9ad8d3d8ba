export { canonicalHash, canonicalJson } from './canonical.ts';
export type {
  Catalogue,
  Disclosure,
  EnvelopeField,
  Field,
  InformationClass,
  PlatformField,
  SubjectRule,
} from './catalogue-shape.ts';
export type { CodeList, CodeLists, CodeValue, ScanLists, ScanPattern } from './codelist-shape.ts';
export { holdsOn, inForce, overlap, type Dated, type Period } from './dated.ts';
export {
  comparisons,
  evaluate,
  listElements,
  type Cells,
  type Expression,
  type Truth,
} from './expression.ts';
export { loadPolicy, readPolicy, type PolicyReading } from './load.ts';
export { classOf, versionsOf, type PartName, type Policy, type PolicyParts } from './policy.ts';
export { PolicyError, problemLine, type PolicyProblem } from './problem.ts';
export type {
  ClassMaximum,
  ClassPublication,
  Duration,
  HiddenCase,
  LevelPeriod,
  Publication,
  Regime,
  SectorOverride,
} from './publication-shape.ts';
export type { Reports, ReportSection, ReportTemplate } from './reports-shape.ts';
export type { Level, Levels } from './levels-shape.ts';
export type { FieldMask, Masking, MaskRule } from './masking-shape.ts';
export type {
  Account,
  Deadline,
  Deadlines,
  Division,
  Divisions,
  Items,
  Measure,
  Measures,
  Organisation,
  Organisations,
  ReportingItem,
  Workdays,
} from './register-shape.ts';
export {
  normalisers,
  ruleKinds,
  severities,
  type Cure,
  type Normaliser,
  type Rule,
  type RuleArguments,
  type RuleKind,
  type RuleOf,
  type Scope,
  type Severity,
} from './rule-shape.ts';
export {
  decideLevel,
  deriveKinds,
  type DerivedKinds,
  type LevelDecision,
  type PenaltyFacts,
} from './levels.ts';
export { checkPolicy, checkPolicyFolder } from './check.ts';
