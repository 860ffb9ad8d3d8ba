import { toSlashed, type PlainDate } from '../../../platform/plain-date.ts';
import { classOf, type InformationClass, type Policy } from '../../policy/index.ts';
import { cellNormaliser, type NormaliseCell } from './cells.ts';
import { compileRules, type CompiledRules, type StoreRule } from './compile-rules.ts';
import { environmentOf, type AnyField, type Environment } from './environment.ts';
import { FileJudge, type TableOf } from './file.ts';
import { buildFinding } from './finding.ts';
import { KeyTable } from './key-table.ts';
import { digestOf, identityParts, keyPartsOf, type KeyPart } from './identity.ts';
import { RowUnderJudgement } from './row.ts';
import {
  clockDateOf,
  envelopeOf,
  factDateOf,
  subjectOf,
  type Envelope,
  type SubjectOfRow,
} from './subject.ts';
import {
  CompileError,
  outcomeOf,
  type FileContext,
  type Finding,
  type JudgedRow,
  type RowContext,
  type Values,
} from './types.ts';

export type RawCells = Readonly<Record<string, string | undefined>>;
export type StoreFindingDetail = {
  readonly detail?: string;
  readonly severity?: Finding['severity'];
  /** The compared value: number of the earlier record, registered name. */
  readonly other?: string;
  /** Another cell than the first of the rule. */
  readonly field?: string;
};

const NO_CURES: JudgedRow['cures'] = Object.freeze([]);
const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

/** A class compiled to closures. Not re-entrant: one judge judges one row at a time. */
export class Judge {
  readonly informationClass: InformationClass;
  readonly policyHash: string;
  /** Columns a sheet may have: the class's fields, then the envelope fields a clerk may fill. */
  readonly fields: readonly AnyField[];
  readonly storeRules: readonly StoreRule[];
  readonly keyParts: readonly KeyPart[];
  private readonly environment: Environment;
  private readonly rules: CompiledRules;
  private readonly codes: readonly string[];
  private readonly normalisers: readonly NormaliseCell[];
  private readonly state: RowUnderJudgement;

  constructor(policy: Policy, informationClass: InformationClass) {
    const envelope = policy.catalogue.envelope.filter(
      (field) => field.presenceInSheet !== 'absent',
    );
    this.informationClass = informationClass;
    this.policyHash = policy.hash;
    this.fields = [...informationClass.items, ...envelope];
    this.codes = this.fields.map((field) => field.code);
    this.environment = environmentOf(policy, informationClass, this.fields);
    const rules = [...informationClass.rules, ...policy.catalogue.rules];
    this.rules = compileRules(rules, this.environment);
    this.normalisers = this.fields.map((field) => cellNormaliser(field, policy));
    this.state = new RowUnderJudgement(this.fields.length);
    this.storeRules = this.rules.storeRules;
    const keyRule =
      this.rules.fileKeys[0]?.rule ?? this.storeRules.find((rule) => rule.kind === 'uniqueKey');
    this.keyParts = keyPartsOf(informationClass, keyRule);
  }

  /** Judges one row by the row rules and the file rules about sender and day of receipt. */
  row(cells: RawCells, context: RowContext): JudgedRow {
    return this.finish(this.examine(cells, context));
  }

  /** Judges the rows of one file in their order; adds the rules about repeated keys. */
  file(context: FileContext, tableOf: TableOf = () => new KeyTable()): FileJudge {
    const { provinces } = this.environment.tables.divisions;
    const parts = {
      keys: this.rules.fileKeys,
      slotOf: this.environment.slotOf,
      informationClass: this.informationClass,
      codes: this.codes,
      provinces,
    };
    return new FileJudge(this, context, parts, tableOf);
  }

  /** A finding of a store rule on a judged row. */
  storeFinding(rule: StoreRule, values: Values, more: StoreFindingDetail = {}): Finding {
    const row = new RowUnderJudgement(this.fields.length);
    for (const [slot, code] of this.codes.entries()) row.cells[slot] = values[code] ?? '';
    const slot = this.environment.slotOf(more.field ?? (rule.fields[0] as string));
    const severity = more.severity ?? rule.severity;
    const mark = { rule, order: 0, slot, severity, detail: more.detail, other: more.other ?? '' };
    return buildFinding(mark, row, this.fields, this.environment.tables);
  }

  /** Canonical parts of the identity key; confidential, since a part may be an identity number. */
  identityKey(values: Values): string[] {
    return identityParts(this.keyParts, values, this.environment.tables.divisions.provinces);
  }

