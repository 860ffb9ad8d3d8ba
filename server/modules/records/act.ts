import { randomUUIDv7 } from 'node:crypto';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { appendLeaves } from '../ledger/index.ts';
import { actionContent, storable } from './content.ts';
import {
  foldState,
  refusal,
  step,
  type ActionDetail,
  type ActionKind,
  type RecordAction,
  type RecordState,
} from './fold.ts';
import { problem } from './problem.ts';
import { statusZh } from './words.ts';
import {
  insertActions,
  lockStates,
  readRecords,
  sealAction,
  updateStates,
  type ActionToStore,
  type RecordRef,
  type StateToStore,
  type StoredRecord,
} from './store.ts';

/** Only the first action of a record commits to values. */
const NO_VALUES = Buffer.alloc(0);

/** One act on one record. */
export interface Act {
  readonly ref: RecordRef;
  readonly kind: ActionKind;
  readonly reason?: string | null;
  /** Since when it holds; today when absent. */
  readonly effectiveOn?: PlainDate;
  readonly detail?: ActionDetail;
}

/** What became of a record by an act. */
export interface Acted {
  readonly record: StoredRecord;
  readonly before: RecordState;
  readonly after: RecordState;
}

/**
 * Adds one action to a record: locks it, refuses what its state does not allow, writes action,
 * leaf and state. Throws RECORD_NOT_FOUND, RECORD_CLOSED, RECORD_REPAIRED, RECORD_DOUBTFUL or
 * DOUBT_SETTLED.
 */
export async function actOn(tx: Tx, ctx: Context, actor: Actor, act: Act): Promise<Acted> {
  const [acted] = await actOnMany(tx, ctx, actor, [act]);
  if (!acted) throw problem('RECORD_NOT_FOUND');
  return acted;
}

/** `actOn` for many records at once, in a handful of statements; each record at most once. */
export async function actOnMany(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  acts: readonly Act[],
): Promise<Acted[]> {
  if (acts.length === 0) return [];
  const refs = acts.map((act) => act.ref);
  const locked = await lockStates(tx, refs);
  if (refs.some((ref) => !locked.has(ref.recordId))) throw problem('RECORD_NOT_FOUND');
  return actOnOpened(tx, ctx, actor, acts, await readRecords(tx, ctx, refs));
}

/**
 * `actOnMany` for records the caller has locked and then opened in this transaction, one for each
 * act in the same order, so that they are not read twice.
 */
export async function actOnOpened(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  acts: readonly Act[],
  records: readonly StoredRecord[],
): Promise<Acted[]> {
  const at = ctx.clock.now();
  const stored: (ActionToStore & { record: StoredRecord })[] = [];
  const states: StateToStore[] = [];
  const acted = acts.map((act, index) => {
    const record = records[index];
    if (record?.fact.recordId !== act.ref.recordId) throw problem('RECORD_NOT_FOUND');
    const before = foldState(record.actions);
    refuse(before, act.kind);
    const action = newAction(ctx, actor, act, before.lastSeq + 1, at);
    const after = step(before, action);
    const key = record.wrapped && record.isSealed ? ctx.keys.unwrap(record.wrapped) : null;
    // What is written with an erasure has to outlive the key.
    const sealedKey = act.kind === 'erased' ? null : key;
    const sealed = sealAction(ctx.keys, sealedKey, action);
    stored.push({ ref: act.ref, owner: record.fact.organisation, action, sealed, record });
    states.push({ ref: act.ref, state: after });
    return { record, before, after };
  });
  await insertActions(tx, stored);
  await appendLeaves(
    tx,
    stored.map(({ record: { fact }, action }) => ({
      leafId: action.leafId,
      kind: action.kind,
      subjectId: fact.subjectId,
      recordId: fact.recordId,
      seq: action.seq,
      content: actionContent(fact, action, NO_VALUES),
    })),
    at,
  );
  await updateStates(tx, states);
  return acted;
}

function newAction(ctx: Context, actor: Actor, act: Act, seq: number, at: Date): RecordAction {
  const reason = storable(act.reason?.trim() ?? '');
  return {
    seq,
    kind: act.kind,
    at,
    effectiveOn: act.effectiveOn ?? ctx.clock.today(),
    account: actor.account,
    organisation: actor.organisation,
    reason: reason === '' ? null : reason,
    detail: act.detail ?? {},
    leafId: randomUUIDv7(),
  };
}

function refuse(state: RecordState, kind: ActionKind): void {
  const why = refusal(state, kind);
  if (why === 'REPAIRED') throw problem('RECORD_REPAIRED');
  if (why === 'DOUBTFUL') throw problem('RECORD_DOUBTFUL');
  if (why === 'NO_DOUBT') throw problem('DOUBT_SETTLED');
  if (why === 'CLOSED') throw problem('RECORD_CLOSED', { status: statusZh[state.status] });
}
