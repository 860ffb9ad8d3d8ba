import type { PlainDate } from '../../platform/plain-date.ts';
import type { Level } from '../policy/index.ts';

/** Everything that can happen to a record; each is one row of record_action with its ledger leaf. */
export const actionKinds = [
  'registered',
  'classified',
  'subjectConfirmed',
  'held',
  'hidden',
  'published',
  'withdrawn',
  'expired',
  'repaired',
  'objected',
  'objectionClosed',
  'superseded',
  'revoked',
  'deleted',
  'erased',
] as const;
export type ActionKind = (typeof actionKinds)[number];

/**
 * REGISTERED waits for the decision on publicity, HELD waits for a person, HIDDEN is lawfully not
 * shown. SUPERSEDED, REVOKED, DELETED and ERASED are final.
 */
export const recordStatuses = [
  'REGISTERED',
  'HELD',
  'HIDDEN',
  'PUBLISHED',
  'WITHDRAWN',
  'EXPIRED',
  'REPAIRED',
  'SUPERSEDED',
  'REVOKED',
  'DELETED',
  'ERASED',
] as const;
export type RecordStatus = (typeof recordStatuses)[number];

/** What a record waits for a person to decide: its level, or whether it is its subject's at all (D4). */
export const recordNeeds = ['CLASSIFICATION', 'SUBJECT'] as const;
export type RecordNeed = (typeof recordNeeds)[number];

/** Machine-readable part of an action; `level`, `needs` and `platform` (PX_* fields) enter the fold. */
export interface ActionDetail {
  readonly level?: Level | null;
  readonly needs?: RecordNeed | null;
  readonly platform?: Readonly<Record<string, string>>;
  readonly [name: string]: unknown;
}

export interface RecordAction {
  readonly seq: number;
  readonly kind: ActionKind;
  /** When it became known. */
  readonly at: Date;
  /** Since when it holds. */
  readonly effectiveOn: PlainDate;
  readonly account: string;
  readonly organisation: string | null;
  readonly reason: string | null;
  readonly detail: ActionDetail;
  readonly leafId: string;
}

export interface RecordState {
  readonly status: RecordStatus;
  /** Whether a measure may rest on it. */
  readonly active: boolean;
  /** An objection is open: grounds no new measure, hold or alert (K17). */
  readonly disputed: boolean;
  readonly level: Level | null;
  readonly needs: RecordNeed | null;
  /** Platform-owned fields beside the reported ones (D6). */
  readonly platform: Readonly<Record<string, string>>;
  readonly lastSeq: number;
}

type Foldable = Pick<RecordAction, 'seq' | 'kind' | 'detail'>;

const statusAfter: Readonly<Partial<Record<ActionKind, RecordStatus>>> = {
  registered: 'REGISTERED',
  held: 'HELD',
  hidden: 'HIDDEN',
  published: 'PUBLISHED',
  withdrawn: 'WITHDRAWN',
  expired: 'EXPIRED',
  repaired: 'REPAIRED',
  superseded: 'SUPERSEDED',
  revoked: 'REVOKED',
  deleted: 'DELETED',
  erased: 'ERASED',
};

const final: readonly RecordStatus[] = ['SUPERSEDED', 'REVOKED', 'DELETED', 'ERASED'];
const active: readonly RecordStatus[] = ['REGISTERED', 'HELD', 'HIDDEN', 'PUBLISHED'];

/** Whether nothing but erasure can follow. */
export function isFinal(status: RecordStatus): boolean {
  return final.includes(status);
}

const nothing: RecordState = {
  status: 'REGISTERED',
  active: false,
  disputed: false,
  level: null,
  needs: null,
  platform: {},
  lastSeq: 0,
};

/**
 * The state of a record: a pure fold over its actions in the order of `seq`. Total: actions that
 * no longer matter after a final one change only `lastSeq`, and nothing but erasure undoes an end.
 */
