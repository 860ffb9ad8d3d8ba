import { classOf, type Disclosure, type Level, type Policy } from '../policy/index.ts';
import type { Polarity } from './content.ts';
import {
  foldState,
  type RecordAction,
  type RecordNeed,
  type RecordState,
  type RecordStatus,
} from './fold.ts';
import { maskedValues } from './masking.ts';
import type { ShownSubject } from './shown-subject.ts';
import type { StoredRecord } from './store.ts';

export interface ActionView {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly effectiveOn: string;
  readonly account: string;
  readonly organisation: string | null;
  readonly reason: string | null;
  readonly detail: RecordAction['detail'];
}

/** A record as a desk sees it: masked cells, state and history. */
export interface RecordView {
  readonly recordId: string;
  readonly classCode: string;
  readonly organisation: string;
  readonly externalId: string;
  readonly batchId: string;
  readonly rowNumber: number;
  readonly polarity: Polarity;
  readonly factDate: string;
  readonly receivedAt: string;
  readonly replaces: string | null;
  readonly status: RecordStatus;
  readonly active: boolean;
  readonly disputed: boolean;
  readonly level: Level | null;
  readonly needs: RecordNeed | null;
  readonly platform: Readonly<Record<string, string>>;
  /** Null once the content was erased. */
  readonly values: Readonly<Record<string, string>> | null;
  readonly actions: readonly ActionView[];
  readonly subject: ShownSubject;
}

/** A record in full for those who may see all of it. */
export function viewOf(policy: Policy, record: StoredRecord, subject: ShownSubject): RecordView {
  return viewAt(policy, record, subject, record.actions);
}

/** A record as its given actions leave it. */
export function viewAt(
  policy: Policy,
  { fact, values }: StoredRecord,
  subject: ShownSubject,
  actions: readonly RecordAction[],
): RecordView {
  const state: RecordState = foldState(actions);
  return {
    recordId: fact.recordId,
    classCode: fact.classCode,
    organisation: fact.organisation,
    externalId: fact.externalId,
    batchId: fact.batchId,
    rowNumber: fact.rowNumber,
    polarity: fact.polarity,
    factDate: fact.factDate,
    receivedAt: fact.receivedAt.toISOString(),
    replaces: fact.replaces,
    status: state.status,
    active: state.active,
    disputed: state.disputed,
    level: state.level,
    needs: state.needs,
    platform: state.platform,
    values: values === null ? null : maskedValues(policy, fact, values),
    actions: actions.map((action) => ({
      seq: action.seq,
      kind: action.kind,
      at: action.at.toISOString(),
      effectiveOn: action.effectiveOn,
      account: action.account,
      organisation: action.organisation,
      reason: action.reason,
      detail: action.detail,
    })),
    subject,
  };
}

const shared: readonly Disclosure[] = ['PUBLIC', 'RESTRICTED'];

/** Whether records of a class of that day are shared between departments at all (not only with authorisation). */
export function isSharedClass(policy: Policy, classCode: string, factDate: string): boolean {
  const found = classOf(policy, classCode, factDate);
  return found !== undefined && shared.includes(found.defaultDisclosure);
}

/** The part of a record other departments see: shared fields only, and no history of who did what. */
export function sharedView(policy: Policy, view: RecordView): RecordView {
  const found = classOf(policy, view.classCode, view.factDate);
  const open = new Set(
    [...(found?.items ?? []), ...(found?.platformFields ?? [])]
      .filter((field) => shared.includes(field.disclosure))
      .map((field) => field.code),
  );
  const keep = (cells: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(cells).filter(([code]) => open.has(code)));
  return {
    ...view,
    platform: keep(view.platform),
    values: view.values === null ? null : keep(view.values),
    actions: [],
  };
}
