import type { Context } from '../../context.ts';
import type { Policy } from '../policy/index.ts';
import { compileClass, outcomeOf, type ClassJudge, type Values } from '../catalogue/index.ts';
import type { BatchHead } from './batch.ts';
import type { JudgedSheetRow } from './judge-sheet.ts';
import type { SheetFinding } from './finding.ts';

const PERSON = '自然人';
/** A class about natural persons only. */
const PERSON_CLASS = 'PROFESSION';
const FINANCING_PREFIX = 'FIN_';
/** Rule of the rows that wait for an authorisation, not for a person's judgement. */
export const AUTHORISATION_MISSING = 'GATE-AUTHORISATION';

export interface Gate {
  readonly demonstration: boolean;
  readonly judges: ClassJudge;
  readonly receivedOn: string;
}

/** The gate before the rows of a batch. */
export function gateOf(
  { policy, demonstration }: { readonly policy: Policy; readonly demonstration: boolean },
  batch: Pick<BatchHead, 'classCode' | 'judgedOn'>,
): Gate {
  return {
    demonstration,
    judges: compileClass(policy, batch.classCode),
    receivedOn: batch.judgedOn,
  };
}

/** The same for rows a person decides or corrects. */
export function gateFor(ctx: Context, batch: Pick<BatchHead, 'classCode' | 'judgedOn'>): Gate {
  return gateOf({ policy: ctx.policy, demonstration: isDemonstration(ctx) }, batch);
}

/** A demonstration holds made-up persons only; they do not wait for the impact assessment. */
export function isDemonstration(ctx: Context): boolean {
  return ctx.config.demonstration !== 'none';
}

/** What K1 says about a row: store it, judge it without keeping it, or hold it for a person. */
export type GateDecision = 'OPEN' | 'PERSONS_OFF' | 'AUTHORISATION_MISSING';

/** K1: persons wait for the impact assessment outside a demonstration, all financing data for an authorisation everywhere (decision 0023). */
export function decideGate(gate: Gate, values: Values): GateDecision {
  const judge = gate.judges.of(values, gate.receivedOn);
  const { code } = judge.informationClass;
  const { kind, idNumber, uscc } = judge.subjectOf(values);
  // A misspelt kind makes nobody an organisation: a number of a person without a code of one is enough.
  const aboutPerson =
    code === PERSON_CLASS || kind === PERSON || (idNumber !== null && uscc === null);
  if (aboutPerson && !gate.demonstration) return 'PERSONS_OFF';
  return code.startsWith(FINANCING_PREFIX) ? 'AUTHORISATION_MISSING' : 'OPEN';
}

/**
 * The row with what K1 demands: a person's row loses its values before anything is kept, a
 * financing row waits in quarantine. The judge's own findings stay.
 */
export function applyGate(gate: Gate, row: JudgedSheetRow): JudgedSheetRow {
  const decision = decideGate(gate, row.values);
  if (decision === 'OPEN') return row;
  const held = decision === 'PERSONS_OFF' ? personsOff(row) : authorisationMissing(row);
  const findings = [...row.findings, held];
  const outcome = outcomeOf(findings);
  if (decision === 'AUTHORISATION_MISSING') return { ...row, findings, outcome };
  return {
    ...row,
    values: {},
    cures: [],
    findings: findings.map((finding) => ({ ...finding, value: '' })),
    outcome,
  };
}

function personsOff(row: JudgedSheetRow): SheetFinding {
  return {
    ...atRow(row),
    rule: 'GATE-PERSONS',
    severity: 'error',
    message:
      '自然人信息的归集尚未启用（须先完成个人信息保护影响评估）。本行已检查，但没有入库，内容也没有保存。',
    messageEn:
      'Collecting data of natural persons is switched off until the impact assessment is done; the row was judged but not kept.',
    feedback: 'E3005',
  };
}

function authorisationMissing(row: JudgedSheetRow): SheetFinding {
  return {
    ...atRow(row),
    rule: AUTHORISATION_MISSING,
    severity: 'quarantine',
    message: '融资信用信息须有主体的授权编号才能入库，本行没有授权编号，取得授权前不入库。',
    messageEn: 'Financing data needs the authorisation of its subject; the row waits for it.',
    feedback: 'Q3103',
  };
}

function atRow(
  row: JudgedSheetRow,
): Pick<SheetFinding, 'row' | 'cell' | 'field' | 'fieldName' | 'value'> {
  return { row: row.rowNumber, cell: null, field: '', fieldName: '', value: '' };
}
