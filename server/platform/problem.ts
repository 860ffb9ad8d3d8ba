/** One refusal the program makes on purpose: HTTP status and its sentence in both languages. */
export interface ProblemKind {
  readonly status: number;
  /** What is wrong, where, and what to do; `{name}` is filled from the detail. */
  readonly zh: string;
  readonly en: string;
}

export type ProblemDetail = Readonly<Record<string, string | number>>;

export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** The only error thrown on purpose; anything else becomes a 500 with a reference number. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: ProblemDetail;
  readonly messageEn: string;
  readonly fieldErrors: readonly FieldError[];

  constructor(
    code: string,
    kind: ProblemKind,
    detail: ProblemDetail = {},
    fieldErrors: readonly FieldError[] = [],
  ) {
    super(fill(kind.zh, detail));
    this.name = 'Problem';
    this.code = code;
    this.status = kind.status;
    this.detail = detail;
    this.messageEn = fill(kind.en, detail);
    this.fieldErrors = fieldErrors;
  }
}

const known = new Map<string, ProblemKind>();

/**
 * Declares a module's refusals once and returns a function that makes them:
 * `throw problem('BATCH_NOT_FOUND', { id })`. A code declared twice stops the program at load.
 */
export function defineProblems<K extends string>(kinds: Readonly<Record<K, ProblemKind>>) {
  for (const [code, kind] of Object.entries<ProblemKind>(kinds)) {
    if (known.has(code)) throw new Error(`problem code declared twice: ${code}`);
    known.set(code, kind);
  }
  return (code: K, detail: ProblemDetail = {}, fieldErrors: readonly FieldError[] = []): Problem =>
    new Problem(code, kinds[code], detail, fieldErrors);
}

function fill(text: string, detail: ProblemDetail): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(detail[name] ?? whole));
}
