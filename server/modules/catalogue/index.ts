export { ClassJudge, compileClass, type RowsJudge } from './judge/class-judge.ts';
export { compileJudge, type Judge, type RawCells, type StoreFindingDetail } from './judge/judge.ts';
export type { FileJudge } from './judge/file.ts';
export type { StoreRule } from './judge/compile-rules.ts';
export type { StoreKind } from './judge/kinds.ts';
export { ReportId, type ReportHead } from './judge/report-id.ts';
export type { Envelope, Operation, SubjectOfRow } from './judge/subject.ts';
export {
  CompileError,
  outcomeOf,
  type AppliedCure,
  type FileContext,
  type Finding,
  type JudgedRow,
  type Outcome,
  type RowContext,
  type Suggestion,
  type Values,
} from './judge/types.ts';
export { maskIdNumber } from './mask.ts';
export {
  checkCitizenId,
  citizenIdCheckChar,
  type CitizenIdError,
} from './identifiers/citizen-id.ts';
export { checkCertificate, type DivisionTables } from './identifiers/certificate.ts';
export { checkDivisionCode, type DivisionError } from './identifiers/division-code.ts';
export {
  nameKey,
  nameKeyLoose,
  namePlaces,
  type NameOwner,
  type NamePlaces,
} from './identifiers/names.ts';
export { checkOrgCode, compactOrgCode, type OrgCodeError } from './identifiers/org-code.ts';
export {
  checkRegistrationNumber,
  registrationCheckDigit,
  type RegistrationNumberError,
} from './identifiers/registration-number.ts';
export {
  checkUscc,
  isUsccPlaceholder,
  usccCheckChar,
  type UsccError,
  type UsccResult,
  type UsccWarning,
} from './identifiers/uscc.ts';
export { requiredClass, sheetFields } from './spec/class-of.ts';
export { exampleCitizenId, exampleUscc } from './spec/example-codes.ts';
export { describeCondition, wordingOf, type Wording } from './spec/explain.ts';
export { findHeader, type FoundHeader } from './spec/find-header.ts';
export { formSpec, type FormField, type FormInput, type FormSpec } from './spec/form.ts';
export type { FieldGroup } from './spec/group.ts';
export { headingKey, matchHeader, type HeaderMatch } from './spec/header.ts';
export { templateSpec, type TemplateColumn, type TemplateSpec } from './spec/template.ts';
export {
  displayValue,
  viewSpec,
  type ViewField,
  type ViewFormat,
  type ViewGroup,
  type ViewSpec,
} from './spec/view.ts';
export { codePointLength, fold, trimInvisible, unifyBrackets } from './text.ts';