export function foldState(actions: readonly Foldable[]): RecordState {
  return actions.reduce(step, nothing);
}

/** The state on a day: a period that is over has ended, even before the daily job has said so (K12). */
export function stateOn(actions: readonly Foldable[], today: PlainDate): RecordState {
  const state = foldState(actions);
  const until = actions.findLast(({ kind }) => kind === 'published')?.detail['until'];
  const isOver = state.status === 'PUBLISHED' && typeof until === 'string' && until <= today;
  return isOver ? { ...state, status: 'EXPIRED', active: false } : state;
}

/** The state after one more action. */
export function step(state: RecordState, action: Foldable): RecordState {
  const lastSeq = action.seq;
  if (action.kind === 'erased') {
    return { ...nothing, status: 'ERASED', lastSeq };
  }
  if (isFinal(state.status)) return { ...state, lastSeq };
  const status = nextStatus(state, action.kind);
  const { level, platform } = action.detail;
  return {
    status,
    active: active.includes(status),
    disputed: isFinal(status) ? false : disputedAfter(state.disputed, action.kind),
    level: level === undefined ? state.level : level,
    needs: needsAfter(state.needs, status, action),
    platform: platform === undefined ? state.platform : { ...state.platform, ...platform },
    lastSeq,
  };
}

function nextStatus({ status, needs }: RecordState, kind: ActionKind): RecordStatus {
  if (kind === 'classified') return status === 'HELD' ? 'REGISTERED' : status;
  if (kind === 'subjectConfirmed') return needs === 'SUBJECT' ? 'REGISTERED' : status;
  const next = statusAfter[kind] ?? status;
  // What was repaired is never shown again, and what is in doubt not before a person confirmed it.
  const stays = status === 'REPAIRED' || (needs === 'SUBJECT' && next !== 'REPAIRED');
  return stays && !isFinal(next) ? status : next;
}

function disputedAfter(disputed: boolean, kind: ActionKind): boolean {
  if (kind === 'objected') return true;
  return kind === 'objectionClosed' ? false : disputed;
}

function needsAfter(
  before: RecordState['needs'],
  status: RecordStatus,
  { kind, detail }: Foldable,
): RecordState['needs'] {
  const needs = before === 'SUBJECT' || detail.needs === undefined ? before : detail.needs;
  if (needs === 'SUBJECT') return status === 'WITHDRAWN' ? needs : null;
  return active.includes(status) && kind !== 'classified' ? needs : null;
}

export type Refusal = 'CLOSED' | 'REPAIRED' | 'DOUBTFUL' | 'NO_DOUBT';

/** Why an action cannot be taken in a state; null when it can. */
export function refusal(state: RecordState, kind: ActionKind): Refusal | null {
  if (kind === 'erased') return state.status === 'ERASED' ? 'CLOSED' : null;
  if (isFinal(state.status) || kind === 'registered') return 'CLOSED';
  const isDoubtful = state.needs === 'SUBJECT';
  if (kind === 'subjectConfirmed') return isDoubtful ? null : 'NO_DOUBT';
  if (isDoubtful && ['published', 'held', 'hidden'].includes(kind)) return 'DOUBTFUL';
  // A correction would come back without the repair, and be shown again.
  const undoes = ['published', 'held', 'hidden', 'superseded'].includes(kind);
  return state.status === 'REPAIRED' && undoes ? 'REPAIRED' : null;
}

/** The two dates of a look back: what was true, as far as it was known (D11). */
export interface AsOf {
  readonly asOf: PlainDate;
  readonly knownOn: PlainDate;
}

/** The actions that held on a day, as far as they were known on another; `dayOf` gives the day of an instant. */
export function actionsAsOf(
  actions: readonly RecordAction[],
  { asOf, knownOn }: AsOf,
  dayOf: (at: Date) => PlainDate,
): RecordAction[] {
  return actions.filter((action) => action.effectiveOn <= asOf && dayOf(action.at) <= knownOn);
}