  /** Hex SHA-256 of the reported fields without the envelope. */
  contentDigest(values: Values): string {
    return digestOf(this.informationClass, values);
  }

  /** Whom the row is about. */
  subjectOf(values: Values): SubjectOfRow {
    return subjectOf(this.informationClass, values);
  }

  /** The day of the fact, else the day of receipt. */
  factDateOf(values: Values, receivedOn: PlainDate): PlainDate {
    return factDateOf(this.informationClass, values, receivedOn);
  }

  /** The same for cells as they were reported. */
  statedDay(cells: RawCells, receivedOn: PlainDate): PlainDate {
    const { factDate } = this.informationClass;
    const raw = factDate === null ? undefined : cells[factDate];
    if (factDate === null || raw === undefined || raw === '') return receivedOn;
    const normalise = this.normalisers[this.environment.slotOf(factDate)] as NormaliseCell;
    return this.factDateOf({ [factDate]: normalise(raw, []) }, receivedOn);
  }

  /** The day the reporting clock starts, or null. */
  clockDateOf(values: Values): PlainDate | null {
    return clockDateOf(this.informationClass, values);
  }

  /** Operation, record ids and reason with their defaults. */
  envelopeOf(values: Values): Envelope {
    return envelopeOf(values);
  }

  /** Normalises and judges a row into the judge's own state; for FileJudge, which may add marks. */
  examine(cells: RawCells, context: FileContext): RowUnderJudgement {
    const { state, codes, normalisers } = this;
    this.bind(context);
    if (state.marks.length > 0) {
      state.marks.length = 0;
      state.poisoned.fill(0);
    }
    if (state.cures.length > 0) state.cures.length = 0;
    const { blankChecks, cellChecks, rowChecks } = this.rules;
    for (let slot = 0; slot < codes.length; slot += 1) {
      const raw = cells[codes[slot] as string];
      const value =
        raw === undefined || raw === ''
          ? ''
          : (normalisers[slot] as NormaliseCell)(raw, state.cures);
      state.cells[slot] = value;
      if (value === '') blankChecks[slot]?.(state);
      else for (const check of cellChecks[slot] as (typeof cellChecks)[number]) check(state, value);
    }
    for (const check of rowChecks) check(state);
    return state;
  }

  /** The judged row of the current state. */
  finish(state: RowUnderJudgement): JudgedRow {
    const values: Record<string, string> = {};
    for (let slot = 0; slot < this.codes.length; slot += 1) {
      const value = state.cells[slot] as string;
      if (value !== '') values[this.codes[slot] as string] = value;
    }
    const cures = state.cures.length === 0 ? NO_CURES : [...state.cures];
    if (state.marks.length === 0) {
      return { values, cures, findings: NO_FINDINGS, outcome: 'ACCEPTED' };
    }
    const findings = [...state.marks]
      .sort((a, b) => a.order - b.order)
      .map((mark) => buildFinding(mark, state, this.fields, this.environment.tables));
    return { values, cures, findings, outcome: outcomeOf(findings) };
  }

  private bind(context: FileContext): void {
    const { state } = this;
    const { today, receivedOn, sender } = state.context;
    const same = today === context.today && receivedOn === context.receivedOn;
    if (same && sender === context.sender) return;
    state.context = context;
    state.today = toSlashed(context.today);
    state.received = toSlashed(context.receivedOn ?? context.today);
    state.sender =
      context.sender === undefined
        ? null
        : (this.environment.tables.organisations.get(context.sender) ?? null);
  }
}

const judges = new WeakMap<Policy, Map<string, Judge>>();

/**
 * Compiles the class in force on `date` (the newest version when omitted); the same policy and class give
 * the same judge. Throws CompileError when the class or anything a rule names is unknown.
 */
export function compileJudge(policy: Policy, classCode: string, date?: PlainDate): Judge {
  const informationClass = classOf(policy, classCode, date);
  if (!informationClass) {
    throw new CompileError(`目录中没有信息类别“${classCode}”，请检查类别代码。`);
  }
  const known = judges.get(policy) ?? new Map<string, Judge>();
  judges.set(policy, known);
  const key = `${classCode} ${policy.catalogue.classes.indexOf(informationClass)}`;
  const judge = known.get(key) ?? new Judge(policy, informationClass);
  known.set(key, judge);
  return judge;
}
