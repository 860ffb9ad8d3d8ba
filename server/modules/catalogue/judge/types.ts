import type { PlainDate } from '../../../platform/plain-date.ts';
import type { Normaliser, Severity } from '../../policy/index.ts';

/** What a row is judged against besides the policy. */
export type FileContext = {
  readonly today: PlainDate;
  /** Day of receipt; a dry run has none and is judged as received today. */
  readonly receivedOn?: PlainDate;
  /** Code of the organisation whose account sends; a dry run has none and skips the rules about it. */
  readonly sender?: string;
};
export type RowContext = FileContext & { readonly rowNumber: number };

/** One normaliser changed one cell. */
export type AppliedCure = {
  readonly field: string;
  readonly from: string;
  readonly to: string;
  readonly normaliser: Normaliser;
};

/** A proposal a person may take; never applied by itself. */
export type Suggestion =
  | { readonly kind: 'clear'; readonly field: string }
  | {
      readonly kind: 'copyFrom';
      readonly field: string;
      readonly from: string;
      readonly value: string;
    };

/** One mistake on one cell. `value` and the messages never show a protected value in full. */
export type Finding = {
  readonly rule: string;
  readonly field: string;
  readonly severity: Severity;
  readonly detail?: string;
  readonly message: string;
  readonly messageEn: string;
  readonly value: string;
  readonly suggestion?: Suggestion;
  readonly feedback: string;
};

export type Outcome = 'ACCEPTED' | 'QUARANTINED' | 'REFUSED';
/** Normalised non-blank cells by field code, in the order of the catalogue. */
export type Values = Readonly<Record<string, string>>;

export type JudgedRow = {
  readonly values: Values;
  readonly cures: readonly AppliedCure[];
  readonly findings: readonly Finding[];
  readonly outcome: Outcome;
};

/** The policy cannot be compiled: which rule of which class, and why. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
}

/** Worst severity decides: an error refuses, a quarantine waits for a person, a warning is accepted. */
export function outcomeOf(findings: readonly { readonly severity: Severity }[]): Outcome {
  let outcome: Outcome = 'ACCEPTED';
  for (const finding of findings) {
    if (finding.severity === 'error') return 'REFUSED';
    if (finding.severity === 'quarantine') outcome = 'QUARANTINED';
  }
  return outcome;
}
